"""What of a gradient on the canvas a press takes hold of."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF

from storycomposer.app.canvas import gradient_painting as painting
from storycomposer.app.canvas.gradient_target import Target
from storycomposer.app.canvas.gradient_track import Hold, Knob, Track, knobs
from storycomposer.app.canvas.handler import Keys
from storycomposer.app.canvas.view import View
from storycomposer.document.geometry import Point, Pose, outward
from storycomposer.document.style import Gradient, Linear, Radial

_NEAR = 10.0
"""Widget points around a knob or chip in which a press takes it."""

Grip = Knob | int
"""What is dragged: a knob of the track, or a stop by its place."""


def placing(pose: Pose, view: View) -> painting.Place:
    """From points of the box to the widget's."""
    return lambda point: view.point(*outward(pose, point))


def gripped(found: Target, way: Track, view: View, at: Point, chosen: int) -> Grip | None:
    """The nearest knob or chip under a canvas pixel; of chips that lie over each other the
    ``chosen`` one."""
    place, spot = placing(found.pose, view), view.point(*at)

    def far(point: QPointF) -> float:
        return math.hypot(spot.x() - point.x(), spot.y() - point.y())

    near: list[tuple[float, Grip]] = [
        (far(place(point)), name) for name, point in knobs(found.value, way).items()
    ]
    for index, stop in enumerate(found.value.stops):
        ahead = 3.0 if index == chosen else 2.0
        near.append((far(painting.beside(way, stop.at, place)) - ahead, index))
    distance, grip = min(near, key=lambda one: one[0])
    return grip if distance <= _NEAR else None


def offset(found: Target, way: Track, grip: Grip, at: Point) -> Point:
    """From what is dragged to the pointer, which seldom presses in its middle."""
    if isinstance(grip, int):
        point = way.at(found.value.stops[grip].at)
    else:
        point = knobs(found.value, way)[grip]
    there = outward(found.pose, point)
    return Point(at.x - there.x, at.y - there.y)


def held(keys: Keys) -> Hold:
    """How keys hold directions."""
    if keys & Keys.ShiftModifier:
        return "even"
    return "free" if keys & Keys.ControlModifier else ""


def said(value: Gradient, grip: Knob) -> str:
    """What dragging a knob has made, in numbers."""
    if grip == "center" and not isinstance(value, Linear):
        return f"{value.center[0] * 100:.0f} %, {value.center[1] * 100:.0f} %"
    if isinstance(value, Radial):
        return f"{value.radius * 100:.0f} %"
    return f"{value.angle:.0f}°"
