"""Grounds and lines of text as polygons in box space: pills, boxes, markers, underline, strike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from storycomposer.document.style import Highlight
from storycomposer.render.outlines import rounded
from storycomposer.render.paths import Points
from storycomposer.typography.faces import EM, hb_font
from storycomposer.typography.layout import Fragment, Line


class Bar(NamedTuple):
    """An upright rectangle in box space."""

    left: float
    top: float
    right: float
    bottom: float


def contours(lines: Sequence[Line], highlight: Highlight, tolerance: float) -> list[Points]:
    """The ground behind ``lines``: of a box one rounded rectangle, of pills one form for each run
    of lines that touch. Blank lines have none. All contours turn the same way, so that filling
    them by the nonzero rule unites them."""
    bars = [_bar(line, highlight) for line in lines]
    inked = [bar for bar in bars if bar is not None]
    if not inked:
        return []
    if highlight.style == "box":
        around = Bar(
            min(bar.left for bar in inked),
            min(bar.top for bar in inked),
            max(bar.right for bar in inked),
            max(bar.bottom for bar in inked),
        )
        stacks = [[around]]
    else:
        stacks = [_evened(stack, highlight.radius) for stack in _stacks(bars, highlight.radius)]
    return [_smooth(_outline(stack), highlight.radius, tolerance) for stack in stacks]


def rectangles(bars: Sequence[Bar], radius: float, tolerance: float) -> list[Points]:
    """``bars`` as contours with corners of ``radius``."""
    return [_smooth(_outline([bar]), radius, tolerance) for bar in bars]


def _bar(line: Line, highlight: Highlight) -> Bar | None:
    """What a line's own pill covers, markers of lists included; None of a blank line."""
    left, right = line.left, line.right
    for start, end in _marker(line.marker):
        left, right = min(left, start), max(right, end)
    if right - left < 1e-6:
        return None
    return Bar(
        left - highlight.padding_x,
        line.baseline - line.ascent - highlight.padding_y,
        right + highlight.padding_x,
        line.baseline + line.descent + highlight.padding_y,
    )


def _marker(fragments: tuple[Fragment, ...]) -> Iterator[tuple[float, float]]:
    for fragment in fragments:
        font = hb_font(fragment.face)
        for glyph in fragment.glyphs:
            advance = font.get_glyph_h_advance(glyph.id) * fragment.size / EM
            yield glyph.x, glyph.x + advance


def _stacks(bars: Sequence[Bar | None], radius: float) -> list[list[Bar]]:
    """Runs of bars that grow together: each touches the next, and they share enough width for
    inner corners on both sides."""
    stacks: list[list[Bar]] = []
    before: Bar | None = None
    for bar in bars:
        if bar is None:
            before = None
            continue
        if before is not None and _joined(before, bar, radius):
            stacks[-1].append(bar)
        else:
            stacks.append([bar])
        before = bar
    return stacks


def _joined(upper: Bar, lower: Bar, radius: float) -> bool:
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    # A gap that is thinner than a hair is no gap: leading 1.2 leaves such under some fonts.
    return upper.bottom - lower.top > -2.0 and shared > 2 * radius


def _evened(stack: list[Bar], radius: float) -> list[Bar]:
    """``stack`` with sides made equal that differ by less than one and a half radii: a step
    without room for two arcs looks like a fault."""
    lefts, rights = [bar.left for bar in stack], [-bar.right for bar in stack]
    _level(lefts, radius * 1.5)
    _level(rights, radius * 1.5)
    return [
        bar._replace(left=left, right=-right)
        for bar, left, right in zip(stack, lefts, rights, strict=True)
    ]


def _level(sides: list[float], least: float) -> None:
    """Neighbours that differ by less than ``least`` take the outer (smaller) of the two values."""
    changed = True
    while changed:
        changed = False
        for i in range(len(sides) - 1):
            if 0 < abs(sides[i] - sides[i + 1]) < least:
                sides[i] = sides[i + 1] = min(sides[i], sides[i + 1])
                changed = True


def _outline(stack: Sequence[Bar]) -> Points:
    """The corners of stacked bars, clockwise on screen, without corners that do not turn."""
    down = _side(stack, [bar.right for bar in stack])
    up = _side(stack, [-bar.left for bar in stack])
    corners = np.array(down + [(-x, y) for x, y in reversed(up)], float)
    before, after = np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0)
    straight = np.isclose(before[:, 0], corners[:, 0]) & np.isclose(corners[:, 0], after[:, 0])
    twice = np.isclose(corners, after).all(axis=1)
    kept = corners[~straight & ~twice]
    return kept if len(kept) >= 4 else corners


def _side(stack: Sequence[Bar], reach: list[float]) -> list[tuple[float, float]]:
    """The corners of one side from top to bottom; ``reach`` says how far out each bar goes. Where
    bars overlap, the one that reaches further keeps its whole height, unless that leaves nothing
    of its neighbour: then borders lie in the middle of the overlaps."""
    pairs = list(zip(pairwise(stack), pairwise(reach), strict=True))
    borders = [a.bottom if x > y else b.top for (a, b), (x, y) in pairs]
    edges = [stack[0].top, *borders, stack[-1].bottom]
    if any(low - high < 1 for high, low in pairwise(edges)):
        borders = [(a.bottom + b.top) / 2 for (a, b), _ in pairs]
        edges = [stack[0].top, *borders, stack[-1].bottom]
    return [(x, y) for x, span in zip(reach, pairwise(edges), strict=True) for y in span]


def _smooth(corners: Points, radius: float, tolerance: float) -> Points:
    return rounded(corners, np.full(len(corners), radius), tolerance) if radius else corners
