"""The Unicode Bidirectional Algorithm (UAX #9): embedding levels and visual order.

Rule numbers in comments are the annex's. Offsets count code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from storycomposer.typography.bidi_rules import (
    RunSequence,
    apply_implicit,
    resolve_brackets,
    resolve_neutral,
    resolve_weak,
    side,
)
from storycomposer.typography.properties import bidi_class

Direction = Literal["auto", "ltr", "rtl"]

MAX_DEPTH = 125
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_EMBEDDINGS = {"RLE": "", "LRE": "", "RLO": "R", "LRO": "L"}
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_TRAILING = frozenset({"WS", "LRI", "RLI", "FSI", "PDI"}) | _REMOVED
_PLAIN = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"})


class Paragraph(NamedTuple):
    """One resolved paragraph: its embedding level, the level of every code point before rule L1,
    and their bidi classes."""

    base: int
    levels: tuple[int, ...]
    classes: tuple[str, ...]


def resolve(text: str, direction: Direction = "auto") -> Paragraph:
    """The levels of one paragraph (rules P2 to I2). ``auto`` takes the direction of the first
    strong letter, left to right when there is none. What rule X9 removes lies beside what stays:
    embedding marks with what follows, other invisible characters with what precedes."""
    classes = tuple(map(bidi_class, text))
    matches = _isolate_matches(classes)
    base = first_strong(classes, matches) if direction == "auto" else int(direction == "rtl")
    if base == 0 and _PLAIN.issuperset(classes):
        return Paragraph(0, (0,) * len(text), classes)
    levels, kinds = _explicit(classes, matches, base)
    for sequence in _sequences(classes, levels, matches, base):
        resolve_weak(sequence, kinds)
        resolve_brackets(text, sequence, kinds, classes)
        resolve_neutral(sequence, kinds)
        apply_implicit(sequence, kinds, levels)
    _level_removed(classes, levels, base)
    return Paragraph(base, tuple(levels), classes)


def _level_removed(classes: Sequence[str], levels: list[int], base: int) -> None:
    before = base
    for offset, kind in enumerate(classes):
        if kind == "BN":
            levels[offset] = before
        elif kind not in _REMOVED:
            before = levels[offset]
    after = base
    for offset in range(len(classes) - 1, -1, -1):
        if classes[offset] in _REMOVED and classes[offset] != "BN":
            levels[offset] = after
        after = levels[offset]


def line_levels(paragraph: Paragraph, start: int, end: int) -> tuple[int, ...]:
    """The levels of the line ``start`` to ``end`` of ``paragraph`` (rule L1): white space at the
    line's end and before tabs and paragraph ends takes the paragraph's level."""
    levels = list(paragraph.levels[start:end])
    reset = True
    for index in range(end - start - 1, -1, -1):
        kind = paragraph.classes[start + index]
        if kind in ("S", "B"):
            reset = True
        elif kind not in _TRAILING:
            reset = False
        if reset:
            levels[index] = paragraph.base
    return tuple(levels)


def order(levels: Sequence[int]) -> list[int]:
    """Indices into ``levels`` from left to right (rule L2)."""
    indices = list(range(len(levels)))
    if not levels:
        return indices
    lowest_odd = min((level for level in levels if level & 1), default=None)
    if lowest_odd is None:
        return indices
    for level in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(levels):
            if levels[start] < level:
                start += 1
                continue
            end = start
            while end < len(levels) and levels[end] >= level:
                end += 1
            indices[start:end] = indices[start:end][::-1]
            start = end
        # Reversing stretches of `indices` in place is right because every stretch at a lower
        # level contains whole stretches of the higher ones.
    return indices


def first_strong(
    classes: Sequence[str], matches: dict[int, int], start: int = 0, end: int | None = None
) -> int:
    """0 or 1 by the first strong character that no isolate holds, else 0 (rules P2 and P3)."""
    offset = start
    stop = len(classes) if end is None else end
    while offset < stop:
        kind = classes[offset]
        if kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
        if kind in _ISOLATES:
            offset = matches.get(offset, stop)
        offset += 1
    return 0


def _isolate_matches(classes: Sequence[str]) -> dict[int, int]:
    """Initiator → its PDI and PDI → its initiator (BD9)."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    if "PDI" not in classes:
        return matches
    for offset, kind in enumerate(classes):
        if kind in _ISOLATES:
            waiting.append(offset)
        elif kind == "PDI" and waiting:
            opened = waiting.pop()
            matches[opened] = offset
            matches[offset] = opened
    return matches


class _Embeddings:
    """The directional status stack and its overflow counters (X1)."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.clear()

    def clear(self) -> None:
        """Back to the paragraph's own level, as at its start and end."""
        self.stack: list[tuple[int, str, bool]] = [(self.base, "", False)]
        self.over_isolates = self.over_embeddings = self.isolates = 0

    def open(self, *, rtl: bool, override: str, isolate: bool) -> None:
        """Go one embedding deeper, or count that it was too deep (X2 to X5c)."""
        level = self.stack[-1][0]
        level = (level + 1) | 1 if rtl else (level + 2) & ~1
        if level <= MAX_DEPTH and not self.over_isolates and not self.over_embeddings:
            self.stack.append((level, override, isolate))
            self.isolates += isolate
        elif isolate:
            self.over_isolates += 1
        elif not self.over_isolates:
            self.over_embeddings += 1

    def close_isolate(self) -> None:
        """PDI (X6a): also ends the embeddings left open inside the isolate."""
        if self.over_isolates:
            self.over_isolates -= 1
        elif self.isolates:
            self.over_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.isolates -= 1

    def close_embedding(self) -> None:
        """PDF (X7)."""
        if self.over_isolates:
            return
        if self.over_embeddings:
            self.over_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _explicit(
    classes: Sequence[str], matches: dict[int, int], base: int
) -> tuple[list[int], list[str]]:
    """Explicit levels and the classes after overrides (X1 to X8)."""
    levels: list[int] = []
    kinds = list(classes)
    state = _Embeddings(base)
    for offset, kind in enumerate(classes):
        if kind == "PDI":
            state.close_isolate()
        elif kind == "B":
            state.clear()
        level, override, _ = state.stack[-1]
        levels.append(level)
        if override and kind not in _REMOVED:
            kinds[offset] = override
        if kind in _EMBEDDINGS:
            state.open(rtl=kind[0] == "R", override=_EMBEDDINGS[kind], isolate=False)
        elif kind in _ISOLATES:
            rtl = kind == "RLI"
            if kind == "FSI":
                inner = matches.get(offset, len(classes))
                rtl = first_strong(classes, matches, offset + 1, inner) == 1
            state.open(rtl=rtl, override="", isolate=True)
        elif kind == "PDF":
            state.close_embedding()
    return levels, kinds


def _sequences(
    classes: Sequence[str], levels: Sequence[int], matches: dict[int, int], base: int
) -> list[RunSequence]:
    """The isolating run sequences (X10)."""
    kept = [offset for offset, kind in enumerate(classes) if kind not in _REMOVED]
    runs: list[list[int]] = []  # of indices into `kept`
    for index, offset in enumerate(kept):
        if index and levels[kept[index - 1]] == levels[offset]:
            runs[-1].append(index)
        else:
            runs.append([index])
    chains: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for run in runs:
        first, last = kept[run[0]], kept[run[-1]]
        chain = waiting.pop(matches.get(first, -1), None) if classes[first] == "PDI" else None
        if chain is None:
            chain = []
            chains.append(chain)
        chain.extend(run)
        if classes[last] in _ISOLATES and last in matches:
            waiting[last] = chain
    outer = [levels[offset] for offset in kept]
    sequences = []
    for chain in chains:
        level = outer[chain[0]]
        before = outer[chain[0] - 1] if chain[0] else base
        last = kept[chain[-1]]
        unmatched = classes[last] in _ISOLATES and last not in matches
        after = base if unmatched or chain[-1] + 1 == len(kept) else outer[chain[-1] + 1]
        offsets = [kept[index] for index in chain]
        ends = side(max(level, before)), side(max(level, after))
        sequences.append(RunSequence(offsets, level, *ends))
    return sequences
