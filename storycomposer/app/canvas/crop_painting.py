"""What is painted while a picture is cropped: the veil, what is cut off, thirds, handles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from storycomposer.app.canvas import handles, overlay
from storycomposer.app.canvas.crop_target import Target
from storycomposer.app.canvas.view import View
from storycomposer.app.theme import tokens
from storycomposer.document.geometry import Box, Point, Pose, bounds, corners, outward

HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
_PLACES = dict(
    zip(
        HANDLES,
        ((0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5)),
        strict=True,
    )
)
_CORNERS = ("nw", "ne", "se", "sw")
_DARK = "#0F0F13"
_VEIL = 150
_DIMMED = 0.5
_ARM = 18.0
"""Widget points of a corner bracket's arm."""


def frame_handles(found: Target, view: View) -> dict[str, QPointF]:
    """Where the frame can be taken hold of, in widget points."""
    pose = found.pose
    return {
        name: view.point(*outward(pose, Point(pose.width * x, pose.height * y)))
        for name, (x, y) in _PLACES.items()
    }


def picture_corners(found: Target, view: View) -> dict[str, QPointF]:
    """Where the picture can be taken hold of to zoom it, in widget points."""
    if found.layer.fit == "stretch":
        return {}
    places = corners(found.picture_pose)
    return {name: view.point(*place) for name, place in zip(_CORNERS, places, strict=True)}


def paint(painter: QPainter, view: View, found: Target, ghost: QImage, words: str) -> None:
    """Everything over the slide; ``words`` is the read-out of a drag."""
    frame = handles.outline(found.pose, view)
    outside = QPainterPath()
    outside.addRect(QRectF(painter.viewport()))
    inside = QPainterPath()
    inside.addPolygon(frame)
    inside.closeSubpath()
    outside = outside.subtracted(inside)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    veil = QColor(_DARK)
    veil.setAlpha(_VEIL)
    painter.fillPath(outside, veil)
    if not ghost.isNull():
        painter.save()
        painter.setClipPath(outside, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(_DIMMED)
        _picture(painter, view, found.picture_pose, ghost)
        painter.restore()
    _thirds(painter, view, found.pose)
    _picture_frame(painter, view, found)
    _frame(painter, view, found, frame)
    if words:
        around = bounds(found.pose)
        # Below a background's foot there is no room.
        below = Box(around.x, around.y, around.width, 40) if found.background else around
        overlay.readout(painter, view, words, below)


def _picture(painter: QPainter, view: View, pose: Pose, ghost: QImage) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    middle = view.point(*pose.center)
    scale = view.zoom / view.ratio
    painter.translate(middle)
    painter.rotate(pose.rotation)
    width, height = pose.width * scale, pose.height * scale
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), ghost)


def _thirds(painter: QPainter, view: View, pose: Pose) -> None:
    for color in (QColor(0, 0, 0, 60), QColor(255, 255, 255, 130)):
        painter.setPen(QPen(color, 2 if color.lightness() == 0 else 1))
        for share in (1 / 3, 2 / 3):
            across, down = pose.width * share, pose.height * share
            for a, b in (
                (Point(across, 0), Point(across, pose.height)),
                (Point(0, down), Point(pose.width, down)),
            ):
                painter.drawLine(view.point(*outward(pose, a)), view.point(*outward(pose, b)))


def _picture_frame(painter: QPainter, view: View, found: Target) -> None:
    color = QColor(tokens().handle)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1, Qt.PenStyle.DashLine))
    painter.drawPolygon(handles.outline(found.picture_pose, view))
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(QColor("#FFFFFF"))
    brackets = frame_handles(found, view) if found.framed else {}
    for name, place in picture_corners(found, view).items():
        # Where picture and frame end together the frame's bracket is enough.
        if name not in brackets or (place - brackets[name]).manhattanLength() > _ARM / 2:
            painter.drawEllipse(place, 5, 5)


def _frame(painter: QPainter, view: View, found: Target, frame: QPolygonF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((QColor(0, 0, 0, 90), 3.0), (QColor("#FFFFFF"), 1.5)):
        painter.setPen(QPen(color, width))
        painter.drawPolygon(frame)
    if not found.framed:
        return
    places = frame_handles(found, view)
    for color, width in ((QColor(0, 0, 0, 120), 6.0), (QColor("#FFFFFF"), 4.0)):
        pen = QPen(color, width)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        for name, place in places.items():
            painter.drawPolyline(_bracket(name, place, found.pose.rotation))


def _bracket(name: str, at: QPointF, rotation: float) -> QPolygonF:
    """A corner's two arms, or a bar on a side, in widget points."""
    x, y = _PLACES[name]
    way_x, way_y = (1 if x == 0 else -1), (1 if y == 0 else -1)
    if len(name) == 2:
        points = [QPointF(way_x * _ARM, 0), QPointF(0, 0), QPointF(0, way_y * _ARM)]
    elif name in "ns":
        points = [QPointF(-_ARM / 2, 0), QPointF(_ARM / 2, 0)]
    else:
        points = [QPointF(0, -_ARM / 2), QPointF(0, _ARM / 2)]
    turned = [outward(Pose(0, 0, 0, 0, rotation), Point(p.x(), p.y())) for p in points]
    return QPolygonF([at + QPointF(*p) for p in turned])
