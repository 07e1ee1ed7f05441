"""Which layer a point of the canvas means: the top one, the next in the stack, or their group."""

from __future__ import annotations

from storycomposer.app.desk import Desk
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Point
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


def _hits(desk: Desk, at: Point, slack: float) -> tuple[tuple[str, ...], ...]:
    return hits(desk.slide.layers, at, slack=slack) if desk.slide else ()
