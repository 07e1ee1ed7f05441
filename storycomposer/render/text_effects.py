"""Outline and glow of letters, from the distance to the nearest ink.

The distance field is exact: squared Euclidean distances to every pixel with ink are minimised along
columns, then along rows. Each candidate also carries how much of its pixel is covered, so edges
keep their grey and nothing is left in counters, as happens when outlines are stroked.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_LIGHT = 12
"""Pixels that a glow's reach is reduced to before it is measured: it has no sharp parts."""
_FAR = 1 << 28
_STRIP = 64
"""Columns worked on at a time: few enough that a strip stays in the processor's cache."""
_FINEST = 100.0
"""Outlines up to this many pixels are measured pixel by pixel; wider ones on a reduced mask."""


def outline(mask: Image.Image, width: float) -> tuple[Image.Image, int]:
    """Coverage (L) of all that lies within ``width`` pixels of the ink in ``mask``, ink included,
    and by how many pixels it is larger than ``mask`` on every side."""
    factor = max(1, math.ceil(width / _FINEST))
    if factor > 1:
        return _coarse(mask, width, factor)
    pad = math.ceil(width) + 1
    distance, ink = _nearest(mask, pad)
    covered = (width - distance + ink).clip(0, 1)
    return _levels(covered), pad


def glow(mask: Image.Image, inner: float, radius: float) -> tuple[Image.Image, int]:
    """Light (L) around the ink of ``mask``: full within ``inner`` pixels of it, fading to nothing
    ``radius`` pixels further out; and how much larger than ``mask`` it is on every side."""
    factor = max(1, round((inner + radius) / _LIGHT))
    pad = (math.ceil((inner + radius) / factor) + 2) * factor
    whole = _padded(mask, pad, factor)
    small = whole.reduce(factor) if factor > 1 else whole
    distance, ink = _nearest(small, 0, reach=pad // factor)
    outside = ((distance + 0.5 - ink) * factor - inner).clip(0, radius)
    light = _levels((1 - outside / radius) ** 2)
    # Where two letters' fields meet there is a crease; light has none.
    soft = light.filter(ImageFilter.GaussianBlur(max(radius / factor / 10, 0.5)))
    if factor > 1:
        soft = soft.resize(whole.size, Image.Resampling.BICUBIC)
    return soft.crop((0, 0, mask.width + 2 * pad, mask.height + 2 * pad)), pad


def over(
    ink: Image.Image, silhouette: Image.Image, edge: Image.Image, pad: int, color: tuple[int, ...]
) -> Image.Image:
    """``ink`` (RGBA) with an edge in ``color`` around it; ``edge`` is the coverage of both, ``pad``
    pixels larger on every side. Edge and ink add up to one in the pixels they share: no seam."""
    if color[3] == 255 and pad > 2 and ink.getchannel("A").tobytes() == silhouette.tobytes():
        # The edge is full wherever an opaque letter has ink: laying one over the other is exact.
        out = Image.new("RGBA", edge.size, color)
        out.putalpha(edge)
        out.alpha_composite(ink, (pad, pad))
        return out
    whole = Image.new("RGBA", edge.size)
    whole.paste(ink, (pad, pad))
    inside = Image.new("L", edge.size)
    inside.paste(silhouette, (pad, pad))
    pixels = np.asarray(whole, np.float32)
    outer = np.asarray(edge, np.float32) - np.asarray(inside, np.float32)
    outer = outer.clip(0, None) * np.float32(color[3] / 255)
    alpha = pixels[..., 3] + outer
    share = (outer / np.maximum(alpha, np.float32(1e-6)))[..., None]
    mixed = pixels[..., :3] + (np.array(color[:3], np.float32) - pixels[..., :3]) * share
    levels = np.dstack((mixed, alpha.clip(0, 255))) + np.float32(0.5)
    return Image.fromarray(levels.astype(np.uint8))


def _coarse(mask: Image.Image, width: float, factor: int) -> tuple[Image.Image, int]:
    pad = (math.ceil(width / factor) + 2) * factor
    whole = _padded(mask, pad, factor)
    distance, ink = _nearest(whole.reduce(factor), 0, reach=pad // factor)
    covered = _levels((width / factor - distance + ink).clip(0, 1))
    sharp = covered.resize(whole.size, Image.Resampling.BICUBIC)
    # Enlarging spreads an edge over ``factor`` pixels; this draws it together again.
    sharp = sharp.point([min(max(round((v - 127.5) * factor + 127.5), 0), 255) for v in range(256)])
    return sharp.crop((0, 0, mask.width + 2 * pad, mask.height + 2 * pad)), pad


def _padded(mask: Image.Image, pad: int, factor: int) -> Image.Image:
    width, height = (side + 2 * pad for side in mask.size)
    whole = Image.new("L", (width + -width % factor, height + -height % factor))
    whole.paste(mask, (pad, pad))
    return whole


def _nearest(
    mask: Image.Image, pad: int, reach: int | None = None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pixel of ``mask`` with ``pad`` around it: how far the nearest pixel with ink lies,
    and how much of that one is covered (0 to 1). Right as far as ``reach`` (``pad``) pixels."""
    cover = np.pad(np.asarray(mask, np.int32), pad)
    # 256 times the squared distance less the coverage: the least number is the nearest pixel, and
    # of equally near ones the one with most ink; both are read off the result.
    keys = np.where(cover > 0, -cover, _FAR).astype(np.int32)
    for axis in (0, 1):
        keys = _least(keys, reach or pad, axis)
    squared = (keys + 255) >> 8
    ink = (squared << 8) - keys
    return np.sqrt(squared, dtype=np.float32), ink.astype(np.float32) / np.float32(255)


def _least(keys: NDArray[np.int32], reach: int, axis: int) -> NDArray[np.int32]:
    """The least of ``keys`` + 256·k² among the pixels k away along ``axis``."""
    lines = keys if axis == 0 else keys.T
    out = np.empty(lines.shape, np.int32)
    for left in range(0, lines.shape[1], _STRIP):
        strip = np.ascontiguousarray(lines[:, left : left + _STRIP])
        out[:, left : left + _STRIP] = _least_down(strip, reach)
    return out if axis == 0 else out.T


def _least_down(strip: NDArray[np.int32], reach: int) -> NDArray[np.int32]:
    best, moved = strip.copy(), np.empty_like(strip)
    for k in range(1, min(reach, len(strip) - 1) + 1):
        np.add(strip, np.int32(256 * k * k), out=moved)
        np.minimum(best[k:], moved[:-k], out=best[k:])
        np.minimum(best[:-k], moved[k:], out=best[:-k])
    return best


def _levels(shares: NDArray[np.floating[Any]]) -> Image.Image:
    return Image.fromarray((shares * np.float32(255) + np.float32(0.5)).astype(np.uint8))
