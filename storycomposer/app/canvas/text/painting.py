"""What is painted over text that is being written: caret, selection, underlines. The letters
themselves are the renderer's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from storycomposer.app.canvas import handles
from storycomposer.app.canvas.text.composing import Preedit
from storycomposer.app.canvas.view import View
from storycomposer.app.theme import tokens
from storycomposer.document.geometry import Box, Point, Pose, outward
from storycomposer.typography import caret
from storycomposer.typography.caret import Caret, Position
from storycomposer.typography.layout import Layout, Line

_WIDE = 2.0
"""The caret's width in widget points."""

Place = Callable[[float, float], QPointF]
"""From the layer's box to widget points."""


def placing(pose: Pose, view: View) -> Place:
    """Where points of the box of ``pose`` lie in the widget."""
    return lambda x, y: view.point(*outward(pose, Point(x, y)))


def frame(painter: QPainter, view: View, pose: Pose) -> None:
    """A thin frame: this layer is being written in."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor(tokens().handle)
    color.setAlpha(150)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1))
    painter.drawPolygon(handles.outline(pose, view))


def selected(
    painter: QPainter, layout: Layout, span: tuple[int, int], place: Place, focused: bool
) -> None:
    """The ground of the selected stretch, with an edge that is seen on every colour."""
    path = QPainterPath()
    for box in caret.selection(layout, *span):
        part = QPainterPath()
        part.addPolygon(_turned(box, place))
        part.closeSubpath()
        path.addPath(part)
    path.setFillRule(Qt.FillRule.WindingFill)
    fill = QColor("#3D8BFF" if focused else "#8A8F98")
    fill.setAlpha(96)
    edge = QColor("#FFFFFF")
    edge.setAlpha(150)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = path.simplified()
    painter.fillPath(path, fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1))
    painter.drawPath(path)


def carets(painter: QPainter, layout: Layout, at: Position, place: Place) -> None:
    """The caret; where letters of two directions meet, also where text of the other one would go
    on. There each has a flag that points the way its text runs."""
    found = caret.carets(layout, at)
    mixed = len({cluster.level & 1 for cluster in layout.lines[found[0].line].clusters}) > 1
    for index, one in enumerate(found):
        color = QColor(tokens().handle)
        halo = QColor(255, 255, 255, 230)
        if index:
            color.setAlpha(150)
            halo.setAlpha(110)
        path = _line(one, place, mixed)
        for pen_color, extra in ((halo, 2.0), (color, 0.0)):
            pen = QPen(pen_color, (_WIDE if not index else 1.5) + extra)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)


def caret_rect(layout: Layout, at: Position, place: Place) -> QRectF:
    """The upright rectangle around the primary caret, in widget points."""
    one = caret.carets(layout, at)[0]
    ends = QPolygonF([place(one.x, one.top), place(one.x, one.bottom)])
    return ends.boundingRect().adjusted(-_WIDE / 2, 0, _WIDE / 2, 0)


def composing(painter: QPainter, layout: Layout, preedit: Preedit, place: Place) -> None:
    """Lines under what an input method composes, a thick one under what it converts."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for start, end, strong in preedit.marks:
        span = preedit.start + start, preedit.start + end
        for ends in _below(layout, span, place):
            for color, width in (
                (QColor(255, 255, 255, 220), 4.5 if strong else 3.5),
                (QColor(tokens().handle), 3.0 if strong else 1.5),
            ):
                painter.setPen(QPen(color, width))
                painter.drawLine(*ends)


def misspelled(
    painter: QPainter, layout: Layout, words: tuple[tuple[int, int], ...], place: Place, unit: float
) -> None:
    """Waves under words. ``unit`` is one widget point in the layer's pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for span in words:
        for line, left, right in _stretches(layout, span):
            y = line.baseline + max(0.5 * line.descent, 3 * unit)
            count = max(2, round((right - left) / (2.5 * unit)))
            step = (right - left) / count
            wave = QPolygonF(
                [place(left + k * step, y + (k % 2 * 2 - 1) * 1.2 * unit) for k in range(count + 1)]
            )
            for color, width in ((QColor(255, 255, 255, 200), 3.0), (QColor("#E5383B"), 1.5)):
                painter.setPen(QPen(color, width))
                painter.drawPolyline(wave)


def _below(
    layout: Layout, span: tuple[int, int], place: Place
) -> Iterator[tuple[QPointF, QPointF]]:
    """Both ends of a line under ``span``, for each line of text that it is on."""
    for line, left, right in _stretches(layout, span):
        y = line.baseline + 0.7 * line.descent
        gap = 0.02 * line.ascent
        yield place(left + gap, y), place(right - gap, y)


def _stretches(layout: Layout, span: tuple[int, int]) -> Iterator[tuple[Line, float, float]]:
    """Each line that ``span`` is on, with the left and right end of it there."""
    for line in layout.lines:
        inside = [c for c in line.clusters if span[0] <= c.start < span[1] and c.right > c.left]
        if inside:
            yield line, min(one.left for one in inside), max(one.right for one in inside)


def _line(one: Caret, place: Place, flagged: bool) -> QPainterPath:
    path = QPainterPath(place(one.x, one.bottom))
    path.lineTo(place(one.x, one.top))
    if flagged:
        long = 0.12 * (one.bottom - one.top)
        path.lineTo(place(one.x + (-long if one.rtl else long), one.top))
    return path


def _turned(box: Box, place: Place) -> QPolygonF:
    return QPolygonF(
        [
            place(box.x, box.y),
            place(box.right, box.y),
            place(box.right, box.bottom),
            place(box.x, box.bottom),
        ]
    )
