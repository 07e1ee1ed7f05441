"""Where a link leaves room for the platform's own sticker: a dashed box that no export shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from storycomposer.app.canvas import handles
from storycomposer.app.canvas.view import View
from storycomposer.app.icons import icon
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import Spot, spots
from storycomposer.document.geometry import Point, Pose, around, turned
from storycomposer.document.layers import LinkLayer

_SIGN = 14
_DASHES = [5.0, 4.0]


def paint(painter: QPainter, view: View, deck: Deck, slide: str) -> None:
    """The rooms on ``slide``."""
    for spot in spots(deck).values():
        if spot.slide == slide and _is_room(spot):
            _paint_room(painter, view, room(spot))


def room(spot: Spot) -> Pose:
    """Where on the slide the sticker goes."""
    from storycomposer.render.link import sticker_room  # noqa: PLC0415 (only where there is one)

    layer, pose = spot.layer, spot.pose
    assert isinstance(layer, LinkLayer)
    inner = sticker_room(layer)
    across = inner.center.x - layer.width / 2
    down = inner.center.y - layer.height / 2
    by = turned(Point(across, down), pose.rotation)
    middle = Point(pose.center.x + by.x, pose.center.y + by.y)
    return around(middle, inner.width, inner.height, pose.rotation)


def _is_room(spot: Spot) -> bool:
    layer = spot.layer
    if not isinstance(layer, LinkLayer) or layer.mode != "sticker":
        return False
    return all(one.visible for one in (layer, *spot.parents))


def _paint_room(painter: QPainter, view: View, pose: Pose) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = handles.outline(pose, view)
    fill = QColor(255, 255, 255, 46)
    for color, width in ((QColor(0, 0, 0, 130), 3.0), (QColor("#FFFFFF"), 1.5)):
        # Seen on light and dark slides alike.
        pen = QPen(color, width)
        pen.setDashPattern([dash * 1.5 / width for dash in _DASHES])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawPolygon(shape)
        fill = QColor(0, 0, 0, 0)
    _label(painter, view.point(*pose.center), shape.boundingRect())
    painter.restore()


def _label(painter: QPainter, at: QPointF, inside: QRectF) -> None:
    said = t("sticker.room", "Link sticker goes here")
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    size = QFontMetricsF(font).size(0, said)
    chip = QRectF(0, 0, size.width() + _SIGN + 26, 26)
    chip.moveCenter(at)
    if chip.width() > inside.width() or chip.height() > inside.height():
        return
    path = QPainterPath()
    path.addRoundedRect(chip, 13, 13)
    painter.fillPath(path, QColor(tokens().handle))
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = chip.right() - 9 - _SIGN if rtl else chip.left() + 9
    sign = QRect(round(left), round(chip.center().y() - _SIGN / 2), _SIGN, _SIGN)
    icon("link", "#FFFFFF").paint(painter, sign)
    words = chip.adjusted(10, 0, -(_SIGN + 13), 0) if rtl else chip.adjusted(_SIGN + 13, 0, -10, 0)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, said)
