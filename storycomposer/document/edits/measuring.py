"""Boxes whose height follows their words get the height that the words ask for."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import Spot, changed, posed, spots
from storycomposer.document.geometry import resized
from storycomposer.document.layers import AnyLayer, TextLayer
from storycomposer.document.picking import pose
from storycomposer.document.resolve import resolve

Measure = Callable[[TextLayer, str], float]
"""From a resolved text layer and its language to the height of its lines in canvas pixels."""


def measured(deck: Deck, known: Deck | None, measure: Measure) -> Deck:
    """``deck`` with every text of ``fit`` "height" as high as its lines. Its top left corner stays
    where it is seen, groups are refitted. What looks as in ``known``, measured before, is not
    measured again."""
    before = spots(known) if known is not None and _alike(deck, known) else {}
    spoken = _spoken(known) if known is not None else {}
    same = {id_ for id_, tag in _spoken(deck).items() if id_ in spoken and spoken[id_] == tag}
    heights: dict[str, float] = {}
    for id_, spot in spots(deck).items():
        layer = spot.layer
        if not isinstance(layer, TextLayer) or layer.fit != "height":
            continue
        old = before.get(id_)
        if old == spot and spot.slide in same:  # nearly all: told by identity
            continue
        if old is not None and known is not None and _look(deck, spot) == _look(known, old):
            continue
        height = measure(resolve(layer, deck.brand), language(deck, spot))
        height = min(20000.0, max(1.0, round(height, 4)))
        if abs(height - layer.height) > 0.01:
            heights[id_] = height

    def grow(layer: AnyLayer) -> tuple[AnyLayer]:
        return (posed(layer, resized(pose(layer), layer.width, heights[layer.id])),)

    return changed(deck, heights, grow)


def language(deck: Deck, spot: Spot) -> str:
    """The language a layer is set in: its own, or that of what is around it."""
    slide = next(slide for slide in deck.slides if slide.id == spot.slide)
    said = [spot.layer.language, *(parent.language for parent in spot.parents), slide.language]
    return next((tag for tag in said if tag is not None), deck.language)


def _spoken(deck: Deck) -> dict[str, str]:
    """The languages of the slides, by their ids."""
    return {slide.id: slide.language or deck.language for slide in deck.slides}


def _alike(deck: Deck, known: Deck) -> bool:
    return deck.brand == known.brand and deck.fonts == known.fonts


def _look(deck: Deck, spot: Spot) -> tuple[AnyLayer, str]:
    """All of a text that its height can depend on, and the height."""
    still = structs.replace(
        spot.layer, name=None, x=0, y=0, rotation=0, opacity=1, visible=True, locked=False
    )
    return still, language(deck, spot)
