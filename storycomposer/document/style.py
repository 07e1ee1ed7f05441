"""Colours, fonts and the small values that layers are dressed with."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from storycomposer.document.fields import field, number, text

Color = Annotated[
    str,
    text(
        "Colour",
        "#RRGGBB, #RRGGBBAA or a role of the brand.",
        longest=32,
        # (?!\n) because Python's $ also matches before a last line break.
        pattern=r"^(#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?"
        r"|brand:(primary|accent|ink|paper|palette([1-9]|1[0-2])))(?!\n)$",
        allowed="#RRGGBB, #RRGGBBAA or brand:primary, accent, ink, paper, palette1 … palette12",
        kind="color",
    ),
]
LiteralColor = Annotated[
    str,
    text(
        "Colour",
        "#RRGGBB or #RRGGBBAA.",
        longest=9,
        pattern=r"^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?(?!\n)$",
        allowed="#RRGGBB or #RRGGBBAA",
        kind="literal-color",
    ),
]
Font = Annotated[
    str,
    text(
        "Font",
        "A family name, or brand:heading or brand:body.",
        longest=100,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        allowed="a family name, brand:heading or brand:body",
        kind="font",
    ),
]
Family = Annotated[
    str,
    text(
        "Family",
        "A font's family name.",
        longest=100,
        pattern=r"^(?!brand:)[^\x00-\x1f\x7f]+$",
        allowed="a family name",
        kind="family",
    ),
]
Weight = Annotated[int, number(1, 1000, "Weight", "100 thin to 900 black.", group="Type", step=100)]
TypeSize = Annotated[
    float, number(1, 2000, "Size", "Type size: the em's side.", group="Type", unit="px")
]
Leading = Annotated[
    float,
    number(0.5, 4, "Leading", "Line pitch in type sizes.", group="Type", unit="×", step=0.05),
]
Tracking = Annotated[
    float,
    number(
        -500, 2000, "Tracking", "Added after each letter.", group="Type", unit="‰ em", more=True
    ),
]
Feature = Annotated[
    str,
    text(
        "Feature",
        "An OpenType feature such as ss01, -liga or cv05=2.",
        longest=12,
        pattern=r"^-?[A-Za-z0-9]{4}(=[0-9]{1,3})?(?!\n)$",
        allowed="an OpenType feature such as ss01, -liga or cv05=2",
    ),
]
Features = Annotated[tuple[Feature, ...], Meta(max_length=32, title="Features")]
Language = Annotated[
    str,
    text(
        "Language",
        "A BCP 47 tag: it decides line breaks, shaping and the form of Han characters.",
        longest=35,
        pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*(?!\n)$",
        allowed="a language tag such as en, pt-BR or zh-Hans",
        kind="language",
        more=True,
    ),
]
Share = Annotated[float, number(0, 1, "Share", "0 to 1.", step=0.01)]
Angle = Annotated[float, number(-360, 360, "Angle", "Degrees clockwise.", unit="°")]
Point01 = tuple[Share, Share]


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every value of the document is: frozen, named fields only, nothing unknown."""


class Stop(Value, frozen=True, kw_only=True):
    """One colour on a gradient's line."""

    at: Annotated[float, number(0, 1, "Position", "0 is the start, 1 the end.", step=0.01)]
    color: Color
    opacity: Annotated[float, number(0, 1, "Opacity", "0 is clear.", step=0.01)] = 1


Stops = Annotated[
    tuple[Stop, ...],
    Meta(min_length=2, max_length=16, title="Colours", description="Along the line, in order."),
]


class Solid(Value, frozen=True, kw_only=True, tag_field="type", tag="solid"):
    """One colour all over."""

    color: Color


class Linear(Value, frozen=True, kw_only=True, tag_field="type", tag="linear"):
    """Colours along a line through the centre; 0° points up, 90° right, and the line is as long as
    the corners ask for (CSS Images Level 3 §3.1)."""

    stops: Stops
    angle: Angle = 180


class Radial(Value, frozen=True, kw_only=True, tag_field="type", tag="radial"):
    """Colours from a centre outward; ``radius`` is in halves of the box's diagonal."""

    stops: Stops
    center: Annotated[Point01, field("Centre", "0–1 across and down.")] = (0.5, 0.5)
    radius: Annotated[float, number(0.01, 4, "Radius", "1 reaches the corners.", step=0.01)] = 1


class Conic(Value, frozen=True, kw_only=True, tag_field="type", tag="conic"):
    """Colours around a centre, clockwise from ``angle`` (0° points up)."""

    stops: Stops
    center: Annotated[Point01, field("Centre", "0–1 across and down.")] = (0.5, 0.5)
    angle: Angle = 0


Gradient = Linear | Radial | Conic
Fill = Solid | Linear | Radial | Conic


class Stroke(Value, frozen=True, kw_only=True):
    """A drawn edge. Around text it lies outside the letters."""

    color: Color = "brand:ink"
    width: Annotated[float, number(0, 400, "Width", "Thickness of the line.", unit="px")] = 8
    dash: Annotated[
        Literal["solid", "dashed", "dotted"], field("Dash", "How the line runs.", more=True)
    ] = "solid"
    position: Annotated[
        Literal["center", "inside", "outside"],
        field("Position", "Where the line lies on the edge of a shape.", more=True),
    ] = "center"


class Shadow(Value, frozen=True, kw_only=True):
    """A blurred copy behind the layer; it turns with the layer."""

    color: Color = "#00000066"
    blur: Annotated[float, number(0, 400, "Blur", "Twice the Gaussian's sigma.", unit="px")] = 24
    dx: Annotated[float, number(-2000, 2000, "Right", "Offset to the right.", unit="px")] = 0
    dy: Annotated[float, number(-2000, 2000, "Down", "Offset downward.", unit="px")] = 8


class Glow(Value, frozen=True, kw_only=True):
    """Light around letters that fades with the distance from their edge."""

    color: Color = "brand:accent"
    radius: Annotated[float, number(1, 400, "Radius", "How far the light goes.", unit="px")] = 32


class Highlight(Value, frozen=True, kw_only=True):
    """A ground behind text: ``pill`` hugs every line with rounded outer and inner corners,
    ``box`` is one rounded rectangle around all lines."""

    style: Annotated[Literal["pill", "box"], field("Form", "Pill per line, or one box.")] = "pill"
    color: Color = "brand:paper"
    padding_x: Annotated[
        float, number(0, 400, "Padding across", "Left and right of the letters.", unit="px")
    ] = 24
    padding_y: Annotated[
        float, number(0, 400, "Padding up", "Above and below the letters.", unit="px")
    ] = 8
    radius: Annotated[float, number(0, 400, "Radius", "Rounding of the corners.", unit="px")] = 20
