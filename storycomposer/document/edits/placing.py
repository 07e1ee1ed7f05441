"""Layers move, turn, change size, line up. Everything counts as the slide is seen; locked layers
stay put."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import structs

from storycomposer.document.deck import Deck
from storycomposer.document.edits.scaling import scaled, stretched
from storycomposer.document.edits.tree import Spot, changed, chosen, movable, placed
from storycomposer.document.geometry import (
    Box,
    Handle,
    Point,
    Pose,
    around,
    bounds,
    dragged,
    normal_angle,
    turned,
    union,
)
from storycomposer.document.layers import AnyLayer, GroupLayer, TextLayer
from storycomposer.document.snapping import Axis

Edge = Literal["left", "center", "right", "top", "middle", "bottom"]
GAPS = (16, 24, 32, 48, 64, 96)
"""Distances that tidying chooses from."""


def selection_box(deck: Deck, ids: Iterable[str]) -> Box:
    """The upright box around the layers ``ids``, at least one, as seen on their slide."""
    return union(bounds(spot.pose) for spot in chosen(deck, ids).values())


def move(deck: Deck, ids: Iterable[str], dx: float, dy: float) -> Deck:
    """The layers moved by (``dx``, ``dy``)."""
    return placed(
        deck, {id_: _shifted(spot.pose, dx, dy) for id_, spot in movable(deck, ids).items()}
    )


def rotate(deck: Deck, ids: Iterable[str], degrees: float) -> Deck:
    """The layers turned clockwise by ``degrees`` about the middle of them all."""
    found = movable(deck, ids)
    if not found:
        return deck
    # One layer turns about its own middle: that of its bounds may differ in the last digit.
    poses = {id_: spot.pose for id_, spot in found.items()}
    pivot = union(bounds(pose) for pose in poses.values()).center
    if len(poses) == 1:
        pivot = next(iter(poses.values())).center
    return placed(deck, {id_: _turned(pose, pivot, degrees) for id_, pose in poses.items()})


def resize(
    deck: Deck,
    id: str,
    handle: Handle,
    dx: float,
    dy: float,
    *,
    ratio: bool = False,
    center: bool = False,
) -> Deck:
    """The layer with ``handle`` dragged by (``dx``, ``dy``); the opposite corner or side (with
    ``center`` the middle) stays where it is seen. A text's corners scale its type, its sides
    re-wrap it. A group's corners scale all in it, its sides spread it. Others change their box;
    ``ratio`` keeps its proportions."""
    spot = chosen(deck, (id,))[id]
    if not spot.movable:
        return deck
    corner = len(handle) == 2
    whole = corner and isinstance(spot.layer, TextLayer | GroupLayer)
    target = dragged(spot.pose, handle, dx, dy, ratio=ratio or whole, center=center)
    across = target.width / spot.layer.width
    down = target.height / spot.layer.height

    def change(layer: AnyLayer) -> tuple[AnyLayer]:
        if whole:
            return (scaled(layer, across),)
        if isinstance(layer, GroupLayer):
            return (stretched(layer, across, down),)
        if isinstance(layer, TextLayer) and layer.fit == "height" and handle in ("n", "s"):
            # Somebody who drags the lower edge wants that height, not the one the words ask for.
            return (structs.replace(layer, fit="none"),)
        return (layer,)

    return placed(changed(deck, (id,), change), {id: target})


def scale(deck: Deck, ids: Iterable[str], factor: float, pivot: Point) -> Deck:
    """The layers ``factor`` times as large with all that is in them, spread from ``pivot``."""
    found = movable(deck, ids)
    made = changed(deck, found, lambda layer: (scaled(layer, factor),))
    return placed(made, {id_: _spread(spot.pose, factor, pivot) for id_, spot in found.items()})


def align(deck: Deck, ids: Iterable[str], edge: Edge, area: Box | None = None) -> Deck:
    """The layers with one edge or centre in line: of ``area`` (the slide, the safe area), or of the
    box around them all."""
    found = movable(deck, ids)
    if not found:
        return deck
    around_all = area if area is not None else union(_box(spot) for spot in found.values())

    def aligned(spot: Spot) -> Pose:
        box = _box(spot)
        dx = {
            "left": around_all.x - box.x,
            "center": around_all.center.x - box.center.x,
            "right": around_all.right - box.right,
        }.get(edge, 0.0)
        dy = {
            "top": around_all.y - box.y,
            "middle": around_all.center.y - box.center.y,
            "bottom": around_all.bottom - box.bottom,
        }.get(edge, 0.0)
        return _shifted(spot.pose, dx, dy)

    return placed(deck, {id_: aligned(spot) for id_, spot in found.items()})


def distribute(deck: Deck, ids: Iterable[str], axis: Axis, gap: float | None = None) -> Deck:
    """The layers with equal distances along ``axis``, in the order they lie in: the first stays,
    and the last too unless ``gap`` says the distance."""
    found = movable(deck, ids)
    i = 0 if axis == "x" else 1
    order = sorted(found.values(), key=lambda spot: (_box(spot).center[i], spot.layer.id))
    if len(order) < (3 if gap is None else 2):
        return deck
    lengths = [_box(spot)[2 + i] for spot in order]
    start, last = _box(order[0])[i], _box(order[-1])
    if gap is None:
        gap = (last[i] + last[2 + i] - start - sum(lengths)) / (len(order) - 1)
    poses, at = {}, start
    for spot, length in zip(order, lengths, strict=True):
        shift = at - _box(spot)[i]
        poses[spot.layer.id] = _shifted(spot.pose, *((shift, 0.0) if i == 0 else (0.0, shift)))
        at += length + gap
    return placed(deck, poses)


def tidy(deck: Deck, ids: Iterable[str], gap: float | None = None) -> Deck:
    """The layers in rows, as they roughly lie: from the top left of them all, one distance between
    neighbours, tops in line; a row that would leave the slide goes on below. The distance is
    ``gap``, or the one of :data:`GAPS` that is nearest to what is there."""
    found = movable(deck, ids)
    if len(found) < 2:
        return deck
    rows = _rows(tuple(found.values()))
    if gap is None:
        import statistics  # noqa: PLC0415 (a window shows without it)

        here = _distances(rows)
        middle = statistics.median(here) if here else GAPS[1]
        gap = min(GAPS, key=lambda length: abs(length - middle))
    start = union(_box(spot) for spot in found.values())
    poses, y = {}, start.y
    for row in _wrapped(rows, deck.canvas.width - start.x, gap):
        x = start.x
        for spot in row:
            poses[spot.layer.id] = _shifted(spot.pose, x - _box(spot).x, y - _box(spot).y)
            x += _box(spot).width + gap
        y += max(_box(spot).height for spot in row) + gap
    return placed(deck, poses)


def _rows(spots: Sequence[Spot]) -> list[list[Spot]]:
    """The layers row by row, each from left to right. A layer is in the row above it when more
    than half of it lies level with the row's first."""
    rows: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: (_box(spot).y, _box(spot).x, spot.layer.id)):
        box = _box(spot)
        first = _box(rows[-1][0]) if rows else None
        level = min(box.bottom, first.bottom) - box.y if first is not None else 0.0
        if first is not None and level > min(box.height, first.height) / 2:
            rows[-1].append(spot)
        else:
            rows.append([spot])
    return [sorted(row, key=lambda spot: (_box(spot).x, spot.layer.id)) for row in rows]


def _wrapped(rows: list[list[Spot]], room: float, gap: float) -> list[list[Spot]]:
    """The rows, broken where they would be longer than ``room``."""
    broken: list[list[Spot]] = []
    for row in rows:
        length = math.inf
        for spot in row:
            length += gap + _box(spot).width
            if length > room:
                broken.append([])
                length = _box(spot).width
            broken[-1].append(spot)
    return broken


def _distances(rows: list[list[Spot]]) -> list[float]:
    """The distances between neighbours in rows and between rows, overlaps left out."""
    found = [_box(b).x - _box(a).right for row in rows for a, b in itertools.pairwise(row)]
    edges = [(min(_box(s).y for s in row), max(_box(s).bottom for s in row)) for row in rows]
    found += [below[0] - above[1] for above, below in itertools.pairwise(edges)]
    return [distance for distance in found if distance >= 0]


def _box(spot: Spot) -> Box:
    return bounds(spot.pose)


def _shifted(pose: Pose, dx: float, dy: float) -> Pose:
    return pose._replace(x=pose.x + dx, y=pose.y + dy)


def _turned(pose: Pose, pivot: Point, degrees: float) -> Pose:
    arm = turned(Point(pose.center.x - pivot.x, pose.center.y - pivot.y), degrees)
    center = Point(pivot.x + arm.x, pivot.y + arm.y)
    return around(center, pose.width, pose.height, normal_angle(pose.rotation + degrees))


def _spread(pose: Pose, factor: float, pivot: Point) -> Pose:
    middle = pose.center
    center = Point(pivot.x + (middle.x - pivot.x) * factor, pivot.y + (middle.y - pivot.y) * factor)
    width, height = max(1.0, pose.width * factor), max(1.0, pose.height * factor)
    return around(center, width, height, pose.rotation)
