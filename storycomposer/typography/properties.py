"""The few character properties that neither Python nor fontTools knows.

Emoji ranges are Unicode 17's emoji-data.txt, bracket pairs BidiBrackets.txt, mandatory breaks
UAX #14's classes BK, CR, LF and NL. All are copied from the Unicode Character Database.
"""

from __future__ import annotations

import functools
import unicodedata
from bisect import bisect_right
from typing import Final

PARAGRAPH_END: Final = "\n"
LINE_END: Final = "\u2028"
TEXT_STYLE: Final = "\ufe0e"
EMOJI_STYLE: Final = "\ufe0f"
KEYCAP: Final = "\u20e3"
JOINER: Final = "\u200d"
SOFT_HYPHEN: Final = "\u00ad"

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
OPENING: Final = {a: _SAME.get(b, b) for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
"""Opening bracket → the closing one that :func:`closing` gives for its partner."""
_CLOSING = {b: _SAME.get(b, b) for b in _PAIRS[1::2]}

_EMOJI_PRESENTATION = (
    "231A-231B 23E9-23EC 23F0 23F3 25FD-25FE 2614-2615 2648-2653 267F 2693 26A1 26AA-26AB "
    "26BD-26BE 26C4-26C5 26CE 26D4 26EA 26F2-26F3 26F5 26FA 26FD 2705 270A-270B 2728 274C 274E "
    "2753-2755 2757 2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55 1F004 1F0CF 1F18E 1F191-1F19A "
    "1F1E6-1F1FF 1F201 1F21A 1F22F 1F232-1F236 1F238-1F23A 1F250-1F251 1F300-1F320 1F32D-1F335 "
    "1F337-1F37C 1F37E-1F393 1F3A0-1F3CA 1F3CF-1F3D3 1F3E0-1F3F0 1F3F4 1F3F8-1F43E 1F440 "
    "1F442-1F4FC 1F4FF-1F53D 1F54B-1F54E 1F550-1F567 1F57A 1F595-1F596 1F5A4 1F5FB-1F64F "
    "1F680-1F6C5 1F6CC 1F6D0-1F6D2 1F6D5-1F6D9 1F6DC-1F6DF 1F6EB-1F6EC 1F6F4-1F6FC 1F7E0-1F7EB "
    "1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FA7C 1FA80-1FAC6 1FAC8 1FACC-1FADD "
    "1FADF-1FAEB 1FAEF-1FAFA"
)
# Emoji whose default is text: emoji only with U+FE0F, a skin tone or inside a ZWJ sequence.
_EMOJI_TEXT_DEFAULT = (
    "23 2A 30-39 A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 2328 23CF 23ED-23EF 23F1-23F2 "
    "23F8-23FA 24C2 25AA-25AB 25B6 25C0 25FB-25FC 2600-2604 260E 2611 2618 261D 2620 2622-2623 "
    "2626 262A 262E-262F 2638-263A 2640 2642 265F-2660 2663 2665-2666 2668 267B 267E 2692 "
    "2694-2697 2699 269B-269C 26A0 26A7 26B0-26B1 26C8 26CF 26D1 26D3 26E9 26F0-26F1 26F4 "
    "26F7-26F9 2702 2708-2709 270C-270D 270F 2712 2714 2716 271D 2721 2733-2734 2744 2747 "
    "2763-2764 27A1 2934-2935 2B05-2B07 3030 303D 3297 3299 1F170-1F171 1F17E-1F17F 1F202 1F237 "
    "1F321 1F324-1F32C 1F336 1F37D 1F396-1F397 1F399-1F39B 1F39E-1F39F 1F3CB-1F3CE 1F3D4-1F3DF "
    "1F3F3 1F3F5 1F3F7 1F43F 1F441 1F4FD 1F549-1F54A 1F56F-1F570 1F573-1F579 1F587 1F58A-1F58D "
    "1F590 1F5A5 1F5A8 1F5B1-1F5B2 1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE 1F5E1 1F5E3 1F5E8 "
    "1F5EF 1F5F3 1F5FA 1F6CB 1F6CD-1F6CF 1F6E0-1F6E5 1F6E9 1F6F0 1F6F3"
)

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


class _Ranges:
    """A frozen set of code points kept as ranges, for ``in``."""

    def __init__(self, source: str) -> None:
        pairs = [part.partition("-") for part in source.split()]
        self._first = [int(a, 16) for a, _, _ in pairs]
        self._last = [int(b or a, 16) for a, _, b in pairs]

    def __contains__(self, char: str) -> bool:
        code = ord(char)
        index = bisect_right(self._first, code) - 1
        return index >= 0 and code <= self._last[index]


_PRESENTATION = _Ranges(_EMOJI_PRESENTATION)
_TEXT_DEFAULT = _Ranges(_EMOJI_TEXT_DEFAULT)


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


@functools.lru_cache(maxsize=4096)
def is_emoji(cluster: str) -> bool:
    """Whether a grapheme cluster is to be drawn in colour (UTS #51 §1.4 and §4): emoji by default
    unless U+FE0E follows, text by default unless U+FE0F, a skin tone, a ZWJ or a keycap mark
    follows. A pair of regional indicators is a flag, a single one is drawn as a letter."""
    first = cluster[0]
    if first in _PRESENTATION:
        if "\U0001f1e6" <= first <= "\U0001f1ff":
            return len(cluster) > 1
        return cluster[1:2] != TEXT_STYLE
    if first not in _TEXT_DEFAULT:
        return False
    rest = cluster[1:]
    if first in "#*0123456789":
        return KEYCAP in rest and TEXT_STYLE not in rest
    if rest[:1] == TEXT_STYLE:
        return False
    return EMOJI_STYLE in rest or JOINER in rest or any("🏻" <= c <= "🏿" for c in rest)


@functools.lru_cache(maxsize=4096)
def is_control(char: str) -> bool:
    """Whether ``char`` draws nothing of its own and takes no room: C0 and C1 controls except tab,
    line and paragraph separators, joiners, bidi controls and other format characters."""
    if char == "\t":
        return False
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp"):
        return True
    return category == "Cf" and unicodedata.bidirectional(char) not in ("AN", "L", "AL", "NSM")
