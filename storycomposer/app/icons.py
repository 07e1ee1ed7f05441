"""Icons in the colours of the theme, sharp at every screen scale."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from storycomposer import resources
from storycomposer.app.theme import tokens


def icon(name: str, color: str = "") -> QIcon:
    """The icon ``name``, in ``color`` or in the colour that its state asks for, read from the theme
    whenever it is drawn."""
    return QIcon(_Engine(name, color))


class _Engine(QIconEngine):
    """Draws an SVG of one colour: Qt draws ``currentColor`` black on its own."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name, self._color = name, color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        look = tokens()
        color = self._color or look.text
        if mode == QIcon.Mode.Disabled:
            color = look.disabled
        elif state == QIcon.State.On and not self._color:
            color = look.accent_text
        QSvgRenderer(QByteArray(_svg(self._name, color))).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)


@functools.cache
def _svg(name: str, color: str) -> bytes:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", QColor(color).name()).encode()
