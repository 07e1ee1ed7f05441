"""Pictures: cropped, adjusted, cut to a form, with veil and border."""

from __future__ import annotations

from msgspec import structs
from PIL import Image

from storycomposer.document.geometry import Box
from storycomposer.document.layers import ImageLayer, Scrim
from storycomposer.document.shapes import Line, Path, Rectangle, ShapeForm
from storycomposer.document.style import Linear, Solid, Stop
from storycomposer.render import (
    crop,
    filters,
    outlines,
    paint,
    paths,
    pictures,
    raster,
    resample,
    strokes,
)
from storycomposer.render.context import Bounds, Context, Matrix, Tile, bounds_of
from storycomposer.render.crop import Cut
from storycomposer.render.shape import edge, finished

_GROUND, _MARK = "#E4E4EA", "#A3A3B2"


def draw(layer: ImageLayer, ctx: Context) -> Tile | None:
    """The picture in its frame; where the story has lost it, a calm placeholder. StoryError for a
    picture that is damaged."""
    there = layer.source in ctx.media
    cut = _cut(layer, ctx) if there else None
    frame = cut.frame if cut else Box(0, 0, layer.width, layer.height)
    form = _form(layer)
    to_frame = ctx.matrix.after(Matrix(dx=frame.x, dy=frame.y))
    outline = outlines.outline(form, frame.width, frame.height, ctx.matrix.unit)
    inside = raster.through(raster.edges([part.points for part in outline]), to_frame)
    pen = edge(outline, layer.stroke, to_frame, soft=isinstance(form, Path))
    extent = raster.bounds(strokes.joined([inside, pen]), ctx.clip)
    if extent.empty:
        return None
    picture = _picture(layer, cut, ctx, extent) if cut else _placeholder(frame, ctx, extent)
    if layer.scrim:
        picture = veiled(picture, layer.scrim, (frame.width, frame.height), to_frame, extent)
    image = finished(picture, inside, pen, layer.stroke, extent)
    return Tile(image, extent.left, extent.top) if image else None


def whole(layer: ImageLayer, ctx: Context) -> Tile | None:
    """All of the picture where it lies, also what the frame cuts off, without blur, mask, border
    and veil. None where it is missing."""
    if layer.source not in ctx.media:
        return None
    cut = _cut(layer, ctx)
    box = cut.picture
    there = bounds_of(ctx.matrix, box.x, box.y, box.right, box.bottom).meet(ctx.clip)
    if there.empty:
        return None
    picture = _picture(structs.replace(layer, blur=0), cut, ctx, there)
    outline = outlines.rectangle(box.width, box.height, 0, ctx.matrix.unit)
    to_box = ctx.matrix.after(Matrix(dx=box.x, dy=box.y))
    inside = raster.through(raster.edges([outline[0].points]), to_box)
    image = finished(picture, inside, raster.edges([]), None, there)
    return Tile(image, there.left, there.top) if image else None


def veiled(
    picture: Image.Image, scrim: Scrim, size: tuple[float, float], matrix: Matrix, extent: Bounds
) -> Image.Image:
    """``picture`` under a veil: even, or growing straight from nothing to its strength over
    ``reach`` of the height."""
    full, none = (Stop(at=1, color=scrim.color, opacity=scrim.opacity), scrim.color)
    stops = (Stop(at=1 - scrim.reach, color=none, opacity=0), full)
    turn = {"bottom": 180, "top": 0}
    if scrim.form == "even":
        red, green, blue, alpha = paint.color(scrim.color)
        level = round(alpha * scrim.opacity)
        veil = paint.fill(
            Solid(color=f"#{red:02x}{green:02x}{blue:02x}{level:02x}"), size, matrix, extent
        )
    else:
        veil = paint.fill(Linear(stops=stops, angle=turn[scrim.form]), size, matrix, extent)
    out = picture.convert("RGB")
    out.paste(veil.convert("RGB"), (0, 0), veil.getchannel("A") if veil.mode == "RGBA" else None)
    if picture.mode == "RGBA":
        out.putalpha(picture.getchannel("A"))
    return out


def _picture(layer: ImageLayer, cut: Cut, ctx: Context, extent: Bounds) -> Image.Image:
    """The picture's pixels over ``extent``, in the colours the layer asks for."""
    natural, unit, place = pictures.size(ctx.media, layer.source), ctx.matrix.unit, cut.picture
    scale = unit * max(place.width / natural[0], place.height / natural[1])
    source = pictures.pixels(ctx.media, layer.source, scale)
    kx, ky = source.width / place.width, source.height / place.height
    inward = Matrix(xx=kx, yy=ky, dx=-place.x * kx, dy=-place.y * ky)
    if layer.flip_x:
        inward = inward.after(Matrix(xx=-1, dx=2 * place.x + place.width))
    if layer.flip_y:
        inward = inward.after(Matrix(yy=-1, dy=2 * place.y + place.height))
    if layer.blur:
        source, inward = resample.softened(source, inward, cut.frame, unit, layer.blur * unit)
    return filters.adjusted(resample.drawn(source, inward, ctx.matrix, extent), layer)


def _cut(layer: ImageLayer, ctx: Context) -> Cut:
    """Where the picture and what is seen of it lie in box space. Flipping mirrors the frame with
    all that is in it, so the same part of the picture stays in view."""
    width, height = layer.width, layer.height
    cut = crop.cut(layer, (width, height), pictures.size(ctx.media, layer.source))

    def mirrored(box: Box) -> Box:
        x = width - box.right if layer.flip_x else box.x
        y = height - box.bottom if layer.flip_y else box.y
        return Box(x, y, box.width, box.height)

    frame = mirrored(cut.frame)
    if ctx.matrix.upright and frame.width * frame.height < width * height:
        # A picture that ends inside its box ends on a whole pixel: half-covered rows look soft.
        unit = ctx.matrix.unit
        x, y = round(frame.x * unit) / unit, round(frame.y * unit) / unit
        right, bottom = round(frame.right * unit) / unit, round(frame.bottom * unit) / unit
        frame = Box(x, y, max(right - x, 1 / unit), max(bottom - y, 1 / unit))
    return Cut(mirrored(cut.picture), frame)


def _form(layer: ImageLayer) -> ShapeForm:
    # A line has no inside that a picture could fill.
    if layer.mask is None or isinstance(layer.mask, Line):
        return Rectangle(radius=layer.radius)
    return layer.mask


def _placeholder(frame: Box, ctx: Context, extent: Bounds) -> Image.Image:
    """A quiet ground with the sign of a picture in its middle."""
    picture = Image.new("RGB", extent.size, paint.color(_GROUND)[:3])
    side = min(min(frame.width, frame.height) * 0.4, 160.0)
    unit = side / 24
    middle = frame.x + frame.width / 2 - side / 2, frame.y + frame.height / 2 - side / 2
    matrix = ctx.matrix.after(Matrix(dx=middle[0], dy=middle[1]))
    lines = paths.contours(_SIGN, unit, unit, ctx.matrix.unit)
    pen = strokes.stroke(lines, 1.5 * unit, "round", True, paths.TOLERANCE / ctx.matrix.unit)
    mark = raster.to_bytes(raster.coverage(raster.through(pen, matrix), extent))
    picture.paste(paint.color(_MARK)[:3], (0, 0), Image.fromarray(mark))
    return picture


_SIGN = (
    "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"
    "M7 9a2 2 0 1 0 4 0a2 2 0 1 0-4 0z"
    "M21 15l-4.2-4.2a1.6 1.6 0 0 0-2.3 0L4.6 20.6"
)
