"""The shapes that can be drawn: what they are called, and how each begins."""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.app.words import t
from storycomposer.document.geometry import Box
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.shapes import (
    Bubble,
    Ellipse,
    Line,
    Polygon,
    Rectangle,
    ShapeForm,
    Star,
)
from storycomposer.document.style import Solid, Stroke

_STROKE = 12.0


class Kind(NamedTuple):
    """A shape with its English name, icon, form, and the size it has until somebody says."""

    id: str
    name: str
    icon: str
    form: ShapeForm
    width: float
    height: float

    @property
    def said(self) -> str:
        """Its name in the language in use."""
        return t(f"shape.{self.id}", self.name)

    @property
    def level(self) -> bool:
        """A line, which has a length and a direction instead of a box."""
        return isinstance(self.form, Line)


KINDS = {
    kind.id: kind
    for kind in (
        Kind("rectangle", "Rectangle", "square", Rectangle(), 400, 400),
        Kind("ellipse", "Ellipse", "circle", Ellipse(), 400, 400),
        Kind("line", "Line", "minus", Line(), 480, 24),
        Kind("arrow", "Arrow", "arrow-right", Line(end="arrow"), 480, 96),
        Kind("polygon", "Polygon", "hexagon", Polygon(), 400, 400),
        Kind("star", "Star", "star", Star(), 400, 400),
        Kind("bubble", "Speech bubble", "message-square", Bubble(), 560, 360),
    )
}
"""By id, in the order they are offered."""


def shape(kind: Kind, box: Box, color: str, rotation: float = 0) -> ShapeLayer:
    """The layer that draws ``kind`` in ``box``, which is at least one pixel large, in ``color``."""
    fill = None if kind.level else Solid(color=color)
    stroke = Stroke(color=color, width=_STROKE) if kind.level else None
    return ShapeLayer(
        id="shape",
        x=box.x,
        y=box.y,
        width=max(1.0, box.width),
        height=max(1.0, box.height),
        rotation=rotation,
        shape=kind.form,
        fill=fill,
        stroke=stroke,
    )
