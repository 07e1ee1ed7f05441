"""Edits that mend links. Each leaves the deck as it is where it cannot help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import placed, spots
from storycomposer.document.geometry import Box, Pose, around, bounds

_MARGIN = 48.0
"""Canvas pixels that what grows keeps from the area's sides."""

PLAIN: Mapping[str, Any] = {
    "look.modules": "square",
    "look.finders": "square",
    "look.code": None,
    "look.finder_color": None,
    "look.mark": None,
    "look.correction": "auto",
}
"""Square modules of one colour and nothing in the middle."""

STRONG: Mapping[str, Any] = {
    "look.paper": "#FFFFFF",
    "look.ink": "#14141A",
    "look.code": None,
    "look.finder_color": None,
    "opacity": 1,
    "blend": "normal",
}
"""Near black on white, whatever the brand's colours are."""

BRANDED: Mapping[str, Any] = {**STRONG, "look.paper": "brand:paper", "look.ink": "brand:ink"}
SOLID: Mapping[str, Any] = {"opacity": 1, "blend": "normal"}


def enlarged(deck: Deck, layer: str, factor: float, area: Box) -> Deck:
    """The link's box ``factor`` times as large about its middle, moved so that it lies in ``area``;
    its corners and lines stay as they are. A side that would be longer than ``area`` less a margin
    stops there: a wide card grows taller."""
    spot = edits.chosen(deck, (layer,))[layer]
    if not spot.movable:
        return deck
    pose = spot.pose
    most = [max(length - 2 * _MARGIN, 1) for length in (area.width, area.height)]
    if pose.rotation % 180 == 90:
        most.reverse()
    width = max(pose.width, min(pose.width * factor, most[0]))
    height = max(pose.height, min(pose.height * factor, most[1]))
    made = placed(deck, {layer: around(pose.center, width, height, pose.rotation)})
    return moved_into(made, layer, area)


def moved_into(deck: Deck, layer: str, area: Box) -> Deck:
    """The link moved so that it lies in ``area``, made smaller first if it is larger."""
    spot = edits.chosen(deck, (layer,))[layer]
    if not spot.movable:
        return deck
    pose = spot.pose
    box = bounds(pose)
    factor = min(1.0, area.width / box.width, area.height / box.height)
    small = around(pose.center, pose.width * factor, pose.height * factor, pose.rotation)
    box = bounds(small)
    dx = _inward(box.x, box.right, area.x, area.right)
    dy = _inward(box.y, box.bottom, area.y, area.bottom)
    return placed(deck, {layer: small._replace(x=small.x + dx, y=small.y + dy)})


def straightened(deck: Deck, layer: str) -> Deck:
    """The link turned to the nearest quarter turn about its middle."""
    spot = edits.chosen(deck, (layer,))[layer]
    if not spot.movable:
        return deck
    pose = spot.pose
    return placed(deck, {layer: Pose(*pose[:4], round(pose.rotation / 90) * 90.0)})


def restyled(deck: Deck, layer: str, changes: Mapping[str, Any]) -> Deck:
    """The link with the fields of ``changes``."""
    return edits.restyle(deck, (layer,), changes)


def untagged(deck: Deck, layer: str) -> Deck:
    """The link without campaign tags."""
    return edits.restyle(deck, (layer,), {"campaign": None})


def to_front(deck: Deck, layer: str) -> Deck:
    """The link above all else on its slide, together with the groups that it lies in."""
    parents = spots(deck)[layer].parents
    for id_ in (layer, *(parent.id for parent in parents)):
        deck = edits.reorder(deck, (id_,), "front")
    return deck


def _inward(low: float, high: float, least: float, most: float) -> float:
    """How far to move so that low … high lies in least … most, which is no shorter."""
    if low < least:
        return least - low
    return most - high if high > most else 0.0
