"""Edits that mend links. Each leaves the deck as it is where it cannot help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import placed, spots
from storycomposer.document.geometry import Box, Pose, around, bounds
from storycomposer.document.layers import AnyLayer, LinkLayer
from storycomposer.document.link import UrlTarget
from storycomposer.links.shorter import shorter

_MARGIN = 48.0
"""Canvas pixels that what grows keeps from the area's sides."""

_GROUND = 0.6
"""Share of the slide from which a layer is a ground: things are meant to lie on it."""

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
    """As :func:`enlarged_over`, moved to where it is free where it would cover more than before;
    left as it is if there is no such place."""
    made = enlarged_over(deck, layer, factor, area)
    before = _touched(deck, layer)
    if _touched(made, layer) <= before:
        return made
    made = moved_free(made, layer, area)
    return made if _touched(made, layer) <= before else deck


def enlarged_over(deck: Deck, layer: str, factor: float, area: Box) -> Deck:
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
    large = around(pose.center, width, height, pose.rotation)
    return moved_into(placed(deck, {layer: large}), layer, _within(area, bounds(pose), large))


def _within(area: Box, before: Box, large: Pose) -> Box:
    """``area`` less the margins at its sides that ``before`` keeps, if ``large`` fits there."""
    for most in (2 * _MARGIN, _MARGIN):
        left = min(max(before.x - area.x, _MARGIN), most)
        right = min(max(area.right - before.right, _MARGIN), most)
        if bounds(large).width <= area.width - left - right:
            return Box(area.x + left, area.y, area.width - left - right, area.height)
    return area


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


def shortened(deck: Deck, layer: str) -> Deck:
    """The link with its address as short as it can be said of the same page."""
    link = spots(deck)[layer].layer
    if not isinstance(link, LinkLayer) or not isinstance(link.target, UrlTarget):
        return deck
    return edits.restyle(deck, (layer,), {"target": UrlTarget(url=shorter(link.target.url)[0])})


def moved_free(deck: Deck, layer: str, area: Box) -> Deck:
    """The layer moved the shortest way to where it lies in ``area`` and on no other layer but
    grounds, with a gap; left where it is if there is no such place."""
    spot = edits.chosen(deck, (layer,))[layer]
    if not spot.movable:
        return deck
    slide = next(one for one in deck.slides if one.id == spot.slide)
    own = {layer, *(parent.id for parent in spot.parents)}
    taken = [_grown(bounds(spots(deck)[one.id].pose)) for one in _things(deck, slide, own)]
    box = bounds(spot.pose)
    xs = {
        box.x,
        area.x + _MARGIN,
        area.right - _MARGIN - box.width,
        *(side for one in taken for side in (one.x - box.width, one.right)),
    }
    ys = {
        box.y,
        area.y,
        area.bottom - box.height,
        *(side for one in taken for side in (one.y - box.height, one.bottom)),
    }
    places = [
        (abs(x - box.x) + abs(y - box.y), x, y)
        for x in xs
        for y in ys
        if x >= area.x and y >= area.y and x + box.width <= area.right
        if y + box.height <= area.bottom
        if not any(_overlap(Box(x, y, box.width, box.height), one) for one in taken)
    ]
    if not places:
        return deck
    _, x, y = min(places)
    pose = spot.pose
    return placed(deck, {layer: pose._replace(x=pose.x + x - box.x, y=pose.y + y - box.y)})


def uncovered(deck: Deck, layer: str, area: Box) -> Deck:
    """What lies over the link moved to where it is free."""
    for id_ in covering(deck, layer):
        deck = moved_free(deck, id_, area)
    return deck


def covering(deck: Deck, layer: str) -> tuple[str, ...]:
    """The layers of the slide that lie above the link, or above the group it is in, and reach over
    it; bottom to top, without grounds."""
    found = spots(deck)
    spot = found[layer]
    slide = next(one for one in deck.slides if one.id == spot.slide)
    own = {layer, *(parent.id for parent in spot.parents)}
    at = next(index for index, one in enumerate(slide.layers) if one.id in own)
    above = {one.id for one in slide.layers[at + 1 :]}
    box = bounds(spot.pose)
    things = (one.id for one in _things(deck, slide, own) if one.id in above)
    return tuple(id_ for id_ in things if _overlap(bounds(found[id_].pose), box))


def _touched(deck: Deck, layer: str) -> set[str]:
    """The other layers of the slide, but grounds, whose boxes meet the link's."""
    found = spots(deck)
    spot = found[layer]
    slide = next(one for one in deck.slides if one.id == spot.slide)
    own = {layer, *(parent.id for parent in spot.parents)}
    box = bounds(spot.pose)
    things = _things(deck, slide, own)
    return {one.id for one in things if _overlap(bounds(found[one.id].pose), box)}


def _things(deck: Deck, slide: Slide, own: set[str]) -> list[AnyLayer]:
    """The layers of ``slide`` that are seen and no grounds, without ``own``."""
    ground = _GROUND * deck.canvas.width * deck.canvas.height
    return [
        one
        for one in slide.layers
        if one.id not in own and one.visible and one.opacity and one.width * one.height < ground
    ]


def _grown(box: Box) -> Box:
    return Box(box.x - _MARGIN, box.y - _MARGIN, box.width + 2 * _MARGIN, box.height + 2 * _MARGIN)


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return wide > 0 and high > 0


def _inward(low: float, high: float, least: float, most: float) -> float:
    """How far to move so that low … high lies in least … most, which is no shorter."""
    if low < least:
        return least - low
    return most - high if high > most else 0.0
