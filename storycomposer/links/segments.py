"""A text cut into QR segments so that they take the fewest bits (ISO/IEC 18004 §7.4).

Modes cost differently and every change of mode costs a header, so the cheapest cut is found by
dynamic programming over the text: the best way to reach each character in each mode.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Mode = Literal["numeric", "alphanumeric", "kanji", "byte"]

MODES: tuple[Mode, ...] = ("numeric", "alphanumeric", "kanji", "byte")
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

# Bits of a segment's character count in versions 1–9, 10–26 and 27–40 (ISO/IEC 18004 table 3).
_COUNT_BITS = {
    "numeric": (10, 12, 14),
    "alphanumeric": (9, 11, 13),
    "kanji": (8, 10, 12),
    "byte": (8, 16, 16),
}
# Sixths of a bit keep the costs whole: digits take 10/3 bits, alphanumerics 11/2.
_SIXTHS = {"numeric": 20, "alphanumeric": 33, "kanji": 78}


class Segment(NamedTuple):
    """A stretch of the text in one mode."""

    mode: Mode
    text: str

    def bits(self, version: int) -> int:
        """The bits it takes in a symbol of ``version``, header included."""
        header = 4 + _COUNT_BITS[self.mode][group(version)]
        count = len(self.text)
        if self.mode == "numeric":
            return header + count // 3 * 10 + (0, 4, 7)[count % 3]
        if self.mode == "alphanumeric":
            return header + count // 2 * 11 + count % 2 * 6
        if self.mode == "kanji":
            return header + 13 * count
        return header + 8 * len(self.text.encode())


def group(version: int) -> int:
    """Which of the three ranges of versions with equal headers ``version`` lies in: 0, 1 or 2."""
    return 0 if version <= 9 else 1 if version <= 26 else 2


def cut(text: str, version: int) -> tuple[Segment, ...]:
    """``text`` in the segments that take the fewest bits in symbols of ``version``."""
    headers = {mode: 6 * (4 + _COUNT_BITS[mode][group(version)]) for mode in MODES}
    costs: dict[Mode, int] = dict.fromkeys(MODES, 0)
    came: list[dict[Mode, Mode]] = []
    for place, character in enumerate(text):
        # A segment is rounded up to whole bits where it ends, hence the ceiling on leaving it.
        left = min(MODES, key=lambda mode: _whole(costs[mode]))
        step: dict[Mode, int] = {}
        back: dict[Mode, Mode] = {}
        for mode in MODES:
            own = _cost(character, mode)
            if own is None:
                continue
            enter = _whole(costs[left]) + headers[mode]
            stay = costs[mode] if place else enter + 1
            back[mode], base = (mode, stay) if stay <= enter else (left, enter)
            step[mode] = base + own
        costs = {mode: step.get(mode, 10**12) for mode in MODES}
        came.append(back)
    return _collect(text, came, min(MODES, key=lambda mode: _whole(costs[mode])))


def _collect(text: str, came: list[dict[Mode, Mode]], mode: Mode) -> tuple[Segment, ...]:
    """Walks the choices back from the end in ``mode``."""
    modes: list[Mode] = []
    for back in reversed(came):
        modes.append(mode)
        mode = back[mode]
    modes.reverse()
    found: list[Segment] = []
    for character, own in zip(text, modes, strict=True):
        if found and found[-1].mode == own:
            found[-1] = Segment(own, found[-1].text + character)
        else:
            found.append(Segment(own, character))
    return tuple(found)


def _whole(sixths: int) -> int:
    return -(-sixths // 6) * 6


def _cost(character: str, mode: Mode) -> int | None:
    """Sixths of a bit that ``character`` takes in ``mode``; None where the mode cannot say it."""
    if mode == "byte":
        return 48 * len(character.encode())
    fits = {
        "numeric": "0" <= character <= "9",
        "alphanumeric": character in ALPHANUMERIC,
        "kanji": is_kanji(character),
    }[mode]
    return _SIXTHS[mode] if fits else None


def is_kanji(character: str) -> bool:
    """True for what Shift JIS has in two bytes and every reader maps back to the same character.
    Readers follow one of two tables, JIS X 0208's own or Microsoft's code page 932; where these
    differ (wave dash, minus, cent …) the character is left to the mode for bytes, and so is the
    wide backslash, which some take for the narrow one."""
    if character == "\uff3c":
        return False
    try:
        code = character.encode("shift_jis")
        agreed = code == character.encode("cp932")
    except UnicodeEncodeError:
        return False
    # The mode has 13 bits, for which the code must lie in these two ranges (ISO/IEC 18004 §7.4.6).
    packed = int.from_bytes(code, "big")
    return agreed and (0x8140 <= packed <= 0x9FFC or 0xE040 <= packed <= 0xEBBF)
