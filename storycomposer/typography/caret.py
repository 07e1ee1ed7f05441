"""Where the caret stands, where a click lands, how the caret moves and what a selection covers.

Everything reads a :class:`~storycomposer.typography.layout.Layout`; nothing is shaped here.
Offsets are code points of the layer's text, on grapheme boundaries.

Between letters of two directions an offset has two places on the line: after the letter before
it and before the letter after it. The primary one is at the letter whose level is lower; a line's
two ends count as letters of the paragraph's own level. So every place between two letters is the
primary place of exactly one offset, and moving left or right passes all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from storycomposer.document.geometry import Box
from storycomposer.typography import bidi, segments
from storycomposer.typography.layout import Cluster, Layout, Line
from storycomposer.typography.properties import LINE_END, PARAGRAPH_END

BREAK_WIDTH = 0.25
"""How wide a selected line break is shown, in the line's ascents."""


class Position(NamedTuple):
    """An offset; where a line was wrapped there, ``upstream`` means the end of the upper line
    instead of the beginning of the lower one."""

    offset: int
    upstream: bool = False


class Caret(NamedTuple):
    """A caret's line: x, top and bottom in the layer's box, and the number of its line. ``rtl``
    says which way the text at it runs."""

    x: float
    top: float
    bottom: float
    line: int
    rtl: bool


class _Stop(NamedTuple):
    """A place between two clusters: its number from the left, its x, and the direction there."""

    place: int
    x: float
    level: int


class _Row(NamedTuple):
    """The clusters of a line before its break, and the offsets where a caret can stand. ``order``
    gives clusters from left to right, ``rank`` is its inverse."""

    clusters: tuple[Cluster, ...]
    offsets: tuple[int, ...]
    order: tuple[int, ...]
    rank: dict[int, int]


def carets(layout: Layout, position: Position) -> tuple[Caret, ...]:
    """The primary caret of ``position``, and the secondary one where letters of two directions
    meet there."""
    number = line_of(layout, position)
    line = layout.lines[number]
    found = _stops(line, _row(layout, line), position.offset)
    return tuple(
        Caret(stop.x, line.baseline - line.ascent, line.baseline + line.descent, number,
              bool(stop.level & 1))
        for stop in found
    )  # fmt: skip


def line_of(layout: Layout, position: Position) -> int:
    """The number of the line that ``position`` is on."""
    starts = [line.start for line in layout.lines]
    number = max(bisect_right(starts, position.offset) - 1, 0)
    wrapped = number and not _breaks(layout, layout.lines[number - 1])
    at_start = starts[number] == position.offset
    return number - 1 if position.upstream and wrapped and at_start else number


def hit_test(layout: Layout, x: float, y: float) -> Position:
    """The position nearest to a point in the layer's box: the nearest line, then the nearer side
    of the grapheme at ``x``."""
    return _hit(layout, _line_at(layout, y), x)


def following(layout: Layout, offset: int) -> int:
    """The grapheme boundary after ``offset``, at most the end of the text."""
    return min((b for b in _boundaries(layout) if b > offset), default=len(layout.text))


def preceding(layout: Layout, offset: int) -> int:
    """The grapheme boundary before ``offset``, at least 0."""
    return max((b for b in _boundaries(layout) if b < offset), default=0)


def left(layout: Layout, position: Position) -> Position:
    """One place to the left, over the line's end to the line before (after, where the paragraph
    reads right to left)."""
    return _step(layout, position, -1)


def right(layout: Layout, position: Position) -> Position:
    """One place to the right, over the line's end to the line after (before, where the paragraph
    reads right to left)."""
    return _step(layout, position, 1)


def next_word(layout: Layout, offset: int, language: str = "en") -> int:
    """Where the next word begins, or the end of the text."""
    starts = (start for start, _ in segments.words(layout.text, language))
    return next((start for start in starts if start > offset), len(layout.text))


def previous_word(layout: Layout, offset: int, language: str = "en") -> int:
    """Where the word at or before ``offset`` begins, or 0."""
    starts = [start for start, _ in segments.words(layout.text, language)]
    return max((start for start in starts if start < offset), default=0)


def word_at(layout: Layout, offset: int, language: str = "en") -> tuple[int, int]:
    """Start and end of the word around ``offset``, else of the white space or the one mark there:
    what a double click selects."""
    words = segments.words(layout.text, language)
    for start, end in words:
        if start <= offset < end:
            return start, end
    lower = max((end for _, end in words if end <= offset), default=0)
    upper = min((start for start, _ in words if start > offset), default=len(layout.text))
    if layout.text[lower:upper].isspace():
        return lower, upper
    if offset >= len(layout.text):
        return preceding(layout, offset), offset
    return offset, following(layout, offset)


def up(layout: Layout, position: Position, goal: float | None = None) -> tuple[Position, float]:
    """The position one line higher nearest to ``goal`` (the caret's own x when None), and that
    goal for the next step; on the first line its beginning."""
    return _vertical(layout, position, goal, -1)


def down(layout: Layout, position: Position, goal: float | None = None) -> tuple[Position, float]:
    """The position one line lower nearest to ``goal`` (the caret's own x when None), and that
    goal for the next step; on the last line its end."""
    return _vertical(layout, position, goal, 1)


def line_start(layout: Layout, position: Position) -> Position:
    """The beginning of the line that ``position`` is on."""
    return Position(layout.lines[line_of(layout, position)].start)


def line_end(layout: Layout, position: Position) -> Position:
    """The end of the line that ``position`` is on, before its break."""
    line = layout.lines[line_of(layout, position)]
    return _at_end(layout, line)


def selection(layout: Layout, start: int, end: int) -> tuple[Box, ...]:
    """The rectangles that cover ``start`` to ``end``: on each line as many as the directions of
    its text ask for, disjoint, as high as the line. A selected break shows as a narrow one."""
    boxes = []
    for line in layout.lines:
        if line.end <= start or line.start >= end:
            continue
        edges: list[list[float]] = []
        row = _row(layout, line)
        for index in row.order:
            cluster = row.clusters[index]
            if not start <= cluster.start < end or cluster.right <= cluster.left:
                continue
            if edges and cluster.left - edges[-1][1] < 1e-6:
                edges[-1][1] = cluster.right
            else:
                edges.append([cluster.left, cluster.right])
        if _breaks(layout, line) and start < line.end <= end:
            edges.append(_break_edges(row, line))
        boxes += [Box(a, line.top, b - a, line.bottom - line.top) for a, b in edges]
    return tuple(boxes)


def _break_edges(row: _Row, line: Line) -> list[float]:
    width = BREAK_WIDTH * line.ascent
    if line.rtl:
        edge = min((cluster.left for cluster in row.clusters), default=line.left)
        return [edge - width, edge]
    edge = max((cluster.right for cluster in row.clusters), default=line.right)
    return [edge, edge + width]


def _breaks(layout: Layout, line: Line) -> bool:
    """Whether the text itself ends ``line``."""
    return line.end > line.start and layout.text[line.end - 1] in (PARAGRAPH_END, LINE_END)


def _row(layout: Layout, line: Line) -> _Row:
    clusters = line.clusters[:-1] if _breaks(layout, line) else line.clusters
    order = bidi.order([cluster.level for cluster in clusters])
    offsets = (line.start, *(cluster.end for cluster in clusters))
    return _Row(clusters, offsets, tuple(order), {k: place for place, k in enumerate(order)})


def _stops(line: Line, row: _Row, offset: int) -> tuple[_Stop, ...]:
    """The primary stop of ``offset`` and, where it differs, the secondary one."""
    base = int(line.rtl)
    index = min(bisect_right(row.offsets, offset) - 1, len(row.clusters))
    before = _edge(row, index - 1, base, line, after=True)
    after = _edge(row, index, base, line, after=False)
    first, second = (before, after) if before.level <= after.level else (after, before)
    return (first,) if first.place == second.place else (first, second)


def _edge(row: _Row, index: int, base: int, line: Line, *, after: bool) -> _Stop:
    """The far (``after``) or near edge of cluster ``index`` in reading order; past either end of
    the line, that end."""
    count = len(row.clusters)
    if not 0 <= index < count:
        at_right = (index >= count) != bool(base)
        if not count:
            return _Stop(0, line.left, base)
        outer = row.clusters[row.order[-1 if at_right else 0]]
        return _Stop(count if at_right else 0, outer.right if at_right else outer.left, base)
    cluster = row.clusters[index]
    at_right = after != bool(cluster.level & 1)
    place = row.rank[index] + at_right
    return _Stop(place, cluster.right if at_right else cluster.left, cluster.level)


def _boundaries(layout: Layout) -> list[int]:
    found = [cluster.end for line in layout.lines for cluster in line.clusters]
    return [0, *found]


def _line_at(layout: Layout, y: float) -> int:
    bottoms = [line.bottom for line in layout.lines]
    number = min(bisect_right(bottoms, y), len(bottoms) - 1)
    line = layout.lines[number]
    if number and y < line.top and y - bottoms[number - 1] < line.top - y:
        return number - 1
    return number


def _hit(layout: Layout, number: int, x: float) -> Position:
    line = layout.lines[number]
    row = _row(layout, line)
    wide = [k for k in row.order if row.clusters[k].right > row.clusters[k].left]
    if not wide:
        return Position(line.start)
    index = next((k for k in wide if x < row.clusters[k].right), None)
    if index is None or x < row.clusters[wide[0]].left:
        # Beyond the line: its end or its beginning, whatever runs there.
        return _at_end(layout, line) if (index is None) != line.rtl else Position(line.start)
    cluster = row.clusters[index]
    right_half = x >= (cluster.left + cluster.right) / 2
    offset = cluster.end if right_half != bool(cluster.level & 1) else cluster.start
    return _at_end(layout, line) if offset == row.offsets[-1] else Position(offset)


def _at_end(layout: Layout, line: Line) -> Position:
    offset = _row(layout, line).offsets[-1]
    wrapped = not _breaks(layout, line) and line.end < len(layout.text)
    return Position(offset, upstream=wrapped)


def _step(layout: Layout, position: Position, step: int) -> Position:
    number = line_of(layout, position)
    line = layout.lines[number]
    row = _row(layout, line)
    place = _stops(line, row, position.offset)[0].place + step
    if 0 <= place <= len(row.clusters):
        for offset in row.offsets:
            if _stops(line, row, offset)[0].place == place:
                return Position(offset)
    if (step > 0) != line.rtl:
        return Position(following(layout, row.offsets[-1]))
    return Position(preceding(layout, row.offsets[0]))


def _vertical(
    layout: Layout, position: Position, goal: float | None, step: int
) -> tuple[Position, float]:
    caret = carets(layout, position)[0]
    goal = caret.x if goal is None else goal
    number = caret.line + step
    if number < 0:
        return Position(0), goal
    if number >= len(layout.lines):
        return Position(len(layout.text)), goal
    return _hit(layout, number, goal), goal
