"""A deck is a value: slides, their layers and a brand; pictures are named by hash only."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from storycomposer.document.fields import field, number, text
from storycomposer.document.geometry import STORY, Size
from storycomposer.document.layers import Alt, AnyLayer, Coordinate, Id, ImageFill, Name
from storycomposer.document.media_ref import MediaRef
from storycomposer.document.style import (
    Color,
    Conic,
    Family,
    Font,
    Language,
    Leading,
    Linear,
    LiteralColor,
    Radial,
    Solid,
    Tracking,
    TypeSize,
    Value,
    Weight,
)

FORMAT = 2
"""The format this version writes. Every added field raises it."""

Background = Solid | Linear | Radial | Conic | ImageFill


class Guide(Value, frozen=True, kw_only=True):
    """A line that layers snap to: ``x`` stands upright at ``at``, ``y`` lies level."""

    axis: Annotated[Literal["x", "y"], field("Axis", "x upright, y level.")]
    at: Annotated[Coordinate, Meta(title="At", description="Distance from the left or the top.")]


class Slide(Value, frozen=True, kw_only=True):
    """One picture of a story. Layers lie bottom to top."""

    id: Id
    name: Name | None = None
    alt: Alt = ""
    seconds: Annotated[
        float, number(1, 60, "Seconds", "How long it is shown.", unit="s", step=0.5)
    ] = 5
    language: Language | None = None
    background: Annotated[Background, field("Background", "What lies under all layers.")] = Solid(
        color="brand:paper"
    )
    guides: Annotated[
        tuple[Guide, ...],
        Meta(max_length=100, title="Guides", description="Lines that layers snap to."),
    ] = ()
    layers: Annotated[
        tuple[AnyLayer, ...], Meta(max_length=2000, title="Layers", description="Bottom to top.")
    ] = ()


class TextStyle(Value, frozen=True, kw_only=True):
    """A named text preset of the brand."""

    name: Annotated[str, text("Name", "What the preset is called.", longest=100)]
    font: Font = "brand:body"
    weight: Weight = 400
    size: TypeSize = 56
    color: Color = "brand:ink"
    leading: Leading = 1.2
    tracking: Tracking = 0


class Brand(Value, frozen=True, kw_only=True):
    """Roles that layers refer to: changing one restyles the deck."""

    primary: Annotated[
        LiteralColor, Meta(title="Primary", description="The brand's own colour.")
    ] = "#6D4AFF"
    accent: Annotated[
        LiteralColor, Meta(title="Accent", description="For the one emphasised thing.")
    ] = "#FFC53D"
    ink: Annotated[LiteralColor, Meta(title="Ink", description="Text and dark grounds.")] = (
        "#14141A"
    )
    paper: Annotated[
        LiteralColor, Meta(title="Paper", description="Light grounds, text on ink.")
    ] = "#FFFFFF"
    palette: Annotated[
        tuple[LiteralColor, ...],
        Meta(max_length=12, title="Palette", description="Further colours, palette1 first."),
    ] = ()
    heading: Annotated[Family, Meta(title="Headings", description="Family of headings.")] = "Outfit"
    body: Annotated[Family, Meta(title="Body", description="Family of all other text.")] = "Inter"
    logo: Annotated[MediaRef | None, field("Logo", "A picture of the story.")] = None
    styles: Annotated[
        tuple[TextStyle, ...], Meta(max_length=50, title="Styles", description="Text presets.")
    ] = ()


class Deck(Value, frozen=True, kw_only=True):
    """Everything a story says, without the bytes of its pictures and fonts."""

    format: Annotated[
        int, Meta(ge=1, le=FORMAT, title="Format", description="Version of this file's form.")
    ] = FORMAT
    id: Id
    title: Annotated[str, text("Title", "What the story is called.", longest=300)] = ""
    language: Language = "en"
    brand: Annotated[Brand, field("Brand", "Colours and fonts of the whole deck.")] = Brand()
    fonts: Annotated[
        tuple[MediaRef, ...],
        Meta(
            max_length=50,
            title="Fonts carried in the story",
            description="Font files that travel with the story.",
        ),
    ] = ()
    slides: Annotated[
        tuple[Slide, ...],
        Meta(max_length=1000, title="Slides", description="In the order they are shown."),
    ] = ()

    @property
    def canvas(self) -> Size:
        """The slide's size in canvas pixels; one size today, read from here everywhere."""
        return STORY
