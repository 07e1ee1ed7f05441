"""Where everything lies on a link's card: grounds, code, words, for each arrangement.

Only sizes of boxes and counts of characters are looked at here, never fonts: where the code lies
must be known without setting type.
"""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.document.geometry import Box
from storycomposer.document.layers import LinkLayer, ShapeLayer
from storycomposer.document.link import Look
from storycomposer.links.looks import code_ground
from storycomposer.links.symbol import QUIET
from storycomposer.render import link_parts as parts
from storycomposer.render.link_words import Area

PANEL = 12.0
"""Of the card around a panel that the code has to itself."""

_WIDE = 1.3
"""A card of this many heights has its words beside the code, unless the look says otherwise."""

_NOTCH = 20.0
_AIR = 40.0
_DROP = 0.06
"""Of a card's shorter side: how far a code narrower than its card may lie below the card's top."""
_GAP = 32.0


class Card(NamedTuple):
    """``grounds`` are drawn first, bottom to top; ``room`` holds the code with its quiet zone;
    words stand in ``area``, on the colour ``ground``."""

    grounds: tuple[ShapeLayer, ...]
    room: Box | None
    area: Area | None
    ground: str


def arrangement(layer: LinkLayer, said: bool) -> str:
    """Where the words stand: "code" (nowhere), "below", "beside", "badge" or "bar". ``said`` is
    false where there is nothing to say."""
    chosen = layer.look.arrangement
    if not said and chosen != "badge":
        return "code"
    if chosen == "auto":
        return "beside" if layer.width >= layer.height * _WIDE else "below"
    return chosen


class Wants(NamedTuple):
    """About how high the words stand: those that must be there, and all of them."""

    least: float
    most: float


def card(layer: LinkLayer, modules: int, wants: Wants | None, *, rtl: bool) -> Card:
    """The card of ``layer`` around a symbol of ``modules`` a side; 0: no code. ``wants`` is None
    where there are no words; ``rtl``: it is read from the right."""
    kind = arrangement(layer, wants is not None)
    if modules == 0:
        return _without_code(layer, rtl)
    if kind == "code":
        return _code_only(layer, modules)
    if kind == "badge":
        return _badge(layer, modules)
    if kind == "below":
        return _below(layer, modules, wants or Wants(0, 0))
    return _beside(layer, modules, rtl, bar=kind == "bar")


def _code_only(layer: LinkLayer, modules: int) -> Card:
    side = min(layer.width, layer.height)
    whole = Box((layer.width - side) / 2, (layer.height - side) / 2, side, side)
    room, panel = _room(whole, layer.look, modules)
    ground = parts.ground(whole, layer.look)
    return Card((ground, *panel), room, None, layer.look.paper)


def _without_code(layer: LinkLayer, rtl: bool) -> Card:
    margin = min(_AIR, layer.width * 0.1, layer.height * 0.1)
    whole = Box(0, 0, layer.width, layer.height)
    box = Box(margin, margin, layer.width - 2 * margin, layer.height - 2 * margin)
    area = Area(box, "right" if rtl else "left")
    return Card((parts.ground(whole, layer.look),), None, area, layer.look.paper)


def _badge(layer: LinkLayer, modules: int) -> Card:
    """A card in the accent colour; the code on a panel, below it a line in the card's colour."""
    width, height, look = layer.width, layer.height, layer.look
    edge = _edge(width, modules)
    band = min(max(height - width, height * 0.2, 72.0), height * 0.3)
    panel = Box(edge, edge, width - 2 * edge, max(height - edge - band, 1))
    side = min(panel.width, panel.height)
    room = Box(panel.x + (panel.width - side) / 2, panel.y + (panel.height - side) / 2, side, side)
    box = Box(edge * 2, panel.bottom + band * 0.2, width - 4 * edge, band * 0.6)
    grounds = (
        parts.rectangle("ground", Box(0, 0, width, height), look.accent, look.radius, soft=True),
        parts.rectangle("panel", panel, code_ground(look), max(look.radius - edge, 4)),
    )
    return Card(grounds, room, Area(box, "center"), look.accent)


def _below(layer: LinkLayer, modules: int, wants: Wants) -> Card:
    width, height, look = layer.width, layer.height, layer.look
    shorter = min(width, height)
    ticket = _NOTCH * 2 if look.form == "ticket" else 0.0
    # The words ask for their lines and for as much air as the quiet zone leaves above the code.
    air = shorter * QUIET / (modules + 2 * QUIET)
    asked = height - ticket - air - wants.most
    if asked < shorter * 0.8:
        asked = height - ticket - air - wants.least
    least = max(shorter * 0.66, min(8.0 * (modules + 2 * QUIET), shorter * 0.92))
    side = max(min(shorter, asked), min(least, height * 0.86))
    # As far from the top as from the sides, if words need not give way for it.
    start = (width - side) / 2
    drop = min(start, shorter * _DROP) if height > width and not ticket else 0.0
    room, panel = _room(Box(start, drop, side, side), look, modules)
    quiet = _quiet(room, modules)
    top = drop + side + ticket + (12 if panel else 0)
    frame = look.frame.width / 2 if look.frame else 0.0
    margin = min(quiet + room.x, max(20.0, width * 0.06) + frame)
    bottom = min(quiet * 0.9, _AIR, (height - top) * 0.3) + 2 * frame
    box = Box(margin, top, width - 2 * margin, height - top - bottom)
    whole = Box(0, 0, width, height)
    if not ticket:
        return Card((parts.ground(whole, look), *panel), room, Area(box, "center"), look.paper)
    grounds = parts.ticket(whole, look, side + _NOTCH, _NOTCH, across=True)
    return Card((*grounds, *panel), room, Area(box, "center"), look.paper)


def _beside(layer: LinkLayer, modules: int, rtl: bool, bar: bool) -> Card:
    width, height, look = layer.width, layer.height, layer.look
    side = min(height, width * 0.56)
    ticket = _NOTCH * 2 if look.form == "ticket" else 0.0
    # In a bar the words come first, as the larger part.
    right = rtl != bar
    place = Box(width - side if right else 0, (height - side) / 2, side, side)
    room, panel = _room(place, look, modules)
    quiet = _quiet(room, modules)
    near = side + (ticket + 24 if ticket else _GAP - PANEL if panel else 0)
    far = min(_AIR * (1.2 if bar else 1), width * 0.06)
    wide = width - near - far
    # Letters hang from where the code's dark begins and stand where it ends.
    top = max(room.y + quiet, height * 0.06)
    box = Box(far if right else near, top, wide, height - 2 * top)
    area = Area(box, "right" if rtl else "left", spread=True)
    whole = Box(0, 0, width, height)
    grounds: tuple[ShapeLayer, ...]
    if bar:
        grounds = parts.striped(whole, look, right=rtl)
    elif ticket:
        at = width - side - _NOTCH if right else side + _NOTCH
        grounds = parts.ticket(whole, look, at, _NOTCH, across=False)
    else:
        grounds = (parts.ground(whole, look),)
    return Card((*grounds, *panel), room, area, look.paper)


def _room(place: Box, look: Look, modules: int) -> tuple[Box, tuple[ShapeLayer, ...]]:
    """Where in the square ``place`` of a card the code goes: all of it, or a panel with a ground of
    its own, where the card is not one that codes can be read on."""
    edge = look.frame.width if look.frame else 0.0
    if look.frame and look.frame.position != "inside":
        edge = edge / 2 if look.frame.position == "center" else 0.0
    if parts.suits_codes(look):
        return _inset(place, edge), ()
    edge += _edge(place.width - 2 * edge, modules)
    inset = _inset(place, edge)
    radius = max(look.radius - edge, 6)
    return inset, (parts.rectangle("panel", inset, code_ground(look), radius),)


def _edge(side: float, modules: int) -> float:
    """How much of the card shows around a panel in a square of ``side``: some pixels less than
    usual where that makes the modules a whole pixel larger."""
    most = min(PANEL, side * 0.06)
    widths = (most, *(width for width in (11.0, 10.0, 9.0, 8.0) if width < most))
    return max(widths, key=lambda width: (side - 2 * width) // (modules + 2 * QUIET))


def _inset(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def _quiet(room: Box, modules: int) -> float:
    """From the edge of ``room`` to the first dark module, at one output pixel a canvas pixel."""
    module = max(room.width // (modules + 2 * QUIET), room.width / (modules + 2 * QUIET) % 1)
    return (room.width - module * modules) / 2
