"""The focus point of a picture being cropped: what of it comes to the middle of its frame, and
stays in view when the frame changes its form."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from storycomposer.app.canvas.crop_target import Target
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.geometry import Point, outward

Focus = tuple[float, float]

REACH = 11.0
"""Widget points around the ring's middle in which a press takes it."""
_ROUND, _DOT = 8.0, 3.0
_SMALL = 72.0
"""Frames with a shorter side (widget points) show no ring: it would be in the way of moving."""


def hint() -> str:
    """What the ring is for."""
    return t(
        "crop.focus.hint",
        "Focus point: drag it to what matters. That comes to the middle, and stays in view when "
        "the frame changes.",
    )


def keys() -> str:
    """What keys do while a picture is cropped, for those who do not see it."""
    said = "Arrow keys move the picture, with Alt its focus point; plus and minus zoom."
    return t("crop.keys", said)


def place(found: Target, view: View, focus: Focus | None = None) -> QPointF | None:
    """Where the ring of the picture, or of ``focus``, is in widget points; None where there is
    none."""
    pose, layer = found.pose, found.layer
    if layer.fit == "stretch" or view.zoom / view.ratio * min(pose.width, pose.height) < _SMALL:
        return None
    x, y = _seen(found, focus or layer.focus)
    whole = found.picture_pose
    return view.point(*outward(whole, Point(whole.width * x, whole.height * y)))


def moved(found: Target, dx: float, dy: float) -> Focus:
    """The focus that far from the picture's own, in canvas pixels along the frame; it stays on the
    picture."""
    box, (x, y) = found.picture, _seen(found, found.layer.focus)
    seen = (min(1.0, max(0.0, x + dx / box.width)), min(1.0, max(0.0, y + dy / box.height)))
    x, y = _seen(found, seen)
    return round(x, 6), round(y, 6)


def put(desk: Desk, found: Target, focus: Focus) -> None:
    """Make ``focus`` the picture's: what is there comes to the middle of the frame."""
    if focus != found.layer.focus:
        label = t("edit.focus", "Set focus point")
        desk.apply(lambda deck: edits.crop(deck, found.id, focus=focus), label)


def paint(painter: QPainter, view: View, found: Target, focus: Focus | None) -> None:
    """A ring with a dot at ``focus``, else where the picture's own is."""
    at = place(found, view, focus)
    if at is None:
        return
    color = QColor(tokens().handle)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 90), 6), QPen(QColor("#FFFFFF"), 4.5), QPen(color, 1.5)):
        painter.setPen(pen)
        painter.drawEllipse(at, _ROUND, _ROUND)
    painter.setPen(QPen(QColor("#FFFFFF"), 1.5))
    painter.setBrush(color)
    painter.drawEllipse(at, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _seen(found: Target, focus: Focus) -> Focus:
    """From shares of the picture to shares of it as it is seen, and back."""
    x, y = focus
    return (1 - x if found.layer.flip_x else x), (1 - y if found.layer.flip_y else y)
