"""Blur, and the shadow that any layer can have."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

from storycomposer.document.style import Shadow
from storycomposer.render import paint
from storycomposer.render.blend import compose
from storycomposer.render.context import Bounds, Matrix, Tile

_DIRECT = 8.0
"""Up to this sigma a blur works on the picture itself; beyond, on a reduced one."""


def blurred(picture: Image.Image, sigma: float) -> Image.Image:
    """``picture`` (L, RGB or RGBA with premultiplied colours) blurred by a Gaussian of ``sigma``
    pixels. The picture's outermost pixels go on outside it. Wide blurs are made on a reduced
    picture and enlarged: within a level of the direct way, at a fraction of its time."""
    if sigma <= 0:
        return picture
    factor, rest = _reduced(sigma)
    if factor == 1:
        return picture.filter(ImageFilter.GaussianBlur(sigma))
    width, height = picture.size
    # Whole blocks only, or the last row and column would be of another scale.
    right, bottom = -width % factor, -height % factor
    whole = extended(picture, (0, 0, right, bottom)) if right or bottom else picture
    soft = whole.reduce(factor).filter(ImageFilter.GaussianBlur(rest))
    return soft.resize(whole.size, Image.Resampling.BICUBIC).crop((0, 0, width, height))


def _reduced(sigma: float) -> tuple[int, float]:
    """By how much a picture is reduced for a blur of ``sigma``, and what is left of sigma then."""
    if sigma <= _DIRECT:
        return 1, sigma
    factor = 2 ** min(int(math.log2(sigma / 4)), 5)
    # Averaging blocks and interpolating between them blur too: by f²/12 and about f²/6.
    return factor, math.sqrt(max(sigma**2 - factor**2 / 12 - factor**2 / 6, 0.25)) / factor


class _Soft(NamedTuple):
    mask: Image.Image
    soft: Image.Image


@functools.lru_cache(maxsize=4)
def _last(size: tuple[int, int], sigma: float) -> list[_Soft]:  # noqa: ARG001 (the cache's key)
    """Where the mask of ``size`` that was blurred last is kept: a typed letter changes a line."""
    return []


_LARGEST = 4_000_000
"""Pixels of a mask that is kept."""


def softened(mask: Image.Image, sigma: float) -> Image.Image:
    """:func:`blurred` for a mask (L): what equals the last one of its size is not made again."""
    if sigma <= 0 or mask.width * mask.height > _LARGEST:
        return blurred(mask, sigma)
    last = _last(mask.size, sigma)
    soft = None
    for before in last[:]:
        changed = ImageChops.difference(mask, before.mask).getbbox()
        soft = _mended(before.soft, mask, sigma, Bounds(*changed)) if changed else before.soft
    if soft is None:
        soft = blurred(mask, sigma)
    last[:] = [_Soft(mask, soft)]
    return soft


def _mended(soft: Image.Image, mask: Image.Image, sigma: float, changed: Bounds) -> Image.Image:
    """``soft`` where ``mask`` changed blurred anew: the pixels are those of a blur of the whole."""
    factor, rest = _reduced(sigma)
    # Pillow's Gaussian is three boxes of about one sigma to each side; enlarging looks two further.
    reach = factor * (3 * (math.ceil(rest) + 2) + 3)
    whole = Bounds(0, 0, *mask.size)
    inner = changed.grown(reach).meet(whole)
    # Blocks lie where they lie in the whole.
    least = [at // factor * factor for at in changed.grown(2 * reach)]
    outer = Bounds(least[0], least[1], least[2] + factor, least[3] + factor).meet(whole)
    made = blurred(mask.crop(outer), sigma)
    out = soft.copy()
    out.paste(made.crop(inner.moved(-outer.left, -outer.top)), inner[:2])
    return out


def extended(picture: Image.Image, by: tuple[int, int, int, int]) -> Image.Image:
    """``picture`` with its outermost pixels repeated outward: left, top, right, bottom."""
    left, top, right, bottom = by
    width, height = picture.size
    out = Image.new(picture.mode, (width + left + right, height + top + bottom))
    out.paste(picture, (left, top))
    sides = (
        ((0, 0, 1, height), (0, top, left, top + height)),
        ((width - 1, 0, width, height), (left + width, top, left + width + right, top + height)),
    )
    for source, target in sides:
        if target[2] > target[0]:
            size = (target[2] - target[0], height)
            out.paste(picture.crop(source).resize(size, Image.Resampling.NEAREST), target)
    for row, low, high in ((top, 0, top), (top + height - 1, top + height, top + height + bottom)):
        if high > low:
            line = out.crop((0, row, out.width, row + 1))
            size = (out.width, high - low)
            out.paste(line.resize(size, Image.Resampling.NEAREST), (0, low))
    return out


def shadowed(tile: Tile, shadow: Shadow, matrix: Matrix, clip: Bounds | None) -> Tile:
    """``tile`` above its blurred copy in the shadow's colour. The offset turns with the layer; blur
    is twice the sigma."""
    dx, dy = (round(part) for part in matrix.vector(shadow.dx, shadow.dy))
    sigma = shadow.blur / 2 * matrix.unit
    # Beyond three sigma a Gaussian is under half a level.
    around = tile.bounds.grown(math.ceil(sigma * 3)).moved(dx, dy).meet(clip)
    extent = tile.bounds.join(around) if not around.empty else tile.bounds
    mask = Image.new("L", extent.size)
    place = (tile.left + dx - extent.left, tile.top + dy - extent.top)
    solid = Image.new("L", tile.image.size, 255)
    mask.paste(solid if tile.image.mode == "RGB" else tile.image.getchannel("A"), place)
    red, green, blue, alpha = paint.color(shadow.color)
    soft = softened(mask, sigma)
    out = Image.new("RGBA", extent.size, (red, green, blue, 0))
    out.putalpha(
        soft if alpha == 255 else soft.point([level * alpha // 255 for level in range(256)])
    )
    compose(out, tile, (-extent.left, -extent.top))
    return Tile(out, extent.left, extent.top)
