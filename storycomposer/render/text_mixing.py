"""Letters, lines and emoji put together into one picture; after a change, only where it shows.

What was put together last in the same place is kept. Every pixel comes from the masks and pictures
that touch it, in their order: where all of these are the same as before, so is the pixel.
"""

from __future__ import annotations

import functools
import math
import weakref
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops

from storycomposer.cache import Cache
from storycomposer.render import paint
from storycomposer.render.context import Bounds, Mended, Tile
from storycomposer.render.differing import repainted
from storycomposer.typography.glyphs import Mask


class Part(NamedTuple):
    """Coverage in one colour."""

    color: str
    mask: Mask


class Colored(NamedTuple):
    """An emoji (RGBA) and the output pixel of its top left."""

    image: Image.Image
    left: int
    top: int


class Recipe(NamedTuple):
    """What is put together: ``masks``, the coverage of all that is written, in one ``color`` or
    else (None) in those of ``parts``, later ones over earlier ones where both have ink; emoji
    above."""

    masks: tuple[Mask, ...]
    color: str | None
    parts: tuple[Part, ...]
    emoji: tuple[Colored, ...]

    @property
    def colors(self) -> frozenset[str | None]:
        """All colours of letters and lines."""
        return frozenset((self.color, *(part.color for part in self.parts)))


class Ink(NamedTuple):
    """Letters, lines and emoji: colours (RGBA), the silhouette as if all were opaque (L), the
    output pixel of their top left, and what they were mended from."""

    image: Image.Image
    silhouette: Image.Image
    left: int
    top: int
    mended: Mended | None = None


class _Last(NamedTuple):
    recipe: Recipe
    ink: Ink


_MB = 1024 * 1024
_LAST: Cache[_Last] = Cache(32 * _MB, lambda last: 6 * math.prod(last.ink.image.size), 24 * _MB)


def forget() -> None:
    """Drop what was put together last."""
    _LAST.clear()


def mixed(recipe: Recipe, *, keep: bool = True) -> Ink | None:
    """All of ``recipe`` as one picture, None of nothing; with ``keep`` it is what the next one with
    the same top left is mended from."""
    pieces: list[Mask | Colored] = [*recipe.masks, *recipe.emoji]
    if not pieces:
        return None
    extent = functools.reduce(Bounds.join, map(bounds, pieces))
    key = extent[:2], recipe.colors
    last = _LAST.known(key)
    changed = _changed(last.recipe, recipe) if last else None
    if last and changed:
        ink = _mended(last.ink, recipe, extent, changed.meet(extent))
    elif last and _place(last.ink) == extent:
        ink = last.ink
    else:
        ink = Ink(*_made(recipe, extent), extent.left, extent.top)
    if keep:
        _LAST.put(key, _Last(recipe, ink))
    return ink


def _place(ink: Ink) -> Bounds:
    return bounds(Mask(ink.image, ink.left, ink.top))


def bounds(piece: Mask | Colored) -> Bounds:
    """The pixels that ``piece`` covers."""
    width, height = piece.image.size
    return Bounds(piece.left, piece.top, piece.left + width, piece.top + height)


def _changed(old: Recipe, new: Recipe) -> Bounds | None:
    """Where ``new``, in the same colours, may look otherwise than ``old``; None where nowhere."""
    before, after = _pieces(old), _pieces(new)
    same = before.keys() & after.keys()
    ordered = [one for one in before if one in same] == [one for one in after if one in same]
    if not ordered:
        return functools.reduce(Bounds.join, (*before.values(), *after.values()))
    found = [at for key, at in (*before.items(), *after.items()) if key not in same]
    return functools.reduce(Bounds.join, found) if found else None


def _pieces(recipe: Recipe) -> dict[tuple[object, ...], Bounds]:
    """Every piece as what tells it from all others while it is held, with its place. The same
    piece twice counts as two."""
    every: list[tuple[str, Mask | Colored]] = [("mask", mask) for mask in recipe.masks]
    every += [*recipe.parts, *(("emoji", one) for one in recipe.emoji)]
    found: dict[tuple[object, ...], Bounds] = {}
    for kind, piece in every:
        key: tuple[object, ...] = (kind, id(piece.image), piece.left, piece.top)
        while key in found:
            key = (*key, "again")
        found[key] = bounds(piece)
    return found


def _mended(last: Ink, recipe: Recipe, extent: Bounds, changed: Bounds) -> Ink:
    image, silhouette = _made(recipe, changed) if not changed.empty else (None, None)
    rgb = paint.color(recipe.color)[:3] if recipe.color else (0, 0, 0)
    drawn = []
    for whole, part, blank in (
        (last.image, image, (*rgb, 0)),
        (last.silhouette, silhouette, 0),
    ):
        pieces = [Tile(part, changed.left, changed.top)] if part else []
        drawn.append(repainted(Tile(whole, last.left, last.top), extent, blank, pieces))
    where = [box for _, box in drawn if not box.empty]
    if not where and extent == _place(last):
        return last
    # Of a line most letters are where they were.
    seen = functools.reduce(Bounds.join, where) if where else Bounds(0, 0, 0, 0)
    mended = Mended(weakref.ref(last.image), seen)
    return Ink(drawn[0][0], drawn[1][0], extent.left, extent.top, mended)


def _made(recipe: Recipe, region: Bounds) -> tuple[Image.Image, Image.Image]:
    """The colours and the silhouette of ``region``."""
    image, silhouette = Image.new("RGBA", region.size), Image.new("L", region.size)
    if recipe.masks:
        letters = functools.reduce(Bounds.join, map(bounds, recipe.masks)).meet(region)
        if not letters.empty:
            whole = _joined(recipe.masks, letters)
            at = (letters.left - region.left, letters.top - region.top)
            image.paste(_tinted(whole, recipe, letters), at)
            silhouette.paste(whole, at)
    for one in recipe.emoji:
        seen = bounds(one).meet(region)
        if seen.empty:
            continue
        there = seen.moved(-region.left, -region.top)
        piece = one.image.crop(seen.moved(-one.left, -one.top))
        image.alpha_composite(piece, there[:2])
        both = ImageChops.screen(silhouette.crop(there), piece.getchannel("A"))
        silhouette.paste(both, there)
    return image, silhouette


def _joined(masks: Sequence[Mask], region: Bounds) -> Image.Image:
    """All ``masks`` in ``region``, the stronger coverage winning."""
    whole = Image.new("L", region.size)
    for mask in masks:
        seen = bounds(mask).meet(region)
        if not seen.empty:
            there = seen.moved(-region.left, -region.top)
            whole.paste(ImageChops.lighter(whole.crop(there), _piece(mask, seen)), there)
    return whole


def _piece(mask: Mask, seen: Bounds) -> Image.Image:
    whole = seen == bounds(mask)
    return mask.image if whole else mask.image.crop(seen.moved(-mask.left, -mask.top))


def _tinted(whole: Image.Image, recipe: Recipe, region: Bounds) -> Image.Image:
    """``whole``, the coverage in ``region``, in its colours."""
    if recipe.color is not None:
        red, green, blue, alpha = paint.color(recipe.color)
        image = Image.new("RGBA", whole.size, (red, green, blue, 0))
        image.putalpha(dimmed(whole, alpha))
        return image
    # Pasted over black, colours come out multiplied by how much of the pixel they took together.
    sums, taken, alphas = (Image.new(mode, whole.size) for mode in ("RGB", "L", "L"))
    for color, mask in recipe.parts:
        seen = bounds(mask).meet(region)
        if not seen.empty:
            *rgb, alpha = paint.color(color)
            place, piece = seen.moved(-region.left, -region.top), _piece(mask, seen)
            sums.paste(tuple(rgb), place, piece)
            taken.paste(255, place, piece)
            alphas.paste(alpha, place, piece)
    image = Image.merge("RGBa", (*sums.split(), taken)).convert("RGBA")
    image.putalpha(whole)
    if any(paint.color(part.color)[3] < 255 for part in recipe.parts):
        share = np.asarray(alphas, np.float32) / np.maximum(np.asarray(taken, np.float32), 1)
        levels = np.asarray(whole, np.float32) * share.clip(0, 1) + np.float32(0.5)
        image.putalpha(Image.fromarray(levels.astype(np.uint8)))
    return image


def dimmed(mask: Image.Image, alpha: int) -> Image.Image:
    """``mask`` at ``alpha`` of 255."""
    return mask if alpha == 255 else mask.point([(v * alpha + 127) // 255 for v in range(256)])
