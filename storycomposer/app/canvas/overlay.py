"""What is painted over the slide and is not document: frames, handles, snap lines, shades."""

from __future__ import annotations

from collections.abc import Container
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from storycomposer.app.canvas import handles
from storycomposer.app.canvas.view import View
from storycomposer.app.theme import tokens
from storycomposer.document.deck import Deck, Guide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import STORY, Box, Size
from storycomposer.document.snapping import Snap

_HANDLE = 10.0
_FROM_EDGE = 18.0
"""Points between the slide's edge and the middle of words that are said there."""
_FROM_SIGHT = 6.0
"""Points between the numbers of a drag and where the canvas ends."""


def selection(
    painter: QPainter, view: View, deck: Deck, ids: tuple[str, ...], handles_too: bool = True
) -> None:
    """Frames around the selected layers, and handles on the frame around them all."""
    frame = handles.frame(deck, ids)
    if frame is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor(tokens().handle)
    found = spots(deck)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = {found[id_].parents[0].id for id_ in ids if id_ in found and found[id_].parents}
    for id_ in inside:
        # Who is inside a group sees where it ends.
        group = handles.outline(found[id_].pose, view)
        _outlined(painter, color, partial(painter.drawPolygon, group), 1, dashed=True)
    for id_ in ids if not frame.single else ():
        if id_ in found:
            member = handles.outline(found[id_].pose, view)
            _outlined(painter, color, partial(painter.drawPolygon, member), 1)
    _outlined(painter, color, lambda: painter.drawPolygon(handles.outline(frame.pose, view)))
    if handles_too:
        _handles(painter, view, frame, color)


def _handles(painter: QPainter, view: View, frame: handles.Frame, color: QColor) -> None:
    places = handles.handles(frame, view)
    painter.setPen(_pen(color, 1.5))
    painter.setBrush(QColor("#FFFFFF"))
    for name, at in places.items():
        if name == "rotate":
            _knob(painter, at)
        elif len(name) == 2 or frame.level:
            painter.drawRoundedRect(_around(at, _HANDLE, _HANDLE), 3, 3)
        else:
            painter.save()
            painter.translate(at)
            painter.rotate(frame.pose.rotation)
            long = (16.0, 6.0) if name in "ns" else (6.0, 16.0)
            painter.drawRoundedRect(_around(QPointF(0, 0), *long), 3, 3)
            painter.restore()


def _knob(painter: QPainter, at: QPointF) -> None:
    """A disc with a turning arrow: on words a bare dot would pass for a full stop."""
    painter.drawEllipse(at, handles.KNOB_ROUND, handles.KNOB_ROUND)
    painter.drawArc(_around(at, 8, 8), 60 * 16, 270 * 16)
    tip = at + QPointF(4, 0)
    painter.drawPolyline([tip + QPointF(-3.2, -0.6), tip, tip + QPointF(1, -3)])


def outline(painter: QPainter, shape: QPolygonF) -> None:
    """A thin frame that is seen on everything."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _outlined(painter, QColor(tokens().handle), lambda: painter.drawPolygon(shape))


def hovered(painter: QPainter, view: View, deck: Deck, id: str, slide: str | None) -> None:
    """A thin frame around what a click would select on ``slide``: keys may have led to another
    slide while the pointer rested."""
    spot = spots(deck).get(id)
    if spot is not None and spot.slide == slide:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = handles.outline(spot.pose, view)
        _outlined(painter, QColor(tokens().handle), partial(painter.drawPolygon, frame))


def edge(painter: QPainter, view: View, size: Size) -> None:
    """A hairline around the slide, outside its pixels: a dark slide ends on dark ground too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    hair = 1 / view.ratio
    painter.setPen(QPen(QColor(tokens().edge), hair))
    box = view.box(Box(0, 0, size.width, size.height))
    painter.drawRect(box.adjusted(-hair / 2, -hair / 2, hair / 2, hair / 2))


def marquee(painter: QPainter, view: View, box: Box) -> None:
    """The frame being dragged."""
    color = QColor(tokens().handle)
    painter.setPen(_pen(color, 1))
    color.setAlpha(28)
    painter.setBrush(color)
    painter.drawRect(view.box(box))


def snapped(painter: QPainter, view: View, found: Snap) -> None:
    """The lines that something stands on, and the distances that are equal."""
    color = QColor(tokens().snap)
    painter.setPen(_pen(color, 1))
    for line in found.lines:
        if line.axis == "x":
            painter.drawLine(view.point(line.at, line.start), view.point(line.at, line.end))
        else:
            painter.drawLine(view.point(line.start, line.at), view.point(line.end, line.at))
    for gap in found.gaps:
        if gap.axis == "x":
            ends = view.point(gap.start, gap.across), view.point(gap.end, gap.across)
            tick = QPointF(0, 4)
        else:
            ends = view.point(gap.across, gap.start), view.point(gap.across, gap.end)
            tick = QPointF(4, 0)
        painter.setPen(_pen(color, 1))
        painter.drawLine(*ends)
        for end in ends:
            painter.drawLine(end - tick, end + tick)
        _label(painter, (ends[0] + ends[1]) / 2, f"{gap.length:.0f}", color)


def readout(painter: QPainter, view: View, text: str, box: Box) -> None:
    """What a drag is doing, in numbers, below what is dragged, or above it where the slide's foot
    has words of its own; where that is out of sight, as near to it as can be seen."""
    rect, seen = view.box(box), QRectF(painter.viewport())
    below, foot = rect.bottom() + 22, view.point(0, STORY.height).y()
    if foot - 2 * _FROM_EDGE < below < foot:
        below = rect.top() - 22
    across, down = _wide(painter, text) / 2 + _FROM_SIGHT, _FROM_EDGE
    x = min(max(rect.center().x(), seen.left() + across), seen.right() - across)
    y = min(max(below, seen.top() + down), seen.bottom() - down)
    label(painter, QPointF(x, y), text)


def label(painter: QPainter, at: QPointF, text: str) -> None:
    """A few words around the widget point ``at``."""
    _label(painter, at, text, QColor("#17171F"))


def guides(
    painter: QPainter, view: View, lines: tuple[Guide, ...], size: Size, marked: Container[int]
) -> None:
    """The slide's own guides; those ``marked`` stand out."""
    for index, guide in enumerate(lines):
        painter.setPen(_pen(QColor("#00A3FF"), 2 if index in marked else 1))
        if guide.axis == "x":
            painter.drawLine(view.point(guide.at, 0), view.point(guide.at, size.height))
        else:
            painter.drawLine(view.point(0, guide.at), view.point(size.width, guide.at))


def unsafe(painter: QPainter, view: View, safe: Box, size: Size, words: tuple[str, str]) -> None:
    """A shade over what the apps' bars cover, and whose bars they are."""
    color = QColor(tokens().unsafe)
    shade = QColor(color)
    shade.setAlpha(56)
    top = view.box(Box(0, 0, size.width, safe.y))
    bottom = view.box(Box(0, safe.bottom, size.width, size.height - safe.bottom))
    # The words keep to the slide's corner: what is being dragged comes from the middle, and says
    # its place below itself.
    heights = top.top() + _FROM_EDGE, bottom.bottom() - _FROM_EDGE
    for rect, y, said in zip((top, bottom), heights, words, strict=True):
        painter.fillRect(rect, shade)
        if rect.height() > 28 and rect.width() > 120:
            _label(painter, QPointF(rect.left() + _FROM_EDGE / 2, y), said, color, centered=False)
    for side in (
        Box(0, safe.y, safe.x, safe.height),
        Box(safe.right, safe.y, size.width - safe.right, safe.height),
    ):
        painter.fillRect(view.box(side), shade)
    painter.setPen(QPen(color, 1, Qt.PenStyle.DashLine))
    for at in {safe.y, safe.bottom} - {0, size.height}:
        painter.drawLine(view.point(0, at), view.point(size.width, at))
    for at in {safe.x, safe.right} - {0, size.width}:
        painter.drawLine(view.point(at, safe.y), view.point(at, safe.bottom))


def _wide(painter: QPainter, text: str) -> float:
    """How wide the label around ``text`` is."""
    return QFontMetricsF(_small(painter)).horizontalAdvance(text) + 12


def _small(painter: QPainter) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _label(
    painter: QPainter, at: QPointF, text: str, color: QColor, *, centered: bool = True
) -> None:
    """Words around ``at``, or else from there on."""
    font = _small(painter)
    painter.setFont(font)
    size = QFontMetricsF(font).size(0, text) + QSizeF(12, 6)
    middle = at if centered else at + QPointF(size.width() / 2, 0)
    rect = _around(middle, size.width(), size.height())
    path = QPainterPath()
    path.addRoundedRect(rect, 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, color)
    painter.setPen(QColor("#FFFFFF"))
    # Numbers read left to right, in windows that read right to left too.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _outlined(
    painter: QPainter, color: QColor, draw: object, width: float = 1.5, *, dashed: bool = False
) -> None:
    """A line that is seen on light and dark pictures alike."""
    assert callable(draw)
    painter.setPen(_pen(QColor(255, 255, 255, 200), 2 * width))
    draw()
    pen = _pen(color, width)
    pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    draw()


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _around(at: QPointF, width: float, height: float) -> QRectF:
    return QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
