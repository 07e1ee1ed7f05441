"""Where slides stay clear of the apps' own bars."""

from __future__ import annotations

from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, bounds
from storycomposer.platforms import ANY, platform

SAFE = platform(ANY).clear()
"""What no story app covers."""


def enters_unsafe(deck: Deck, ids: tuple[str, ...]) -> bool:
    """Whether one of the layers reaches where it will be covered. Full-bleed grounds are meant to:
    what spans the slide from side to side does not count."""
    found = spots(deck)
    return any(covered(bounds(found[id_].pose), deck) for id_ in ids if id_ in found)


def covered(box: Box, deck: Deck) -> bool:
    """Whether something in ``box`` reaches where it will be covered without being a ground."""
    outside = box.y < SAFE.y or box.bottom > SAFE.bottom
    return outside and box.width < deck.canvas.width
