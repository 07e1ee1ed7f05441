"""Colours of pictures: adjustments, duotone and the six named looks.

Brightness and contrast are curves and are exact; everything that mixes channels is one table of
33 × 33 × 33 colours, interpolated between, whatever it is made of.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from storycomposer.document.layers import ImageLayer
from storycomposer.render import paint

Rgb = NDArray[np.float64]
"""Colours from 0 to 1 in gamma sRGB, the last axis red, green, blue."""

_SIDE = 33
_LUMA = np.array([0.2126, 0.7152, 0.0722])


class Look(NamedTuple):
    """What changes a picture's channels together."""

    filter: str
    amount: float
    saturation: float
    temperature: float
    greyscale: bool
    duotone: tuple[str, str] | None


NEUTRAL = Look("none", 0, 1, 0, False, None)


def adjusted(picture: Image.Image, layer: ImageLayer) -> Image.Image:
    """``picture`` (RGB or RGBA) in the colours that ``layer`` asks for."""
    two = layer.duotone
    named = layer.filter != "none" and layer.filter_amount > 0
    look = Look(
        layer.filter if named else "none",
        layer.filter_amount if named else 0,
        layer.saturation,
        layer.temperature,
        layer.greyscale,
        (two.dark, two.light) if two else None,
    )
    out = picture.convert("RGB") if picture.mode != "RGB" else picture
    if (layer.brightness, layer.contrast) != (1, 1):
        out = out.point(_curve(layer.brightness, layer.contrast) * 3)
    if look != NEUTRAL:
        out = out.filter(_table(look))
    if picture.mode == "RGBA" and out is not picture:
        out.putalpha(picture.getchannel("A"))
    return out


def _curve(brightness: float, contrast: float) -> list[int]:
    """Brightness multiplies, contrast turns about the middle grey (CSS Filter Effects §7)."""
    levels = np.arange(256) / 255 * brightness
    levels = (levels - 0.5) * contrast + 0.5
    return [int(v) for v in np.clip(levels * 255 + 0.5, 0, 255)]


@functools.lru_cache(maxsize=32)
def _table(look: Look) -> ImageFilter.Color3DLUT:
    grid = np.linspace(0, 1, _SIDE)
    # Red runs fastest in the table.
    blue, green, red = np.meshgrid(grid, grid, grid, indexing="ij")
    colors = np.stack((red, green, blue), axis=-1)
    if look.filter != "none":
        made = np.clip(LOOKS[look.filter](colors), 0, 1)
        colors = colors + (made - colors) * look.amount
    colors = saturated(colors, look.saturation)
    colors = tempered(colors, look.temperature)
    if look.greyscale or look.duotone:
        colors = np.repeat((np.clip(colors, 0, 1) @ _LUMA)[..., None], 3, axis=-1)
    if look.duotone:
        dark, light = (np.array(paint.color(c)[:3]) / 255 for c in look.duotone)
        colors = dark + (light - dark) * colors
    return ImageFilter.Color3DLUT(_SIDE, np.clip(colors, 0, 1).astype(np.float32).reshape(-1, 3))


def saturated(colors: Rgb, amount: float) -> Rgb:
    """Farther from grey by ``amount``; 0 is grey, 1 changes nothing (CSS Filter Effects §7)."""
    grey = (colors @ _LUMA)[..., None]
    out: Rgb = grey + (colors - grey) * amount
    return out


def tempered(colors: Rgb, amount: float) -> Rgb:
    """Warmer towards 1, cooler towards −1, lightness kept."""
    if amount == 0:
        return colors
    gains = np.array([1 + 0.22 * amount, 1 + 0.03 * amount, 1 - 0.26 * amount])
    out = colors * gains
    before, after = (colors @ _LUMA)[..., None], (out @ _LUMA)[..., None]
    kept: Rgb = out * np.where(after > 1e-6, before / np.maximum(after, 1e-6), 1)
    return kept


def curved(colors: Rgb, amount: float) -> Rgb:
    """An S-curve: darker shadows and lighter lights, the ends and the middle where they are."""
    smooth = colors * colors * (3 - 2 * colors)
    out: Rgb = colors + (smooth - colors) * amount
    return out


def _toned(colors: Rgb, shadows: tuple[float, ...], lights: tuple[float, ...]) -> Rgb:
    """Tints added to the shadows and to the lights."""
    light = (colors @ _LUMA)[..., None]
    out: Rgb = colors + np.array(shadows) * (1 - light) ** 2 + np.array(lights) * light**2
    return out


def _lifted(colors: Rgb, black: float, white: float) -> Rgb:
    return black + colors * (white - black)


def _vivid(colors: Rgb) -> Rgb:
    # Dull colours gain more than those that are strong already, so skin and signs keep detail.
    strength = colors.max(axis=-1, keepdims=True) - colors.min(axis=-1, keepdims=True)
    grey = (colors @ _LUMA)[..., None]
    richer = grey + (colors - grey) * (1.45 - 0.3 * strength)
    return curved(np.clip(richer, 0, 1), 0.3)


def _warm(colors: Rgb) -> Rgb:
    golden = _toned(tempered(colors, 0.45), (0.025, 0.008, -0.01), (0.02, 0.01, -0.03))
    return curved(np.clip(saturated(golden, 1.06), 0, 1), 0.12)


def _cool(colors: Rgb) -> Rgb:
    crisp = _toned(tempered(colors, -0.42), (-0.01, 0.008, 0.035), (-0.01, 0.004, 0.015))
    return curved(np.clip(saturated(crisp, 0.96), 0, 1), 0.18)


def _fade(colors: Rgb) -> Rgb:
    soft = _lifted(saturated(colors, 0.72), 0.13, 0.95)
    return _toned(soft, (0.012, 0.01, 0.03), (0.015, 0.008, -0.012))


def _film(colors: Rgb) -> Rgb:
    deep = curved(np.clip(saturated(colors, 0.9), 0, 1), 0.4)
    split = _toned(deep, (-0.02, 0.018, 0.04), (0.045, 0.018, -0.035))
    return _lifted(split, 0.045, 0.985)


def _noir(colors: Rgb) -> Rgb:
    # More red than the eye's own mix: faces stand out, skies fall back.
    grey = (colors @ np.array([0.42, 0.46, 0.12]))[..., None]
    hard = curved(curved(grey, 0.7), 0.45)
    return np.repeat(_lifted(hard, 0.01, 1.0), 3, axis=-1)


LOOKS: dict[str, Callable[[Rgb], Rgb]] = {
    "vivid": _vivid,
    "warm": _warm,
    "cool": _cool,
    "fade": _fade,
    "film": _film,
    "noir": _noir,
}
