"""A text as a QR symbol: the smallest version, then the highest error correction it has room for.

The library ``qrcode`` places the bits; segments, version, level and mask are chosen here.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qrcode import util
from qrcode.main import QRCode

from storycomposer.errors import StoryError
from storycomposer.links.anatomy import (
    LEVEL_BITS,
    LEVELS,
    Level,
    Modules,
    capacity,
    reserved,
    side,
    spare,
)
from storycomposer.links.segments import Segment, cut

QUIET = 4
"""Modules of clear ground on every side (ISO/IEC 18004 §9.1)."""

MOST_LETTERS = 2953
"""Bytes that the largest symbol holds at level L (ISO/IEC 18004 table 7)."""

_MODE_BITS = {"numeric": 1, "alphanumeric": 2, "byte": 4, "kanji": 8}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code: ``rows`` of modules, True is dark, without quiet zone. The middle ``clear`` ×
    ``clear`` modules are not drawn: a mark lies there, and the error correction makes up for
    it."""

    rows: tuple[tuple[bool, ...], ...]
    version: int
    level: Level
    mask: int
    clear: int = 0

    @property
    def side(self) -> int:
        """Modules on a side: 17 + 4 × version."""
        return len(self.rows)


def smallest(text: str, least: Level = "M") -> tuple[int, Level, tuple[Segment, ...]]:
    """Version, level and segments for ``text``: the smallest version that holds it at level
    ``least``, then the highest level that this version still holds it at. Where the largest symbol
    does not hold it at the usual level M, it is L. Raises StoryError for texts no symbol holds."""
    if not text:
        raise StoryError("code-empty", "There is nothing to put into the code: give the link.")
    for start, end in ((1, 9), (10, 26), (27, 40)):
        segments = cut(text, start)
        for version in range(start, end + 1):
            needed = _bits(segments, version)
            if needed <= capacity(version, least):
                return version, _highest(needed, version), segments
    if least == "M" and needed <= capacity(40, "L"):
        return 40, "L", segments
    raise StoryError(
        "code-too-long",
        "The link is too long for a code: shorten it from {count} to at most {most} bytes.",
        count=len(text.encode()),
        most=MOST_LETTERS,
    )


def _bits(segments: tuple[Segment, ...], version: int) -> int:
    return sum(segment.bits(version) for segment in segments)


def _highest(bits: int, version: int) -> Level:
    """The highest level at which a symbol of ``version`` holds ``bits``, which it does at some."""
    return [level for level in LEVELS if bits <= capacity(version, level)][-1]


@functools.lru_cache(maxsize=256)
def symbol(text: str, least: Level = "M", *, mark: bool = False) -> Symbol:
    """The QR code of ``text`` with error correction of at least ``least``; with a ``mark``, as much
    more as the clear middle asks for. Raises StoryError."""
    if mark:
        return _marked(text, least)
    return _made(*smallest(text, least))


_SEEN = 0.2
"""Of the code's side: smaller marks are specks."""
_LARGER = 2
"""By how many versions a symbol may grow so that its mark is seen."""


def _marked(text: str, least: Level) -> Symbol:
    """The symbol with the largest middle that it can spare, of a larger version where the mark
    would be a speck."""
    first, level, segments = smallest(text, max(least, "Q", key=LEVELS.index))
    made = first, level, segments
    for version in range(first, min(first + _LARGER, 40) + 1):
        segments = cut(text, version)
        level = _highest(_bits(segments, version), version)
        if spare(version, level) >= side(version) * _SEEN:
            made = version, level, segments
            break
    return replace(_made(*made), clear=spare(*made[:2]))


def _made(version: int, level: Level, segments: tuple[Segment, ...]) -> Symbol:
    plain = place(segments, version, level, 0)
    tried = _masked(plain, version, level)
    mask = int(np.argmin(penalties(tried)))
    return Symbol(_rows(tried[mask]), version, level, mask)


def place(segments: tuple[Segment, ...], version: int, level: Level, mask: int) -> Modules:
    """The modules of a symbol with everything given; True is dark."""
    code: QRCode[Any] = QRCode(version, LEVEL_BITS[level], border=0, mask_pattern=mask)
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


def _masked(first: Modules, version: int, level: Level) -> Modules:
    """The symbol under each of the eight masks, made of ``first``, which has mask 0: masks turn
    data modules over, and 15 bits, written twice, name level and mask."""
    width = len(first)
    flips = np.stack([_mask(0, width) ^ _mask(number, width) for number in range(8)])
    made: Modules = first ^ (flips & ~reserved(version))
    rows, columns = _format_places(width)
    for mask in range(8):
        word = util.BCH_type_info(LEVEL_BITS[level] << 3 | mask)
        made[mask, rows, columns] = [word >> bit % 15 & 1 for bit in range(30)]
    return made


@functools.cache
def _format_places(width: int) -> tuple[list[int], list[int]]:
    """Rows and columns of the 15 bits that name level and mask, lowest first, then of their copy
    (ISO/IEC 18004 §7.9.1)."""
    down = [0, 1, 2, 3, 4, 5, 7, 8, *range(width - 7, width)]
    across = [*range(width - 1, width - 9, -1), 7, 5, 4, 3, 2, 1, 0]
    return down + [8] * 15, [8] * 15 + across


@functools.cache
def _mask(number: int, width: int) -> Modules:
    """Where mask ``number`` turns modules over (ISO/IEC 18004 table 10)."""
    i, j = np.indices((width, width))
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


def penalties(symbols: Modules) -> NDArray[np.int64]:
    """How hard each of the patterns (patterns × rows × columns) is to scan (ISO/IEC 18004
    §7.8.3.1): long runs, blocks of one colour, patterns like a finder's, an uneven share of
    dark."""
    turned = symbols.transpose(0, 2, 1)
    total = sum(_runs(lines) + 40 * _finders(lines) for lines in (symbols, turned))
    same = symbols[:, :-1] == symbols[:, 1:]
    corner = symbols[:, :-1, :-1] == symbols[:, :-1, 1:]
    blocks = same[:, :, :-1] & same[:, :, 1:] & corner
    size = symbols[0].size
    share = np.abs(_count(symbols) * 20 - size * 10)
    found: NDArray[np.int64] = total + 3 * _count(blocks) + 10 * (share // size)
    return found


def _count(symbols: Modules) -> NDArray[np.int64]:
    return np.asarray(np.count_nonzero(symbols, axis=(1, 2)))


def _runs(lines: Modules) -> NDArray[np.int64]:
    """3 for each run of five, one more for each module beyond."""
    equal = lines[:, :, 1:] == lines[:, :, :-1]
    two = equal[:, :, 1:] & equal[:, :, :-1]
    run = two[:, :, 2:] & two[:, :, :-2]
    starts = run.copy()
    starts[:, :, 1:] &= ~run[:, :, :-1]
    return 2 * _count(starts) + _count(run)


# Dark, light, three dark, light, dark and four light, as a number of eleven bits, and backwards.
_FINDERS = (0b10111010000, 0b00001011101)


def _finders(lines: Modules) -> NDArray[np.int64]:
    span = lines.shape[2] - 10
    words = np.zeros((*lines.shape[:2], span), np.uint16)
    for bit in range(11):
        words = words * 2 + lines[:, :, bit : bit + span]
    return _count((words == _FINDERS[0]) | (words == _FINDERS[1]))
