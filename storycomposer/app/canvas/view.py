"""Where the slide lies in the widget: canvas pixels to widget points and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize

from storycomposer.document.geometry import Box, Point, Size

SMALLEST, LARGEST = 0.05, 8.0
MARGIN, LEAST_MARGIN = 48, 26
"""Widget points kept free around a fitted slide, and in small windows, for handles and rulers."""


@dataclass(frozen=True, slots=True)
class View:
    """``zoom`` is device pixels per canvas pixel; ``left`` and ``top`` say on which whole device
    pixel of the widget the slide's corner lies, so that at 100 % pixels meet pixels; ``ratio`` is
    device pixels per widget point."""

    zoom: float = 1.0
    left: int = 0
    top: int = 0
    ratio: float = 1.0

    def point(self, x: float, y: float) -> QPointF:
        """The widget point at canvas pixel (x, y)."""
        return QPointF(
            (x * self.zoom + self.left) / self.ratio, (y * self.zoom + self.top) / self.ratio
        )

    def box(self, box: Box) -> QRectF:
        """The widget rectangle of a canvas box."""
        return QRectF(self.point(box.x, box.y), self.point(box.right, box.bottom))

    def canvas(self, point: QPointF) -> Point:
        """The canvas pixel under a widget point."""
        return Point(
            (point.x() * self.ratio - self.left) / self.zoom,
            (point.y() * self.ratio - self.top) / self.zoom,
        )

    def length(self, points: float) -> float:
        """How many canvas pixels so many widget points are."""
        return points * self.ratio / self.zoom

    def zoomed(self, zoom: float, about: QPointF) -> View:
        """Another zoom; what is under ``about`` stays there."""
        zoom = min(max(zoom, SMALLEST), LARGEST)
        x, y = self.canvas(about)
        left = about.x() * self.ratio - x * zoom
        top = about.y() * self.ratio - y * zoom
        return View(zoom, round(left), round(top), self.ratio)

    def panned(self, dx: float, dy: float) -> View:
        """The slide moved by widget points."""
        return View(
            self.zoom,
            self.left + round(dx * self.ratio),
            self.top + round(dy * self.ratio),
            self.ratio,
        )


def centered(zoom: float, canvas: Size, widget: QSize, ratio: float) -> View:
    """The slide in the middle of the widget."""
    left = round((widget.width() * ratio - canvas.width * zoom) / 2)
    top = round((widget.height() * ratio - canvas.height * zoom) / 2)
    return View(zoom, left, top, ratio)


def fitting(box: Box, canvas: Size, widget: QSize, ratio: float) -> View:
    """``box`` as large as the widget allows, in its middle; the whole slide where ``box`` is it."""
    shorter = min(widget.width(), widget.height())
    free = min(MARGIN, max(LEAST_MARGIN, shorter * 0.067))
    room_x = max(1.0, (widget.width() - 2 * free) * ratio)
    room_y = max(1.0, (widget.height() - 2 * free) * ratio)
    zoom = min(room_x / box.width, room_y / box.height)
    zoom = min(max(zoom, SMALLEST), LARGEST)
    if box == Box(0, 0, *canvas):
        return centered(zoom, canvas, widget, ratio)
    left = widget.width() * ratio / 2 - box.center.x * zoom
    top = widget.height() * ratio / 2 - box.center.y * zoom
    return View(zoom, round(left), round(top), ratio)


def revealing(rect: QRectF, room: QRectF, margin: float) -> QPointF:
    """By how much ``rect`` has to move to lie inside ``room``, ``margin`` from its edges, all in
    widget points. What is larger than the room shows its start."""
    inner = room.adjusted(margin, margin, -margin, -margin)
    return QPointF(
        _into(rect.left(), rect.right(), inner.left(), inner.right()),
        _into(rect.top(), rect.bottom(), inner.top(), inner.bottom()),
    )


def _into(start: float, end: float, low: float, high: float) -> float:
    if start < low or end - start > high - low:
        return low - start
    return min(0.0, high - end)
