"""A brand's colours, as its logo has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from storycomposer.app.inputs.colors import literal
from storycomposer.app.seeing import contrast
from storycomposer.document.deck import Brand

_SIDE = 64
_BINS = 24
_APART = 3
"""Of 24 steps around the circle of hues: 45°, below which two colours look like one."""
_READ = 4.5
_LEAST = 0.02
"""Of the logo's pixels: less is an edge or a speck."""


def colors_of(logo: QImage, brand: Brand) -> dict[str, str]:
    """The brand's ``primary``, and ``accent`` if there is a second hue, from the picture of a logo;
    empty for a logo without hues. The primary is dark enough for words in the brand's paper."""
    hues = _hues(logo)
    if not hues:
        return {}
    first = max(hues, key=lambda hue: hues[hue][0])
    found = {"primary": literal(_readable(hues[first][1], QColor(brand.paper[:7])))}
    others = [hue for hue in hues if _APART <= abs(hue - first) <= _BINS - _APART]
    if others:
        second = max(others, key=lambda hue: hues[hue][0])
        found["accent"] = literal(hues[second][1])
    return found


def _hues(logo: QImage) -> dict[int, tuple[float, QColor]]:
    """How much there is of each hue, and the colour that it is mostly seen as."""
    small = logo.convertToFormat(QImage.Format.Format_ARGB32).scaled(
        _SIDE, _SIDE, mode=Qt.TransformationMode.SmoothTransformation
    )
    places = ((x, y) for y in range(small.height()) for x in range(small.width()))
    every = [small.pixelColor(x, y) for x, y in places]
    seen = [color for color in every if color.alphaF() > 0.5]
    bins: dict[int, list[QColor]] = {}
    for color in seen:
        if color.hsvSaturationF() > 0.25 and color.valueF() > 0.15:
            bins.setdefault(int(color.hsvHueF() * _BINS) % _BINS, []).append(color)
    return {
        hue: (sum(color.hsvSaturationF() for color in colors), _middle(colors))
        for hue, colors in bins.items()
        if len(colors) >= _LEAST * len(seen)
    }


def _middle(colors: list[QColor]) -> QColor:
    """The one in the middle by strength: edges are mixed with their ground."""
    ranked = sorted(colors, key=lambda color: color.hsvSaturationF() * color.valueF())
    return QColor.fromRgb(ranked[len(ranked) * 2 // 3].rgb())


def _readable(color: QColor, paper: QColor) -> QColor:
    """The colour, darker until words in light ``paper`` are read on it."""
    while paper.lightnessF() > 0.5 and contrast(color, paper) < _READ and color.valueF() > 0.05:
        color = QColor.fromHsvF(
            max(0.0, color.hsvHueF()), color.hsvSaturationF(), color.valueF() - 0.02
        )
    return color
