"""What there is to fill in: words, pictures, links. Tab goes from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from storycomposer.app.desk import Desk, Mode
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import Spot, spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import AnyLayer, ImageFill, ImageLayer, LinkLayer, TextLayer
from storycomposer.document.runs import plain
from storycomposer.export.names import says

Kind = Literal["headline", "text", "picture", "link"]


class Slot(NamedTuple):
    """One thing to fill in; without a layer it is the slide's background picture."""

    kind: Kind
    slide: str
    layer: str = ""


def slots(deck: Deck) -> tuple[Slot, ...]:
    """What a story's person fills in, in the order of what matters: its headline, its first
    picture, its first link, and then the rest as it is read."""
    every = [slot for slide in deck.slides for slot in _of(deck, slide)]
    firsts = [
        next((slot for slot in every if slot.kind == kind), None)
        for kind in ("headline", "picture", "link")
    ]
    begun = [slot for slot in firsts if slot is not None]
    return (*begun, *(slot for slot in every if slot not in begun))


def go(desk: Desk, slot: Slot) -> None:
    """Show a slot and be ready to fill it in: a text is written in, others are selected."""
    desk.mode = Mode()
    chosen = (slot.layer,) if slot.layer else ()
    desk.select(chosen, (slot.slide,))
    if slot.kind in ("headline", "text"):
        desk.mode = Mode("text", slot.layer)


def next_slot(desk: Desk, id: str, step: int) -> None:
    """Go from layer ``id`` to the slot after it as people read the slide, from the last to the
    first."""
    slide = desk.slide
    found = {} if slide is None else _there(desk.deck, slide, id)
    order = list(found)
    if id in order:
        goal = order[(order.index(id) + step) % len(order)]
        if goal != id and slide is not None:
            go(desk, Slot(_kind(found[goal].layer), slide.id, goal))


def _of(deck: Deck, slide: Slide) -> Iterator[Slot]:
    """The slots of one slide: its headline, its picture, then the rest as it is read."""
    found = _there(deck, slide)
    texts = [spot.layer for spot in found.values() if isinstance(spot.layer, TextLayer)]
    worded = [layer for layer in texts if not layer.text or says(plain(layer.text))]
    headline = max(worded, key=lambda layer: layer.size, default=None)
    if headline is not None:
        yield Slot("headline", slide.id, headline.id)
    if isinstance(slide.background, ImageFill):
        yield Slot("picture", slide.id)
    for id_, spot in found.items():
        if spot.layer is not headline:
            yield Slot(_kind(spot.layer), slide.id, id_)


def _there(deck: Deck, slide: Slide, also: str = "") -> dict[str, Spot]:
    """The layers of a slide that can be filled in, and ``also``, as they are read."""
    found = {
        id_: spot
        for id_, spot in spots(deck).items()
        if spot.slide == slide.id and (_is_slot(spot) or id_ == also)
    }
    return {id_: found[id_] for id_ in sorted(found, key=lambda one: _place(found[one]))}


def _kind(layer: AnyLayer) -> Kind:
    if isinstance(layer, TextLayer):
        return "text"
    return "link" if isinstance(layer, LinkLayer) else "picture"


def _is_slot(spot: Spot) -> bool:
    seen = all(layer.visible for layer in (spot.layer, *spot.parents))
    return seen and spot.movable and isinstance(spot.layer, TextLayer | ImageLayer | LinkLayer)


def _place(spot: Spot) -> tuple[float, float]:
    box = bounds(spot.pose)
    return round(box.y / 16), box.x
