"""What can be seen on the slide as it is: colours for new layers that stand out from it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from storycomposer.document.deck import Brand
from storycomposer.document.geometry import Box
from storycomposer.document.resolve import color as resolved

_ENOUGH = 1.6
"""Contrast from which a large form is told from its ground at a glance."""


def ground(image: QImage, box: Box) -> QColor:
    """The mean colour of that part of the slide's picture; white outside."""
    part = QRect(int(box.x), int(box.y), int(box.width), int(box.height)).intersected(image.rect())
    if part.isEmpty():
        return QColor("#FFFFFF")
    small = image.copy(part).scaled(8, 8)
    points = [QColor(small.pixel(x, y)) for x in range(8) for y in range(8)]
    sums = (
        sum(getter(one) for one in points) for getter in (QColor.red, QColor.green, QColor.blue)
    )
    return QColor(*(round(total / len(points)) for total in sums))


def standing_out(wanted: str, brand: Brand, on: QColor) -> str:
    """The colour ``wanted``, or the first of the brand's that is seen better on ``on``."""
    return _first((wanted, "brand:accent", "brand:paper", "brand:ink"), brand, on, _ENOUGH)


def words(brand: Brand, on: QColor) -> str:
    """The brand's ink or paper, whichever is read better on ``on``."""
    return _first(("brand:ink", "brand:paper"), brand, on, 21)


def contrast(one: QColor, other: QColor) -> float:
    """Contrast of two colours (WCAG 2.2, "contrast ratio")."""
    a, b = sorted((_luminance(one), _luminance(other)))
    return (b + 0.05) / (a + 0.05)


def _first(colors: Iterable[str], brand: Brand, on: QColor, enough: float) -> str:
    ranked = [(contrast(QColor(resolved(one, brand)[:7]), on), one) for one in colors]
    return next((one for ratio, one in ranked if ratio >= enough), max(ranked)[1])


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
