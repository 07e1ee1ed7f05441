"""Rulers along the top and the left of the canvas, in canvas pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from storycomposer.app.canvas.view import View
from storycomposer.app.theme import tokens
from storycomposer.document.geometry import Box

SIDE = 22.0
"""Widget points that a ruler is high."""
_APART = 56.0
"""Widget points between two numbers at least."""
_PARTS = 5


def axis_at(point: QPointF) -> Literal["x", "y", "corner"] | None:
    """The axis of the guides that the ruler under ``point`` gives: the upper one gives level ones
    (y), the left one upright ones (x)."""
    if point.x() < SIDE and point.y() < SIDE:
        return "corner"
    if point.y() < SIDE:
        return "y"
    return "x" if point.x() < SIDE else None


def step(per_pixel: float) -> int:
    """Canvas pixels from number to number where one is ``per_pixel`` widget points: 1, 2 or 5 times
    a power of ten."""
    least = max(1.0, _APART / per_pixel)
    power = 10 ** math.floor(math.log10(least))
    return int(next(f * power for f in (1, 2, 5, 10) if f * power >= least))


def paint(painter: QPainter, view: View, room: QRectF, selected: Box | None) -> None:
    """Both rulers over the edges of ``room``; the extent of what is selected is marked."""
    look = tokens()
    width, height = room.width(), room.height()
    low, high = view.canvas(QPointF(SIDE, SIDE)), view.canvas(room.bottomRight())
    across = down = None
    if selected is not None:
        across, down = (selected.x, selected.right), (selected.y, selected.bottom)
    gap = step(view.zoom / view.ratio)
    painter.save()
    font = QFont(painter.font())
    font.setPixelSize(9)
    painter.setFont(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a minus stands before its number
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.translate(SIDE, 0)
    top = _Ruler(width - SIDE, low.x, high.x, lambda x: view.point(x, 0).x() - SIDE)
    _paint(painter, top, gap, across)
    painter.translate(-SIDE, height)
    painter.rotate(-90)  # the left one is read from the bottom up
    left = _Ruler(height - SIDE, low.y, high.y, lambda y: height - view.point(0, y).y())
    _paint(painter, left, gap, down)
    painter.restore()
    painter.fillRect(QRectF(0, 0, SIDE, SIDE), QColor(look.panel))
    painter.fillRect(QRectF(0, SIDE - 1, width, 1), QColor(look.line))
    painter.fillRect(QRectF(SIDE - 1, 0, 1, height), QColor(look.line))


class _Ruler(NamedTuple):
    """A level ruler so long, which shows canvas pixels from ``low`` to ``high``; ``place`` says
    where on it."""

    length: float
    low: float
    high: float
    place: Callable[[float], float]


def _paint(painter: QPainter, ruler: _Ruler, gap: int, marked: tuple[float, float] | None) -> None:
    place = ruler.place
    strip = QRectF(0, 0, ruler.length, SIDE)
    painter.setClipRect(strip)
    painter.fillRect(strip, QColor(tokens().panel))
    if marked is not None:
        ends = sorted(place(end) for end in marked)
        painter.fillRect(
            QRectF(ends[0], 0, ends[1] - ends[0], SIDE) & strip, QColor(tokens().accent_soft)
        )
    numbers = range(math.floor(ruler.low / gap), math.ceil(ruler.high / gap) + 1)
    ticks = [
        QLineF(at, SIDE - (4 if part else 8), at, SIDE)
        for number in numbers
        for part in range(_PARTS)
        for at in (round(place((number + part / _PARTS) * gap)) + 0.5,)
    ]
    painter.setPen(QPen(QColor(tokens().disabled), 1))
    painter.drawLines(ticks)
    painter.setPen(QColor(tokens().muted))
    for number in numbers:
        box = QRectF(place(number * gap) - 20, 2, 40, 11)
        if strip.contains(box.adjusted(8, 0, -8, 0)):  # half a number is none
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number * gap))
    painter.setClipping(False)
