"""Shapes: a form, its fill and its edge."""

from __future__ import annotations

from PIL import Image

from storycomposer.document.layers import ShapeLayer
from storycomposer.document.shapes import Line, Path
from storycomposer.document.style import Stroke
from storycomposer.render import heads, outlines, paint, raster, strokes
from storycomposer.render.context import Bounds, Context, Matrix, Tile
from storycomposer.render.outlines import Outline
from storycomposer.render.paths import TOLERANCE
from storycomposer.render.raster import Floats


def draw(layer: ShapeLayer, ctx: Context) -> Tile | None:
    """The shape of ``layer``; None where nothing of it is seen."""
    if isinstance(layer.shape, Line):
        return _line(layer, layer.shape, ctx)
    unit = ctx.matrix.unit
    outline = outlines.outline(layer.shape, layer.width, layer.height, unit)
    inside = raster.through(raster.edges([part.points for part in outline]), ctx.matrix)
    pen = edge(outline, layer.stroke, ctx.matrix, soft=isinstance(layer.shape, Path))
    extent = _extent(inside, pen, ctx.clip)
    if extent.empty:
        return None
    size = (layer.width, layer.height)
    filled = paint.fill(layer.fill, size, ctx.matrix, extent) if layer.fill else None
    image = finished(filled, inside, pen, layer.stroke, extent)
    return Tile(image, extent.left, extent.top) if image else None


def finished(
    picture: Image.Image | None, inside: Floats, pen: Floats, stroke: Stroke | None, extent: Bounds
) -> Image.Image | None:
    """``picture`` cut to the form with the sides ``inside``, with the edge that ``pen`` covers (see
    :func:`edge`). None where there is neither picture nor edge."""
    if stroke is not None and len(pen):
        ink, drawn = paint.color(stroke.color), raster.coverage(pen, extent)
        if picture is None and stroke.position == "center":
            return paint.line(ink, drawn)
        return paint.edged(picture, raster.coverage(inside, extent), ink, drawn, stroke.position)
    if picture is None or raster.fills(inside, extent):
        return picture
    return paint.masked(picture, raster.to_bytes(raster.coverage(inside, extent)))


def edge(outline: Outline, stroke: Stroke | None, matrix: Matrix, soft: bool) -> Floats:
    """What the pen of ``stroke`` covers along ``outline``, as sides in output pixels; twice as wide
    for an edge inside or outside, which the form then cuts. ``soft`` joins and ends are round."""
    if stroke is None or stroke.width == 0:
        return raster.edges([])
    width = stroke.width * (1 if stroke.position == "center" else 2)
    tolerance = TOLERANCE / matrix.unit
    lines = dashes(outline, stroke)
    join: strokes.Join = "round" if soft else "miter"
    round_ends = stroke.dash == "dotted" or (soft and stroke.dash == "solid")
    return raster.through(strokes.stroke(lines, width, join, round_ends, tolerance), matrix)


def dashes(outline: Outline, stroke: Stroke) -> Outline:
    """``outline`` as ``stroke`` runs along it: dashes three widths long with two between, or dots
    with a width between them."""
    if stroke.dash == "dashed":
        return strokes.dashed(outline, stroke.width * 3, stroke.width * 2)
    if stroke.dash == "dotted":
        return strokes.dashed(outline, 0, stroke.width * 2)
    return outline


def _line(layer: ShapeLayer, form: Line, ctx: Context) -> Tile | None:
    stroke = layer.stroke
    if stroke is None or stroke.width == 0:
        return None
    unit = ctx.matrix.unit
    drawn = heads.line(form, layer.width, layer.height, stroke.width, unit)
    shaft = dashes((drawn.shaft,), stroke)
    parts = [
        strokes.stroke(shaft, stroke.width, "round", stroke.dash == "dotted", TOLERANCE / unit),
        strokes.stroke(drawn.strokes, stroke.width, "round", True, TOLERANCE / unit),
    ]
    pen = raster.through(strokes.joined(parts), ctx.matrix)
    fills = raster.through(raster.edges(drawn.fills), ctx.matrix)
    extent = _extent(pen, fills, ctx.clip)
    if extent.empty:
        return None
    # The head's own coverage: its sides may wind the other way round than the pen's.
    cover = raster.coverage(pen, extent)
    cover = (cover + raster.coverage(fills, extent)).clip(0, 1)
    ink = paint.color(stroke.color)
    image = paint.edged(None, cover * 0, ink, cover, "center")
    return Tile(image, extent.left, extent.top)


def _extent(inside: Floats, pen: Floats, clip: Bounds | None) -> Bounds:
    parts = [part for part in (inside, pen) if len(part)]
    return raster.bounds(strokes.joined(parts), clip)
