"""About how long painting takes, so that the window knows what to leave to a thread."""

from __future__ import annotations

import math
from typing import TypeGuard

from msgspec import structs

from storycomposer.document.layers import AnyLayer, GroupLayer, ShapeLayer, TextLayer
from storycomposer.document.shapes import Path, Rectangle
from storycomposer.document.style import Solid
from storycomposer.render import group, painters, text
from storycomposer.render.context import Context, bounds_of

_SLOW = 100.0
"""A picture or a code."""
_EMOJI = 12
"""Letters that take as long as one with colours of its own."""


def effort(layer: AnyLayer, ctx: Context, before: AnyLayer | None = None) -> float:
    """About how many milliseconds ``painters.paint`` takes for the resolved ``layer`` on an
    ordinary machine; ``before`` is how it looked last, in the same place. What was painted before
    is only laid over what is below."""
    area = layer.width * layer.height * ctx.matrix.unit**2 / 1e6
    if painters.painted(layer, ctx):
        return 4 * area
    if isinstance(layer, GroupLayer):
        return 10 * area + sum(effort(one, group.inside(one, ctx)[0]) for one in layer.layers)
    shadow = 10 * area if layer.shadow is not None else 0.0
    if isinstance(layer, ShapeLayer):
        smooth = layer.fill is not None and not isinstance(layer.fill, Solid)
        drawn = len(layer.shape.d) / 100 if isinstance(layer.shape, Path) else 0.0
        # An edge is mixed with what it runs along.
        edge = 0.0 if layer.stroke is None else 200 if layer.fill or drawn else 60
        cut = 0.0 if isinstance(layer.shape, Rectangle) else 20.0
        return 2 + drawn + ((15 if smooth else 3) + edge + cut) * area + shadow
    if isinstance(layer, TextLayer):
        return _text(layer, ctx, before)
    return _SLOW


def _text(layer: TextLayer, ctx: Context, before: AnyLayer | None) -> float:
    clip = painters.reach(layer, ctx)
    box = bounds_of(ctx.matrix, 0, 0, layer.width, layer.height)
    area = math.prod(box.meet(clip).size) / 1e6
    edge = 50 * area if layer.stroke is not None or layer.glow is not None else 0.0
    shadow = 10 * area if layer.shadow is not None else 0.0
    letters = sum(len(run.text) for run in layer.text)
    if not _written(before, layer) or not painters.painted(before, ctx):
        return 2 + letters / 30 + edge + shadow
    # Lines that are known are put together with those that are drawn; and so are shadows.
    drawn = text.unknown(layer, ctx.at(ctx.matrix, clip))
    new = sum(len(part.glyphs) * (_EMOJI if part.face.color else 1) for part in drawn)
    return 2 + new / 30 + letters / 1000 + 2 * area + edge + shadow / 5


def _written(before: AnyLayer | None, layer: TextLayer) -> TypeGuard[TextLayer]:
    """Whether nothing but what is written differs, and the height that follows from it."""
    if not isinstance(before, TextLayer) or layer.rotation:
        return False
    return structs.replace(before, text=layer.text, height=layer.height) == layer
