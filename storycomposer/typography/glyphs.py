"""Placed glyphs become pixels: grey coverage for letters, colours for emoji.

The only module that knows HarfBuzz's rasteriser. Glyphs of one face are drawn in one call, so
letters that join (Arabic) join without seams; different faces never share a call, because TrueType
and CFF outlines turn opposite ways and would cancel each other where they overlap.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import uharfbuzz as hb
from PIL import Image, ImageChops

from storycomposer.typography.faces import EM, Face, hb_font
from storycomposer.typography.layout import Fragment

Affine = tuple[float, float, float, float, float, float]
"""(xx, yx, xy, yy, dx, dy): x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy."""
Area = tuple[int, int, int, int]
"""Left, top, right and bottom in whole output pixels."""

_SMALL = 256
_LARGEST = 4096
_WIDEST = 6  # ems from a glyph's origin within which all of it lies, but for rare ornaments


class Placed(NamedTuple):
    """One glyph with the map from its own space (``EM`` units, y up) to output pixels."""

    face: Face
    id: int
    cluster: int
    matrix: Affine


class Mask(NamedTuple):
    """Grey coverage (mode L) and the output pixel of its top left corner."""

    image: Image.Image
    left: int
    top: int


class Picture(NamedTuple):
    """Colours (mode RGBA, straight alpha), the output pixel of their top left corner, and the
    cluster that they show."""

    image: Image.Image
    left: int
    top: int
    cluster: int


def place(fragments: Iterable[Fragment], matrix: Affine, baseline: float = 0.0) -> list[Placed]:
    """The glyphs of ``fragments`` under ``matrix`` (layout space to output pixels). Where nothing
    turns, the ``baseline`` (a y in layout space) is moved to a whole pixel: level strokes of
    letters are then equally sharp on every line. x stays where it is."""
    xx, yx, xy, yy, dx, dy = matrix
    if yx == 0.0 and xy == 0.0:
        exact = yy * baseline + dy
        dy += math.floor(exact + 0.5) - exact
    found = []
    for fragment in fragments:
        unit = fragment.size / EM
        linear = (xx * unit, yx * unit, -xy * unit, -yy * unit)
        for glyph in fragment.glyphs:
            x = xx * glyph.x + xy * glyph.y + dx
            y = yx * glyph.x + yy * glyph.y + dy
            found.append(Placed(fragment.face, glyph.id, glyph.cluster, (*linear, x, y)))
    return found


def coverage(glyphs: Iterable[Placed], clip: Area | None = None) -> Mask | None:
    """How much of each pixel the letters cover, inside ``clip``; None where there is no ink.
    Glyphs of colour faces are left out: :func:`colors` draws them."""
    faces: dict[Face, list[Placed]] = {}
    for glyph in glyphs:
        if not glyph.face.color:
            faces.setdefault(glyph.face, []).append(glyph)
    masks = [mask for group in faces.values() if (mask := _outlines(group, clip)) is not None]
    return join(masks)


def join(masks: list[Mask]) -> Mask | None:
    """All ``masks`` in one, the stronger coverage winning; None of none."""
    if len(masks) <= 1:
        return masks[0] if masks else None
    left, top = min(m.left for m in masks), min(m.top for m in masks)
    right = max(m.left + m.image.width for m in masks)
    bottom = max(m.top + m.image.height for m in masks)
    whole = Image.new("L", (right - left, bottom - top))
    for mask in masks:
        x, y = mask.left - left, mask.top - top
        box = (x, y, x + mask.image.width, y + mask.image.height)
        whole.paste(ImageChops.lighter(whole.crop(box), mask.image), box)
    return Mask(whole, left, top)


def _outlines(glyphs: list[Placed], clip: Area | None) -> Mask | None:
    area = _limit(glyphs, clip) if clip is not None else None
    if area is not None and (area[0] >= area[2] or area[1] >= area[3]):
        return None
    font = hb_font(glyphs[0].face)
    raster = hb.RasterDraw()
    for glyph in glyphs:
        raster.transform = glyph.matrix
        raster.draw_glyph(font, glyph.id)
    if area is not None:
        raster.extents = _extents(area)
    drawn = raster.render()
    size = (drawn.extents.width, drawn.extents.height) if drawn is not None else (0, 0)
    if 0 in size:
        return None
    # Rows are said to run bottom to top with y up; here y runs down, so they run top to bottom.
    stride = drawn.extents.stride
    image = Image.frombytes("L", size, drawn.buffer, "raw", "L", stride)
    return _cropped(image, drawn.extents.x_origin, drawn.extents.y_origin)


def _limit(glyphs: list[Placed], clip: Area) -> Area | None:
    """What of ``clip`` to draw; None where all ink lies inside, as nearly always."""
    reach = (
        _WIDEST * EM * max(abs(x) for row in {glyph.matrix[:4] for glyph in glyphs} for x in row)
    )
    xs, ys = [glyph.matrix[4] for glyph in glyphs], [glyph.matrix[5] for glyph in glyphs]
    inside = clip[0] <= min(xs) - reach and max(xs) + reach <= clip[2]
    if inside and clip[1] <= min(ys) - reach and max(ys) + reach <= clip[3]:
        return None
    areas = [area for glyph in glyphs if (area := _area(glyph)) is not None]
    return (
        max(clip[0], min((area[0] for area in areas), default=clip[2])),
        max(clip[1], min((area[1] for area in areas), default=clip[3])),
        min(clip[2], max((area[2] for area in areas), default=clip[0])),
        min(clip[3], max((area[3] for area in areas), default=clip[1])),
    )


def _cropped(image: Image.Image, left: int, top: int) -> Mask | None:
    box = image.getbbox()
    if box is None:
        return None
    if box == (0, 0, *image.size):
        return Mask(image, left, top)
    return Mask(image.crop(box), left + box[0], top + box[1])


def _extents(area: Area) -> hb.RasterExtents:
    left, top, right, bottom = area
    return hb.RasterExtents(left, top, max(right - left, 1), max(bottom - top, 1), 0)


def colors(glyphs: Iterable[Placed], clip: Area | None = None) -> list[Picture]:
    """Every colour glyph that touches ``clip``, drawn at its exact size and place."""
    found = []
    for glyph in glyphs:
        if not glyph.face.color:
            continue
        area = _area(glyph)
        if area is None or not _meets(area, clip):
            continue
        x, y = math.floor(glyph.matrix[4]), math.floor(glyph.matrix[5])
        picture = _color_glyph(glyph, x, y, max(area[2] - area[0], area[3] - area[1]))
        if picture is not None:
            found.append(picture)
    return found


def _color_glyph(glyph: Placed, x: int, y: int, side: int) -> Picture | None:
    # The same emoji at the same phase of the pixel grid is painted once.
    *linear, dx, dy = glyph.matrix
    key = Placed(glyph.face, glyph.id, 0, (*linear, _phase(dx - x), _phase(dy - y)))  # type: ignore[arg-type]
    paint = _small_glyph if side <= _SMALL else _large_glyph
    picture = paint(key)
    return picture and Picture(picture.image, picture.left + x, picture.top + y, glyph.cluster)


def _phase(offset: float) -> float:
    return round(offset * 64) / 64


@functools.lru_cache(maxsize=128)
def _small_glyph(glyph: Placed) -> Picture | None:
    return _paint(glyph)  # 128 × 256² × 4 bytes: at most 32 MB


@functools.lru_cache(maxsize=4)
def _large_glyph(glyph: Placed) -> Picture | None:
    return _paint(glyph)


def _paint(glyph: Placed) -> Picture | None:
    area = _area(glyph)
    if area is None or max(area[2] - area[0], area[3] - area[1]) > _LARGEST:
        return None
    painter = hb.RasterPaint()
    painter.transform = glyph.matrix
    painter.extents = _extents(area)
    painter.paint_glyph(hb_font(glyph.face), glyph.id)
    drawn = painter.render()
    if drawn is None:
        return None
    shape = (drawn.extents.height, drawn.extents.stride // 4, 4)
    pixels = np.frombuffer(drawn.buffer, np.uint8).reshape(shape)[:, : drawn.extents.width]
    return Picture(_straight(pixels), drawn.extents.x_origin, drawn.extents.y_origin, 0)


def _straight(bgra: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Image.Image:
    """RGBA with straight alpha from premultiplied BGRA."""
    alpha = bgra[..., 3:4].astype(np.uint16)
    half = alpha // 2
    rgb = (bgra[..., 2::-1].astype(np.uint16) * 255 + half) // np.maximum(alpha, 1)
    straight = np.concatenate([np.minimum(rgb, 255), alpha], axis=2).astype(np.uint8)
    return Image.fromarray(straight, "RGBA")


def _area(glyph: Placed) -> Area | None:
    """The whole pixels that a glyph's own bounds touch, with one to spare."""
    box = hb_font(glyph.face).get_glyph_extents(glyph.id)
    if box is None or not box.width or not box.height:
        return None
    xx, yx, xy, yy, dx, dy = glyph.matrix
    corners = [
        (xx * x + xy * y + dx, yx * x + yy * y + dy)
        for x in (box.x_bearing, box.x_bearing + box.width)
        for y in (box.y_bearing, box.y_bearing + box.height)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (
        math.floor(min(xs)) - 1,
        math.floor(min(ys)) - 1,
        math.ceil(max(xs)) + 1,
        math.ceil(max(ys)) + 1,
    )


def _meets(area: Area, clip: Area | None) -> bool:
    if clip is None:
        return True
    return area[0] < clip[2] and clip[0] < area[2] and area[1] < clip[3] and clip[1] < area[3]
