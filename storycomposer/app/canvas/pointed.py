"""Which layer a point of the canvas means (the top one, the next in the stack, their group), and
which one the Tab key does."""

from __future__ import annotations

from collections.abc import Iterator

from storycomposer.app.desk import Desk
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Point
from storycomposer.document.layers import AnyLayer, GroupLayer
from storycomposer.document.picking import hits


def path_at(desk: Desk, at: Point, slack: float) -> tuple[str, ...] | None:
    """The top layer within ``slack`` canvas pixels of ``at``, after the groups it is in; None
    where nothing is."""
    return next(iter(_hits(desk, at, slack)), None)


def through(desk: Desk, at: Point, slack: float) -> tuple[str, ...] | None:
    """The next layer below the selected one in the stack under the pointer."""
    found = _hits(desk, at, slack)
    selected = desk.editor.selection.layers
    places = [i for i, path in enumerate(found) if path[-1] in selected]
    after = found[places[-1] + 1 :] if places else ()
    return next(iter((*after, *found)), None)


def outermost(desk: Desk, path: tuple[str, ...]) -> str:
    """What a click on ``path`` selects: beside what is selected inside a group, its neighbour
    there; else the whole group."""
    selected = desk.editor.selection.layers
    if selected:
        found = spots(desk.deck)
        there = [found[id_] for id_ in selected if id_ in found]
        inside = {parent.id for spot in there for parent in spot.parents}
        for id_ in path:
            if id_ not in inside:
                return id_
    return path[0]


def beside(desk: Desk, step: int) -> str | None:
    """The layer ``step`` after the selected one in drawing order, or the first; None beyond the
    ends. What is in a group comes right after it while one is inside."""
    selected = desk.editor.selection.layers
    found = spots(desk.deck)
    inside = {parent.id for id_ in selected[:1] for parent in found[id_].parents}
    ids = list(_walk(desk.slide.layers, inside)) if desk.slide else []
    at = ids.index(selected[0]) + step if selected and selected[0] in ids else 0
    return ids[at] if 0 <= at < len(ids) else None


def _walk(layers: tuple[AnyLayer, ...], inside: set[str]) -> Iterator[str]:
    for layer in layers:
        if layer.visible:
            yield layer.id
        if isinstance(layer, GroupLayer) and layer.id in inside:
            yield from _walk(layer.layers, inside)


def _hits(desk: Desk, at: Point, slack: float) -> tuple[tuple[str, ...], ...]:
    return hits(desk.slide.layers, at, slack=slack) if desk.slide else ()
