"""Where two tiles of one layer look different: what a change of the layer has to draw again."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PIL import Image, ImageChops

from storycomposer.render.context import Bounds, Tile

_NOWHERE = Bounds(0, 0, 0, 0)


def differing(one: Tile, other: Tile) -> Bounds:
    """A rectangle around all output pixels, counted from the anchor, in which ``one`` and ``other``
    look different; an empty one where there are none."""
    if one.image is other.image and one.bounds == other.bounds:
        return _NOWHERE
    if other.mended is not None and other.mended.of() is one.image:
        return other.mended.where
    shared = one.bounds.meet(other.bounds)
    if shared.empty or one.image.mode != other.image.mode:
        return one.bounds.join(other.bounds)
    first, second = (
        tile.image if tile.bounds == shared else tile.image.crop(_within(tile, shared))
        for tile in (one, other)
    )
    box = differences(first, second)
    found = [Bounds(*box).moved(shared.left, shared.top)] if box else []
    found += [*_beyond(one, shared), *_beyond(other, shared)]
    return functools.reduce(Bounds.join, found) if found else _NOWHERE


def differences(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around all pixels in which two pictures of one size and mode differ, None of none."""
    return ImageChops.difference(one, other).getbbox(alpha_only=False)


def repainted(
    last: Tile, extent: Bounds, blank: tuple[int, ...] | int, pieces: Sequence[Tile]
) -> tuple[Image.Image, Bounds]:
    """The picture of ``extent`` that has the pixels of ``last``, where it has any, and else is
    ``blank``, with ``pieces`` in their places; and a rectangle around all pixels in which it looks
    otherwise than ``last``. All count from the anchor."""
    shared = last.bounds.meet(extent)
    if extent == last.bounds:
        image = last.image.copy()
    else:
        image = Image.new(last.image.mode, extent.size, blank)
        kept = last.image.crop(_within(last, shared))
        image.paste(kept, shared.moved(-extent.left, -extent.top))
    found = _beyond(last, shared)
    for piece in pieces:
        there = piece.bounds.moved(-extent.left, -extent.top)
        box = differences(piece.image, image.crop(there))
        if box:
            found.append(Bounds(*box).moved(piece.left, piece.top))
            image.paste(piece.image, there)
    return image, functools.reduce(Bounds.join, found) if found else _NOWHERE


def _beyond(tile: Tile, shared: Bounds) -> list[Bounds]:
    """Where ``tile`` has ink outside ``shared``: above, below, left and right of it."""
    left, top, right, bottom = tile.bounds
    sides = (
        Bounds(left, top, right, shared.top),
        Bounds(left, shared.bottom, right, bottom),
        Bounds(left, shared.top, shared.left, shared.bottom),
        Bounds(shared.right, shared.top, right, shared.bottom),
    )
    found = []
    for side in sides:
        if side.empty:
            continue
        opaque = tile.image.mode == "RGB"
        ink = (0, 0, *side.size) if opaque else tile.image.crop(_within(tile, side)).getbbox()
        if ink:
            found.append(Bounds(*ink).moved(side.left, side.top))
    return found


def _within(tile: Tile, part: Bounds) -> Bounds:
    """``part``, counted from the tile's own corner."""
    return part.moved(-tile.left, -tile.top)
