"""What lies where in a QR symbol, and how much of its middle it can do without."""

from __future__ import annotations

import functools
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from qrcode import base, util

Level = Literal["L", "M", "Q", "H"]
Modules = NDArray[np.bool_]

LEVELS: tuple[Level, ...] = ("L", "M", "Q", "H")

LEVEL_BITS: dict[Level, int] = {"L": 1, "M": 0, "Q": 3, "H": 2}
"""The two bits by which a symbol names its level (ISO/IEC 18004 table 12), as ``qrcode`` takes
them."""

_AREA: dict[Level, float] = {"L": 0, "M": 0.05, "Q": 0.08, "H": 0.08}
"""The share of a symbol's area that a mark may take: measured, marks of these sizes survive."""

_SPENT = 0.6
"""Of the errors that a block can correct, a mark may cost at most this share; the rest is left for
what happens to every code on its way to a phone."""


def side(version: int) -> int:
    """Modules on a side, without quiet zone."""
    return 17 + 4 * version


@functools.cache
def capacity(version: int, level: Level) -> int:
    """Data bits of a symbol."""
    return sum(block.data_count * 8 for block in base.rs_blocks(version, LEVEL_BITS[level]))


@functools.cache
def reserved(version: int) -> Modules:
    """Where a symbol holds no data: finders, timing, alignment, format and version modules."""
    width = side(version)
    taken = np.zeros((width, width), dtype=bool)
    taken[:9, :9] = taken[:9, -8:] = taken[-8:, :9] = True
    taken[6, :] = taken[:, 6] = True
    for row, column in alignments(version):
        taken[row - 2 : row + 3, column - 2 : column + 3] = True
    if version >= 7:
        taken[:6, -11:-8] = taken[-11:-8, :6] = True
    return taken


@functools.cache
def alignments(version: int) -> tuple[tuple[int, int], ...]:
    """The middles (row, column) of the alignment patterns, 5 × 5 modules each."""
    places = util.pattern_position(version)
    last = side(version) - 7
    corners = ((6, 6), (6, last), (last, 6))
    return tuple((r, c) for r in places for c in places if (r, c) not in corners)


@functools.cache
def spare(version: int, level: Level) -> int:
    """The largest odd number of modules n so that the middle n × n of a symbol may be left out. It
    stays within 5 % of the area at level M and 8 % at Q and H, touches neither finders nor timing
    nor format, and costs no block more than three fifths of what it can correct; 0 where none is
    left."""
    width = side(version)
    most = int(min(width * _AREA[level] ** 0.5, width - 18))
    for count in range(most - (most + 1) % 2, 0, -2):
        if spent(version, level, count) <= _SPENT:
            return count
    return 0


def spent(version: int, level: Level, count: int) -> float:
    """What the loss of the middle ``count`` × ``count`` modules costs the block that suffers most,
    as a share of the errors that it can correct. Every code word that is touched counts as lost."""
    owner = _owners(version)
    first = (side(version) - count) // 2
    middle = owner[first : first + count, first : first + count]
    touched = set(middle[middle >= 0].tolist())
    blocks = base.rs_blocks(version, LEVEL_BITS[level])
    lost = [0] * len(blocks)
    for word, block in enumerate(_interleaved(version, level)):
        lost[block] += word in touched
    fixable = [(block.total_count - block.data_count) // 2 for block in blocks]
    return max(float(gone / most) for gone, most in zip(lost, fixable, strict=True))


@functools.cache
def _interleaved(version: int, level: Level) -> tuple[int, ...]:
    """Which block each code word of a symbol belongs to (ISO/IEC 18004 §7.6): first the blocks'
    data words in turn, then their correction words in turn."""
    blocks = base.rs_blocks(version, LEVEL_BITS[level])
    data = [block.data_count for block in blocks]
    correction = [block.total_count - block.data_count for block in blocks]
    return tuple(
        block
        for counts in (data, correction)
        for turn in range(max(counts))
        for block, count in enumerate(counts)
        if turn < count
    )


@functools.cache
def _owners(version: int) -> NDArray[np.int64]:
    """The code word that each module is a bit of, -1 where it is of none: pairs of columns from the
    right, up and down in turn, the timing column left out (ISO/IEC 18004 §7.7.3)."""
    width = side(version)
    free = ~reserved(version)
    owner = np.full((width, width), -1)
    rights = [*range(width - 1, 6, -2), *range(5, 0, -2)]
    bit = 0
    for turn, right in enumerate(rights):
        rows = range(width - 1, -1, -1) if turn % 2 == 0 else range(width)
        for row in rows:
            for column in (right, right - 1):
                if free[row, column]:
                    owner[row, column] = bit // 8
                    bit += 1
    return owner
