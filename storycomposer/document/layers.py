"""The kinds of layers. Boxes are in canvas pixels, before rotation about their centre."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from storycomposer.document.fields import field, number, text
from storycomposer.document.link import Campaign, Look, Mode, ModeThere, Target
from storycomposer.document.media_ref import MediaRef
from storycomposer.document.shapes import Rectangle, ShapeForm
from storycomposer.document.style import (
    Color,
    Features,
    Fill,
    Font,
    Glow,
    Highlight,
    Language,
    Leading,
    Point01,
    Shadow,
    Solid,
    Stroke,
    Tracking,
    TypeSize,
    Value,
    Weight,
)

Id = Annotated[
    str,
    text(
        "Id",
        "Unique in the deck.",
        longest=64,
        pattern=r"^[A-Za-z0-9_-]+(?!\n)$",
        allowed="letters, digits, - and _",
        kind="id",
    ),
]
Name = Annotated[str, text("Name", "What the layer is called in lists.", longest=200)]
Alt = Annotated[
    str, text("Alt text", "What a person who does not see it should know.", longest=4000)
]
Coordinate = Annotated[float, number(-20000, 20000, "Position", "", group="Position", unit="px")]
Length = Annotated[float, number(1, 20000, "Length", "", group="Position", unit="px")]
Blend = Literal["normal", "multiply", "screen", "overlay", "soft-light", "darken", "lighten"]
Factor = Annotated[
    float, number(0, 3, "Factor", "1 leaves the picture as it is.", group="Adjust", step=0.01)
]
FilterName = Literal["none", "vivid", "warm", "cool", "fade", "film", "noir"]


class Run(Value, frozen=True, kw_only=True):
    """A stretch of text in one style; what is null comes from the layer."""

    text: Annotated[str, text("Text", "The characters.", longest=20000)]
    font: Font | None = None
    weight: Weight | None = None
    italic: Annotated[bool | None, field("Italic", "Slanted letters.", group="Type")] = None
    size: TypeSize | None = None
    color: Color | None = None
    underline: Annotated[bool | None, field("Underline", "A line below.", group="Type")] = None
    strike: Annotated[bool | None, field("Strike", "A line through.", group="Type")] = None
    highlight: Annotated[
        Color | None, Meta(title="Highlight", description="A ground behind these characters.")
    ] = None
    tracking: Tracking | None = None
    features: Features | None = None
    language: Language | None = None


class Layer(Value, frozen=True, kw_only=True, tag_field="type"):
    """What every layer has."""

    id: Id
    name: Name | None = None
    x: Annotated[Coordinate, Meta(title="X", description="Left edge.")] = 0
    y: Annotated[Coordinate, Meta(title="Y", description="Top edge.")] = 0
    width: Annotated[Length, Meta(title="W", description="Width of the box.")] = 400
    height: Annotated[Length, Meta(title="H", description="Height of the box.")] = 400
    rotation: Annotated[
        float,
        number(-360, 360, "Rotation", "Degrees clockwise.", group="Position", unit="°"),
    ] = 0
    opacity: Annotated[
        float, number(0, 1, "Opacity", "0 is invisible.", group="Layer", step=0.01)
    ] = 1
    blend: Annotated[
        Blend, field("Blend", "How it mixes with what is below.", group="Layer", more=True)
    ] = "normal"
    visible: Annotated[bool, field("Visible", "Hidden layers are not drawn.", group="Layer")] = True
    locked: Annotated[bool, field("Locked", "Locked layers stay put.", group="Layer")] = False
    shadow: Annotated[Shadow | None, field("Shadow", "Behind the layer.", group="Effect")] = None
    language: Language | None = None


class TextLayer(Layer, frozen=True, kw_only=True, tag="text"):
    """Words. On disk one unstyled run is a plain string."""

    text: Annotated[
        tuple[Run, ...], Meta(max_length=2000, title="Text", description="Runs of one style each.")
    ] = ()
    font: Font = "brand:body"
    weight: Weight = 400
    italic: Annotated[bool, field("Italic", "Slanted letters.", group="Type")] = False
    size: TypeSize = 56
    color: Color = "brand:ink"
    underline: Annotated[bool, field("Underline", "A line below.", group="Type", more=True)] = False
    strike: Annotated[bool, field("Strike", "A line through.", group="Type", more=True)] = False
    align: Annotated[
        Literal["start", "center", "end", "left", "right", "justify"],
        field("Align", "Start and end follow the reading direction.", group="Type"),
    ] = "start"
    valign: Annotated[
        Literal["top", "middle", "bottom"],
        field("Anchor", "Where the lines stand in the box.", group="Type", more=True),
    ] = "top"
    leading: Leading = 1.2
    tracking: Tracking = 0
    paragraph_spacing: Annotated[
        float,
        number(
            0, 1000, "Paragraph spacing", "Between paragraphs.", group="Type", unit="px", more=True
        ),
    ] = 0
    list: Annotated[
        Literal["none", "bullet", "number"],
        field("List", "A mark before each paragraph.", group="Type", more=True),
    ] = "none"
    case: Annotated[
        Literal["none", "upper", "lower", "title"],
        field("Case", "How letters are shown; the text stays.", group="Type", more=True),
    ] = "none"
    fit: Annotated[
        Literal["none", "shrink", "fill", "height"],
        field("Fit", "What gives way when words and box differ.", group="Type", more=True),
    ] = "height"
    direction: Annotated[
        Literal["auto", "ltr", "rtl"],
        field("Direction", "Auto takes it from the first letter.", group="Type", more=True),
    ] = "auto"
    features: Features = ()
    highlight: Annotated[
        Highlight | None, field("Background", "Behind the words.", group="Effect")
    ] = None
    stroke: Annotated[Stroke | None, field("Outline", "Around letters.", group="Effect")] = None
    glow: Annotated[Glow | None, field("Glow", "Light around letters.", group="Effect")] = None


class Scrim(Value, frozen=True, kw_only=True):
    """A veil over a picture so that words on it can be read."""

    form: Annotated[Literal["even", "top", "bottom"], field("Form", "Even or fading.")] = "bottom"
    color: Color = "brand:ink"
    opacity: Annotated[float, number(0, 1, "Strength", "At its densest.", step=0.01)] = 0.72
    reach: Annotated[float, number(0.01, 1, "Reach", "Share of the height.", step=0.01)] = 0.6


class Duotone(Value, frozen=True, kw_only=True):
    """A picture in two colours: its shadows in one, its lights in the other."""

    dark: Annotated[Color, Meta(title="Dark", description="Colour of the shadows.")] = "brand:ink"
    light: Annotated[Color, Meta(title="Light", description="Colour of the lights.")] = (
        "brand:accent"
    )


# A background image has an image layer's own fields. Structs with two bases that both have fields
# are not possible, so each field's metadata is said once here and named in both classes.
Fit = Annotated[
    Literal["cover", "contain", "stretch"],
    field("Fit", "Cover fills the frame, contain shows all.", group="Crop"),
]
Focus = Annotated[Point01, field("Focus", "What stays in view, 0–1 across and down.", group="Crop")]
Zoom = Annotated[float, number(1, 20, "Zoom", "1 shows most.", group="Crop", step=0.01)]
FlipX = Annotated[bool, field("Flip across", "Mirror left and right.", group="Crop", more=True)]
FlipY = Annotated[bool, field("Flip down", "Mirror top and bottom.", group="Crop", more=True)]
ScrimField = Annotated[Scrim | None, field("Scrim", "A veil that carries words.", group="Scrim")]
Filter = Annotated[FilterName, field("Filter", "A ready look.", group="Filter")]
FilterAmount = Annotated[float, number(0, 1, "Amount", "Of the filter.", group="Filter", step=0.01)]
Brightness = Annotated[Factor, Meta(title="Brightness", extra={"more": True})]
Contrast = Annotated[Factor, Meta(title="Contrast", extra={"more": True})]
Saturation = Annotated[Factor, Meta(title="Saturation", extra={"more": True})]
Temperature = Annotated[
    float, number(-1, 1, "Temperature", "Cool to warm.", group="Adjust", step=0.01, more=True)
]
Blur = Annotated[
    float, number(0, 200, "Blur", "Gaussian sigma.", group="Adjust", unit="px", more=True)
]
Greyscale = Annotated[bool, field("Greyscale", "No colours.", group="Adjust", more=True)]
DuotoneField = Annotated[
    Duotone | None, field("Duotone", "Two colours.", group="Adjust", more=True)
]


class ImageFill(Value, frozen=True, kw_only=True, tag_field="type", tag="image"):
    """A picture that fills the slide's background."""

    source: MediaRef
    fit: Fit = "cover"
    focus: Focus = (0.5, 0.5)
    zoom: Zoom = 1
    flip_x: FlipX = False
    flip_y: FlipY = False
    scrim: ScrimField = None
    filter: Filter = "none"
    filter_amount: FilterAmount = 1
    brightness: Brightness = 1
    contrast: Contrast = 1
    saturation: Saturation = 1
    temperature: Temperature = 0
    blur: Blur = 0
    greyscale: Greyscale = False
    duotone: DuotoneField = None
    alt: Alt = ""


class ImageLayer(Layer, frozen=True, kw_only=True, tag="image"):
    """A picture in a frame."""

    source: MediaRef
    fit: Fit = "cover"
    focus: Focus = (0.5, 0.5)
    zoom: Zoom = 1
    flip_x: FlipX = False
    flip_y: FlipY = False
    scrim: ScrimField = None
    filter: Filter = "none"
    filter_amount: FilterAmount = 1
    brightness: Brightness = 1
    contrast: Contrast = 1
    saturation: Saturation = 1
    temperature: Temperature = 0
    blur: Blur = 0
    greyscale: Greyscale = False
    duotone: DuotoneField = None
    alt: Alt = ""
    radius: Annotated[
        float, number(0, 2000, "Radius", "Rounding of the corners.", group="Mask", unit="px")
    ] = 0
    mask: Annotated[ShapeForm | None, field("Mask", "A shape that cuts it.", group="Mask")] = None
    stroke: Annotated[Stroke | None, field("Border", "Around the frame.", group="Mask")] = None


class ShapeLayer(Layer, frozen=True, kw_only=True, tag="shape"):
    """A drawn form with a fill and an edge."""

    shape: Annotated[ShapeForm, field("Form", "What is drawn.", group="Shape")] = Rectangle()
    fill: Annotated[Fill | None, field("Fill", "What it is filled with.", group="Fill")] = Solid(
        color="brand:primary"
    )
    stroke: Annotated[Stroke | None, field("Stroke", "Its edge.", group="Stroke")] = None


class LinkLayer(Layer, frozen=True, kw_only=True, tag="link"):
    """A link that works on a picture: null texts are derived from target and language."""

    target: Annotated[Target, field("Target", "Where it leads.", group="Link")]
    mode: Annotated[
        Mode,
        field("Mode", "A code, room for the platform's own sticker, or the address.", group="Link"),
    ] = "code"
    modes: Annotated[
        tuple[ModeThere, ...],
        Meta(
            max_length=40,
            title="At destinations",
            description="Where it is shown in another way.",
            extra={"group": "Link", "more": True},
        ),
    ] = ()
    campaign: Annotated[
        Campaign | None, field("Campaign tags", "Counts visits.", group="Link", more=True)
    ] = None
    display: Annotated[str, text("Shown address", "Null: derived.", longest=200)] | None = None
    hint: Annotated[str, text("Hint", "Null: derived; empty: none.", longest=300)] | None = None
    call: Annotated[str, text("Call to action", "A line above the address.", longest=200)] = ""
    look: Annotated[Look, field("Look", "Colours and form of the card.", group="Look")] = Look()


class GroupLayer(Layer, frozen=True, kw_only=True, tag="group"):
    """Layers that move as one; their positions count from the group's top left."""

    layers: Annotated[
        tuple[AnyLayer, ...], Meta(max_length=2000, title="Layers", description="Bottom to top.")
    ] = ()


AnyLayer = TextLayer | ImageLayer | ShapeLayer | LinkLayer | GroupLayer
