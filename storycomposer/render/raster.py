"""Outlines become coverage: the exact share of each pixel that a polygon covers.

Every edge adds to the pixels it passes the signed area between itself and the pixel's right side;
a running sum along each row then gives winding number times coverage (the accumulation that
FreeType's smooth rasteriser made known). Taking its size, at most 1, fills by the nonzero rule.
No samples are involved, so edges at any angle have all 256 steps of grey.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storycomposer.render.context import Bounds, Matrix

Floats = NDArray[np.float64]
Coverage = NDArray[np.float32]
"""Rows of shares from 0 to 1."""

Places = NDArray[np.int64]

_STRIP = 1 << 16
_PIECES = 1 << 20


def edges(contours: Sequence[Floats]) -> Floats:
    """The sides of closed polygons (each an n × 2 array) as rows (x0, y0, x1, y1)."""
    rings = [np.hstack((ring, np.roll(ring, -1, axis=0))) for ring in contours if len(ring) > 1]
    return np.vstack(rings) if rings else np.empty((0, 4))


def through(lines: Floats, matrix: Matrix) -> Floats:
    """``lines`` (rows x0, y0, x1, y1) mapped by ``matrix``."""
    x, y = lines[:, 0::2], lines[:, 1::2]
    out = np.empty(lines.shape)
    out[:, 0::2] = matrix.xx * x + matrix.xy * y + matrix.dx
    out[:, 1::2] = matrix.yx * x + matrix.yy * y + matrix.dy
    return out


def bounds(lines: Floats, clip: Bounds | None = None) -> Bounds:
    """The whole pixels that ``lines`` touch, inside ``clip``."""
    if not len(lines):
        return Bounds(0, 0, 0, 0)
    xs, ys, tiny = lines[:, 0::2], lines[:, 1::2], 1e-6
    around = Bounds(
        int(np.floor(xs.min() + tiny)),
        int(np.floor(ys.min() + tiny)),
        int(np.ceil(xs.max() - tiny)),
        int(np.ceil(ys.max() - tiny)),
    )
    return around.meet(clip)


def coverage(lines: Floats, extent: Bounds) -> Coverage:
    """What polygons with the sides ``lines`` (output pixels) cover of each pixel of ``extent``."""
    width, height = extent.size
    stride = width + 2
    moved = lines - np.array([extent.left, extent.top, extent.left, extent.top], float)
    at, amount = _amounts(*_clipped(moved, float(width), float(height)), extent.size)
    covered = np.empty((height, width), np.float32)
    # A few rows at a time stay in the processor's own memory.
    step = max(_STRIP // stride, 1)
    for top in range(0, height, step):
        rows = min(step, height - top)
        first, last = np.searchsorted(at, (top * stride, (top + rows) * stride))
        sums = np.bincount(at[first:last] - top * stride, amount[first:last], rows * stride)
        wound = np.cumsum(sums.reshape(rows, stride)[:, :width], axis=1)
        np.minimum(np.abs(wound, out=wound), 1, out=covered[top : top + rows], casting="same_kind")
    return covered


def _amounts(lines: Floats, sign: Floats, size: tuple[int, int]) -> tuple[Places, Floats]:
    """What edges inside the picture add where: places in rows of width + 2, ascending."""
    if not len(lines):
        return np.empty(0, np.int64), np.empty(0)
    # An edge falls into as many pieces as it crosses pixels. A path may have thousands of long
    # edges: they are cut in portions, or their pieces would fill the memory.
    costs = np.abs(lines[:, 2:] - lines[:, :2]).sum(axis=1) + 2
    portion = (np.cumsum(costs) // _PIECES).astype(np.int64)
    starts = np.flatnonzero(np.diff(portion, prepend=-1))
    parts = zip(np.split(lines, starts[1:]), np.split(sign, starts[1:]), strict=True)
    if len(starts) == 1:
        at, amount = _portion(*next(parts), size)
        order = np.argsort(at, kind="stable")
        return at[order], amount[order]
    sums = np.zeros((size[0] + 2) * size[1])
    for some, signs in parts:
        at, amount = _portion(some, signs, size)
        sums += np.bincount(at, amount, len(sums))
    places = np.flatnonzero(sums)
    return places, sums[places]


def _portion(lines: Floats, sign: Floats, size: tuple[int, int]) -> tuple[Places, Floats]:
    pieces, sign = _cut(lines, sign, axis=1)
    pieces, sign = _cut(pieces, sign, axis=0)
    x0, y0, x1, y1 = pieces.T
    row = np.clip(np.floor((y0 + y1) / 2), 0, size[1] - 1).astype(np.int64)
    column = np.floor((x0 + x1) / 2)
    share = (x0 + x1) / 2 - column
    rise = sign * (y1 - y0)
    at = row * (size[0] + 2) + column.astype(np.int64)
    return np.concatenate((at, at + 1)), np.concatenate((rise * (1 - share), rise * share))


def fills(lines: Floats, extent: Bounds) -> bool:
    """Whether the polygon with the sides ``lines`` is just the rectangle ``extent``: then there is
    nothing to work out."""
    left, top, right, bottom = extent
    if len(lines) != 4:
        return False
    corners = {(x, y) for x, y in lines[:, :2].tolist()}
    return corners == {(left, top), (right, top), (right, bottom), (left, bottom)} and bool(
        np.all((lines[:, 0] == lines[:, 2]) | (lines[:, 1] == lines[:, 3]))
    )


def to_bytes(covered: Coverage) -> NDArray[np.uint8]:
    """Coverage from 0 to 1 as whole numbers from 0 to 255."""
    levels: NDArray[np.uint8] = (covered * np.float32(255) + np.float32(0.5)).astype(np.uint8)
    return levels


def _clipped(lines: Floats, width: float, height: float) -> tuple[Floats, Floats]:
    """Edges inside the picture's rows; what lies left or right of it is pressed onto its side, so
    that it still winds."""
    lines, sign = _ascending(lines, np.ones(len(lines)), axis=1)
    keep = (lines[:, 3] > 0) & (lines[:, 1] < height) & (lines[:, 3] > lines[:, 1])
    lines, sign = lines[keep], sign[keep]
    for side in (0.0, height):
        lines = np.vstack(_halves(lines, side, axis=1))
        sign = np.tile(sign, 2)
    middle = (lines[:, 1] + lines[:, 3]) / 2
    keep = (lines[:, 3] > lines[:, 1]) & (middle > 0) & (middle < height)
    lines, sign = lines[keep], sign[keep]
    for side in (0.0, width):
        lines = np.vstack(_halves(lines, side, axis=0))
        sign = np.tile(sign, 2)
    keep = lines[:, 3] != lines[:, 1]
    lines, sign = lines[keep], sign[keep]
    lines[:, 0::2] = np.clip(lines[:, 0::2], 0, width)
    return lines, sign


def _halves(lines: Floats, side: float, axis: int) -> tuple[Floats, Floats]:
    """Each edge cut in two where it crosses ``side``; uncut ones get an empty second half."""
    a, b = lines[:, axis], lines[:, axis + 2]
    crosses = (a - side) * (b - side) < 0
    t = np.ones(len(lines))
    t[crosses] = (side - a[crosses]) / (b - a)[crosses]
    cut = lines[:, :2] + (lines[:, 2:] - lines[:, :2]) * t[:, None]
    cut[~crosses] = lines[~crosses, 2:]
    cut[crosses, axis] = side
    return np.hstack((lines[:, :2], cut)), np.hstack((cut, lines[:, 2:]))


def _ascending(lines: Floats, sign: Floats, axis: int) -> tuple[Floats, Floats]:
    falls = lines[:, axis + 2] < lines[:, axis]
    turned = np.where(falls[:, None], lines[:, [2, 3, 0, 1]], lines)
    return turned, np.where(falls, -sign, sign)


def _cut(lines: Floats, sign: Floats, axis: int) -> tuple[Floats, Floats]:
    """Every edge cut at each whole number of ``axis`` that it crosses."""
    lines, sign = _ascending(lines, sign, axis)
    low, high = lines[:, axis], lines[:, axis + 2]
    first = np.floor(low) + 1
    inner = np.maximum(np.ceil(high) - first, 0).astype(np.int64)
    which = np.repeat(np.arange(len(lines)), inner + 1)
    starts = np.cumsum(inner + 1) - (inner + 1)
    number = np.arange(len(which)) - starts[which]
    a, b, cuts = low[which], high[which], first[which] + number
    begin = np.where(number == 0, a, cuts - 1)
    end = np.where(number == inner[which], b, cuts)
    span = np.where(b > a, b - a, 1)
    old = lines[which]
    step = old[:, 2:] - old[:, :2]
    new = np.hstack(
        (
            old[:, :2] + step * ((begin - a) / span)[:, None],
            old[:, :2] + step * ((end - a) / span)[:, None],
        )
    )
    whole = b <= a
    new[whole, 2:] = old[whole, 2:]
    new[:, axis], new[:, axis + 2] = begin, end
    return new, sign[which]
