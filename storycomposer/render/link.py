"""Links: a card with code, address and hint; a pill with the address; or room for a sticker."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from storycomposer.document.geometry import Box
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    LinkLayer,
    Run,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.shapes import Ellipse, Path, Rectangle
from storycomposer.document.style import Shadow, Solid, Stroke
from storycomposer.errors import StoryError
from storycomposer.links import address, payload
from storycomposer.links.symbol import Symbol, symbol
from storycomposer.render import code, group, paint
from storycomposer.render.blend import compose
from storycomposer.render.context import Context, Tile

_SMALLEST, _LARGEST = 36.0, 48.0
"""Type sizes of an address, in canvas pixels: nothing on a story is smaller than 36."""

_SOFT = Shadow(color="#0000001F", blur=40, dx=0, dy=10)
_PANEL = 14.0
_ARROW = "M7 17L17 7M8.5 7H17v8.5"


class Placed(NamedTuple):
    """The code on a link: ``box`` is where it lies with its quiet zone, in the layer's box space,
    ``payload`` what it says."""

    box: Box
    symbol: Symbol
    payload: str


def draw(layer: LinkLayer, ctx: Context) -> Tile | None:
    """The link as its mode shows it; None where that is nothing."""
    made, room = _code(layer, ctx.language)
    parts = _parts(layer, room, ctx.language)
    tile = _painted(layer, parts, ctx) if parts else None
    if tile is None or made is None or room is None:
        return tile
    dark = _is_dark(layer)
    drawn = code.draw(made, _inset(room) if dark else room, _style(layer), ctx)
    if drawn is None:
        return tile
    picture = tile.image.copy()
    compose(picture, drawn, (-tile.left, -tile.top))
    return Tile(picture, tile.left, tile.top)


def _style(layer: LinkLayer) -> code.Style:
    look = layer.look
    ink = look.code or Solid(color=look.paper if _is_dark(layer) else look.ink)
    finders = Solid(color=look.finder_color) if look.finder_color else None
    return code.Style(ink, finders, look.modules, look.finders)


def placed(layer: LinkLayer, language: str) -> Placed | None:
    """The code that :func:`draw` draws on the resolved ``layer``; None where it draws none."""
    made, room = _code(layer, language)
    if made is None or room is None:
        return None
    box = _inset(room) if _is_dark(layer) else room
    return Placed(box, made, payload.text(layer.target, layer.campaign))


def words(layer: LinkLayer, language: str) -> TextLayer:
    """The words that :func:`draw` sets on the link, ``language`` being the layer's; without any
    text where it shows none."""
    parts = _parts(layer, _code(layer, language)[1], language)
    texts = (part for part in parts if isinstance(part, TextLayer))
    return next(texts, TextLayer(id="words", font=layer.look.font))


def _code(layer: LinkLayer, language: str) -> tuple[Symbol | None, Box | None]:
    """The code and where it lies with its quiet zone, both None where the link shows none: in
    another mode, and for an address that no code holds."""
    if layer.mode != "code":
        return None, None
    try:
        return symbol(payload.text(layer.target, layer.campaign)), _room(layer, language)
    except StoryError:
        return None, None


def _parts(layer: LinkLayer, room: Box | None, language: str) -> list[AnyLayer]:
    """All that is drawn but the code, for which ``room`` is left."""
    if layer.mode == "address":
        return _pill(layer)
    if layer.mode == "sticker":
        return _above_sticker(layer) if layer.call else []
    ground = _ground(layer, layer.look.radius)
    if room is None or not _is_dark(layer):
        return [ground, _words(layer, room, language)]
    # Readers want dark on light: on a dark card the code gets a light ground of its own.
    light = _panel(_inset(room), layer.look.ink, max(layer.look.radius - _PANEL, 0))
    return [ground, light, _words(layer, room, language)]


def _inset(room: Box) -> Box:
    return Box(room.x + _PANEL, room.y + _PANEL, *(room.width - 2 * _PANEL,) * 2)


def _painted(layer: LinkLayer, parts: list[AnyLayer], ctx: Context) -> Tile | None:
    whole = GroupLayer(id="_", width=layer.width, height=layer.height, layers=tuple(parts))
    return group.draw(whole, ctx)


def _lightness(color: str) -> float:
    red, green, blue, _ = paint.color(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_dark(layer: LinkLayer) -> bool:
    return _lightness(layer.look.ink) > _lightness(layer.look.paper)


def _panel(room: Box, color: str, radius: float) -> ShapeLayer:
    return ShapeLayer(
        id="panel",
        x=room.x,
        y=room.y,
        width=room.width,
        height=room.height,
        shape=Rectangle(radius=radius),
        fill=Solid(color=color),
    )


def _shown(layer: LinkLayer) -> str:
    return address.readable(layer.target) if layer.display is None else layer.display


def _room(layer: LinkLayer, language: str) -> Box:
    """Where the code with its quiet zone lies: at the start of a wide card, on top of a tall one.
    The card's own margin is part of the quiet zone."""
    if layer.width >= layer.height * 1.3:
        side = layer.height
        return Box(layer.width - side if _from_right(layer, language) else 0.0, 0.0, side, side)
    side = min(layer.width, layer.height * 0.76)
    return Box((layer.width - side) / 2, 0.0, side, side)


def _from_right(layer: LinkLayer, language: str) -> bool:
    hint = layer.hint or address.hint(language)
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in hint)


def _ground(layer: LinkLayer, radius: float) -> ShapeLayer:
    return ShapeLayer(
        id="ground",
        width=layer.width,
        height=layer.height,
        shape=Rectangle(radius=radius),
        fill=Solid(color=layer.look.paper),
        shadow=_SOFT,
    )


def _words(layer: LinkLayer, room: Box | None, language: str) -> TextLayer:
    """Call, address and hint, as far as there is room, beside or below the code."""
    margin = min(40.0, layer.width * 0.08)
    box = Box(margin, margin, layer.width - 2 * margin, layer.height - 2 * margin)
    beside = room is not None and room.height == layer.height
    if room is not None and beside:
        # The quiet zone is a margin already.
        gap = margin / 2 if _is_dark(layer) else 0.0
        x = margin if room.x else room.right + gap
        wide = layer.width - room.width - margin - gap
        box = Box(x, margin / 2, wide, layer.height - margin)
    elif room is not None:
        # Text may come up to the quiet zone's middle: its lines have air of their own.
        top = room.bottom - room.height * 0.03
        aside = margin * 0.8
        box = Box(aside, top, layer.width - 2 * aside, layer.height - top - margin / 2)
    hint = address.hint(language) if layer.hint is None else layer.hint
    if room is not None and not beside and layer.hint is None and box.height < _SMALLEST * 5:
        hint = ""
    runs = _runs(layer, hint, box.width)
    right = beside and _from_right(layer, language)
    return TextLayer(
        id="words",
        x=box.x,
        y=box.y,
        width=max(box.width, 1),
        height=max(box.height, 1),
        text=runs,
        font=layer.look.font,
        color=layer.look.ink,
        size=_SMALLEST,
        weight=500,
        leading=1.2,
        paragraph_spacing=10,
        align="start" if beside else "center",
        valign="middle",
        direction="rtl" if right else "auto",
        fit="shrink",
    )


def _runs(layer: LinkLayer, hint: str, width: float) -> tuple[Run, ...]:
    shown = _shown(layer)
    # On one line if it can be, else broken at its slashes; letters are some 0.58 em wide.
    size = width / (max(len(shown), 1) * 0.58)
    if size < _SMALLEST:
        size = width / (max(len(step) + 1 for step in shown.split("/")) * 0.58)
    size = min(max(size, _SMALLEST), _LARGEST)
    lines = [
        Run(text=layer.call, weight=600),
        Run(text=shown, weight=700, size=size),
        Run(text=hint, color=_faint(layer.look.ink)),
    ]
    said = [run for run in lines if run.text]
    breaks = [Run(text="\n")] * len(said)
    return tuple(part for pair in zip(said, breaks, strict=True) for part in pair)[:-1]


def _faint(color: str) -> str:
    red, green, blue, alpha = paint.color(color)
    return f"#{red:02x}{green:02x}{blue:02x}{round(alpha * 0.72):02x}"


def _pill(layer: LinkLayer) -> list[AnyLayer]:
    """A pill with the address; a disc with an arrow says that it leads somewhere."""
    height = layer.height
    disc = min(height * 0.64, 112.0, layer.width * 0.3)
    inset = min((height - disc) / 2, 24.0)
    pen = Stroke(color=layer.look.paper, width=disc * 0.075)
    sign = disc * 0.62
    top = (height - disc) / 2
    start = inset + disc + 16
    wide = max(layer.width - start - max(inset, height / 4), 1)
    text = TextLayer(
        id="words",
        x=start,
        y=inset / 2,
        width=wide,
        height=max(height - inset, 1),
        text=_runs(layer, layer.hint or "", wide),
        font=layer.look.font,
        color=layer.look.ink,
        size=_SMALLEST,
        weight=500,
        leading=1.2,
        align="center",
        valign="middle",
        fit="shrink",
    )
    at = inset + (disc - sign) / 2, top + (disc - sign) / 2
    return [
        _ground(layer, min(height / 2, 120.0)),
        ShapeLayer(
            id="disc",
            x=inset,
            y=top,
            width=disc,
            height=disc,
            shape=Ellipse(),
            fill=Solid(color=layer.look.ink),
        ),
        ShapeLayer(
            id="arrow",
            x=at[0],
            y=at[1],
            width=sign,
            height=sign,
            shape=Path(d=_ARROW),
            fill=None,
            stroke=pen,
        ),
        text,
    ]


def _above_sticker(layer: LinkLayer) -> list[AnyLayer]:
    """The call to action at the top; the rest is left for the platform's own sticker."""
    return [
        TextLayer(
            id="words",
            width=layer.width,
            height=layer.height,
            text=(Run(text=layer.call),),
            font=layer.look.font,
            color=layer.look.ink,
            size=_LARGEST,
            weight=700,
            align="center",
            fit="shrink",
        )
    ]
