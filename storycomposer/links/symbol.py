"""A text as a QR symbol: the smallest version, then the highest error correction it has room for.

The library ``qrcode`` places the bits; segments, version, level and mask are chosen here.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from qrcode import base, util
from qrcode.main import QRCode

from storycomposer.errors import StoryError
from storycomposer.links.segments import Segment, cut

Level = Literal["L", "M", "Q", "H"]
Modules = NDArray[np.bool_]

LEVELS: tuple[Level, ...] = ("L", "M", "Q", "H")
QUIET = 4
"""Modules of clear ground on every side (ISO/IEC 18004 §9.1)."""

# The two bits by which a symbol names its level (ISO/IEC 18004 table 12), as ``qrcode`` takes them.
_LEVEL_BITS = {"L": 1, "M": 0, "Q": 3, "H": 2}
_MODE_BITS = {"numeric": 1, "alphanumeric": 2, "byte": 4, "kanji": 8}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code: ``rows`` of modules, True is dark, without quiet zone."""

    rows: tuple[tuple[bool, ...], ...]
    version: int
    level: Level
    mask: int

    @property
    def side(self) -> int:
        """Modules on a side: 17 + 4 × version."""
        return len(self.rows)


def smallest(text: str, least: Level = "M") -> tuple[int, Level, tuple[Segment, ...]]:
    """Version, level and segments for ``text``: the smallest version that holds it at level
    ``least``, then the highest level that this version still holds it at. Raises StoryError for
    texts no symbol holds."""
    if not text:
        raise StoryError("code-empty", "There is nothing to put into the code: give the link.")
    for start, end in ((1, 9), (10, 26), (27, 40)):
        segments = cut(text, start)
        for version in range(start, end + 1):
            needed = sum(segment.bits(version) for segment in segments)
            if needed <= capacity(version, least):
                fits = [lv for lv in LEVELS if needed <= capacity(version, lv)]
                return version, fits[-1], segments
    raise StoryError(
        "code-too-long",
        "The link is too long for a code ({count} characters): shorten it.",
        count=len(text),
    )


@functools.cache
def capacity(version: int, level: Level) -> int:
    """Data bits of a symbol."""
    return sum(block.data_count * 8 for block in base.rs_blocks(version, _LEVEL_BITS[level]))


@functools.lru_cache(maxsize=256)
def symbol(text: str, least: Level = "M") -> Symbol:
    """The QR code of ``text`` with error correction of at least ``least``. Raises StoryError."""
    version, level, segments = smallest(text, least)
    mask = _best_mask(place(segments, version, level, 0), version)
    return Symbol(_rows(place(segments, version, level, mask)), version, level, mask)


def place(segments: tuple[Segment, ...], version: int, level: Level, mask: int) -> Modules:
    """The modules of a symbol with everything given; True is dark."""
    code: QRCode[Any] = QRCode(version, _LEVEL_BITS[level], border=0, mask_pattern=mask)
    for segment in segments:
        code.add_data(_Data(segment))
    code.make(fit=False)
    return np.array(code.modules, dtype=bool)


class _Data(util.QRData):  # type: ignore[misc]
    """A segment as ``qrcode`` takes it; kanji, which it lacks, are written here."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.mode = _MODE_BITS[segment.mode]
        self.data = segment.text if segment.mode == "kanji" else segment.text.encode()

    def write(self, buffer: util.BitBuffer) -> None:
        if self.segment.mode != "kanji":
            super().write(buffer)
            return
        for character in self.segment.text:
            # ISO/IEC 18004 §7.4.6: two Shift JIS bytes are packed into 13 bits.
            code = int.from_bytes(character.encode("shift_jis"), "big")
            code -= 0x8140 if code <= 0x9FFC else 0xC140
            buffer.put((code >> 8) * 0xC0 + (code & 0xFF), 13)


def _rows(modules: Modules) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(row) for row in modules.tolist())


def _best_mask(first: Modules, version: int) -> int:
    """The mask of the lowest penalty. Trying one is turning the data modules of ``first`` (mask 0)
    over; the 30 modules that name the mask are left out of the judgement."""
    data = ~reserved(version)
    plain = first ^ (_mask(0, len(first)) & data)
    return min(range(8), key=lambda mask: penalty(plain ^ (_mask(mask, len(first)) & data)))


@functools.cache
def _mask(number: int, side: int) -> Modules:
    """Where mask ``number`` turns modules over (ISO/IEC 18004 table 10)."""
    i, j = np.indices((side, side))
    conditions = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2,
        ((i + j) % 2 + i * j % 3) % 2,
    )
    return np.asarray(conditions[number] == 0)


@functools.cache
def reserved(version: int) -> Modules:
    """Where a symbol holds no data: finders, timing, alignment, format and version modules."""
    side = 17 + 4 * version
    taken = np.zeros((side, side), dtype=bool)
    taken[:9, :9] = taken[:9, -8:] = taken[-8:, :9] = True
    taken[6, :] = taken[:, 6] = True
    centres = util.pattern_position(version)
    for row in centres:
        for column in centres:
            if (row, column) not in ((6, 6), (6, side - 7), (side - 7, 6)):
                taken[row - 2 : row + 3, column - 2 : column + 3] = True
    if version >= 7:
        taken[:6, -11:-8] = taken[-11:-8, :6] = True
    return taken


def penalty(modules: Modules) -> int:
    """How hard a pattern is to scan (ISO/IEC 18004 §7.8.3.1): long runs, blocks of one colour,
    patterns like a finder's, and an uneven share of dark."""
    total = 0
    for rows in (modules, modules.T):
        total += _runs(rows) + 40 * _finders(rows)
    same = modules[:-1] == modules[1:]
    blocks = same[:, :-1] & same[:, 1:] & (modules[:-1, :-1] == modules[:-1, 1:])
    share = abs(int(modules.sum()) * 20 - modules.size * 10)
    return total + 3 * int(blocks.sum()) + 10 * (share // modules.size)


def _runs(rows: Modules) -> int:
    """3 for each run of five, one more for each module beyond."""
    total = 0
    equal = rows[:, 1:] == rows[:, :-1]
    run = equal[:, :-3] & equal[:, 1:-2] & equal[:, 2:-1] & equal[:, 3:]
    starts = run.copy()
    starts[:, 1:] &= ~run[:, :-1]
    total += 3 * int(starts.sum()) + int((run & ~starts).sum())
    return total


_FINDER = np.array([1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0], dtype=bool)


def _finders(rows: Modules) -> int:
    windows = np.lib.stride_tricks.sliding_window_view(rows, len(_FINDER), axis=1)
    found = (windows == _FINDER).all(axis=2) | (windows == _FINDER[::-1]).all(axis=2)
    return int(found.sum())
