"""Every action by its name: type some letters, Enter runs it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from storycomposer.app import corners
from storycomposer.app.actions import also
from storycomposer.app.actions.record import Action, Window
from storycomposer.app.cards import paint_card
from storycomposer.app.fuzzy import begun, score
from storycomposer.app.icons import icon
from storycomposer.app.theme import tokens
from storycomposer.app.words import ltr, t

_WIDTH, _ROW, _ROWS = 560, 40, 9
_RADIUS, _SHADOW = 12, 32
_ALSO = 600.0
"""Between the scores of words and of letters (:func:`~storycomposer.app.fuzzy.score`)."""
_KEYS = Qt.ItemDataRole.UserRole + 1
_GROUP = Qt.ItemDataRole.UserRole + 2


class CommandPalette(QDialog):
    """A list of actions under a field; it goes when something else is pointed at."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corners.soften(self)
        self.setProperty("kind", "palette")
        self.setAccessibleName(t("palette.name", "Find an action"))
        self._window = window
        self.field = QLineEdit(self)
        self.field.setProperty("kind", "palette")
        self.field.setPlaceholderText(t("palette.ask", "What would you like to do?"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget(self)
        self.list.setAccessibleName(t("palette.list", "Actions"))
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.none = QLabel(t("palette.none", "Nothing is called so."))
        self.none.setProperty("kind", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        margin = _SHADOW + 8
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.none)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._run)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self.setFixedWidth(_WIDTH + 2 * _SHADOW)
        self._filter("")
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        corners.cut(self, self._box(), _RADIUS)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        stark = not self.mask().isEmpty()
        paint_card(QPainter(self), self._box(), _RADIUS, _SHADOW, stark=stark)

    def open(self) -> None:
        """Show it, ready to type."""
        self.show()
        self.field.setFocus()

    def shown(self) -> list[str]:
        """The ids of the actions in the list, the best first."""
        count = self.list.count()
        return [str(self.list.item(i).data(Qt.ItemDataRole.UserRole)) for i in range(count)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS,
                Qt.Key.Key_PageUp: -_ROWS,
            }
            by = steps.get(Qt.Key(event.key()))
            if by is not None and self.list.count():
                last = self.list.count() - 1
                self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), last))
                return True
        return super().eventFilter(watched, event)

    def _filter(self, asked: str) -> None:
        self.list.clear()
        for action in found(asked, self._window):
            item = QListWidgetItem(action.text(self._window))
            if action.icon:
                item.setIcon(icon(action.icon))
            item.setData(Qt.ItemDataRole.UserRole, action.id)
            item.setData(_KEYS, keys_text(action))
            item.setData(_GROUP, t(f"menu.{_menu(action)}", _menu(action).capitalize()))
            if not action.enabled(self._window):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        rows = min(self.list.count(), _ROWS)
        self.list.setFixedHeight(rows * _ROW + 4)
        self.list.setVisible(rows > 0)
        self.none.setVisible(rows == 0)
        self.list.setCurrentRow(0)
        self.adjustSize()

    def _run(self, _: Any = None) -> None:
        item = self.list.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        id_ = str(item.data(Qt.ItemDataRole.UserRole))
        actions = self._window.actions_by_id
        self.close()
        actions[id_].trigger()

    def _place(self) -> None:
        over = self._window.widget
        corner = over.mapToGlobal(over.rect().topLeft())
        left = corner.x() + (over.width() - self.width()) // 2
        self.move(left, corner.y() + over.height() // 6 - _SHADOW)

    def _box(self) -> QRect:
        """The panel without its shadow."""
        return self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)


def found(asked: str, window: Window) -> list[Action]:
    """The actions whose names fit what was asked, the best first, and those that others call so;
    those that are not possible now come last."""
    scored = []
    for place, action in enumerate(window.actions_by_id.table):
        best = _fits(asked, action, window)
        if best is not None and action.id != "palette":
            scored.append((not action.enabled(window), -best, place, action))
    return [action for *_, action in sorted(scored, key=lambda one: one[:3])]


def _fits(asked: str, action: Action, window: Window) -> float | None:
    """How well an action fits: by a name of its own, else by what else it is called, which counts
    less than a word of the name and more than letters from within it."""
    names = {action.text(window), action.text(), action.label}
    own = max((s for s in (score(asked, name) for name in names) if s is not None), default=None)
    if (own is None or own < _ALSO) and begun(asked, f"{action.text()} {also.called(action.id)}"):
        return _ALSO
    return own


def keys_text(action: Action) -> str:
    """The first shortcut as this system writes it."""
    if not action.keys:
        return ""
    return ltr(QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText))


def _menu(action: Action) -> str:
    return action.menu.lstrip("-")


class _Row(QStyledItemDelegate):
    """Icon, name, menu, keys."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = tokens()
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = option.state & QStyle.StateFlag.State_Selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if chosen else look.hover))
            painter.drawRoundedRect(box, 6, 6)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft

        def placed(left: int, width: int) -> QRect:
            x = box.right() - left - width if rtl else box.left() + left
            return QRect(x, box.top(), width, box.height())

        made = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(made, QIcon):
            mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
            spot = placed(12, 18)
            spot.setHeight(18)
            spot.moveTop(box.top() + (box.height() - 18) // 2)
            made.paint(painter, spot, Qt.AlignmentFlag.AlignCenter, mode)
        near = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        far = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(QColor(look.text if enabled else look.disabled))
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(placed(42, box.width() - 240), near | middle, name)
        painter.setPen(QColor(look.muted if enabled else look.disabled))
        words = "   ".join(str(index.data(role) or "") for role in (_GROUP, _KEYS))
        painter.drawText(placed(box.width() - 212, 200), far | middle, words.strip())
        painter.restore()
