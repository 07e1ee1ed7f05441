"""Pictures at their final size, place and angle, resampled once from the source.

Upright pictures go through one LANCZOS resize. Turned ones are sampled at twice the output's
resolution and averaged, so that turning and shrinking are one step and edges stay clean.
"""

from __future__ import annotations

import math

from PIL import Image

from storycomposer.document.geometry import Box
from storycomposer.render.context import Bounds, Matrix
from storycomposer.render.effects import blurred, extended

_PAD = 4


def drawn(source: Image.Image, inward: Matrix, matrix: Matrix, extent: Bounds) -> Image.Image:
    """``source`` (RGB or RGBA) as seen in ``extent``. ``inward`` maps box space to the source's
    pixels, ``matrix`` maps it to output pixels. Around the source, its outermost pixels go on for
    a little; farther out there may be anything."""
    across = inward.after(matrix.inverse())
    if across.upright:
        return _resized(source, across, extent)
    step = across.unit
    if step > 2:
        # Whole blocks are averaged first: at least one pixel is left for each one wanted.
        factor = math.floor(step)
        source = source.reduce(factor)
        across = Matrix(xx=1 / factor, yy=1 / factor).after(across)
    return _turned(source, across, extent, fine=2 if step > 1 else 1)


def softened(
    source: Image.Image, inward: Matrix, frame: Box, scale: float, sigma: float
) -> tuple[Image.Image, Matrix]:
    """What of ``source`` lies in ``frame`` (in box space), blurred by ``sigma`` output pixels at
    ``scale``, and the map from box space to its pixels: a new source for :func:`drawn`, which may
    then turn it, since a blurred picture loses nothing by that."""
    width = max(round(frame.width * scale), 1)
    height = max(round(frame.height * scale), 1)
    kx, ky = width / frame.width, height / frame.height
    grid = Matrix(xx=kx, yy=ky, dx=-frame.x * kx, dy=-frame.y * ky)
    flat = _resized(source, inward.after(grid.inverse()), Bounds(0, 0, width, height))
    if flat.mode == "RGBA":
        return blurred(flat.convert("RGBa"), sigma).convert("RGBA"), grid
    return blurred(flat, sigma), grid


def _resized(source: Image.Image, across: Matrix, extent: Bounds) -> Image.Image:
    """The upright case. ``across`` maps output pixels to source pixels; where it is negative the
    picture is flipped."""
    left, top = across.apply(extent.left, extent.top)
    right, bottom = across.apply(extent.right, extent.bottom)
    x, wide = _part(left, right, source.width)
    y, high = _part(top, bottom, source.height)
    box = (x, y, x + wide, y + high)
    out = source.resize(extent.size, Image.Resampling.LANCZOS, box=box)
    if right < left:
        out = out.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return out.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if bottom < top else out


def _part(begin: float, end: float, length: int) -> tuple[float, float]:
    """From ``begin`` to ``end`` inside the source: where a frame's edge falls inside a pixel, the
    picture is stretched by that part of a pixel rather than continued by nothing."""
    low, high = sorted((begin, end))
    low = min(max(low, 0.0), length - 1e-3)
    return low, max(min(high, float(length)) - low, 1e-3)


def _turned(source: Image.Image, across: Matrix, extent: Bounds, fine: int) -> Image.Image:
    padded = extended(source, (_PAD, _PAD, _PAD, _PAD))
    start = Matrix(xx=1 / fine, yy=1 / fine, dx=extent.left, dy=extent.top)
    m = Matrix(dx=_PAD, dy=_PAD).after(across).after(start)
    width, height = extent.size
    out = padded.transform(
        (width * fine, height * fine),
        Image.Transform.AFFINE,
        (m.xx, m.xy, m.dx, m.yx, m.yy, m.dy),
        Image.Resampling.BICUBIC,
    )
    return out.reduce(fine) if fine > 1 else out
