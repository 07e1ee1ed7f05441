"""Lines at their places: order, alignment, justification, and glyphs gathered into fragments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storycomposer.typography import bidi
from storycomposer.typography.blocks import Block
from storycomposer.typography.breaking import Broken, line_pieces
from storycomposer.typography.itemising import Item
from storycomposer.typography.layout import Cluster, Fragment, Glyph, Line
from storycomposer.typography.shaping import Piece

_IDEOGRAPHIC = frozenset({"Hani", "Hira", "Kana", "Bopo"})


class Frame(NamedTuple):
    """Where a line stands. Lengths are at scale 1 and multiplied by ``scale`` at the end:
    ``width`` is the box's, ``indent`` is kept free at the line's start, ``ascent`` and ``descent``
    are the primary face's in ems."""

    width: float
    indent: float
    align: str
    scale: float
    ascent: float
    descent: float


class Place(NamedTuple):
    """Which line of the layer it is: offset of its paragraph's first character, the paragraph's
    number, its top and pitch, and the mark before it with the gap between them."""

    start: int
    paragraph: int
    top: float
    pitch: float
    mark: Block | None
    gap: float


class _Row(NamedTuple):
    """Pieces of one line with their left edges and advances; ``order`` is from left to right,
    ``first`` is the index of the first piece in its block."""

    block: Block
    first: int
    pieces: Sequence[Piece]
    advances: Sequence[float]
    lefts: Sequence[float]
    levels: Sequence[int]
    order: Sequence[int]


def place_line(block: Block, broken: Broken, frame: Frame, place: Place) -> Line:
    """The line ``broken`` of ``block``, placed and scaled."""
    pieces = line_pieces(block, broken.first, broken.last)
    shown = broken.shown - broken.first
    advances = _advances(block, pieces, broken, frame)
    width = sum(advances[:shown])
    left = _left(frame, width, rtl=block.rtl)
    # Hanging spaces stand outside: to the left of a right-to-left line.
    begin = left - sum(advances[shown:]) if block.rtl else left
    row = _row(block, pieces, advances, begin, first=broken.first)
    size = block.size(broken.first, broken.last)
    ascent, descent = frame.ascent * size, frame.descent * size
    scale = frame.scale
    baseline = (place.top + (place.pitch - ascent - descent) / 2 + ascent) * scale
    return Line(
        start=place.start + block.sources[broken.first],
        end=place.start + block.sources[broken.last],
        left=left * scale,
        right=(left + width) * scale,
        baseline=baseline,
        top=place.top * scale,
        bottom=(place.top + place.pitch) * scale,
        ascent=ascent * scale,
        descent=descent * scale,
        rtl=block.rtl,
        clusters=_clusters(row, place.start, scale),
        fragments=_fragments(row, place.start, baseline, scale),
        paragraph=place.paragraph,
        marker=_marker(place, left, width, baseline, scale),
    )


def _row(
    block: Block, pieces: Sequence[Piece], advances: Sequence[float], left: float, *, first: int = 0
) -> _Row:
    """Orders the pieces of one line by their levels and sets them side by side from ``left``."""
    begin = block.boundaries[first]
    end = block.boundaries[first + len(pieces)]
    by_char = bidi.line_levels(block.bidi, begin, end)
    levels = [by_char[piece.start - begin] for piece in pieces]
    order = bidi.order(levels)
    lefts = [0.0] * len(pieces)
    for index in order:
        lefts[index] = left
        left += advances[index]
    return _Row(block, first, pieces, advances, lefts, levels, order)


def _left(frame: Frame, width: float, *, rtl: bool) -> float:
    """The x of the visible line's left edge. A line wider than the box leaves it at its end."""
    room = frame.width - frame.indent - width
    align = frame.align
    if align in ("start", "justify"):
        align = "right" if rtl else "left"
    elif align == "end":
        align = "left" if rtl else "right"
    if align == "center":
        shift = room / 2 if room > 0 or not rtl else room
    else:
        shift = room if align == "right" else 0.0
    if not rtl:
        return frame.indent + max(shift, 0.0)
    return min(shift, room) if room < 0 else shift


def _advances(block: Block, pieces: Sequence[Piece], broken: Broken, frame: Frame) -> list[float]:
    """Advances on the line: no tracking after the last visible piece, and a justified line's
    spaces widened, or the gaps between ideographs (CSS Text Level 3 §6.4, inter-word for words)."""
    advances = [piece.advance for piece in pieces]
    shown = broken.shown - broken.first
    if shown:
        advances[shown - 1] -= pieces[shown - 1].tracking
    if frame.align != "justify" or broken.forced or shown < 2:
        return advances
    room = frame.width - frame.indent - broken.width
    gaps = [k for k in range(shown - 1) if _stretches(block, pieces, k)]
    if room > 0 and gaps:
        for k in gaps:
            advances[k] += room / len(gaps)
    return advances


def _stretches(block: Block, pieces: Sequence[Piece], index: int) -> bool:
    piece, after = pieces[index], pieces[index + 1]
    if block.text[piece.start] in " \u00a0":
        return True
    if block.text[after.start] in " \u00a0":
        return False
    scripts = block.items[piece.item].script, block.items[after.item].script
    return not _IDEOGRAPHIC.isdisjoint(scripts)


def _clusters(row: _Row, start: int, scale: float) -> tuple[Cluster, ...]:
    sources = row.block.sources
    found = []
    for k, (left, advance) in enumerate(zip(row.lefts, row.advances, strict=True)):
        at = row.first + k
        edges = left * scale, (left + advance) * scale
        found.append(Cluster(start + sources[at], start + sources[at + 1], *edges, row.levels[k]))
    return tuple(found)


def _fragments(row: _Row, start: int, baseline: float, scale: float) -> tuple[Fragment, ...]:
    """Glyphs from left to right, one fragment for each stretch of one face and size."""
    block = row.block
    fragments: list[tuple[Item, list[Glyph]]] = []
    for k in row.order:
        piece = row.pieces[k]
        if not piece.glyphs or block.blank[row.first + k]:
            continue
        item = block.items[piece.item]
        if not fragments or (fragments[-1][0].face, fragments[-1][0].size) != (
            item.face,
            item.size,
        ):
            fragments.append((item, []))
        glyphs = fragments[-1][1]
        left = row.lefts[k]
        if item.level & 1:  # room after a grapheme lies on its left
            left += row.advances[k] - piece.advance + piece.tracking
        cluster = start + block.sources[row.first + k]
        for id, x, y in piece.glyphs:
            glyphs.append(Glyph(id, (left + x) * scale, baseline + y * scale, cluster))
    return tuple(Fragment(i.face, i.size * scale, tuple(glyphs)) for i, glyphs in fragments)


def _marker(
    place: Place, left: float, width: float, baseline: float, scale: float
) -> tuple[Fragment, ...]:
    """The list mark before the line: on the right where the paragraph reads right to left. It has
    the colour of the paragraph's first letter, hence its cluster."""
    mark = place.mark
    if mark is None:
        return ()
    x = left + width + place.gap if mark.rtl else left - place.gap - mark.ends[-1]
    advances = [piece.advance for piece in mark.pieces]
    row = _row(mark, mark.pieces, advances, x)
    return tuple(
        Fragment(f.face, f.size, tuple(Glyph(g.id, g.x, g.y, place.start) for g in f.glyphs))
        for f in _fragments(row, place.start, baseline, scale)
    )
