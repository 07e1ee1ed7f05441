"""Glyphs with colours of their own (COLR): emoji at their exact size, place and angle."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray
from PIL import Image

from storycomposer.typography.faces import hb_font
from storycomposer.typography.glyphs import Affine, Area, Placed, bounds, colored, extents

_SMALL, _LARGE = 256, 1024
_FINEST = 2048
"""Pixels a side up to which a glyph is painted directly; larger ones are enlarged from there."""


class Picture(NamedTuple):
    """Colours (mode RGBA, straight alpha), the output pixel of their top left corner, and the
    cluster that they show."""

    image: Image.Image
    left: int
    top: int
    cluster: int


def pictures(glyphs: Iterable[Placed], clip: Area | None = None) -> list[Picture]:
    """Every glyph with colours of its own that touches ``clip``."""
    found = []
    for glyph in glyphs:
        if not colored(glyph.face, glyph.id):
            continue
        area = bounds(glyph)
        if area is not None and _meets(area, clip):
            found.append(_picture(glyph, area))
    return found


def _meets(area: Area, clip: Area | None) -> bool:
    if clip is None:
        return True
    return area[0] < clip[2] and clip[0] < area[2] and area[1] < clip[3] and clip[1] < area[3]


def _picture(glyph: Placed, area: Area) -> Picture:
    # The same emoji at the same phase of the pixel grid is painted once.
    xx, yx, xy, yy, dx, dy = glyph.matrix
    x, y = math.floor(dx), math.floor(dy)
    matrix = (xx, yx, xy, yy, _phase(dx - x), _phase(dy - y))
    side = max(area[2] - area[0], area[3] - area[1])
    paint = _small if side <= _SMALL else _large if side <= _LARGE else _paint
    picture = paint(Placed(glyph.face, glyph.id, 0, matrix))
    return Picture(picture.image, picture.left + x, picture.top + y, glyph.cluster)


def _phase(offset: float) -> float:
    return round(offset * 64) / 64


@functools.lru_cache(maxsize=128)
def _small(glyph: Placed) -> Picture:
    return _paint(glyph)  # 128 × 256² × 4 bytes: at most 32 MB


@functools.lru_cache(maxsize=8)
def _large(glyph: Placed) -> Picture:
    return _paint(glyph)  # 8 × 1024² × 4 bytes: at most 32 MB


def _paint(glyph: Placed) -> Picture:
    area = bounds(glyph) or (0, 0, 1, 1)
    if max(area[2] - area[0], area[3] - area[1]) <= _FINEST:
        pixels = _drawn(glyph, area)
        if pixels.any() or glyph.matrix[1:3] == (0, 0):
            return Picture(_straight(pixels), area[0], area[1], 0)
    return Picture(_resampled(glyph, area), area[0], area[1], 0)


def _drawn(glyph: Placed, area: Area) -> NDArray[np.uint8]:
    """``area`` with ``glyph`` as HarfBuzz paints it: BGRA, colours multiplied by alpha."""
    painter = hb.RasterPaint()
    painter.transform = glyph.matrix
    painter.extents = extents(area)
    painter.paint_glyph(hb_font(glyph.face), glyph.id)
    drawn = painter.render()
    shape = (drawn.extents.height, drawn.extents.stride // 4, 4)
    return np.frombuffer(drawn.buffer, np.uint8).reshape(shape)[:, : drawn.extents.width]


def _resampled(glyph: Placed, area: Area) -> Image.Image:
    """``glyph`` painted upright and mapped to its place: for giant ones, and for turned ones with a
    clip box (``COLR`` ClipList), of which HarfBuzz's rasteriser draws nothing."""
    xx, yx, xy, yy, dx, dy = glyph.matrix
    unit = math.sqrt(abs(xx * yy - xy * yx))
    box = bounds(Placed(glyph.face, glyph.id, 0, (unit, 0, 0, -unit, 0, 0))) or area
    unit *= min(2.0, _FINEST / max(box[2] - box[0], box[3] - box[1]))
    upright: Affine = (unit, 0, 0, -unit, 0, 0)
    source = bounds(Placed(glyph.face, glyph.id, 0, upright)) or area
    bgra = _drawn(Placed(glyph.face, glyph.id, 0, upright), source)
    picture = Image.frombuffer("RGBa", bgra.shape[1::-1], bgra[..., [2, 1, 0, 3]].tobytes())
    # From a pixel of the area back to the glyph's space, and from there to the picture.
    det = xx * yy - xy * yx
    a, b, c, d = yy / det * unit, -xy / det * unit, yx / det * unit, -xx / det * unit
    x, y = area[0] - dx, area[1] - dy
    back = (a, b, a * x + b * y - source[0], c, d, c * x + d * y - source[1])
    size = (area[2] - area[0], area[3] - area[1])
    mapped = picture.transform(size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC)
    return mapped.convert("RGBA")


def _straight(bgra: NDArray[np.uint8]) -> Image.Image:
    """RGBA with straight alpha from BGRA with colours multiplied by alpha."""
    alpha = bgra[..., 3:4].astype(np.uint16)
    half = alpha // 2
    rgb = (bgra[..., 2::-1].astype(np.uint32) * 255 + half) // np.maximum(alpha, 1)
    straight = np.concatenate([np.minimum(rgb, 255), alpha], axis=2).astype(np.uint8)
    return Image.fromarray(straight)
