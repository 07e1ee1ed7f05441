"""Where slides stay clear of the apps' own bars."""

from __future__ import annotations

from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, bounds
from storycomposer.platforms import ANY, Platform, platform, platforms

SAFE = platform(ANY).clear()
"""What no story app covers: what comes in is put there."""


def destinations() -> tuple[Platform, ...]:
    """Where stories can be posted now, any story first."""
    return tuple(one for one in platforms() if not one.ended)


def known(id: str) -> str:
    """``id`` where it is one of :func:`destinations`, else any story."""
    return id if id == ANY or id in {one.id for one in destinations()} else ANY


def clear(desk: Desk) -> Box:
    """What is not covered at the destination that the desk is looked at for."""
    return platform(desk.destination).clear(desk.deck.canvas)


def said(desk: Desk) -> tuple[str, str]:
    """What covers the slide above and below."""
    if desk.destination == ANY:
        return (
            t("safe.top", "Covered by the app's top bar"),
            t("safe.bottom", "Covered by the reply bar"),
        )
    there = t("safe.by", "Covered by {name}", name=platform(desk.destination).name)
    return there, there


def enters_unsafe(deck: Deck, ids: tuple[str, ...], safe: Box = SAFE) -> bool:
    """Whether one of the layers reaches where it will be covered. Full-bleed grounds are meant to:
    what spans the slide from side to side does not count."""
    found = spots(deck)
    return any(covered(bounds(found[id_].pose), deck, safe) for id_ in ids if id_ in found)


def covered(box: Box, deck: Deck, safe: Box = SAFE) -> bool:
    """Whether something in ``box`` reaches where it will be covered without being a ground. Beside
    the slide nothing is covered."""
    width = deck.canvas.width
    outside = box.y < safe.y or box.bottom > safe.bottom
    beside = box.x < safe.x > 0 or box.right > safe.right < width
    return (outside or beside) and box.width < width
