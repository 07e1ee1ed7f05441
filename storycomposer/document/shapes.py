"""The forms that a shape layer draws and that a picture can be cut to. Each fills its box."""

from __future__ import annotations

from typing import Annotated, Literal

from storycomposer.document.fields import field, number, text
from storycomposer.document.style import Value

Head = Annotated[
    Literal["none", "arrow", "triangle", "circle", "bar"],
    field("Head", "What stands at the line's end.", more=True),
]
Rounding = Annotated[
    float, number(0, 2000, "Radius", "Rounding of the corners.", group="Shape", unit="px")
]


class Rectangle(Value, frozen=True, kw_only=True, tag_field="type", tag="rectangle"):
    """A rectangle; a radius of half its height makes it a pill."""

    radius: Rounding = 0


class Ellipse(Value, frozen=True, kw_only=True, tag_field="type", tag="ellipse"):
    """An ellipse that touches the box's four sides."""


class Line(Value, frozen=True, kw_only=True, tag_field="type", tag="line"):
    """A level line through the middle of the box, as long as the box is wide, drawn by the
    layer's stroke; rotation gives it its direction."""

    start: Head = "none"
    end: Head = "none"


class Polygon(Value, frozen=True, kw_only=True, tag_field="type", tag="polygon"):
    """A regular polygon with a corner at the top, stretched to the box."""

    sides: Annotated[int, number(3, 60, "Sides", "How many.", group="Shape")] = 6
    radius: Rounding = 0


class Star(Value, frozen=True, kw_only=True, tag_field="type", tag="star"):
    """A star with a point at the top, stretched to the box."""

    points: Annotated[int, number(3, 60, "Points", "How many.", group="Shape")] = 5
    inner: Annotated[
        float,
        number(0.05, 1, "Depth", "Inner radius as share of the outer.", group="Shape", step=0.01),
    ] = 0.5
    radius: Rounding = 0


class Bubble(Value, frozen=True, kw_only=True, tag_field="type", tag="bubble"):
    """A speech bubble: a rounded rectangle whose tail takes ``tail`` of the box's height at the
    bottom and points to ``at`` of its width."""

    radius: Rounding = 48
    tail: Annotated[
        float, number(0, 0.5, "Tail", "Share of the height.", group="Shape", step=0.01)
    ] = 0.2
    at: Annotated[float, number(0, 1, "Tail at", "0 left, 1 right.", group="Shape", step=0.01)] = (
        0.2
    )


class Path(Value, frozen=True, kw_only=True, tag_field="type", tag="path"):
    """An SVG path (SVG 1.1 §8.3), its view box ``width`` × ``height`` stretched to the layer's
    box. As SVG asks, a path with a mistake is drawn up to the mistake."""

    d: Annotated[
        str,
        text(
            "Path",
            "SVG path data.",
            longest=50000,
            pattern=r"^[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]*$",
            allowed="SVG path data",
            group="Shape",
            more=True,
        ),
    ]
    width: Annotated[float, number(0.001, 100000, "View width", "Of the path's own units.")] = 24
    height: Annotated[float, number(0.001, 100000, "View height", "Of the path's own units.")] = 24


ShapeForm = Rectangle | Ellipse | Line | Polygon | Star | Bubble | Path
