"""Menus in the window's looks: round, icons before the words, shortcuts at the far end."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QStyle, QWidget

from storycomposer.app import corners
from storycomposer.app.cards import paint_card
from storycomposer.app.icons import icon
from storycomposer.app.shades import RADIUS
from storycomposer.app.theme import tokens
from storycomposer.app.words import ltr, t

_ROUND = RADIUS + 2
_ICON = 16
_NARROWEST = 168
_BEFORE, _BEHIND = 10, 12
"""Points from a row's end to its icon or words, and from its shortcut to the other end."""


class Menu(QMenu):
    """Qt measures the rows and follows pointer and keys; how they look is said here, for a style
    sheet can neither set shortcuts to the far end nor round a window."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        hints = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(self.windowFlags() | hints)
        self.setMinimumWidth(_NARROWEST)
        self.setAccessibleName(title or t("menu.main", "Menu"))
        corners.soften(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        corners.cut(self, self.rect(), _ROUND)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_card(painter, self.rect(), _ROUND, stark=not self.mask().isEmpty())
        shown = [one for one in self.actions() if one.isVisible()]
        marks = any(one.isCheckable() or not one.icon().isNull() for one in shown)
        for action in shown:
            row = self.actionGeometry(action)
            if not row.intersects(self.rect()):
                continue
            if action.isSeparator():
                line = QRectF(row.left() + 4, row.center().y(), row.width() - 8, 1)
                painter.fillRect(line, QColor(tokens().line))
            else:
                self._row(painter, row, action, marks)
        self._more(painter, shown)

    def _row(self, painter: QPainter, row: QRect, action: QAction, marks: bool) -> None:
        look, possible = tokens(), action.isEnabled()
        if self.activeAction() is action:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if possible else look.hover))
            painter.drawRoundedRect(row, 6, 6)
        if marks:
            self._mark(painter, self._placed(row, _BEFORE, _ICON), action)
        start = _BEFORE + (_ICON + 10 if marks else 2)
        words = self._placed(row, start, row.width() - start - _BEHIND)
        painter.setFont(action.font() if action.font().bold() else self.font())
        painter.setPen(QColor(look.text if possible else look.disabled))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic
        painter.drawText(words, Qt.AlignmentFlag.AlignLeading | middle, action.text())
        if action.menu() is not None:
            way = "chevron-left" if self.isRightToLeft() else "chevron-right"
            at = self._placed(row, row.width() - _BEHIND - 12, 14)
            self._icon(painter, at, icon(way, look.muted), possible)
        elif not action.shortcut().isEmpty():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            painter.setPen(QColor(look.muted if possible else look.disabled))
            painter.drawText(words, Qt.AlignmentFlag.AlignTrailing | middle, ltr(keys))

    def _mark(self, painter: QPainter, place: QRect, action: QAction) -> None:
        """A tick where the action is on; else its icon."""
        if action.isCheckable() and action.isChecked():
            self._icon(painter, place, icon("check", "accent_text"), True)
        elif not action.icon().isNull():
            self._icon(painter, place, action.icon(), action.isEnabled())

    def _more(self, painter: QPainter, shown: list[QAction]) -> None:
        """Arrows at the ends of a menu that is longer than the screen is high."""
        if not shown:
            return
        high = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuScrollerHeight, None, self)
        high = max(high, _ICON)
        first, last = self.actionGeometry(shown[0]), self.actionGeometry(shown[-1])
        for name, beyond, top in (
            ("chevron-up", first.top() < 0, 1),
            ("chevron-down", last.bottom() > self.height(), self.height() - high - 1),
        ):
            if beyond:
                strip = QRect(_ROUND, top, self.width() - 2 * _ROUND, high)
                painter.fillRect(strip, QColor(tokens().panel))
                place = QRect(0, 0, 14, 14)
                place.moveCenter(strip.center())
                self._icon(painter, place, icon(name, "muted"), True)

    def _icon(self, painter: QPainter, place: QRect, face: QIcon, possible: bool) -> None:
        place.moveTop(place.top() + (place.height() - place.width()) // 2)
        place.setHeight(place.width())
        mode = QIcon.Mode.Normal if possible else QIcon.Mode.Disabled
        face.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)

    def _placed(self, row: QRect, start: int, width: int) -> QRect:
        left = row.right() + 1 - start - width if self.isRightToLeft() else row.left() + start
        return QRect(left, row.top(), width, row.height())


def ask_by_key() -> None:
    """Ask what has the keyboard for its menu, as the key for menus does: not every keyboard has
    one."""
    focused = QApplication.focusWidget()
    if focused is not None:
        caret = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        at = QRectF(caret).center().toPoint()
        by_key = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(by_key, at, focused.mapToGlobal(at))
        QApplication.sendEvent(focused, event)
