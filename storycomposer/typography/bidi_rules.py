"""What UAX #9 does inside one isolating run sequence: weak types, brackets, neutrals, levels.

``kinds`` are the bidi classes of the whole paragraph, changed in place as the rules say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storycomposer.typography.properties import OPENING, closing

_ISOLATE_MARKS = frozenset({"LRI", "RLI", "FSI", "PDI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"}) | _ISOLATE_MARKS
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


class RunSequence(NamedTuple):
    """An isolating run sequence (BD13) with the directions at its ends (X10)."""

    offsets: list[int]
    level: int
    sos: str
    eos: str


def side(level: int) -> str:
    """The direction of a level: L when even, R when odd."""
    return "R" if level & 1 else "L"


def resolve_weak(sequence: RunSequence, kinds: list[str]) -> None:
    """W1 to W7. W3 comes last: until then AL is what tells Arabic numbers apart (W2)."""
    offsets = sequence.offsets
    before = strong = sequence.sos
    for index, offset in enumerate(offsets):
        kind = kinds[offset]
        if kind == "NSM":  # W1
            kind = "ON" if before in ("LRI", "RLI", "FSI", "PDI") else before
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        kinds[offset] = before = kind
        if index > 1 and kind in ("EN", "AN"):  # W4
            _join_number(kinds, offsets[index - 2], offsets[index - 1], kind)
    _resolve_terminators(sequence, kinds)


def _join_number(kinds: list[str], first: int, middle: int, kind: str) -> None:
    separator = kinds[middle]
    if kinds[first] == kind and (separator == "CS" or (separator == "ES" and kind == "EN")):
        kinds[middle] = kind


def _resolve_terminators(sequence: RunSequence, kinds: list[str]) -> None:
    """W3 and W5 to W7, once numbers are joined."""
    offsets = sequence.offsets
    strong = sequence.sos
    index = 0
    while index < len(offsets):
        kind = kinds[offsets[index]]
        if kind == "ET":  # W5: a whole sequence of terminators beside a European number
            end = index
            while end < len(offsets) and kinds[offsets[end]] == "ET":
                end += 1
            beside = (index and kinds[offsets[index - 1]] == "EN") or (
                end < len(offsets) and kinds[offsets[end]] == "EN"
            )
            for inner in offsets[index:end]:
                kinds[inner] = "EN" if beside else "ON"
            kind = kinds[offsets[index]]
        if kind in ("ES", "CS"):  # W6
            kinds[offsets[index]] = "ON"
        index += 1
    for offset in offsets:
        kind = kinds[offset]
        if kind == "AL":  # W3
            kinds[offset] = strong = "R"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[offset] = "L"


def resolve_brackets(
    text: str, sequence: RunSequence, kinds: list[str], classes: Sequence[str]
) -> None:
    """N0: both brackets of a pair take one direction, and so do the marks on them."""
    offsets = sequence.offsets
    for opened, closed in _bracket_pairs(text, offsets, kinds):
        direction = _bracket_direction(sequence, kinds, opened, closed)
        if direction is None:
            continue
        for index in (opened, closed):
            kinds[offsets[index]] = direction
            for offset in offsets[index + 1 :]:
                if classes[offset] != "NSM":
                    break
                kinds[offset] = direction


def _bracket_direction(
    sequence: RunSequence, kinds: list[str], opened: int, closed: int
) -> str | None:
    """The embedding direction if it occurs inside (N0 b); else the opposite one if the context
    before has it too (N0 c); None when nothing strong is inside (N0 d)."""
    embedding = side(sequence.level)
    inside = {_STRONG.get(kinds[offset]) for offset in sequence.offsets[opened + 1 : closed]}
    inside.discard(None)
    if not inside:
        return None
    if embedding in inside:
        return embedding
    earlier = (_STRONG.get(kinds[offset]) for offset in reversed(sequence.offsets[:opened]))
    context = next((strong for strong in earlier if strong), sequence.sos)
    return context if context in inside else embedding


def _bracket_pairs(text: str, offsets: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """Pairs of indices into ``offsets`` (BD16), in the order of the opening brackets."""
    stack: list[tuple[str, int]] = []
    pairs = []
    for index, offset in enumerate(offsets):
        if kinds[offset] != "ON":
            continue
        char = text[offset]
        wanted = OPENING.get(char)
        if wanted is not None:
            if len(stack) == 63:
                return []
            stack.append((wanted, index))
            continue
        close = closing(char)
        if close is None:
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == close:
                pairs.append((stack[depth][1], index))
                del stack[depth:]
                break
    return sorted(pairs)


def resolve_neutral(sequence: RunSequence, kinds: list[str]) -> None:
    """N1 and N2."""
    offsets = sequence.offsets
    before = sequence.sos
    index = 0
    while index < len(offsets):
        kind = kinds[offsets[index]]
        if kind not in _NEUTRAL:
            before = _STRONG[kind]
            index += 1
            continue
        end = index
        while end < len(offsets) and kinds[offsets[end]] in _NEUTRAL:
            end += 1
        after = _STRONG[kinds[offsets[end]]] if end < len(offsets) else sequence.eos
        direction = before if before == after else side(sequence.level)
        for offset in offsets[index:end]:
            kinds[offset] = direction
        index = end


def apply_implicit(sequence: RunSequence, kinds: list[str], levels: list[int]) -> None:
    """I1 and I2."""
    for offset in sequence.offsets:
        kind = kinds[offset]
        if sequence.level & 1:
            if kind != "R":
                levels[offset] += 1
        elif kind == "R":
            levels[offset] += 1
        elif kind != "L":
            levels[offset] += 2
