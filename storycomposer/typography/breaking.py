"""Where lines end: greedy filling at the opportunities of UAX #14, words cut only in need."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from storycomposer.cache import remembered
from storycomposer.typography import shaping
from storycomposer.typography.blocks import Block
from storycomposer.typography.properties import SOFT_HYPHEN, hangs
from storycomposer.typography.shaping import Piece

_KEPT = 200_000
"""Pieces of lines shaped by themselves that are remembered."""


class Broken(NamedTuple):
    """Pieces ``first`` to ``last`` make a line; ``shown`` is the index after its last visible one
    and ``width`` the advance of ``first`` to ``shown``. ``forced``: ended by the text itself."""

    first: int
    last: int
    shown: int
    width: float
    forced: bool


@remembered(_KEPT, lambda found, *_, **__: 1 + len(found or ()))
def break_lines(block: Block, limit: float, *, split: bool = True) -> tuple[Broken, ...] | None:
    """The lines of ``block``, none wider than ``limit``. White space at a line's end hangs over
    it. A wider word is cut at graphemes, at least one a line; without ``split`` the answer is then
    None."""
    # What is this much too wide need not be shaped to know it: edges change by a letter or two.
    enough = limit + 4 * max(span.style.size for span in block.spans)
    lines: list[Broken] = []
    first = at = 0
    breaks = block.breaks
    while at < len(breaks):
        best: Broken | None = None
        while at < len(breaks):
            last, forced = breaks[at]
            if last > first:
                if block.ends[block.visible[last]] - block.ends[first] > enough:
                    break
                found = _line(block, first, last, forced)
                if found.width > limit:
                    break
                best = found
            at += 1
            if forced:
                break
        if best is None:
            if not split:
                return None
            best = _cut_word(block, first, breaks[at], limit)
            at += best.last == breaks[at][0]
        lines.append(best)
        first = best.last
    if not lines or block.text.endswith("\u2028"):
        lines.append(Broken(first, first, first, 0.0, True))
    return tuple(lines)


def _cut_word(block: Block, first: int, end: tuple[int, bool], limit: float) -> Broken:
    """As many graphemes as fit, at least one. Spaces after the last stay with it."""
    word_end, forced = end
    last = bisect_right(block.ends, block.ends[first] + limit, first + 1, word_end) - 1
    last = max(last, first + 1)
    # Shaped anew at the cut, the piece may be a little wider or narrower.
    while last + 1 < word_end and _line(block, first, last + 1, False).width <= limit:
        last += 1
    while last > first + 1 and _line(block, first, last, False).width > limit:
        last -= 1
    while last < word_end and hangs(block.text[block.boundaries[last]]):
        last += 1
    return _line(block, first, last, forced and last == word_end)


def _line(block: Block, first: int, last: int, forced: bool) -> Broken:
    shown = max(block.visible[last], first)
    if shown == first:
        return Broken(first, last, shown, 0.0, forced)
    pieces = block.pieces
    tracking = pieces[shown - 1].tracking
    if _is_safe(block, first) and _is_safe(block, shown):
        width = block.ends[shown] - block.ends[first] - tracking
    else:
        width = sum(piece.advance for piece in _pieces(block, first, shown)) - tracking
    return Broken(first, last, shown, width, forced)


def _is_safe(block: Block, index: int) -> bool:
    """Whether a line may begin or end at ``index`` with the glyphs it has."""
    if index == 0 or index == len(block.pieces):
        return True
    return block.pieces[index].safe and not _hyphenated(block, index)


def _hyphenated(block: Block, index: int) -> bool:
    return block.text[block.boundaries[index] - 1] == SOFT_HYPHEN


def line_pieces(block: Block, first: int, last: int) -> tuple[Piece, ...]:
    """Pieces ``first`` to ``last`` as they stand on a line of their own: shaped anew from a line's
    edge to the next place where HarfBuzz says that cutting changes nothing. The spaces that hang
    at its end lie beyond the edge: they do not pull the last letter towards them. A soft hyphen at
    the line's end is drawn as a hyphen."""
    shown = max(block.visible[last], first)
    if shown == last:
        return _pieces(block, first, last)
    return (*_pieces(block, first, shown), *_pieces(block, shown, last))


def _pieces(block: Block, first: int, last: int) -> tuple[Piece, ...]:
    if first == last or (_is_safe(block, first) and _is_safe(block, last)):
        return block.pieces[first:last]
    return _reshaped(block, first, last)


@remembered(_KEPT, lambda made, block, *_: len(made) + len(block.text) // 8)
def _reshaped(block: Block, first: int, last: int) -> tuple[Piece, ...]:
    pieces = block.pieces
    head, tail = first, last
    if not _is_safe(block, first):
        head = next((k for k in range(first + 1, last) if pieces[k].safe), last)
    if not _is_safe(block, last):
        tail = next((k for k in range(last - 1, first, -1) if pieces[k].safe), first)
    if head >= tail:
        return tuple(_shape(block, first, last))
    return (
        *_shape(block, first, head),
        *pieces[head:tail],
        *_shape(block, tail, last),
    )


def _shape(block: Block, first: int, last: int) -> list[Piece]:
    text = block.text
    end = block.boundaries[last]
    pieces: list[Piece] = []
    start = first
    while start < last:
        index = block.pieces[start].item
        stop = start + 1
        while stop < last and block.pieces[stop].item == index:
            stop += 1
        item = block.items[index]
        if stop == last and last < len(block.pieces) and _hyphenated(block, last):
            hyphen = "‐" if shaping.has_glyph(item.face, "‐") else "-"
            text = text[: end - 1] + hyphen + text[end:]
        pieces += shaping.shape(text, item, index, block.boundaries[start : stop + 1])
        start = stop
    return pieces
