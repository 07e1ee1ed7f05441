"""Layers come, go and change their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import structs

from storycomposer.document.deck import Deck
from storycomposer.document.edits.ids import fresh, own, renamed, taken
from storycomposer.document.edits.scaling import stretched
from storycomposer.document.edits.tree import (
    changed,
    chosen,
    movable,
    placed,
    posed,
    slide_of,
    with_slide,
)
from storycomposer.document.edits.values import has_field, with_field
from storycomposer.document.layers import AnyLayer, GroupLayer, Run, TextLayer
from storycomposer.document.runs import STYLE, merged

OFFSET = 24.0
"""How far right and down a duplicate lies from its original."""

_FIXED = ("id", "layers", "type")


def add(deck: Deck, slide: str, layers: Iterable[AnyLayer], at: int | None = None) -> Deck:
    """``layers`` put on ``slide``, on top or before place ``at`` counted from the bottom. Ids that
    are in use already are replaced by new ones."""
    holder = slide_of(deck, slide)
    new = own(tuple(layers), taken(deck))
    index = len(holder.layers) if at is None else max(0, min(at, len(holder.layers)))
    whole = (*holder.layers[:index], *new, *holder.layers[index:])
    return with_slide(deck, slide, structs.replace(holder, layers=whole))


def delete(deck: Deck, ids: Iterable[str]) -> Deck:
    """``deck`` without the layers ``ids``; a group left empty goes too."""
    return changed(deck, ids, lambda _: ())


def duplicate(deck: Deck, ids: Iterable[str], dx: float = OFFSET, dy: float = OFFSET) -> Deck:
    """Copies of the layers, each right above its original and (``dx``, ``dy``) from it on the
    slide."""
    found = chosen(deck, ids)
    next_id = fresh(taken(deck))
    copies = {id_: renamed((spot.layer,), next_id)[0] for id_, spot in found.items()}
    made = changed(deck, found, lambda layer: (layer, copies[layer.id]))
    places = {
        copies[id_].id: spot.pose._replace(x=spot.pose.x + dx, y=spot.pose.y + dy)
        for id_, spot in found.items()
    }
    return placed(made, places)


def copied(deck: Deck, ids: Iterable[str]) -> tuple[AnyLayer, ...]:
    """The layers as values lying as they do on their slide, bottom to top: what a clipboard
    keeps."""
    return tuple(posed(spot.layer, spot.pose) for spot in chosen(deck, ids).values())


def paste(
    deck: Deck, slides: Iterable[str], layers: Iterable[AnyLayer], dx: float = 0, dy: float = 0
) -> Deck:
    """``layers`` (from :func:`copied`) put on top of every slide of ``slides`` under new ids, moved
    by (``dx``, ``dy``)."""
    all_ = tuple(layers)
    for slide in slides:
        new = renamed(all_, fresh(taken(deck)))
        moved = (structs.replace(layer, x=layer.x + dx, y=layer.y + dy) for layer in new)
        deck = add(deck, slide, moved)
    return deck


def restyle(deck: Deck, ids: Iterable[str], changes: Mapping[str, Any]) -> Deck:
    """The layers ``ids`` with the fields of ``changes`` set; names may go into nested values
    (``shadow.blur``). A layer without a field keeps what it has. Setting a whole text's style
    clears it from its runs; its size scales theirs. A group's width and height stretch what is in
    it. Raises :class:`ValueError` for ids and children, which are no style."""
    for name in changes:
        if name.split(".")[0] in _FIXED:
            raise ValueError(f"{name} cannot be restyled")
    return changed(deck, ids, lambda layer: (_restyled(layer, changes),))


def rename(deck: Deck, id: str, name: str | None) -> Deck:
    """The layer called ``name``; None or blank gives its derived name back."""
    return restyle(deck, (id,), {"name": name.strip() or None if name is not None else None})


def lock(deck: Deck, ids: Iterable[str], locked: bool = True) -> Deck:
    """The layers locked, or free again."""
    return restyle(deck, ids, {"locked": locked})


def hide(deck: Deck, ids: Iterable[str], hidden: bool = True) -> Deck:
    """The layers hidden, or shown again."""
    return restyle(deck, ids, {"visible": not hidden})


def unlocked(deck: Deck, ids: Iterable[str]) -> tuple[str, ...]:
    """Those of ``ids`` that may move: neither they nor groups around them are locked."""
    return tuple(movable(deck, ids))


def _restyled(layer: AnyLayer, changes: Mapping[str, Any]) -> AnyLayer:
    made = layer
    for name, value in changes.items():
        if not has_field(made, name):
            continue
        number = isinstance(value, int | float) and value > 0
        if isinstance(made, GroupLayer) and name in ("width", "height") and number:
            factor = value / getattr(made, name)
            made = stretched(made, *((factor, 1) if name == "width" else (1, factor)))
            continue
        if isinstance(made, TextLayer) and name in STYLE and name != "highlight":
            made = structs.replace(made, text=_runs(made, name, value))
        made = with_field(made, name, value)
    return made


def _runs(layer: TextLayer, name: str, value: Any) -> tuple[Run, ...]:
    """The runs of a text whose field ``name`` becomes ``value`` as a whole."""

    def follow(run: Run) -> Run:
        if name == "size" and run.size is not None and isinstance(value, int | float):
            size = min(2000.0, max(1.0, round(run.size * value / layer.size, 4)))
            return structs.replace(run, size=size)
        return structs.replace(run, **{name: None})

    return merged(follow(run) for run in layer.text)
