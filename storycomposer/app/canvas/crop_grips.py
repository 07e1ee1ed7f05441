"""What of a picture being cropped a press takes hold of, and what is said while it is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from storycomposer.app.canvas import crop_painting, handles
from storycomposer.app.canvas.crop_target import Target
from storycomposer.app.canvas.view import View
from storycomposer.app.words import t
from storycomposer.document.geometry import Point, contains


def gripped(found: Target, view: View, at: Point) -> str:
    """What a press at canvas pixel ``at`` takes hold of: a handle of the frame, ``zoom-`` and a
    corner of the picture, "move"; empty beside frame and picture."""
    point = view.point(*at)
    if found.framed:
        for name, place in crop_painting.frame_handles(found, view).items():
            if _near(place, point):
                return name
    for name, place in crop_painting.picture_corners(found, view).items():
        if _near(place, point):
            return f"zoom-{name}"
    inside = contains(found.pose, at) or contains(found.picture_pose, at)
    return "move" if inside else ""


def readout(found: Target, what: str) -> str:
    """What dragging ``what`` has made, in numbers."""
    if what in crop_painting.HANDLES:
        return f"{found.layer.width:.0f} × {found.layer.height:.0f}"
    x, y = (f"{share * 100:.0f}" for share in found.layer.focus)
    zoom = f"{found.layer.zoom * 100:.0f}"
    return t("crop.readout", "{zoom} %, focus {x}, {y}", zoom=zoom, x=x, y=y)


def _near(a: QPointF, b: QPointF) -> bool:
    return max(abs(a.x() - b.x()), abs(a.y() - b.y())) <= handles.REACH
