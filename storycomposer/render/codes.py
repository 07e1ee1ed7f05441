"""Where the codes of a slide lie in its finished picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer
from storycomposer.links.symbol import Symbol
from storycomposer.render import code, link
from storycomposer.render.context import Context
from storycomposer.render.group import inside

Point = tuple[float, float]


class Code(NamedTuple):
    """A code that is drawn on a slide, by the link layer of id ``layer``. ``corners`` are output
    pixels: top left, top right, bottom right and bottom left of the symbol without its quiet zone,
    as the symbol counts them. ``module`` is the side of one module in output pixels, ``side`` that
    of the clear square it lies in, quiet zone included, ``rotation`` degrees clockwise with all
    groups around it."""

    layer: str
    payload: str
    corners: tuple[Point, Point, Point, Point]
    module: float
    side: float
    rotation: float
    symbol: Symbol


def found(layers: Sequence[AnyLayer], ctx: Context, at: Point = (0, 0)) -> Iterator[Code]:
    """The codes of the resolved ``layers`` that are visible, bottom to top, groups' too. ``at`` is
    the output pixel from which ``ctx`` counts."""
    for layer in layers:
        if not layer.visible or layer.opacity == 0:
            continue
        inner, (x, y) = inside(layer, ctx)
        anchor = at[0] + x, at[1] + y
        if isinstance(layer, GroupLayer):
            yield from found(layer.layers, inner, anchor)
        elif isinstance(layer, LinkLayer):
            one = _located(layer, inner, anchor)
            if one:
                yield one


def _located(layer: LinkLayer, ctx: Context, at: Point) -> Code | None:
    placed = link.placed(layer, ctx.language)
    if placed is None:
        return None
    left, top, module = code.grid(placed.symbol, placed.box, ctx.matrix)
    right, bottom = left + module * placed.symbol.side, top + module * placed.symbol.side
    points = [
        ctx.matrix.apply(x, y)
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    a, b, c, d = ((x + at[0], y + at[1]) for x, y in points)
    turned = math.degrees(math.atan2(ctx.matrix.yx, ctx.matrix.xx))
    size, side = (length * ctx.matrix.unit for length in (module, placed.box.width))
    return Code(layer.id, placed.payload, (a, b, c, d), size, side, turned, placed.symbol)
