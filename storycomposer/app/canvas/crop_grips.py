"""What of a picture being cropped a press takes hold of, and what is said while it is dragged."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor

from storycomposer.app.canvas import crop_focus, crop_painting, handles
from storycomposer.app.canvas.crop_target import Target
from storycomposer.app.canvas.view import View
from storycomposer.app.words import t
from storycomposer.document.geometry import Point, contains

Shape = Qt.CursorShape


def gripped(found: Target, view: View, at: Point) -> str:
    """What a press at canvas pixel ``at`` takes hold of: a handle of the frame, ``zoom-`` and a
    corner of the picture, "focus", "move"; empty beside frame and picture."""
    point = view.point(*at)
    if found.framed:
        for name, place in crop_painting.frame_handles(found, view).items():
            if _near(place, point):
                return name
    for name, place in crop_painting.picture_corners(found, view).items():
        if _near(place, point):
            return f"zoom-{name}"
    ring = crop_focus.place(found, view)
    if ring is not None and math.dist(ring.toTuple(), point.toTuple()) <= crop_focus.REACH:
        return "focus"
    inside = contains(found.pose, at) or contains(found.picture_pose, at)
    return "move" if inside else ""


def cursor(what: str, rotation: float) -> QCursor:
    """The pointer over what :func:`gripped` tells of, in a frame turned by ``rotation``."""
    plain = {"": Shape.ArrowCursor, "move": Shape.OpenHandCursor, "focus": Shape.SizeAllCursor}
    return QCursor(plain.get(what) or handles.cursor(what.removeprefix("zoom-"), rotation))


def readout(found: Target, what: str, ring: crop_focus.Focus | None = None) -> str:
    """What dragging ``what`` has made, in numbers; ``ring`` is where the focus point is dragged."""
    if what in crop_painting.HANDLES:
        return f"{found.layer.width:.0f} × {found.layer.height:.0f}"
    x, y = (f"{share * 100:.0f}" for share in ring or found.layer.focus)
    zoom = f"{found.layer.zoom * 100:.0f}"
    return t("crop.readout", "{zoom} %, focus {x}, {y}", zoom=zoom, x=x, y=y)


def _near(a: QPointF, b: QPointF) -> bool:
    return max(abs(a.x() - b.x()), abs(a.y() - b.y())) <= handles.REACH
