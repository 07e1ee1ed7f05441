"""One picture over another: blend modes and compositing as CSS has them.

Source: W3C Compositing and Blending Level 1, §5.1 (source over) and §9.1 (separable blend modes):
co = cs·αs·(1 − αb) + cb·αb·(1 − αs) + αs·αb·B(cb, cs), with the backdrop's alpha αb.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storycomposer.render.context import Bounds, Tile

Channel = NDArray[np.float32]
_STRIP = 1 << 16
"""Pixels in one go: other threads wait while Pillow's alpha_composite runs."""


def _overlay(cb: Channel, cs: Channel) -> Channel:
    return np.where(cb <= 0.5, 2 * cb * cs, 1 - 2 * (1 - cb) * (1 - cs))


def _soft_light(cb: Channel, cs: Channel) -> Channel:
    lit = np.where(cb <= 0.25, ((16 * cb - 12) * cb + 4) * cb, np.sqrt(cb))
    return np.where(cs <= 0.5, cb - (1 - 2 * cs) * cb * (1 - cb), cb + (2 * cs - 1) * (lit - cb))


MODES: dict[str, Callable[[Channel, Channel], Channel]] = {
    "multiply": lambda cb, cs: cb * cs,
    "screen": lambda cb, cs: cb + cs - cb * cs,
    "overlay": _overlay,
    "soft-light": _soft_light,
    "darken": np.minimum,
    "lighten": np.maximum,
}
"""B(cb, cs) of each mode but normal, channels from 0 to 1."""


def compose(
    onto: Image.Image, tile: Tile, at: tuple[int, int], opacity: float = 1, mode: str = "normal"
) -> None:
    """Draw ``tile``, its anchor at pixel ``at``, onto the picture ``onto`` (RGB is opaque, RGBA has
    straight alpha), in place. What falls outside is left out."""
    place = tile.bounds.moved(*at)
    seen = place.meet(Bounds(0, 0, *onto.size))
    if seen.empty or opacity == 0:
        return
    source = tile.image
    if mode == "normal" and opacity == 1 and "RGB" in (onto.mode, source.mode):
        # Pasting clips by itself.
        onto.paste(source, place[:2], source if source.mode == "RGBA" else None)
        return
    if seen != place:
        source = source.crop(seen.moved(-place.left, -place.top))
    if mode != "normal":
        _blended(onto, source, seen, opacity, MODES[mode])
    elif onto.mode == "RGB":
        onto.paste(source, seen[:2], _mask(source, opacity))
    else:
        _over(onto, _faded(source, opacity), seen)


def _mask(source: Image.Image, opacity: float) -> Image.Image:
    if source.mode == "RGB":
        return Image.new("L", source.size, int(255 * opacity + 0.5))
    return source.getchannel("A").point(_fade(opacity))


@functools.lru_cache(maxsize=256)
def _fade(opacity: float) -> list[int]:
    return [int(level * opacity + 0.5) for level in range(256)]


def _faded(source: Image.Image, opacity: float) -> Image.Image:
    if opacity == 1:
        return source
    out = source.convert("RGBA")
    out.putalpha(_mask(source, opacity))
    return out


def _strips(size: tuple[int, int]) -> list[tuple[int, int]]:
    step = max(_STRIP // size[0], 1)
    return [(top, min(top + step, size[1])) for top in range(0, size[1], step)]


def _over(onto: Image.Image, source: Image.Image, seen: Bounds) -> None:
    for top, bottom in _strips(source.size):
        piece = source.crop((0, top, source.width, bottom))
        onto.alpha_composite(piece, (seen.left, seen.top + top))


def _blended(
    onto: Image.Image,
    source: Image.Image,
    seen: Bounds,
    opacity: float,
    mode: Callable[[Channel, Channel], Channel],
) -> None:
    for top, bottom in _strips(source.size):
        place = (seen.left, seen.top + top, seen.right, seen.top + bottom)
        cs, alpha = _split(source.crop((0, top, source.width, bottom)))
        mixed = _mix(*_split(onto.crop(place)), cs, alpha * np.float32(opacity), mode)
        onto.paste(Image.fromarray(mixed[:, :, : len(onto.getbands())]), place[:2])


def _split(picture: Image.Image) -> tuple[Channel, Channel]:
    """Colours and alpha of a picture, 0 to 1."""
    whole = np.asarray(picture, np.float32) / np.float32(255)
    if whole.shape[2] == 3:
        return whole, np.ones((*whole.shape[:2], 1), np.float32)
    return whole[:, :, :3], whole[:, :, 3:]


def _mix(
    cb: Channel, ab: Channel, cs: Channel, alpha: Channel, mode: Callable[..., Channel]
) -> NDArray[np.uint8]:
    """The formula at this module's head, as straight RGBA."""
    seen = alpha + ab - alpha * ab
    total = cs * alpha * (1 - ab) + cb * ab * (1 - alpha) + alpha * ab * mode(cb, cs)
    straight = total / np.maximum(seen, np.float32(1e-6))
    levels = np.dstack((straight, seen)) * np.float32(255) + np.float32(0.5)
    return levels.clip(0, 255).astype(np.uint8)
