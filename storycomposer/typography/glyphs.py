"""Placed glyphs become grey coverage.

With ``color_glyphs`` the only module that knows HarfBuzz's rasteriser. Glyphs of one face are drawn
in one call, so letters that join (Arabic) join without seams; different faces never share a call,
because TrueType and CFF outlines turn opposite ways and would cancel each other where they overlap.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable
from typing import NamedTuple

import uharfbuzz as hb
from PIL import Image, ImageChops

from storycomposer.typography.faces import EM, Face, hb_font
from storycomposer.typography.layout import Fragment

Affine = tuple[float, float, float, float, float, float]
"""(xx, yx, xy, yy, dx, dy): x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy."""
Area = tuple[int, int, int, int]
"""Left, top, right and bottom in whole output pixels."""

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


def colored(face: Face, glyph: int) -> bool:
    """Whether ``glyph`` has colours of its own (COLR version 0 or 1)."""
    return face.color and _colored(face, glyph)


@functools.lru_cache(maxsize=4096)
def _colored(face: Face, glyph: int) -> bool:
    font = hb_font(face).face
    return bool(font.glyph_has_color_paint(glyph) or font.get_glyph_color_layers(glyph))


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
    Glyphs with colours of their own are left out: ``color_glyphs`` draws them."""
    faces: dict[Face, list[Placed]] = {}
    for face, stretch in itertools.groupby(glyphs, key=_face):
        faces.setdefault(face, []).extend(stretch)
    plain = [[glyph for glyph in group if not colored(*glyph[:2])] for group in faces.values()]
    return join([mask for group in plain if group and (mask := _outlines(group, clip))])


def _face(glyph: Placed) -> Face:
    return glyph.face


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
        raster.extents = extents(area)
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
    areas = [area for glyph in glyphs if (area := bounds(glyph)) is not None]
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


def extents(area: Area) -> hb.RasterExtents:
    """``area`` as the rasteriser wants it."""
    left, top, right, bottom = area
    return hb.RasterExtents(left, top, max(right - left, 1), max(bottom - top, 1), 0)


def bounds(glyph: Placed) -> Area | None:
    """The whole pixels that a glyph's own bounds touch, with one to spare."""
    box = _box(glyph.face, glyph.id)
    if box is None:
        return None
    xx, yx, xy, yy, dx, dy = glyph.matrix
    corners = [
        (xx * x + xy * y + dx, yx * x + yy * y + dy)
        for x in (box[0], box[2])
        for y in (box[1], box[3])
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (
        math.floor(min(xs)) - 1,
        math.floor(min(ys)) - 1,
        math.ceil(max(xs)) + 1,
        math.ceil(max(ys)) + 1,
    )


@functools.lru_cache(maxsize=16384)
def _box(face: Face, glyph: int) -> Area | None:
    """Both corners of a glyph's box in its own space; None where it has no ink."""
    box = hb_font(face).get_glyph_extents(glyph)
    if box is None or not box.width or not box.height:
        return None
    x, y = box.x_bearing, box.y_bearing
    return x, y, x + box.width, y + box.height
