"""Icons in the colours of the theme, sharp at every screen scale."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from storycomposer import resources
from storycomposer.app.theme import tokens


@functools.lru_cache(maxsize=512)
def icon(name: str, color: str = "") -> QIcon:
    """The icon ``name``, in ``color`` (a colour, or a token of the theme by name) or in the colour
    that its state asks for; the theme is read whenever it is drawn. Each is made once: PySide loses
    count of None with each new one that is painted."""
    return QIcon(_Engine(name, color))


class _Engine(QIconEngine):
    """Draws an SVG of one colour: Qt draws ``currentColor`` black on its own."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name, self._color = name, color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        svg = _svg(self._name, self._shade(mode, state))
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Buttons ask at every repaint; Qt's cache is bounded.
        key = f"icon {self._name} {self._shade(mode, state)} {size.width()} {size.height()}"
        made = QPixmap()
        if QPixmapCache.find(key, made):
            return made
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        QPixmapCache.insert(key, made)
        return made

    def _shade(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        look = tokens()
        if mode == QIcon.Mode.Disabled:
            return look.disabled
        if state == QIcon.State.On and not self._color:
            return look.accent_text
        return getattr(look, self._color, self._color) if self._color else look.text

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)


@functools.cache
def _svg(name: str, color: str) -> bytes:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", QColor(color).name()).encode()
