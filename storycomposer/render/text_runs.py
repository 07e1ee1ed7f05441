"""Which run each cluster of a laid-out text belongs to, and the markers behind runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from storycomposer.document.layers import Run, TextLayer
from storycomposer.render.highlights import Bar
from storycomposer.typography.fonts import Face, FontBook
from storycomposer.typography.layout import Cluster, Layout, Line


@dataclass(frozen=True)
class Styles:
    """The runs of a layout by offset, with what they leave open taken from the layer."""

    layer: TextLayer
    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    scale: float
    book: FontBook

    def run(self, offset: int) -> Run | None:
        """The run that the code point at ``offset`` is in; None in a text without runs."""
        return self.runs[max(bisect_right(self.starts, offset) - 1, 0)] if self.runs else None

    def color(self, offset: int) -> str:
        """The colour of the letters at ``offset``."""
        run = self.run(offset)
        return (run and run.color) or self.layer.color

    def marker(self, offset: int) -> str | None:
        """The colour behind the letters at ``offset``."""
        run = self.run(offset)
        return run.highlight if run else None

    def underlined(self, offset: int) -> bool:
        """Whether there is a line below the letters at ``offset``."""
        run = self.run(offset)
        own = run.underline if run else None
        return self.layer.underline if own is None else own

    def struck(self, offset: int) -> bool:
        """Whether there is a line through the letters at ``offset``."""
        run = self.run(offset)
        own = run.strike if run else None
        return self.layer.strike if own is None else own

    def size(self, offset: int) -> float:
        """The type size at ``offset`` in canvas pixels."""
        run = self.run(offset)
        return ((run and run.size) or self.layer.size) * self.scale

    def face(self, offset: int) -> Face | None:
        """The face that the run at ``offset`` asks for, whichever faces its glyphs come from: lines
        and grounds do not jump where a fallback begins."""
        run, layer = self.run(offset), self.layer
        weight = (run and run.weight) or layer.weight
        italic = layer.italic if run is None or run.italic is None else run.italic
        return self.book.match((run and run.font) or layer.font, weight, italic)


def styles(layout: Layout, book: FontBook) -> Styles:
    """The styles of ``layout``."""
    ends = tuple(accumulate(len(run.text) for run in layout.runs))
    return Styles(layout.layer, layout.runs, (0, *ends[:-1]), layout.scale, book)


def markers(layout: Layout, styles: Styles) -> dict[str, list[Bar]]:
    """The grounds of runs with a highlight, by colour: as high as the run's type."""
    found: dict[str, list[Bar]] = {}
    if not any(run.highlight for run in layout.runs):
        return found
    for line in layout.lines:
        for color, first, left, right in stretches(line, styles.marker, styles):
            size, face = styles.size(first), styles.face(first)
            ascent, descent = (face.ascent, face.descent) if face else (1.0, 0.25)
            more = size * _MARKER_SIDE
            top, bottom = line.baseline - ascent * size, line.baseline + descent * size
            found.setdefault(color, []).append(Bar(left - more, top, right + more, bottom))
    return found


_MARKER_SIDE = 0.08
"""How far a marker reaches past its letters, in type sizes."""


def stretches(
    line: Line, value: Callable[[int], str | None], styles: Styles
) -> Iterator[tuple[str, int, float, float]]:
    """Touching clusters of one value and one type size, from left to right: the value, an offset
    inside, and the left and right edges within the line's visible advance."""
    open_: tuple[str, float, int, float, float] | None = None
    for cluster in sorted(line.clusters, key=_left):
        color = value(cluster.start)
        left, right = max(cluster.left, line.left), min(cluster.right, line.right)
        size = styles.size(cluster.start)
        if open_ and (open_[0], open_[1]) == (color, size) and left - open_[4] < _TOUCHING:
            open_ = (*open_[:4], max(right, open_[4]))
            continue
        if open_ and open_[4] > open_[3]:
            yield open_[0], open_[2], open_[3], open_[4]
        open_ = (color, size, cluster.start, left, right) if color else None
    if open_ and open_[4] > open_[3]:
        yield open_[0], open_[2], open_[3], open_[4]


_TOUCHING = 0.01


def _left(cluster: Cluster) -> float:
    return cluster.left
