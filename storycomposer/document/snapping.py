"""Where a moved box wants to stand: on edges, centres, margins, guides, safe lines, equal gaps.

All boxes are upright bounds in canvas pixels. Results are values; the window paints them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from storycomposer.document.geometry import Box, Size, moved, union

Axis = Literal["x", "y"]
Places = tuple[float, float, float]
"""Start, middle and end along an axis."""
Anchor = Literal["start", "center", "end"]
ANCHORS: tuple[Anchor, ...] = ("start", "center", "end")

MARGIN = 96
"""Left and right margin of a story's column."""

_SAME = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """What a box can stand on. ``axis`` x is an upright line at x = ``at``; it reaches from
    ``start`` to ``end`` along the other axis."""

    axis: Axis
    at: float
    start: float
    end: float
    kind: Literal["canvas", "margin", "guide", "safe", "layer"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A distance to paint: ``start`` to ``end`` along ``axis``, drawn at ``across`` on the other
    axis. Gaps found together are equal."""

    axis: Axis
    start: float
    end: float
    across: float

    @property
    def length(self) -> float:
        """The distance in canvas pixels."""
        return self.end - self.start


class Along(NamedTuple):
    """What there is along one axis: its ``lines`` in the order of their places ``at``, and of each
    box its three places and where it lies on the other axis."""

    lines: tuple[Line, ...]
    at: tuple[float, ...]
    boxes: tuple[tuple[Places, float, float, Box], ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """All that a gesture can snap to; found once when it begins, and put so that each of its moves
    looks at little of it."""

    x: Along
    y: Along


@dataclass(frozen=True, slots=True)
class Snap:
    """How far the box goes on (``dx``, ``dy``), and what it then stands on."""

    dx: float
    dy: float
    lines: tuple[Line, ...] = ()
    gaps: tuple[Gap, ...] = ()


def targets(
    others: Iterable[Box],
    canvas: Size,
    *,
    guides: Iterable[tuple[Axis, float]] = (),
    safe: Box | None = None,
    margin: float = MARGIN,
) -> Targets:
    """What a box can snap to: the canvas' edges and centre, its side margins, ``guides``, the
    edges of the ``safe`` area, and the edges and centres of ``others``."""
    width, height = canvas
    lines = [Line("x", at, 0, height, "canvas") for at in (0, width / 2, width)]
    lines += [Line("y", at, 0, width, "canvas") for at in (0, height / 2, height)]
    lines += [Line("x", at, 0, height, "margin") for at in (margin, width - margin)]
    lines += [Line(axis, at, 0, height if axis == "x" else width, "guide") for axis, at in guides]
    if safe is not None:
        lines += [Line("y", at, 0, width, "safe") for at in (safe.y, safe.bottom)]
        lines += [Line("x", at, 0, height, "safe") for at in (safe.x, safe.right)]
    boxes = tuple(others)
    for box in boxes:
        lines += [Line("x", at, box.y, box.bottom, "layer") for at in _places(box, "x")]
        lines += [Line("y", at, box.x, box.right, "layer") for at in _places(box, "y")]
    return Targets(_along(lines, boxes, "x"), _along(lines, boxes, "y"))


def _along(lines: list[Line], boxes: tuple[Box, ...], axis: Axis) -> Along:
    found = sorted((line for line in lines if line.axis == axis), key=lambda line: line.at)
    spans = tuple((_places(box, axis), *_extent(box, axis), box) for box in boxes)
    return Along(tuple(found), tuple(line.at for line in found), spans)


def snap(
    box: Box,
    found: Targets,
    reach: float = 8,
    *,
    across: tuple[Anchor, ...] = ANCHORS,
    down: tuple[Anchor, ...] = ANCHORS,
) -> Snap:
    """The nearest stand of ``box`` within ``reach`` canvas pixels, each axis for itself. ``across``
    and ``down`` say which of its places snap: all while moving, the dragged edge while resizing,
    none to leave the axis alone. Equal gaps are looked for while moving only."""
    dx = _shift(box, found.x, reach, "x", across)
    dy = _shift(box, found.y, reach, "y", down)
    placed = moved(box, dx, dy)
    lines = _touched(placed, found.x, "x", across) + _touched(placed, found.y, "y", down)
    gaps = _equal_gaps(placed, found.x, "x") if across == ANCHORS else ()
    gaps += _equal_gaps(placed, found.y, "y") if down == ANCHORS else ()
    return Snap(dx, dy, lines, gaps)


def _shift(box: Box, found: Along, reach: float, axis: Axis, anchors: tuple[Anchor, ...]) -> float:
    shifts = [
        line.at - at
        for at in _chosen(box, axis, anchors)
        for line in _near(found, at - reach, at + reach)
    ]
    if anchors == ANCHORS:
        shifts += _gap_shifts(box, found, axis)
    near = [shift for shift in shifts if -reach <= shift <= reach]
    return min(near, key=abs) if near else 0.0


def _near(found: Along, low: float, high: float) -> tuple[Line, ...]:
    """The lines from ``low`` to ``high``."""
    return found.lines[bisect_left(found.at, low) : bisect_right(found.at, high)]


def _touched(box: Box, found: Along, axis: Axis, anchors: tuple[Anchor, ...]) -> tuple[Line, ...]:
    """The lines that ``box`` stands on, long enough to reach it; one for each place and kind."""
    start, end = _extent(box, axis)
    lines: dict[tuple[float, str], Line] = {}
    for at in _chosen(box, axis, anchors):
        for line in _near(found, at - _SAME, at + _SAME):
            key = (round(line.at, 2), line.kind)
            old = lines.get(key, line)
            low, high = min(old.start, line.start, start), max(old.end, line.end, end)
            lines[key] = Line(axis, line.at, low, high, line.kind)
    return tuple(lines.values())


def _places(box: Box, axis: Axis) -> Places:
    start, length = (box.x, box.width) if axis == "x" else (box.y, box.height)
    return (start, start + length / 2, start + length)


def _extent(box: Box, axis: Axis) -> tuple[float, float]:
    """From where to where it lies on the other axis."""
    return (box.y, box.bottom) if axis == "x" else (box.x, box.right)


def _chosen(box: Box, axis: Axis, anchors: tuple[Anchor, ...]) -> tuple[float, ...]:
    return tuple(
        at for at, name in zip(_places(box, axis), ANCHORS, strict=True) if name in anchors
    )


def _row(box: Box, found: Along, axis: Axis) -> tuple[list[Box], list[Box]]:
    """The boxes that lie level with ``box``: the two nearest before it and after it, the nearest
    first."""
    center, (start, end) = _places(box, axis)[1], _extent(box, axis)
    level = [one for one in found.boxes if start < one[2] and one[1] < end]
    before = [one for one in level if one[0][1] < center]
    after = [one for one in level if one[0][1] >= center]
    before.sort(key=lambda one: -one[0][2])
    after.sort(key=lambda one: one[0][0])
    return [one[3] for one in before[:2]], [one[3] for one in after[:2]]


def _gap_shifts(box: Box, found: Along, axis: Axis) -> list[float]:
    """How far to go for equal gaps: between two neighbours, or on from a gap that is there."""
    before, after = _row(box, found, axis)
    start, _, end = _places(box, axis)
    shifts: list[float] = []
    if before and after:
        left, right = _places(before[0], axis)[2], _places(after[0], axis)[0]
        if right - left > end - start:
            shifts.append((left + right - start - end) / 2)
    if len(before) > 1:
        gap = _gap(before[1], before[0], axis)
        shifts += [gap.length + _places(before[0], axis)[2] - start] if gap.length > 0 else []
    if len(after) > 1:
        gap = _gap(after[0], after[1], axis)
        shifts += [_places(after[0], axis)[0] - gap.length - end] if gap.length > 0 else []
    return shifts


def _equal_gaps(box: Box, found: Along, axis: Axis) -> tuple[Gap, ...]:
    """The gaps beside the placed ``box`` that equal another one, with that one."""
    before, after = _row(box, found, axis)
    chain = [*reversed(before), box, *after]
    gaps = [_gap(a, b, axis) for a, b in itertools.pairwise(chain)]
    first = len(before) - 1  # the gap before the box; the one after it follows
    kept: set[int] = set()
    for i, (gap, following) in enumerate(itertools.pairwise(gaps)):
        beside = i in (first - 1, first, first + 1)
        if beside and gap.length > 0 and abs(gap.length - following.length) < _SAME:
            kept |= {i, i + 1}
    return tuple(gaps[i] for i in sorted(kept))


def _gap(a: Box, b: Box, axis: Axis) -> Gap:
    both = union((a, b))
    if axis == "x":
        low, high = max(a.y, b.y), min(a.bottom, b.bottom)
        return Gap("x", a.right, b.x, (low + high) / 2 if low < high else both.center.y)
    low, high = max(a.x, b.x), min(a.right, b.right)
    return Gap("y", a.bottom, b.y, (low + high) / 2 if low < high else both.center.x)
