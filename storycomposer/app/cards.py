"""The ground of what floats above the window: round corners, a thin edge, a soft shadow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from storycomposer.app.theme import tokens

_DROP = 4
"""Points that the shadow lies lower than the card."""


def paint_card(
    painter: QPainter, box: QRect, radius: float, shadow: int = 0, *, stark: bool = False
) -> None:
    """Paint the ground of a card over ``box``. The shadow reaches ``shadow`` points around it, and
    fades as the square of the distance. With ``stark`` the edge alone tells the card from what
    lies below."""
    look = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    deepest = 110 if look.dark else 30
    for grown in range(shadow - _DROP, 0, -1):
        # Each ring lies on all the larger ones: together they make the curve.
        share = 2 * (shadow - _DROP - grown + 1) / max(1, shadow - _DROP) ** 2
        painter.setBrush(QColor(10, 10, 30, max(1, round(deepest * share))))
        larger = QRectF(box).adjusted(-grown, -grown + _DROP, grown, grown + _DROP)
        painter.drawRoundedRect(larger, radius + grown, radius + grown)
    edge = QColor(look.text if stark else look.line)
    if stark:
        edge.setAlpha(80)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QColor(look.panel))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
