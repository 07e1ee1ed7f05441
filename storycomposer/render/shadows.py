"""The shadow that any layer can have: its blurred copy behind it, in the shadow's colour.

A letter typed changes a line of a text and the shadow around it. What was cast last in the same
place is kept, and only what a change reaches is cast again: the pixels are those of casting all.
"""

from __future__ import annotations

import math
import weakref
from typing import NamedTuple

from PIL import Image

from storycomposer.cache import Cache
from storycomposer.document.style import Shadow
from storycomposer.render import paint
from storycomposer.render.blend import compose
from storycomposer.render.context import Bounds, Matrix, Mended, Tile
from storycomposer.render.differing import differing
from storycomposer.render.effects import blurred, reached


class _Cast(NamedTuple):
    """How a shadow falls: onto ``size`` pixels, from ink in the rectangle ``ink`` of them, which it
    is moved away from ``by``."""

    size: tuple[int, int]
    ink: Bounds
    by: tuple[int, int]
    sigma: float
    color: str


class _Done(NamedTuple):
    """A shadow that was cast: the ink it fell from, its mask, and both together."""

    ink: Image.Image
    soft: Image.Image
    image: Image.Image


_MB = 1024 * 1024
_LAST: Cache[_Done] = Cache(
    48 * _MB, lambda done: 4 * math.prod(done.ink.size) + 5 * math.prod(done.image.size), 40 * _MB
)


def forget() -> None:
    """Drop what was cast last: every shadow is cast anew."""
    _LAST.clear()


def shadowed(
    tile: Tile, shadow: Shadow, matrix: Matrix, clip: Bounds | None, *, keep: bool = True
) -> Tile:
    """``tile`` above its blurred copy in the shadow's colour. The offset turns with the layer; blur
    is twice the sigma. With ``keep`` it is what the next one in the same place is mended from."""
    dx, dy = (round(part) for part in matrix.vector(shadow.dx, shadow.dy))
    sigma = shadow.blur / 2 * matrix.unit
    # Beyond three sigma a Gaussian is under half a level.
    around = tile.bounds.grown(math.ceil(sigma * 3)).moved(dx, dy).meet(clip)
    extent = tile.bounds.join(around) if not around.empty else tile.bounds
    ink = tile.bounds.moved(-extent.left, -extent.top)
    cast = _Cast(extent.size, ink, (dx, dy), sigma, shadow.color)
    key = cast, tile.image.mode
    last = _LAST.known(key)
    changed = _changed(last, tile) if last else tile.bounds
    if last and changed.empty:
        return Tile(last.image, extent.left, extent.top)
    mended = None
    if last:
        box = changed.moved(-extent.left, -extent.top)
        done, where = _again(last, tile.image, cast, box)
        mended = Mended(weakref.ref(last.image), where.moved(extent.left, extent.top))
    else:
        done = _whole(tile.image, cast)
    if keep:
        _LAST.put(key, done)
    return Tile(done.image, extent.left, extent.top, mended)


def _changed(last: _Done, tile: Tile) -> Bounds:
    """Where ``tile`` looks otherwise than what cast the last shadow in its place."""
    return differing(Tile(last.ink, tile.left, tile.top), tile)


def _whole(ink: Image.Image, cast: _Cast) -> _Done:
    part = Bounds(0, 0, *cast.size)
    soft = _soft(ink, cast, part)
    return _Done(ink, soft, _laid(ink, cast, soft, part))


def _again(last: _Done, ink: Image.Image, cast: _Cast, changed: Bounds) -> tuple[_Done, Bounds]:
    """``last`` where its ink ``changed`` cast anew, and where it looks otherwise now."""
    whole = Bounds(0, 0, *cast.size)
    soft = last.soft
    fallen = changed.moved(*cast.by).meet(whole)
    if not fallen.empty:
        inner, outer = reached(fallen, cast.sigma, whole)
        made = _soft(ink, cast, outer).crop(inner.moved(-outer.left, -outer.top))
        soft = soft.copy()
        soft.paste(made, inner[:2])
        changed = changed.join(inner)
    image = last.image.copy()
    image.paste(_laid(ink, cast, soft.crop(changed), changed), changed[:2])
    return _Done(ink, soft, image), changed


def _soft(ink: Image.Image, cast: _Cast, part: Bounds) -> Image.Image:
    """``part`` of the mask, blurred by itself."""
    mask = Image.new("L", part.size)
    place = cast.ink.moved(*cast.by)
    seen = place.meet(part)
    if not seen.empty:
        piece = ink.crop(seen.moved(-place.left, -place.top))
        solid = piece.mode == "RGB"
        there = seen.moved(-part.left, -part.top)
        mask.paste(255 if solid else piece.getchannel("A"), there)
    return blurred(mask, cast.sigma)


def _laid(ink: Image.Image, cast: _Cast, soft: Image.Image, part: Bounds) -> Image.Image:
    """``part`` of the shadow, whose mask there is ``soft``, under the ink."""
    red, green, blue, alpha = paint.color(cast.color)
    out = Image.new("RGBA", part.size, (red, green, blue, 0))
    out.putalpha(
        soft if alpha == 255 else soft.point([level * alpha // 255 for level in range(256)])
    )
    compose(out, Tile(ink, cast.ink.left, cast.ink.top), (-part.left, -part.top))
    return out
