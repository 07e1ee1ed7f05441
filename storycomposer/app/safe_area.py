"""Where slides stay clear of the apps' own bars."""

from __future__ import annotations

from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.platforms import ANY, platform

SAFE = platform(ANY).clear()
"""What no story app covers."""


def enters_unsafe(deck: Deck, ids: tuple[str, ...]) -> bool:
    """Whether one of the layers reaches where it will be covered. Full-bleed grounds are meant to:
    what spans the slide from side to side does not count."""
    found = spots(deck)
    boxes = [bounds(found[id_].pose) for id_ in ids if id_ in found]
    inner = [box for box in boxes if box.width < deck.canvas.width]
    return any(box.y < SAFE.y or box.bottom > SAFE.bottom for box in inner)
