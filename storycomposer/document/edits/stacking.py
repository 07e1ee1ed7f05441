"""What lies above what, and in which group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import structs

from storycomposer.document.deck import Deck
from storycomposer.document.edits.basic import copied, delete
from storycomposer.document.edits.ids import fresh, taken
from storycomposer.document.edits.tree import (
    Spot,
    changed,
    chosen,
    missing,
    posed,
    refitted,
    slide_of,
    spots,
    with_slide,
)
from storycomposer.document.geometry import lifted, lowered
from storycomposer.document.layers import AnyLayer, GroupLayer
from storycomposer.document.picking import pose
from storycomposer.errors import StoryError

Way = Literal["forward", "back", "front", "bottom"]
Replant = Callable[[tuple[AnyLayer, ...]], tuple[AnyLayer, ...]]


def reorder(deck: Deck, ids: Iterable[str], way: Way) -> Deck:
    """The layers one step forward (up) or back, or to the front or bottom, among those they lie
    with. Several keep their order and do not pass each other."""
    wanted = chosen(deck, ids).keys()
    for holder in _holders(deck, wanted):
        here = _layers_in(deck, holder)
        deck = _with_layers_in(deck, holder, _reordered(here, set(wanted), way))
    return deck


def move_to(deck: Deck, ids: Iterable[str], holder: str, at: int) -> Deck:
    """The layers, in their order, put into ``holder`` (a slide or a group) before its place ``at``
    counted from the bottom. They stay where they are seen; groups left empty go. Raises
    :class:`StoryError` for a group that would lie in itself."""
    found = chosen(deck, ids)
    spot = spots(deck).get(holder)
    chain = (spot.layer, *spot.parents) if spot is not None else ()
    if any(layer.id in found for layer in chain):
        raise StoryError("group-in-itself", "A group cannot lie in itself: choose another place.")
    return _replanted(deck, found, holder, at, lambda layers: layers)


def group(deck: Deck, ids: Iterable[str]) -> Deck:
    """The layers put into one new group, which lies where the topmost of them lay. Layers from
    several groups come out of them. Raises :class:`StoryError` for layers of several slides."""
    found = chosen(deck, ids)
    if not found:
        return deck
    if len({spot.slide for spot in found.values()}) > 1:
        raise StoryError(
            "group-across-slides", "Layers of several slides cannot be grouped: choose one slide's."
        )
    parents = _common(list(found.values()))
    holder = parents[0].id if parents else next(iter(found.values())).slide
    holding = {layer.id for s in found.values() for layer in (s.layer, *s.parents)}
    top = max(i for i, layer in enumerate(_layers_in(deck, holder)) if layer.id in holding)
    new = GroupLayer(id=fresh(taken(deck))("g"))

    def grouped(layers: tuple[AnyLayer, ...]) -> tuple[AnyLayer, ...]:
        return (refitted(structs.replace(new, layers=layers)),)

    return _replanted(deck, found, holder, top + 1, grouped)


def ungroup(deck: Deck, ids: Iterable[str]) -> Deck:
    """The layers of the groups among ``ids`` in their groups' place, seen as before: position,
    rotation, opacity, hiding, and, where a layer has none of its own, shadow, blend and language
    carry over."""
    wanted = [id_ for id_, s in chosen(deck, ids).items() if isinstance(s.layer, GroupLayer)]

    def change(layer: AnyLayer) -> tuple[AnyLayer, ...]:
        if not isinstance(layer, GroupLayer):
            return (layer,)
        return tuple(_carried(child, layer) for child in layer.layers)

    return changed(deck, wanted, change)


def _carried(child: AnyLayer, group: GroupLayer) -> AnyLayer:
    seen = posed(child, lifted(pose(child), pose(group)))
    return structs.replace(
        seen,
        opacity=child.opacity * group.opacity,
        visible=child.visible and group.visible,
        blend=group.blend if child.blend == "normal" else child.blend,
        shadow=child.shadow or group.shadow,
        language=child.language or group.language,
    )


def _reordered(layers: tuple[AnyLayer, ...], wanted: set[str], way: Way) -> tuple[AnyLayer, ...]:
    if way in ("front", "bottom"):
        mine = tuple(layer for layer in layers if layer.id in wanted)
        rest = tuple(layer for layer in layers if layer.id not in wanted)
        return (*rest, *mine) if way == "front" else (*mine, *rest)
    made = list(layers if way == "back" else reversed(layers))
    for i in range(1, len(made)):
        if made[i].id in wanted and made[i - 1].id not in wanted:
            made[i - 1], made[i] = made[i], made[i - 1]
    return tuple(made if way == "back" else reversed(made))


def _holders(deck: Deck, ids: Iterable[str]) -> list[str]:
    """The slides and groups that hold the layers ``ids``, each once."""
    every = spots(deck)
    holders = (every[id_] for id_ in ids)
    return list(dict.fromkeys(s.parents[0].id if s.parents else s.slide for s in holders))


def _layers_in(deck: Deck, holder: str) -> tuple[AnyLayer, ...]:
    spot = spots(deck).get(holder)
    if spot is None:
        return slide_of(deck, holder).layers
    if not isinstance(spot.layer, GroupLayer):
        raise missing("group", holder)
    return spot.layer.layers


def _with_layers_in(deck: Deck, holder: str, layers: tuple[AnyLayer, ...]) -> Deck:
    if holder in spots(deck):
        return changed(deck, (holder,), lambda layer: (structs.replace(layer, layers=layers),))
    return with_slide(deck, holder, structs.replace(slide_of(deck, holder), layers=layers))


def _replanted(deck: Deck, found: Mapping[str, Spot], holder: str, at: int, make: Replant) -> Deck:
    """The layers ``found`` taken from where they are, and what ``make`` makes of them, seen where
    they were, put before place ``at`` of ``holder``."""
    layers = copied(deck, found)
    # A slot keeps the place, and keeps the holder from being left empty and removed.
    slot = GroupLayer(id=fresh(taken(deck))("g"))
    here = _layers_in(deck, holder)
    deck = _with_layers_in(deck, holder, (*here[:at], slot, *here[at:]))
    deck = delete(deck, found)
    for parent in reversed(spots(deck)[slot.id].parents):
        layers = tuple(posed(layer, lowered(pose(layer), pose(parent))) for layer in layers)
    return changed(deck, (slot.id,), lambda _: make(layers))


def _common(found: list[Spot]) -> tuple[GroupLayer, ...]:
    """The groups that hold all of the layers, the innermost first."""
    shared = found[0].parents
    for spot in found[1:]:
        others = {parent.id for parent in spot.parents}
        shared = tuple(parent for parent in shared if parent.id in others)
    return shared
