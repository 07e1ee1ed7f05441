"""Which characters a face has, and which of a cluster's characters it must have."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Coverage:
    """A set of code points as the sorted borders where it begins and ends."""

    borders: tuple[int, ...]

    @classmethod
    def of(cls, characters: Iterable[int]) -> Coverage:
        """The set of ``characters``."""
        borders: list[int] = []
        for code in sorted(characters):
            if borders and borders[-1] == code:
                borders[-1] = code + 1
            else:
                borders += (code, code + 1)
        return cls(tuple(borders))

    @classmethod
    def from_steps(cls, steps: Iterable[int]) -> Coverage:
        """The set whose borders lie ``steps`` apart."""
        return cls(tuple(accumulate(steps)))

    def steps(self) -> list[int]:
        """The distances of the borders: small numbers for a file."""
        return [b - a for a, b in zip((0, *self.borders), self.borders, strict=False)]

    def __contains__(self, code: int) -> bool:
        return bool(bisect_right(self.borders, code) & 1)

    def __iter__(self) -> Iterator[int]:
        for start, end in zip(self.borders[::2], self.borders[1::2], strict=True):
            yield from range(start, end)


def spellings(cluster: str) -> tuple[tuple[int, ...], ...]:
    """The ways to write ``cluster``, each as the characters that a face must have for it: as it
    is, composed and decomposed, since HarfBuzz shapes whichever the font has. Empty: nothing needs
    to be drawn."""
    forms = {cluster: None}
    forms[unicodedata.normalize("NFC", cluster)] = None
    forms[unicodedata.normalize("NFD", cluster)] = None
    return tuple(tuple(_stand_in(c) for c in form if not _invisible(c)) for form in forms)


# Format characters (Cf) that have ink: Arabic and Syriac number signs and the like.
_DRAWN_FORMATS = frozenset("؀؁؂؃؄؅۝܏࢐࢑࣢𑂽𑃍")


def _invisible(char: str) -> bool:
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp"):
        return True
    if category == "Cf":
        return char not in _DRAWN_FORMATS
    return char in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" or _selector(char)


def _selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _stand_in(char: str) -> int:
    # HarfBuzz makes missing spaces from U+0020 and U+2011 from U+2010.
    if unicodedata.category(char) == "Zs" and char != "\u3000":
        return 0x20
    return ord(char)
