"""Finding and changing layers by id at any depth; groups are refitted around what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from msgspec import structs

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.geometry import Pose, bounds, lifted, lowered, union
from storycomposer.document.layers import AnyLayer, GroupLayer, Layer
from storycomposer.document.picking import pose
from storycomposer.errors import StoryError

L = TypeVar("L", bound=Layer)

Change = Callable[[AnyLayer], Iterable[AnyLayer]]
"""What becomes of a layer: nothing, itself changed, or several layers in its place."""

_DIGITS = 4
"""Decimals of a pixel that placing keeps: invisible, and files stay readable."""


class Spot(NamedTuple):
    """Where a layer is: its slide's id, and the groups around it, the innermost first."""

    slide: str
    layer: AnyLayer
    parents: tuple[GroupLayer, ...]

    @property
    def pose(self) -> Pose:
        """How the layer lies on its slide."""
        place = pose(self.layer)
        for parent in self.parents:
            place = lifted(place, pose(parent))
        return place

    @property
    def movable(self) -> bool:
        """Whether neither the layer nor a group around it is locked."""
        return not any(layer.locked for layer in (self.layer, *self.parents))


def spots(deck: Deck) -> Mapping[str, Spot]:
    """Every layer's spot by id, in drawing order, groups before what is in them."""
    # The same deck is asked about many times between two changes, and hashing it costs as much as
    # walking it: the last two, what is shown and what it is made from, are known by being the very
    # same objects.
    found: _Known | None = next((known for known in _last if known[0] is deck), None)
    if found is None:
        found = deck, MappingProxyType(_walked(deck))
    if found is not _last[0]:
        _last[:] = found, _last[0]
    return found[1]


_Known = tuple[Deck | None, Mapping[str, Spot]]
_last: list[_Known] = [(None, {}), (None, {})]


def _walked(deck: Deck) -> dict[str, Spot]:
    found: dict[str, Spot] = {}

    def walk(slide: Slide, layers: tuple[AnyLayer, ...], parents: tuple[GroupLayer, ...]) -> None:
        for layer in layers:
            found[layer.id] = Spot(slide.id, layer, parents)
            if isinstance(layer, GroupLayer):
                walk(slide, layer.layers, (layer, *parents))

    for slide in deck.slides:
        walk(slide, slide.layers, ())
    return found


def chosen(deck: Deck, ids: Iterable[str]) -> dict[str, Spot]:
    """The spots of ``ids`` in drawing order; of a group and what is in it only the group. Raises
    :class:`StoryError` for an id that no layer has."""
    wanted = set(ids)
    found = {id_: spot for id_, spot in spots(deck).items() if id_ in wanted}
    for id_ in wanted - found.keys():
        raise missing("layer", id_)
    return {
        id_: spot
        for id_, spot in found.items()
        if not any(parent.id in wanted for parent in spot.parents)
    }


def movable(deck: Deck, ids: Iterable[str]) -> dict[str, Spot]:
    """:func:`chosen` without what is locked: locked layers stay put."""
    return {id_: spot for id_, spot in chosen(deck, ids).items() if spot.movable}


def missing(what: str, id: str) -> StoryError:
    """The sentence for an id that nothing has."""
    return StoryError(
        f"{what}-missing",
        f"The deck has no {what} {{name}}: it may have been deleted meanwhile.",
        name=id,
    )


def changed(deck: Deck, ids: Iterable[str], change: Change) -> Deck:
    """``deck`` with every layer of ``ids`` replaced by what ``change`` makes of it, inner ones
    first. Groups are refitted when what they hold moved; emptied groups go. What does not change
    stays the same object."""
    wanted = set(ids)
    for id_ in wanted - spots(deck).keys():
        raise missing("layer", id_)
    slides = tuple(
        _with_layers(slide, _mapped(slide.layers, wanted, change)) for slide in deck.slides
    )
    if all(a is b for a, b in zip(slides, deck.slides, strict=True)):
        return deck
    return structs.replace(deck, slides=slides)


def placed(deck: Deck, poses: Mapping[str, Pose]) -> Deck:
    """``deck`` with the layers of ``poses`` lying so on their slide."""
    found = chosen(deck, poses)

    def place(layer: AnyLayer) -> tuple[AnyLayer]:
        target = poses[layer.id]
        for parent in reversed(found[layer.id].parents):
            target = lowered(target, pose(parent))
        return (posed(layer, target),)

    return changed(deck, found, place)


def posed(layer: L, place: Pose) -> L:
    """``layer`` lying so in its parent; numbers are rounded to a ten-thousandth."""
    numbers = dict(zip(Pose._fields, (round(value, _DIGITS) + 0.0 for value in place), strict=True))
    same = all(abs(getattr(layer, name) - value) < 1e-9 for name, value in numbers.items())
    return layer if same else structs.replace(layer, **numbers)


def refitted(group: GroupLayer) -> GroupLayer:
    """``group`` with its box around its layers, which stay where they are seen."""
    box = union(bounds(pose(child)) for child in group.layers)
    width, height = max(1.0, box.width), max(1.0, box.height)
    fit = lifted(Pose(box.x, box.y, width, height), pose(group))
    children = tuple(
        posed(child, Pose(child.x - box.x, child.y - box.y, *pose(child)[2:]))
        for child in group.layers
    )
    made = posed(group, Pose(*fit[:4], group.rotation))
    return structs.replace(made, layers=children)


def slide_of(deck: Deck, id: str) -> Slide:
    """The slide of that id. Raises :class:`StoryError` if there is none."""
    for slide in deck.slides:
        if slide.id == id:
            return slide
    raise missing("slide", id)


def with_slide(deck: Deck, id: str, slide: Slide) -> Deck:
    """``deck`` with ``slide`` in the place of the one of that id."""
    old = slide_of(deck, id)
    return structs.replace(deck, slides=tuple(slide if s is old else s for s in deck.slides))


def _with_layers(slide: Slide, layers: tuple[AnyLayer, ...]) -> Slide:
    return slide if layers is slide.layers else structs.replace(slide, layers=layers)


def _mapped(layers: tuple[AnyLayer, ...], wanted: set[str], change: Change) -> tuple[AnyLayer, ...]:
    made: list[AnyLayer] = []
    for layer in layers:
        inner = _inside(layer, wanted, change) if isinstance(layer, GroupLayer) else layer
        if inner is not None:
            made.extend(change(inner) if layer.id in wanted else (inner,))
    if len(made) == len(layers) and all(a is b for a, b in zip(made, layers, strict=True)):
        return layers
    return tuple(made)


def _inside(group: GroupLayer, wanted: set[str], change: Change) -> GroupLayer | None:
    layers = _mapped(group.layers, wanted, change)
    if layers is group.layers:
        return group
    if not layers:
        return None
    made = structs.replace(group, layers=layers)
    moved = [pose(layer) for layer in layers] != [pose(layer) for layer in group.layers]
    return refitted(made) if moved else made
