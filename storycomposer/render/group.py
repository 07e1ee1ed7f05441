"""Groups: their layers composed in isolation, painted through the group's own map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from storycomposer.document.layers import AnyLayer, GroupLayer
from storycomposer.render.blend import compose
from storycomposer.render.context import Bounds, Context, Tile, place


class Drawn(NamedTuple):
    """A painted layer, its anchor at pixel ``at``."""

    layer: AnyLayer
    tile: Tile
    at: tuple[int, int]

    @property
    def bounds(self) -> Bounds:
        """The pixels it covers."""
        return self.tile.bounds.moved(*self.at)

    def onto(self, picture: Image.Image, region: Bounds) -> None:
        """Draw it on the picture of ``region``, with its opacity and blend mode."""
        x, y = self.at
        layer = self.layer
        at = (x - region.left, y - region.top)
        compose(picture, self.tile, at, layer.opacity, layer.blend)


def draw(layer: GroupLayer, ctx: Context) -> Tile | None:
    """All visible layers of the group as one tile; None where there is nothing to see."""
    drawn = list(painted(layer.layers, ctx))
    if not drawn:
        return None
    around = drawn[0].bounds
    for one in drawn[1:]:
        around = around.join(one.bounds)
    around = around.meet(ctx.clip)
    if around.empty:
        return None
    picture = Image.new("RGBA", around.size)
    for one in drawn:
        one.onto(picture, around)
    return Tile(picture, around.left, around.top)


def painted(layers: Sequence[AnyLayer], ctx: Context) -> Iterator[Drawn]:
    """What is seen of ``layers`` in the surroundings that ``ctx.matrix`` maps, bottom to top."""
    for layer in layers:
        if layer.visible and layer.opacity > 0:
            inner, at = inside(layer, ctx)
            tile = ctx.paint(layer, inner)
            if tile:
                yield Drawn(layer, tile, at)


def inside(layer: AnyLayer, ctx: Context) -> tuple[Context, tuple[int, int]]:
    """The context that ``layer`` is painted in, and where its anchor lies."""
    matrix, at = place(layer, ctx.matrix)
    clip = ctx.clip.moved(-at[0], -at[1]) if ctx.clip else None
    return ctx.at(matrix, clip, layer.language), at
