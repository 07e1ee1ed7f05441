"""New ids, decided by what the deck holds alone: the same edit always gives the same deck."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import structs

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import AnyLayer, GroupLayer

_PREFIX = {"text": "t", "image": "p", "shape": "r", "link": "l", "group": "g"}


def taken(deck: Deck) -> set[str]:
    """Every id that a slide or layer of ``deck`` has."""
    return {slide.id for slide in deck.slides} | spots(deck).keys()


def fresh(used: set[str]) -> Callable[[str], str]:
    """A function from prefix to the next id that is not ``used``: ``t1``, ``t2`` …"""
    counts: dict[str, int] = {}
    given = set(used)

    def next_id(prefix: str) -> str:
        counts[prefix] = counts.get(prefix, 0) + 1
        while f"{prefix}{counts[prefix]}" in given:
            counts[prefix] += 1
        given.add(f"{prefix}{counts[prefix]}")
        return f"{prefix}{counts[prefix]}"

    return next_id


def renamed(layers: Iterable[AnyLayer], next_id: Callable[[str], str]) -> tuple[AnyLayer, ...]:
    """Copies of ``layers`` with new ids at every depth."""
    return tuple(_renamed(layer, next_id) for layer in layers)


def renamed_slide(slide: Slide, next_id: Callable[[str], str]) -> Slide:
    """A copy of ``slide`` with new ids for itself and all its layers."""
    return structs.replace(slide, id=next_id("s"), layers=renamed(slide.layers, next_id))


def own(layers: tuple[AnyLayer, ...], used: set[str]) -> tuple[AnyLayer, ...]:
    """``layers`` with new ids for those, at every depth, whose id is used or comes twice."""
    every = set(used)
    for layer in layers:
        every |= _ids(layer)
    next_id, seen = fresh(every), set(used)

    def kept(layer: AnyLayer) -> AnyLayer:
        id_ = next_id(_PREFIX[_tag(layer)]) if layer.id in seen else layer.id
        seen.add(id_)
        if isinstance(layer, GroupLayer):
            return structs.replace(layer, id=id_, layers=tuple(map(kept, layer.layers)))
        return layer if id_ == layer.id else structs.replace(layer, id=id_)

    return tuple(map(kept, layers))


def added(before: Deck, after: Deck) -> tuple[str, ...]:
    """Ids of the outermost layers that ``after`` has and ``before`` has not: what an edit made, to
    be selected."""
    old = taken(before)
    found = spots(after)
    return tuple(
        id_
        for id_, spot in found.items()
        if id_ not in old and not any(parent.id not in old for parent in spot.parents)
    )


def _renamed(layer: AnyLayer, next_id: Callable[[str], str]) -> AnyLayer:
    id_ = next_id(_PREFIX[_tag(layer)])
    if isinstance(layer, GroupLayer):
        return structs.replace(layer, id=id_, layers=renamed(layer.layers, next_id))
    return structs.replace(layer, id=id_)


def _ids(layer: AnyLayer) -> set[str]:
    inner = layer.layers if isinstance(layer, GroupLayer) else ()
    return {layer.id}.union(*(_ids(child) for child in inner))


def _tag(layer: AnyLayer) -> str:
    return str(type(layer).__struct_config__.tag)
