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
from storycomposer.render.differing import differing, repainted
from storycomposer.render.effects import blurred, reached


class _Cast(NamedTuple):
    """How a shadow falls: onto ``whole`` from ink in the rectangle ``ink``, both counted from the
    anchor, which it is moved away from ``by``."""

    whole: Bounds
    ink: Bounds
    by: tuple[int, int]
    sigma: float
    color: str


class _Done(NamedTuple):
    """A shadow that was cast: the ink it fell from, its mask, and both together."""

    cast: _Cast
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
    cast = _Cast(extent, tile.bounds, (dx, dy), sigma, shadow.color)
    # Blocks of a blur are counted from the top left: what lies elsewhere is another.
    key = extent[:2], tile.bounds[:2], cast[2:], tile.image.mode
    last = _LAST.known(key)
    if last:
        done, where = _again(last, tile, cast)
        mended = Mended(weakref.ref(last.image), where) if done is not last else None
    else:
        done, mended = _new(tile.image, cast), None
    if keep:
        _LAST.put(key, done)
    return Tile(done.image, extent.left, extent.top, mended)


def _new(ink: Image.Image, cast: _Cast) -> _Done:
    soft = _soft(ink, cast, cast.whole)
    return _Done(cast, ink, soft, _laid(ink, cast, soft, cast.whole))


def _again(last: _Done, tile: Tile, cast: _Cast) -> tuple[_Done, Bounds]:
    """``last`` where its ink is another now, or its edges lie elsewhere, cast anew; and where it
    looks otherwise than before."""
    before = Tile(last.ink, *last.cast.ink[:2])
    changed, whole = differing(before, tile), cast.whole
    if changed.empty and last.cast == cast:
        return last, changed
    soft = Image.new("L", whole.size)
    soft.paste(last.soft)
    parts = [changed.meet(whole)]
    for part in _stale(changed, last.cast.whole, cast):
        # A blur counts its blocks from its picture's corner.
        at = part.moved(-whole.left, -whole.top)
        inner, outer = reached(at, cast.sigma, Bounds(0, 0, *whole.size))
        made = _soft(tile.image, cast, outer.moved(whole.left, whole.top))
        soft.paste(made.crop(inner.moved(-outer.left, -outer.top)), inner[:2])
        parts.append(inner.moved(whole.left, whole.top))
    pieces = []
    for part in parts:
        if not part.empty:
            mask = soft.crop(part.moved(-whole.left, -whole.top))
            pieces.append(Tile(_laid(tile.image, cast, mask, part), part.left, part.top))
    blank = (*paint.color(cast.color)[:3], 0)
    old = Tile(last.image, *last.cast.whole[:2])
    image, where = repainted(old, whole, blank, pieces)
    return _Done(cast, tile.image, soft, image), where


def _stale(changed: Bounds, old: Bounds, cast: _Cast) -> list[Bounds]:
    """Where the mask of a shadow that fell onto ``old`` is another after its ink ``changed``:
    there, and from the nearer of two edges on that lie elsewhere now."""
    new = cast.whole
    fallen = changed.moved(*cast.by).meet(new)
    found = [] if changed.empty or fallen.empty else [fallen]
    if old.right != new.right:
        found.append(new._replace(left=min(old.right, new.right)))
    if old.bottom != new.bottom:
        found.append(new._replace(top=min(old.bottom, new.bottom)))
    return found


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
