"""How far two colours stand apart in lightness (WCAG 2.2, "relative luminance" and "contrast
ratio"): readers of codes tell modules by it, and people letters."""

from __future__ import annotations

from collections.abc import Iterable

from storycomposer.document.style import Fill, Solid


def luminance(color: str) -> float:
    """Of ``#RRGGBB`` (alpha is not looked at), 0 black to 1 white."""
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def tenths(ratio: float) -> float:
    """A contrast as it is said, rounded down: 3.96 is not the 4.0 that is asked for."""
    return int(ratio * 10) / 10


def clearest(candidates: Iterable[str], ground: str) -> str:
    """The colour that stands out most from ``ground``."""
    return max(candidates, key=lambda color: ratio(color, ground))


def mixed(over: str, under: str, share: float) -> str:
    """``share`` of the colour ``over`` laid on ``under``."""
    pairs = ((int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def weakest(fill: Fill, ground: str) -> float:
    """The contrast of that part of ``fill`` that stands out least from ``ground``."""
    if isinstance(fill, Solid):
        return ratio(_seen(fill.color, 1, ground), ground)
    return min(ratio(_seen(stop.color, stop.opacity, ground), ground) for stop in fill.stops)


def _seen(color: str, opacity: float, ground: str) -> str:
    alpha = int(color[7:9] or "ff", 16) / 255
    return mixed(color, ground, alpha * opacity)


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)
