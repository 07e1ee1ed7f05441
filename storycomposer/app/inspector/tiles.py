"""Pictures to choose from, in rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from storycomposer.app.theme import tokens

_LABEL, _GAP = 18, 8


class Tiles(QWidget):
    """Tiles by id, ``across`` in a row and ``high`` points high; arrows walk through them."""

    picked = Signal(str)

    def __init__(
        self,
        names: Sequence[tuple[str, str]],
        title: str,
        *,
        across: int,
        high: int,
        labelled: bool,
    ) -> None:
        super().__init__()
        self._names = tuple(names)
        self._across, self._high = across, high
        self._label = _LABEL if labelled else 0
        self._pictures: dict[str, QImage] = {}
        self._marked = ""
        self._at = 0
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = -(-len(self._names) // across)
        self.setFixedHeight(rows * (high + self._label + _GAP) - _GAP)

    def show_pictures(self, pictures: dict[str, QImage]) -> None:
        """Show what was drawn."""
        self._pictures = pictures
        self.update()

    def mark(self, id: str) -> None:
        """Mark the one in use."""
        self._marked = id
        ids = [name for name, _ in self._names]
        if id in ids and not self.hasFocus():
            self._at = ids.index(id)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        for index, (id_, said) in enumerate(self._names):
            box = self._box(index)
            path = QPainterPath()
            path.addRoundedRect(box, 6, 6)
            painter.setClipPath(path)
            painter.fillRect(box, QColor(look.field))
            if id_ in self._pictures:
                _fill(painter, box, self._pictures[id_])
            painter.setClipping(False)
            chosen, focused = id_ == self._marked, self.hasFocus() and index == self._at
            edge = QPen(QColor(look.line), 1)
            if chosen or focused:
                edge = QPen(QColor(look.accent if chosen else look.accent_text), 2)
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
            if self._label:
                painter.setPen(QColor(look.accent_text if chosen else look.muted))
                words = QRectF(box.left() - 4, box.bottom() + 2, box.width() + 8, _LABEL - 2)
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, said)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self._index(event.position().x(), event.position().y())
        self.setToolTip(self._names[index][1] if index is not None else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self._index(event.position().x(), event.position().y())
        if index is not None:
            self._at = index
            self.picked.emit(self._names[index][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._across,
            Qt.Key.Key_Down: self._across,
        }
        way = ways.get(Qt.Key(event.key()), 0)
        if way:
            way = -way if self.isRightToLeft() and abs(way) == 1 else way
            self._at = max(0, min(len(self._names) - 1, self._at + way))
            self.setAccessibleDescription(self._names[self._at][1])
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._names[self._at][0])
        else:
            super().keyPressEvent(event)

    def _box(self, index: int) -> QRectF:
        row, column = divmod(index, self._across)
        wide = (self.width() - _GAP * (self._across - 1)) / self._across
        left = column * (wide + _GAP)
        if self.isRightToLeft():
            left = self.width() - left - wide
        top = row * (self._high + self._label + _GAP)
        return QRectF(left, top, wide, self._high).adjusted(1, 1, -1, -1)

    def _index(self, x: float, y: float) -> int | None:
        for index in range(len(self._names)):
            if self._box(index).adjusted(0, 0, 0, self._label).contains(x, y):
                return index
        return None


def _fill(painter: QPainter, box: QRectF, picture: QImage) -> None:
    """The picture over the whole box, its middle where it is not of the same shape."""
    factor = min(picture.width() / box.width(), picture.height() / box.height())
    wide, high = box.width() * factor, box.height() * factor
    part = QRectF((picture.width() - wide) / 2, (picture.height() - high) / 2, wide, high)
    painter.drawImage(box, picture, part)
