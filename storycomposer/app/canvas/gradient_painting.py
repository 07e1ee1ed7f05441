"""A gradient's track, its points and its colours, painted over the slide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from storycomposer.app.canvas.gradient_track import Track
from storycomposer.app.inputs.colors import draw_swatch
from storycomposer.app.theme import tokens
from storycomposer.document.geometry import Point

KNOB = 6.0
CHIP = 22.0
AWAY = 24.0
"""Widget points from the track to the colours beside it."""

Place = Callable[[Point], QPointF]
"""From a point of the box to the widget."""


def beside(track: Track, share: float, place: Place) -> QPointF:
    """The middle of the chip at ``share``, in widget points."""
    on = track.at(share)
    way = track.aside(share)
    foot, next_ = place(on), place(Point(on.x + way.x, on.y + way.y))
    step = next_ - foot
    length = (step.x() ** 2 + step.y() ** 2) ** 0.5 or 1.0
    return foot + step * (AWAY / length)


def line(painter: QPainter, track: Track, place: Place) -> None:
    """The track itself, seen on light and dark."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shares = range(121) if track.ring else (0, 120)
    way = QPolygonF([place(track.at(share / 120)) for share in shares])
    for color, width in ((QColor(0, 0, 0, 130), 4.0), (QColor("#FFFFFF"), 2.0)):
        painter.setPen(QPen(color, width))
        painter.drawPolyline(way)


def reach(painter: QPainter, middle: QPointF, radius: float) -> None:
    """How far a radial gradient goes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, dashed in ((QColor(0, 0, 0, 110), False), (QColor(255, 255, 255, 200), True)):
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color, 1, style))
        painter.drawEllipse(middle, radius, radius)


def knob(painter: QPainter, at: QPointF) -> None:
    """A point that can be dragged."""
    painter.setPen(QPen(QColor(tokens().handle), 2))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(at, KNOB, KNOB)


def chip(painter: QPainter, foot: QPointF, at: QPointF, color: QColor, chosen: bool) -> None:
    """A colour beside the track; the chosen one in a stronger frame."""
    painter.setPen(QPen(QColor(0, 0, 0, 130), 3))
    painter.drawLine(foot, at)
    painter.setPen(QPen(QColor("#FFFFFF"), 1.5))
    painter.drawLine(foot, at)
    side = CHIP + (4 if chosen else 0)
    box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
    edge = QColor(tokens().handle) if chosen else QColor(0, 0, 0, 110)
    painter.setPen(QPen(edge, 2 if chosen else 1))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(box, 6, 6)
    draw_swatch(painter, box.adjusted(3, 3, -3, -3), color, 4)


def ghost(painter: QPainter, at: QPointF) -> None:
    """Where a press would put a colour."""
    painter.setPen(QPen(QColor(0, 0, 0, 130), 1))
    painter.setBrush(QColor(255, 255, 255, 220))
    painter.drawEllipse(at, KNOB, KNOB)
    painter.setPen(QPen(QColor(tokens().handle), 2))
    for way in (QPointF(3, 0), QPointF(0, 3)):
        painter.drawLine(at - way, at + way)
