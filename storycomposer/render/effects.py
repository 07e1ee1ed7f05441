"""Blur, and how far it reaches."""

from __future__ import annotations

import math

from PIL import Image, ImageFilter

from storycomposer.render.context import Bounds

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


def reached(changed: Bounds, sigma: float, whole: Bounds) -> tuple[Bounds, Bounds]:
    """After a picture with the bounds ``whole`` changed in ``changed``: where its blur is another
    now, and which part of it to blur so that it is right there. The pixels are those of a blur of
    the whole."""
    factor, rest = _reduced(sigma)
    # Pillow's Gaussian is three boxes of about one sigma to each side; enlarging looks two further.
    reach = factor * (3 * (math.ceil(rest) + 2) + 3)
    # Blocks lie where they lie in the whole.
    least = [at // factor * factor for at in changed.grown(2 * reach)]
    outer = Bounds(least[0], least[1], least[2] + factor, least[3] + factor)
    return changed.grown(reach).meet(whole), outer.meet(whole)


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
