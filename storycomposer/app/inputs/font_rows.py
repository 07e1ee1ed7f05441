"""One row of the list of fonts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storycomposer.app.icons import icon
from storycomposer.app.inputs.font_samples import SCRIPTS, sample_font
from storycomposer.app.theme import tokens
from storycomposer.typography.fonts import FontBook

VALUE = Qt.ItemDataRole.UserRole + 1
FAVOURITE = Qt.ItemDataRole.UserRole + 2
SCRIPT_LIST = Qt.ItemDataRole.UserRole + 3
"""What searching looks through."""

_STAR, _TAGS = 28, 3

Index = QModelIndex | QPersistentModelIndex


class FontRows(QStyledItemDelegate):
    """A family in itself, a few letters of the scripts it has, and a star for favourites."""

    starred = Signal(str)

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.book: FontBook | None = None

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        found = index.data(Qt.ItemDataRole.SizeHintRole)
        return found if isinstance(found, QSize) else QSize(280, 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = tokens()
        box: QRect = option.rect
        state = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hovered or selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if selected else look.hover))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        role = str(index.data(VALUE)).startswith("brand:")
        star = _mirrored(QRect(box.right() - _STAR, box.top(), 20, box.height()), box, rtl)
        if not role and (hovered or index.data(FAVOURITE)):
            color = look.warn if index.data(FAVOURITE) else look.muted
            side = QRect(star.left() + 2, star.center().y() - 7, 15, 15)
            icon("star", color).paint(painter, side)
        words = box.adjusted(10, 0, -_STAR - 4, 0)
        words = self._tags(painter, words, index, rtl)
        painter.setPen(QColor(look.text))
        family = str(index.data(Qt.ItemDataRole.DisplayRole))
        font = sample_font(family, self.book, 17) if self.book else QFont()
        painter.setFont(font)
        said = QFontMetrics(font).elidedText(family, Qt.TextElideMode.ElideRight, words.width())
        # By the side on the screen: the painter would mirror sides once more.
        edge = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        align = edge | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(_mirrored(words, box, rtl), int(align), said)
        painter.restore()

    def editorEvent(  # noqa: N802
        self, event: QEvent, _: object, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
        ):
            box: QRect = option.rect
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            star = _mirrored(QRect(box.right() - _STAR, box.top(), 24, box.height()), box, rtl)
            role = str(index.data(VALUE)).startswith("brand:")
            if star.contains(event.position().toPoint()) and not role:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.starred.emit(str(index.data(Qt.ItemDataRole.DisplayRole)))
                return True
        return False

    def _tags(self, painter: QPainter, words: QRect, index: Index, rtl: bool) -> QRect:
        """Paint the remark or the scripts at the end; returns what is left for the name."""
        look = tokens()
        remark = index.data(Qt.ItemDataRole.ToolTipRole)
        scripts = index.data(Qt.ItemDataRole.UserRole) or ()
        said = [remark] if remark else [SCRIPTS[one] for one in SCRIPTS if one in scripts]
        font = QFont()
        font.setPixelSize(11)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        whole = QRect(words)
        for text in reversed(said[:_TAGS]):
            width = metrics.horizontalAdvance(text) + 10
            tag = QRect(words.right() - width, words.center().y() - 9, width, 18)
            shown = _mirrored(tag, whole, rtl)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.field))
            painter.drawRoundedRect(shown, 5, 5)
            painter.setPen(QColor(look.muted))
            painter.drawText(shown, int(Qt.AlignmentFlag.AlignCenter), text)
            words = words.adjusted(0, 0, -width - 4, 0)
        return words


def _mirrored(inner: QRect, outer: QRect, rtl: bool) -> QRect:
    if not rtl:
        return inner
    left = outer.left() + outer.right() - inner.right()
    return QRect(left, inner.top(), inner.width(), inner.height())
