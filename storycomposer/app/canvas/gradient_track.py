"""Where a gradient lies in its box: the track its colours run along, and what dragging its points
makes of it. All points count from the box's top left, in canvas pixels."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from msgspec import structs

from storycomposer.document.geometry import Point
from storycomposer.document.style import Conic, Gradient, Linear, Radial

Knob = Literal["start", "end", "center"]
Hold = Literal["", "even", "free"]
"""How directions are held: where they stand still by themselves, to steps of 15°, not at all."""
_STEP = 15.0
"""Degrees that turning with Shift goes by."""
_QUARTER, _CLOSE = 45.0, 2.0
"""Turning freely stands still at multiples of so many degrees when it comes so close."""
_RING = 0.4
"""Radius of the ring of a conic gradient, as share of the box's shorter side."""
_LEAST, _MOST = 0.01, 4.0


class Track(NamedTuple):
    """The line from ``start`` to ``end``; with a ``ring``, its radius, the circle about ``start``
    that begins at ``end`` and goes clockwise."""

    start: Point
    end: Point
    ring: float = 0.0

    def at(self, share: float) -> Point:
        """The point at ``share`` of the way."""
        if not self.ring:
            return Point(
                self.start.x + (self.end.x - self.start.x) * share,
                self.start.y + (self.end.y - self.start.y) * share,
            )
        turn = _angle(self.start, self.end) + share * 360
        return _outward(self.start, turn, self.ring)

    def aside(self, share: float) -> Point:
        """The way, one pixel long, on which what belongs to ``share`` stands beside the track."""
        if self.ring:
            return _outward(Point(0, 0), _angle(self.start, self.end) + share * 360, 1)
        return _outward(Point(0, 0), _angle(self.start, self.end) - 90, 1)

    def nearest(self, point: Point) -> tuple[float, float]:
        """The share nearest to ``point``, and how many pixels it is away."""
        if self.ring:
            share = (_angle(self.start, point) - _angle(self.start, self.end)) / 360 % 1.0
            return share, abs(math.dist(self.start, point) - self.ring)
        way = self.end.x - self.start.x, self.end.y - self.start.y
        length = way[0] ** 2 + way[1] ** 2 or 1.0
        along = (point.x - self.start.x) * way[0] + (point.y - self.start.y) * way[1]
        share = min(1.0, max(0.0, along / length))
        return share, math.dist(self.at(share), point)


def track(what: Gradient, width: float, height: float, toward: float | None = None) -> Track:
    """Where the colours of ``what`` run in a box of that size. A radial gradient runs in every
    direction: it is shown ``toward`` degrees (0 up, clockwise), else toward the lower right corner,
    which radius 1 reaches."""
    if isinstance(what, Linear):
        turn = math.radians(what.angle)
        half = (abs(width * math.sin(turn)) + abs(height * math.cos(turn))) / 2
        middle = Point(width / 2, height / 2)
        return Track(_outward(middle, what.angle + 180, half), _outward(middle, what.angle, half))
    middle = Point(what.center[0] * width, what.center[1] * height)
    if isinstance(what, Conic):
        ring = min(width, height) * _RING
        return Track(middle, _outward(middle, what.angle, ring), ring)
    if toward is None:
        toward = _angle(Point(0, 0), Point(width, height))
    return Track(middle, _outward(middle, toward, what.radius * math.hypot(width, height) / 2))


def knobs(what: Gradient, found: Track) -> dict[Knob, Point]:
    """The points that can be dragged."""
    if isinstance(what, Linear):
        return {"start": found.start, "end": found.end}
    return {"end": found.end, "center": found.start}


def turned(
    what: Gradient, knob: Knob, to: Point, size: tuple[float, float], hold: Hold = ""
) -> Gradient:
    """``what`` with ``knob`` dragged to a point."""
    width, height = size
    if knob == "center" and not isinstance(what, Linear):
        return structs.replace(what, center=(_part(to.x / width), _part(to.y / height)))
    if isinstance(what, Radial):
        reach = math.dist((what.center[0] * width, what.center[1] * height), to)
        radius = reach / (math.hypot(width, height) / 2)
        return structs.replace(what, radius=round(min(_MOST, max(_LEAST, radius)), 3))
    middle = Point(width / 2, height / 2)
    if isinstance(what, Conic):
        middle = Point(what.center[0] * width, what.center[1] * height)
    angle = _angle(middle, to) + (180 if knob == "start" else 0)
    return structs.replace(what, angle=_stand(angle, hold))


def centered(what: Gradient, size: tuple[float, float], reach: float) -> Gradient:
    """``what`` with its centre at the box's edges and middle where it is within ``reach`` pixels of
    them."""
    if isinstance(what, Linear):
        return what
    parts = []
    for part, length in zip(what.center, size, strict=True):
        stand = min((0.0, 0.5, 1.0), key=lambda to: abs(to - part))
        parts.append(stand if abs(stand - part) * length <= reach else part)
    return structs.replace(what, center=(parts[0], parts[1]))


def direction(what: Gradient, to: Point, size: tuple[float, float]) -> float | None:
    """Where a radial gradient is shown to run after its end was dragged to a point."""
    if not isinstance(what, Radial):
        return None
    return _angle(Point(what.center[0] * size[0], what.center[1] * size[1]), to)


def _stand(angle: float, hold: Hold) -> float:
    if hold == "even":
        angle = round(angle / _STEP) * _STEP
    elif not hold and abs(angle - round(angle / _QUARTER) * _QUARTER) < _CLOSE:
        angle = round(angle / _QUARTER) * _QUARTER
    return float(round(angle) % 360)


def _part(share: float) -> float:
    return round(min(1.0, max(0.0, share)), 3)


def _angle(middle: Point, to: Point) -> float:
    """Degrees from up, clockwise."""
    return math.degrees(math.atan2(to.x - middle.x, middle.y - to.y))


def _outward(middle: Point, angle: float, far: float) -> Point:
    turn = math.radians(angle)
    return Point(middle.x + far * math.sin(turn), middle.y - far * math.cos(turn))
