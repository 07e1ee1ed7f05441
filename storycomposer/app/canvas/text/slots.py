"""Tab goes from one thing to fill in to the next: words, a picture, a link."""

from __future__ import annotations

from storycomposer.app.desk import Desk, Mode
from storycomposer.document.edits.tree import Spot, spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageLayer, LinkLayer, TextLayer


def next_slot(desk: Desk, id: str, step: int) -> None:
    """Go from layer ``id`` to the slot after it as people read the slide, from the last to the
    first: a text is written in, others are selected."""
    slide = desk.slide
    found = {
        id_: spot
        for id_, spot in spots(desk.deck).items()
        if slide is not None and spot.slide == slide.id and (_is_slot(spot) or id_ == id)
    }
    order = sorted(found, key=lambda one: _place(found[one]))
    goal = order[(order.index(id) + step) % len(order)] if id in order else ""
    if not goal or goal == id:
        return
    if isinstance(found[goal].layer, TextLayer):
        desk.mode = Mode("text", goal)
    else:
        desk.mode = Mode()
        desk.select((goal,))


def _is_slot(spot: Spot) -> bool:
    seen = all(layer.visible for layer in (spot.layer, *spot.parents))
    return seen and spot.movable and isinstance(spot.layer, TextLayer | ImageLayer | LinkLayer)


def _place(spot: Spot) -> tuple[float, float]:
    box = bounds(spot.pose)
    return round(box.y / 16), box.x
