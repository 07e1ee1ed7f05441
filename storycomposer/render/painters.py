"""One painter for each kind of layer, and what is the same for all kinds: cache and shadow."""

from __future__ import annotations

import functools
import math
from collections.abc import Hashable
from typing import Any

from msgspec import structs

from storycomposer.cache import Cache
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    ShapeLayer,
    TextLayer,
)
from storycomposer.errors import StoryError
from storycomposer.render import (
    group,
    image,
    link,
    pictures,
    shadows,
    shape,
    text,
    text_ink,
    text_lines,
    text_mixing,
    text_rules,
)
from storycomposer.render.context import Bounds, Context, Tile
from storycomposer.story import media_refs
from storycomposer.typography import color_glyphs

PAINTERS: dict[type[AnyLayer], Any] = {
    TextLayer: text.draw,
    ImageLayer: image.draw,
    ShapeLayer: shape.draw,
    LinkLayer: link.draw,
    GroupLayer: group.draw,
}

TILES: Cache[Tile | None] = Cache(
    192 * 1024 * 1024, lambda tile: 1024 + (pictures.weight(tile.image) if tile else 0)
)
"""What was painted last, shared by all threads: tiles are values and are never written to. What
draws nothing counts too: its layer is kept."""

_LARGE, _LONG = 2, 1
"""Boxes of more than this many squares of the slide's height, and texts in boxes of more than that,
are painted only around the slide."""
_STEP = 4
"""Parts of the slide's height in which the slide's place on such a layer is counted: moving it by
less repaints nothing."""


def paint(layer: AnyLayer, ctx: Context) -> Tile | None:
    """The tile of the resolved ``layer`` with its shadow, from the cache if it was painted before.
    ``ctx.clip`` is where the slide lies; a layer is painted whole all the same, so that moving it
    repaints nothing, unless its box is many times larger than the slide."""
    return _tile(layer, ctx, keep=True)


def paint_once(layer: AnyLayer, ctx: Context) -> Tile | None:
    """:func:`paint` for exports, which draw each slide once: what is there already is used, and
    nothing more is kept."""
    return _tile(layer, ctx, keep=False)


def painted(layer: AnyLayer, ctx: Context) -> bool:
    """Whether :func:`paint` has the resolved ``layer`` already."""
    return _key(_plain(layer), ctx) in TILES


def known(layer: AnyLayer, ctx: Context) -> Tile | None:
    """What :func:`paint` gives if it was painted before and is still there."""
    return TILES.known(_key(_plain(layer), ctx))


def _tile(layer: AnyLayer, ctx: Context, *, keep: bool) -> Tile | None:
    plain = _plain(layer)
    key = _key(plain, ctx)

    def fresh() -> Tile | None:
        tile = _painted(plain, ctx)
        if _key(plain, ctx) != key:
            raise StoryError("media-lost", "A picture was found damaged.")
        return tile

    try:
        return TILES.get(key, fresh, keep=keep)
    except StoryError:
        if _key(plain, ctx) == key:
            raise
    # A picture is found damaged, hence missing, only when it is read.
    return _tile(layer, ctx, keep=keep)


def _plain(layer: AnyLayer) -> AnyLayer:
    """``layer`` without what changes no pixel of its tile."""
    return structs.replace(
        layer, id="_", name=None, x=0, y=0, rotation=0, opacity=1, blend="normal", locked=False
    )


def _key(plain: AnyLayer, ctx: Context) -> Hashable:
    there = tuple(ref in ctx.media for ref in _refs(plain))
    clip = _clip(plain, ctx)
    return (plain, ctx.matrix, ctx.scale, clip, ctx.language, ctx.book.revision, there)


def forget() -> None:
    """Drop all finished tiles and decoded pictures: the next slide is drawn from nothing."""
    TILES.clear()
    pictures.forget()
    shadows.forget()
    text_lines.forget()
    text_mixing.forget()
    text_rules.forget()
    text_ink.forget()
    color_glyphs.forget()


@functools.lru_cache(maxsize=4096)
def _refs(layer: AnyLayer) -> tuple[str, ...]:
    return media_refs(layer)


def _painted(layer: AnyLayer, ctx: Context) -> Tile | None:
    draw = PAINTERS[type(layer)]
    tile: Tile | None = draw(layer, ctx.at(ctx.matrix, reach(layer, ctx)))
    if layer.shadow is None or tile is None:
        return tile
    return shadows.shadowed(tile, layer.shadow, ctx.matrix, _clip(layer, ctx), keep=ctx.keep)


def reach(layer: AnyLayer, ctx: Context) -> Bounds | None:
    """Where ``layer`` itself is drawn so that its shadow is right too; None: everywhere."""
    clip, shadow = _clip(layer, ctx), layer.shadow
    if clip is None or shadow is None:
        return clip
    far = (shadow.blur * 1.5 + math.hypot(shadow.dx, shadow.dy)) * ctx.matrix.unit
    return clip.grown(math.ceil(far))


def _clip(layer: AnyLayer, ctx: Context) -> Bounds | None:
    """What of a layer is painted: its box and a slide's size around it; of giant ones, the slide
    and a quarter to half its size around it."""
    if ctx.clip is None:
        return None
    longer = max(ctx.clip.size)
    unit = ctx.matrix.unit
    most = _LONG if isinstance(layer, TextLayer) else _LARGE
    if layer.width * layer.height * unit * unit > most * longer * longer:
        step = max(longer // _STEP, 1)
        left, top, right, bottom = ctx.clip
        return Bounds(
            (left // step - 1) * step,
            (top // step - 1) * step,
            (-(-right // step) + 1) * step,
            (-(-bottom // step) + 1) * step,
        )
    x, y = ctx.matrix.apply(layer.width / 2, layer.height / 2)
    reach = math.hypot(layer.width, layer.height) / 2 * unit + longer
    return Bounds(int(x - reach), int(y - reach), int(x + reach), int(y + reach))
