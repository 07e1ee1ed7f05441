"""Links: a card with code, address and hint; a pill with the address; or room for a sticker."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from storycomposer.document.geometry import Box
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer, Run, TextLayer
from storycomposer.document.link import BrandMark
from storycomposer.document.style import Highlight
from storycomposer.errors import StoryError
from storycomposer.links import address, payload
from storycomposer.links.looks import code_ground
from storycomposer.links.symbol import Symbol, symbol
from storycomposer.render import code, group, link_card
from storycomposer.render import link_parts as parts
from storycomposer.render.blend import compose
from storycomposer.render.context import Context, Tile
from storycomposer.render.link_words import SMALLEST, Area, Part, fitted
from storycomposer.typography.fonts import FontBook


class Placed(NamedTuple):
    """The code on a link: ``box`` is where it lies with its quiet zone, in the layer's box space,
    ``payload`` what it says."""

    box: Box
    symbol: Symbol
    payload: str


def draw(layer: LinkLayer, ctx: Context) -> Tile | None:
    """The link as its mode shows it; None where that is nothing."""
    if layer.mode == "sticker":
        return _painted(layer, _call_above(layer, ctx), ctx)
    if layer.mode == "address":
        return _painted(layer, _pill(layer, ctx), ctx)
    made = placed(layer, ctx.language)
    card = _card(layer, made.symbol if made else None, ctx.language)
    words = set_words(layer, ctx.book, ctx.language)
    tile = _painted(layer, (*card.grounds, *words), ctx)
    if tile is None or made is None:
        return tile
    picture = tile.image.convert("RGBA")
    drawn = code.draw(made.symbol, made.box, code.style(layer.look), ctx)
    for over in (drawn, _mark(layer, made, ctx)):
        if over:
            compose(picture, over, (-tile.left, -tile.top))
    return Tile(picture, tile.left, tile.top)


def placed(layer: LinkLayer, language: str) -> Placed | None:
    """The code that :func:`draw` draws on the resolved ``layer``; None where it draws none: in
    another mode, and for a target that no code can hold."""
    if layer.mode != "code":
        return None
    look = layer.look
    least = "M" if look.correction == "auto" else look.correction
    marked = look.mark is not None and not isinstance(look.mark, BrandMark)
    try:
        said = payload.text(layer.target, layer.campaign)
        made = symbol(said, least, mark=marked)
    except StoryError:
        return None
    room = _card(layer, made, language).room
    return Placed(room, made, said) if room else None


def words(layer: LinkLayer, language: str) -> TextLayer:
    """All that :func:`draw` says on the link, as one text: its fonts and letters, ``language``
    being the layer's. Without any text where it says nothing."""
    runs = [Run(text=part.text, font=part.font, weight=part.weight) for part in
            spoken(layer, language)]  # fmt: skip
    lines = [run for one in runs for run in (one, Run(text="\n"))][:-1]
    return TextLayer(id="words", text=tuple(lines), font=layer.look.font)


def set_words(layer: LinkLayer, book: FontBook, language: str) -> tuple[TextLayer, ...]:
    """The words of a link of mode "code" as they stand on its card."""
    made = placed(layer, language)
    area = _card(layer, made.symbol if made else None, language).area
    return fitted(spoken(layer, language), area, book, language) if area else ()


def sticker_room(layer: LinkLayer) -> Box:
    """Where, in its own box, a link of mode "sticker" leaves room for the platform's sticker: what
    lies below its call. The export shows nothing there."""
    band = min(layer.height * 0.4, 128.0) if layer.call else 0.0
    return Box(0, band, layer.width, layer.height - band)


def _card(layer: LinkLayer, made: Symbol | None, language: str) -> link_card.Card:
    said = spoken(layer, language)
    sure = [part for part in said if not part.spare]
    return link_card.card(
        layer,
        made.side if made else 0,
        link_card.Wants(_wanted(layer, sure), _wanted(layer, said)) if said else None,
        rtl=_from_right(layer, language),
    )


def _wanted(layer: LinkLayer, said: Sequence[Part]) -> float:
    """About how high ``said`` stands under a code: letters are some half an em wide."""
    width = max(layer.width * 0.8, 1)
    sizes = [max(part.size * 0.8, SMALLEST) for part in said]
    lines = [
        math.ceil(_columns(part.text) * size * 0.52 / width) if part.whole else 1
        for part, size in zip(said, sizes, strict=True)
    ]
    high = sum(size * line * 1.25 for size, line in zip(sizes, lines, strict=True))
    return high + 16 * (len(said) - 1)


def spoken(layer: LinkLayer, language: str) -> list[Part]:
    """What the link says in its mode and arrangement, in the order of the eye."""
    shown = address.readable(layer.target) if layer.display is None else layer.display
    hint = address.hint(language) if layer.hint is None else layer.hint
    look = layer.look
    if layer.mode == "sticker":
        shown = hint = ""
    elif layer.mode == "address":
        hint = layer.hint or ""
    elif look.arrangement == "badge":
        shown, hint = ("" if layer.call else shown), ""
    elif look.arrangement == "code":
        return []
    bar = look.arrangement == "bar" and layer.mode == "code"
    loud = 68 if bar else 44 if layer.mode == "address" else 56
    ground = look.accent if look.arrangement == "badge" and layer.mode == "code" else look.paper
    ink = look.ink if ground is look.paper else parts.on(ground, look)
    lead = ink if ground is not look.paper or bar else parts.accent(ground, look)
    found = [
        Part("call", layer.call, look.call_font, 700, loud, lead, 1.08, -10, 0.8),
        Part(
            "address",
            shown,
            look.font,
            600 if layer.call else 700,
            44 if layer.call else 52,
            parts.accent(ground, look) if bar else ink,
            whole=0,
        ),
        Part(
            "hint", hint, look.font, 500, SMALLEST, parts.quiet(ink, ground), 1.28,
            spare=layer.hint is None,
        ),
    ]  # fmt: skip
    return [part for part in found if part.text.strip()]


def _columns(text: str) -> int:
    """Letters, wide ones as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _from_right(layer: LinkLayer, language: str) -> bool:
    said = layer.call or layer.hint or address.hint(language)
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in said)


def _mark(layer: LinkLayer, made: Placed, ctx: Context) -> Tile | None:
    """What lies in the code's middle, a third of a module from those around it."""
    clear = made.symbol.clear
    if not clear or layer.look.mark is None:
        return None
    left, top, module = code.grid(made.symbol, made.box, ctx.matrix)
    start = (made.symbol.side - clear) / 2 + 0.35
    side = (clear - 0.7) * module
    box = Box(left + start * module, top + start * module, side, side)
    layers = parts.mark(layer.look.mark, box, layer.look, code_ground(layer.look))
    return _painted(layer, layers, ctx)


def _painted(layer: LinkLayer, layers: Sequence[AnyLayer], ctx: Context) -> Tile | None:
    whole = GroupLayer(id="_", width=layer.width, height=layer.height, layers=tuple(layers))
    return group.draw(whole, ctx)


def _pill(layer: LinkLayer, ctx: Context) -> list[AnyLayer]:
    """A pill with the address; a disc with an arrow says that it leads somewhere."""
    width, height = layer.width, layer.height
    disc = min(height * 0.68, 112.0, width * 0.3)
    inset = min((height - disc) / 2, 24.0)
    rtl = _from_right(layer, ctx.language)
    start = inset + disc + min(24.0, width * 0.04)
    end = min(height / 3, 48.0, width * 0.08)
    box = Box(end if rtl else start, height * 0.13, width - start - end, height * 0.74)
    place = Box(width - inset - disc if rtl else inset, (height - disc) / 2, disc, disc)
    return [
        parts.ground(Box(0, 0, width, height), layer.look, min(height / 2, 120.0)),
        *parts.arrow(place, layer.look, rtl=rtl),
        *fitted(spoken(layer, ctx.language), Area(box, "center"), ctx.book, ctx.language),
    ]


def _call_above(layer: LinkLayer, ctx: Context) -> list[AnyLayer]:
    """The call to action at the top; the rest is left for the platform's own sticker."""
    room = sticker_room(layer)
    box = Box(28, 12, max(layer.width - 56, 1), max(room.y - 24, 1))
    ground = Highlight(color=layer.look.accent, padding_x=28, padding_y=10, radius=24)
    color = parts.on(layer.look.accent, layer.look)
    set_ = fitted(spoken(layer, ctx.language), Area(box, "center"), ctx.book, ctx.language)
    return [structs.replace(one, highlight=ground, color=color) for one in set_]
