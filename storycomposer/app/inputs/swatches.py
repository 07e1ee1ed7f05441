"""Rows of colours to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from storycomposer.app.inputs.colors import draw_swatch, name, qcolor
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.deck import Brand

_SIDE, _GAP, _ACROSS = 22, 5, 9


class Swatches(QWidget):
    """Colours, nine in a row; arrows walk through them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("color.swatches", "Colours"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._colors: tuple[str, ...] = ()
        self._brand: Callable[[], Brand] = Brand
        self._marked = ""
        self._at = 0

    def set_brand(self, brand: Callable[[], Brand]) -> None:
        """Where roles are looked up."""
        self._brand = brand

    def set_colors(self, colors: Sequence[str]) -> None:
        """Offer these."""
        self._colors = tuple(colors)
        self._at = 0
        self.setFixedSize(self.sizeHint())
        self.setVisible(bool(colors))
        self.update()

    def mark(self, color: str) -> None:
        """Put a ring around ``color``."""
        self._marked = color
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = max(1, -(-len(self._colors) // _ACROSS))
        return QSize(_ACROSS * (_SIDE + _GAP), rows * (_SIDE + _GAP))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        brand = self._brand()
        for index, color in enumerate(self._colors):
            ring = tokens().accent if color == self._marked else ""
            if self.hasFocus() and index == self._at:
                ring = tokens().accent_text
            draw_swatch(painter, self._box(index), qcolor(color, brand), 6, ring)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._index(event.pos().x(), event.pos().y())
            if index is not None:
                QToolTip.showText(event.globalPos(), name(self._colors[index]), self)
                return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self._index(round(event.position().x()), round(event.position().y()))
        if index is not None:
            self._at = index
            self.chosen.emit(self._colors[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ways |= {Qt.Key.Key_Up: -_ACROSS, Qt.Key.Key_Down: _ACROSS}
        way = ways.get(Qt.Key(event.key()), 0)
        if way and self._colors:
            way = -way if self.isRightToLeft() and abs(way) == 1 else way
            self._at = max(0, min(len(self._colors) - 1, self._at + way))
            self.setAccessibleDescription(name(self._colors[self._at]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._colors:
                self.chosen.emit(self._colors[self._at])
        else:
            super().keyPressEvent(event)

    def _box(self, index: int) -> QRectF:
        row, column = divmod(index, _ACROSS)
        left = column * (_SIDE + _GAP) + 3.0
        if self.isRightToLeft():
            left = self.width() - left - _SIDE + 4
        return QRectF(left, row * (_SIDE + _GAP) + 3, _SIDE - 4, _SIDE - 4)

    def _index(self, x: int, y: int) -> int | None:
        for index in range(len(self._colors)):
            if self._box(index).adjusted(-3, -3, 3, 3).contains(x, y):
                return index
        return None
