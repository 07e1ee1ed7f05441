"""Colours of the document as Qt draws them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document import resolve
from storycomposer.document.deck import Brand
from storycomposer.document.style import Stop

ROLES = ("primary", "accent", "ink", "paper")


def qcolor(value: str, brand: Brand) -> QColor:
    """A colour of the document, roles looked up."""
    said = resolve.color(value, brand).removeprefix("#")
    red, green, blue = (int(said[at : at + 2], 16) for at in (0, 2, 4))
    return QColor(red, green, blue, int(said[6:8], 16) if len(said) == 8 else 255)


def stop_color(stop: Stop, brand: Brand) -> QColor:
    """A gradient's colour at one of its stops, with what opacity it has there."""
    color = qcolor(stop.color, brand)
    color.setAlphaF(color.alphaF() * stop.opacity)
    return color


def literal(color: QColor) -> str:
    """``#RRGGBB``, or ``#RRGGBBAA`` where it is not opaque."""
    said = f"#{color.red():02X}{color.green():02X}{color.blue():02X}"
    return said if color.alpha() == 255 else f"{said}{color.alpha():02X}"


def roles(brand: Brand) -> tuple[str, ...]:
    """What the brand offers, as values of a colour field."""
    more = (f"palette{index + 1}" for index in range(len(brand.palette)))
    return tuple(f"brand:{role}" for role in (*ROLES, *more))


def name(value: str) -> str:
    """What a colour is called."""
    names = {
        "brand:primary": t("brand.primary", "Primary"),
        "brand:accent": t("brand.accent", "Accent"),
        "brand:ink": t("brand.ink", "Ink"),
        "brand:paper": t("brand.paper", "Paper"),
    }
    if value.startswith("brand:palette"):
        return t("brand.palette", "Palette {number}", number=value.removeprefix("brand:palette"))
    return names.get(value, value[:7].upper())


def draw_swatch(
    painter: QPainter, box: QRectF, color: QColor | None, radius: float = 5, ring: str = ""
) -> None:
    """A rounded sample of a colour, over squares where it is clear; a stroke through it for no
    colour. ``ring`` is the colour of a ring around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.setClipPath(path)
    if color is None:
        painter.fillRect(box, QColor(tokens().field))
        painter.setPen(QPen(QColor(tokens().danger), 1.5))
        painter.drawLine(box.bottomLeft(), box.topRight())
    else:
        if color.alpha() < 255:
            painter.fillRect(box, squares())
        painter.fillRect(box, color)
    painter.setClipping(False)
    edge = QColor(tokens().text)
    edge.setAlpha(48)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if ring:
        painter.setPen(QPen(QColor(ring), 2))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
    painter.restore()


def squares() -> QBrush:
    """The pattern that stands for clear."""
    tile = QPixmap(12, 12)
    tile.fill(QColor("#FFFFFF"))
    painter = QPainter(tile)
    painter.fillRect(0, 0, 6, 6, QColor("#D4D4DC"))
    painter.fillRect(6, 6, 6, 6, QColor("#D4D4DC"))
    painter.end()
    return QBrush(tile)
