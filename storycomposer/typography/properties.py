"""The few character properties that neither Python nor fontTools knows.

Bracket pairs are BidiBrackets.txt, the scripts whose letters join are those of ArabicShaping.txt,
both of the Unicode Character Database.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

from storycomposer.typography.coverage import spellings

PARAGRAPH_END: Final = "\n"
LINE_END: Final = "\u2028"
SOFT_HYPHEN: Final = "\u00ad"

JOINED: Final = frozenset(
    [
        "Adlm",
        "Arab",
        "Chrs",
        "Mand",
        "Mani",
        "Mong",
        "Nkoo",
        "Ougr",
        "Phag",
        "Phlp",
        "Rohg",
        "Sogd",
        "Syrc",
    ]
)
"""Scripts whose letters touch: tracking would tear them apart."""

_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309"
    "\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772"
    "\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef"
    "\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991"
    "\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23"
    "\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008"
    "\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019"
    "\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f"
    "\uff60\uff62\uff63"
)
# 2329/232A are canonically the same brackets as 3008/3009 (BD16).
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
OPENING: Final = dict(zip(_PAIRS[::2], (_SAME.get(c, c) for c in _PAIRS[1::2]), strict=True))
"""Opening bracket → the closing one that :func:`closing` gives for its partner."""
_CLOSING = {b: _SAME.get(b, b) for b in _PAIRS[1::2]}

# Unassigned code points whose bidi class is not L (DerivedBidiClass.txt, @missing lines).
_UNASSIGNED_BIDI = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "AL"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "AL"),
    (0x20A0, 0x20CF, "ET"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "AL"),
    (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFE, "AL"),
    (0x10800, 0x10CFF, "R"),
    (0x10D00, 0x10D3F, "AL"),
    (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "AL"),
    (0x10F00, 0x10F2F, "R"),
    (0x10F30, 0x10F6F, "AL"),
    (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "AL"),
    (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "AL"),
    (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "AL"),
    (0x1EF00, 0x1EFFF, "R"),
)


def closing(char: str) -> str | None:
    """The canonical form of a closing paired bracket, None for any other character (BD16)."""
    return _CLOSING.get(char)


@functools.lru_cache(maxsize=8192)
def bidi_class(char: str) -> str:
    """The Bidi_Class of ``char`` (UAX #44), with the standard's defaults where unassigned."""
    known = unicodedata.bidirectional(char)
    if known:
        return known
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE0FFF:
        return "BN"
    if 0xFFF0 <= code <= 0xFFF8 or code == 0x2065:
        return "BN"
    return next((kind for a, b, kind in _UNASSIGNED_BIDI if a <= code <= b), "L")


_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), "\u2060")
_CONTROLS[0x09] = " "


def drawable(text: str) -> str:
    """``text`` as fonts shall see it, of the same length: a tab is a space, and other controls are
    word joiners, which HarfBuzz draws as nothing."""
    return text if text.isprintable() else text.translate(_CONTROLS)


@functools.lru_cache(maxsize=4096)
def is_blank(cluster: str) -> bool:
    """Whether a grapheme has no ink: spaces, controls, joiners, bidi controls."""
    return cluster != "\u1680" and set(spellings(cluster)[0]) <= {0x20}


def hangs(char: str) -> bool:
    """Whether ``char`` hangs over the line's end: white space at which a line may end, and what
    ends a line (CSS Text Level 3 §4.1.2). No-break spaces and U+1680 OGHAM SPACE MARK, which has
    ink, do not."""
    return char in " \t\n\r\v\f\x85\u2028\u2029\u205f\u3000" or (
        "\u2000" <= char <= "\u200a" and char != "\u2007"
    )
