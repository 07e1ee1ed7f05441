"""Where a moved box wants to stand: on edges, centres, margins, guides, safe lines, equal gaps.

All boxes are upright bounds in canvas pixels. Results are values; the window paints them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from storycomposer.document.geometry import Box, Size, moved, union

Axis = Literal["x", "y"]
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


@dataclass(frozen=True, slots=True)
class Targets:
    """All that a gesture can snap to; found once when it begins."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]


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
    return Targets(tuple(lines), boxes)


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
    dx = _shift(box, found, reach, "x", across)
    dy = _shift(box, found, reach, "y", down)
    placed = moved(box, dx, dy)
    lines = _touched(placed, found, "x", across) + _touched(placed, found, "y", down)
    gaps = _equal_gaps(placed, found.boxes, "x") if across == ANCHORS else ()
    gaps += _equal_gaps(placed, found.boxes, "y") if down == ANCHORS else ()
    return Snap(dx, dy, lines, gaps)


def _shift(
    box: Box, found: Targets, reach: float, axis: Axis, anchors: tuple[Anchor, ...]
) -> float:
    lines = [line.at for line in found.lines if line.axis == axis]
    shifts = [line - at for at in _chosen(box, axis, anchors) for line in lines]
    if anchors == ANCHORS:
        shifts += _gap_shifts(box, found.boxes, axis)
    near = [shift for shift in shifts if -reach <= shift <= reach]
    return min(near, key=abs) if near else 0.0


def _touched(box: Box, found: Targets, axis: Axis, anchors: tuple[Anchor, ...]) -> tuple[Line, ...]:
    """The lines that ``box`` stands on, long enough to reach it; one for each place and kind."""
    start, end = (box.y, box.bottom) if axis == "x" else (box.x, box.right)
    lines: dict[tuple[float, str], Line] = {}
    along = [line for line in found.lines if line.axis == axis]
    for at in _chosen(box, axis, anchors):
        for line in along:
            if -_SAME < line.at - at < _SAME:
                key = (round(line.at, 2), line.kind)
                old = lines.get(key, line)
                low, high = min(old.start, line.start, start), max(old.end, line.end, end)
                lines[key] = Line(axis, line.at, low, high, line.kind)
    return tuple(lines.values())


def _places(box: Box, axis: Axis) -> tuple[float, float, float]:
    start, length = (box.x, box.width) if axis == "x" else (box.y, box.height)
    return (start, start + length / 2, start + length)


def _chosen(box: Box, axis: Axis, anchors: tuple[Anchor, ...]) -> tuple[float, ...]:
    return tuple(
        at for at, name in zip(_places(box, axis), ANCHORS, strict=True) if name in anchors
    )


def _row(box: Box, boxes: tuple[Box, ...], axis: Axis) -> tuple[list[Box], list[Box]]:
    """The boxes that lie level with ``box``: those before it, nearest first, and those after."""
    center = _places(box, axis)[1]
    level = [(_places(other, axis), other) for other in boxes if _share(box, other, axis)]
    before = [one for one in level if one[0][1] < center]
    after = [one for one in level if one[0][1] >= center]
    before.sort(key=lambda one: -one[0][2])
    after.sort(key=lambda one: one[0][0])
    return [other for _, other in before], [other for _, other in after]


def _share(a: Box, b: Box, axis: Axis) -> bool:
    """Whether the boxes share a stretch of the other axis."""
    if axis == "x":
        return a.y < b.y + b.height and b.y < a.y + a.height
    return a.x < b.x + b.width and b.x < a.x + a.width


def _gap_shifts(box: Box, boxes: tuple[Box, ...], axis: Axis) -> list[float]:
    """How far to go for equal gaps: between two neighbours, or on from a gap that is there."""
    before, after = _row(box, boxes, axis)
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


def _equal_gaps(box: Box, boxes: tuple[Box, ...], axis: Axis) -> tuple[Gap, ...]:
    """The gaps beside the placed ``box`` that equal another one, with that one."""
    before, after = _row(box, boxes, axis)
    chain = [*reversed(before[:2]), box, *after[:2]]
    gaps = [_gap(a, b, axis) for a, b in itertools.pairwise(chain)]
    first = len(before[:2]) - 1  # the gap before the box; the one after it follows
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
