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

from storycomposer.cache import Cache
from storycomposer.typography.faces import hb_font
from storycomposer.typography.glyphs import Affine, Area, Placed, bounds, colored, extents

_FINEST = 2048
"""Pixels a side up to which a glyph is painted directly; larger ones are enlarged from there."""


class Picture(NamedTuple):
    """Colours (mode RGBA, straight alpha), the output pixel of their top left corner, and the
    cluster that they show."""

    image: Image.Image
    left: int
    top: int
    cluster: int


_MB = 1024 * 1024
_PAINTED: Cache[Picture] = Cache(
    48 * _MB, lambda picture: 1024 + 4 * math.prod(picture.image.size), 4 * _MB
)
"""Emoji as they were painted last: hundreds as large as words, eight of a thousand pixels."""


def forget() -> None:
    """Drop all emoji that were painted: each is painted anew."""
    _PAINTED.clear()


def pictures(glyphs: Iterable[Placed], clip: Area | None = None) -> list[Picture]:
    """Every glyph with colours of its own that touches ``clip``."""
    found = []
    for glyph in glyphs:
        if not colored(glyph.face, glyph.id):
            continue
        area = bounds(glyph)
        if area is not None and _meets(area, clip):
            found.append(_picture(glyph))
    return found


def _meets(area: Area, clip: Area | None) -> bool:
    if clip is None:
        return True
    return area[0] < clip[2] and clip[0] < area[2] and area[1] < clip[3] and clip[1] < area[3]


def _picture(glyph: Placed) -> Picture:
    # The same emoji at the same phase of the pixel grid is painted once.
    xx, yx, xy, yy, dx, dy = glyph.matrix
    x, y = math.floor(dx), math.floor(dy)
    matrix = (xx, yx, xy, yy, _phase(dx - x), _phase(dy - y))
    still = Placed(glyph.face, glyph.id, 0, matrix)
    picture = _PAINTED.get((glyph.face.key, glyph.id, matrix), functools.partial(_paint, still))
    return Picture(picture.image, picture.left + x, picture.top + y, glyph.cluster)


def _phase(offset: float) -> float:
    return round(offset * 64) / 64


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
    alpha = bgra[..., 3]
    straight = np.empty(bgra.shape, np.uint8)
    straight[..., 3] = alpha
    places = (alpha.astype(np.uint16) << 8)[..., None] | bgra[..., 2::-1]
    straight[..., :3] = _divided()[places]
    return Image.fromarray(straight)


@functools.cache
def _divided() -> NDArray[np.uint8]:
    """Colours without their alpha, at 256 times the alpha plus the colour multiplied by it."""
    alpha, level = np.divmod(np.arange(1 << 16), 256)
    straight = (level * 255 + alpha // 2) // np.maximum(alpha, 1)
    table: NDArray[np.uint8] = straight.clip(0, 255).astype(np.uint8)
    return table
