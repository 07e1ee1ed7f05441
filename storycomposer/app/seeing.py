"""What can be seen on the slide as it is: colours for new layers that stand out from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage

from storycomposer.document.deck import Brand
from storycomposer.document.geometry import Box
from storycomposer.document.resolve import color as resolved

_SIDE = 8
_ENOUGH = 1.6
"""Contrast from which a large form is told from its ground at a glance."""
_READ = 4.5
"""Contrast from which words are read (WCAG 2.2, 1.4.3)."""
_ALMOST = 0.9
"""The part of the ground on which a colour has to be seen."""

Ground = Sequence[QColor]
"""The colours that something stands on, spot by spot."""


def ground(image: QImage, box: Box) -> Ground:
    """The colours of that part of the slide's picture in 64 spots; white outside."""
    part = QRect(int(box.x), int(box.y), int(box.width), int(box.height)).intersected(image.rect())
    if part.isEmpty():
        return (QColor("#FFFFFF"),)
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.copy(part).scaled(_SIDE, _SIDE, mode=smooth)
    return tuple(QColor(small.pixel(x, y)) for x in range(_SIDE) for y in range(_SIDE))


def standing_out(wanted: str, brand: Brand, on: Ground) -> str:
    """The colour ``wanted``, or the first of the brand's that is seen nearly everywhere on ``on``,
    or else the one that is seen on most of it."""
    colors = (wanted, "brand:accent", "brand:paper", "brand:ink")
    seen = {one: _seen(one, brand, on, _ENOUGH) for one in colors}
    return next(
        (one for one in colors if seen[one][0] >= _ALMOST), max(colors, key=seen.__getitem__)
    )


def words(brand: Brand, on: Ground) -> str:
    """The brand's ink or paper, whichever is read on more of ``on``."""
    return max(("brand:ink", "brand:paper"), key=lambda one: _seen(one, brand, on, _READ))


def contrast(one: QColor, other: QColor) -> float:
    """Contrast of two colours (WCAG 2.2, "contrast ratio")."""
    a, b = sorted((_luminance(one), _luminance(other)))
    return (b + 0.05) / (a + 0.05)


def _seen(color: str, brand: Brand, on: Ground, enough: float) -> tuple[float, float]:
    """On what part of ``on`` the colour has ``enough`` contrast, and its mean contrast."""
    drawn = QColor(resolved(color, brand)[:7])
    ratios = [contrast(drawn, spot) for spot in on]
    return sum(ratio >= enough for ratio in ratios) / len(ratios), sum(ratios) / len(ratios)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
