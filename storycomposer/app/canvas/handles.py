"""Where the handles of a selection are, and which one the pointer is on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from storycomposer.app.canvas.view import View
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Point, Pose, bounds, corners, outward, union
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.shapes import Line

REACH = 9.0
"""Widget points around a handle in which a press takes it."""
KNOB = 28.0
"""Widget points from the box to the knob that turns it."""
KNOB_ROUND = 9.0
"""Radius of that knob in widget points."""
_OVERHEAD = 34.0
"""Widget points at the top in which a ruler or a hint may cover the knob: it goes below then."""
SMALL = 36.0
"""Boxes with a shorter side (widget points) show no handles in the middle of their sides."""

_CORNERS = ("nw", "ne", "se", "sw")
_SIDES = {"n": (0.5, 0.0), "e": (1.0, 0.5), "s": (0.5, 1.0), "w": (0.0, 0.5)}
_ANGLES = {"e": 0, "se": 45, "s": 90, "sw": 135, "w": 180, "nw": 225, "n": 270, "ne": 315}


@dataclass(frozen=True, slots=True)
class Frame:
    """The box that handles stand on: a layer's own, turned, or the upright one around several."""

    pose: Pose
    ids: tuple[str, ...]
    locked: bool
    level: bool
    """A line: only its ends can be dragged."""

    @property
    def single(self) -> bool:
        """Whether it is one layer's."""
        return len(self.ids) == 1


def frame(deck: Deck, ids: tuple[str, ...]) -> Frame | None:
    """The frame of the selected layers; None where nothing is selected."""
    found = spots(deck)
    there = [found[id_] for id_ in ids if id_ in found]
    if not there:
        return None
    locked = not any(spot.movable for spot in there)
    if len(there) == 1:
        layer = there[0].layer
        level = isinstance(layer, ShapeLayer) and isinstance(layer.shape, Line)
        return Frame(there[0].pose, ids, locked, level)
    box = union(bounds(spot.pose) for spot in there)
    return Frame(Pose(*box), ids, locked, False)


def outline(pose: Pose, view: View) -> QPolygonF:
    """The turned box in widget points."""
    return QPolygonF([view.point(*corner) for corner in corners(pose)])


def handles(found: Frame, view: View) -> dict[str, QPointF]:
    """Where each handle is, in widget points; none where all is locked."""
    if found.locked:
        return {}
    pose = found.pose
    points = {
        name: view.point(*corner) for name, corner in zip(_CORNERS, corners(pose), strict=True)
    }
    short = min(pose.width, pose.height) * view.zoom / view.ratio
    if found.level:
        points = {}
    if found.single and (found.level or short >= SMALL):
        for name, (across, down) in _SIDES.items():
            if not found.level or name in "ew":
                at = outward(pose, _inside(pose, across, down))
                points[name] = view.point(*at)
    points["rotate"] = _knob(pose, view)
    return points


def at(found: Frame, view: View, point: QPointF) -> str | None:
    """The handle under ``point``."""
    near = [
        (math.hypot(point.x() - place.x(), point.y() - place.y()), name)
        for name, place in handles(found, view).items()
    ]
    distance, name = min(near, default=(math.inf, ""))
    return name if distance <= (KNOB_ROUND + 2 if name == "rotate" else REACH) else None


def cursor(handle: str, rotation: float) -> Qt.CursorShape:
    """The pointer's shape over a handle of a box turned by ``rotation`` degrees."""
    if handle == "rotate":
        return Qt.CursorShape.PointingHandCursor
    angle = (_ANGLES[handle] + rotation) % 180
    shapes = (
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.SizeFDiagCursor,
        Qt.CursorShape.SizeVerCursor,
        Qt.CursorShape.SizeBDiagCursor,
    )
    return shapes[round(angle / 45) % 4]


def _inside(pose: Pose, across: float, down: float) -> Point:
    return Point(pose.width * across, pose.height * down)


def _knob(pose: Pose, view: View) -> QPointF:
    angle = math.radians(pose.rotation)
    away = QPointF(KNOB * math.sin(angle), -KNOB * math.cos(angle))
    above = view.point(*outward(pose, _inside(pose, 0.5, 0))) + away
    if above.y() >= _OVERHEAD:
        return above
    return view.point(*outward(pose, _inside(pose, 0.5, 1))) - away
