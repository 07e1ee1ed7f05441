"""The grounds, signs and marks that links are made of, as layers."""

from __future__ import annotations

from storycomposer.document.geometry import Box
from storycomposer.document.layers import AnyLayer, ImageLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.link import Look, Mark, PictureMark
from storycomposer.document.shapes import Ellipse, Path, Rectangle
from storycomposer.document.style import Shadow, Solid, Stroke
from storycomposer.links import contrast

_SOFT = Shadow(color="#0000001F", blur=40, dx=0, dy=10)
_STRIPE = 16.0
_ARROW, _MIRRORED = "M7 17L17 7M8.5 7H17v8.5", "M17 17L7 7M15.5 7H7v8.5"


def suits_codes(look: Look) -> bool:
    """Whether the card itself is a ground to read codes on: opaque, and lighter than the ink."""
    opaque = len(look.paper) == 7 or look.paper[7:].lower() == "ff"
    return opaque and contrast.luminance(look.paper) > contrast.luminance(look.ink)


def on(ground: str, look: Look) -> str:
    """The colour for words on ``ground``: paper or ink, whichever is clearer there, or black or
    white where neither can be read."""
    best = contrast.clearest((look.paper[:7], look.ink[:7]), ground)
    return best if contrast.ratio(best, ground) >= 4.5 else contrast.clearest(_PLAIN, ground)


_PLAIN = ("#000000", "#FFFFFF")


def accent(ground: str, look: Look) -> str:
    """The accent for words on ``ground``, or the ink where it could not be read."""
    return look.accent if contrast.ratio(look.accent, ground) >= 4.5 else look.ink


def quiet(ink: str, ground: str) -> str:
    """``ink`` as faint on ``ground`` as reads well."""
    shares = (0.66, 0.72, 0.78, 0.84, 0.9)
    tried = (contrast.mixed(ink, ground, share) for share in shares)
    return next((color for color in tried if contrast.ratio(color, ground) >= 4.6), ink)


def rectangle(id: str, box: Box, color: str, radius: float, *, soft: bool = False) -> ShapeLayer:
    """A rounded rectangle, with a ``soft`` shadow or none."""
    return ShapeLayer(
        id=id,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        shape=Rectangle(radius=radius),
        fill=Solid(color=color),
        shadow=_SOFT if soft else None,
    )


def ground(box: Box, look: Look, radius: float | None = None) -> ShapeLayer:
    """The card itself, with its frame."""
    return ShapeLayer(
        id="ground",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        shape=Rectangle(radius=look.radius if radius is None else radius),
        fill=Solid(color=look.paper),
        stroke=look.frame,
        shadow=_SOFT,
    )


def striped(box: Box, look: Look, *, right: bool) -> tuple[ShapeLayer, ...]:
    """A card with the accent along the side where reading begins."""
    inner = Box(0 if right else _STRIPE, 0, box.width - _STRIPE, box.height)
    # No wider than it must be: under the card's far corners it would shine through their edges.
    width = min(box.width, _STRIPE + 2 * look.radius)
    side = Box(box.width - width if right else 0, 0, width, box.height)
    return (
        rectangle("shade", inner, look.paper, look.radius, soft=True),
        rectangle("stripe", side, look.accent, look.radius),
        rectangle("ground", inner, look.paper, look.radius),
    )


def ticket(
    box: Box, look: Look, at: float, notch: float, *, across: bool
) -> tuple[ShapeLayer, ...]:
    """A card with two notches at ``at`` and a tear line between them, ``across`` or upright."""
    width, height = box.width, box.height
    r = min(look.radius, width / 2, height / 2)
    n = notch
    up = f"a{n} {n} 0 0 0"
    if across:
        notches = ("", f"V{at - n}{up} 0 {2 * n}", "", f"V{at + n}{up} 0 {-2 * n}")
    else:
        notches = (f"H{at - n}{up} {2 * n} 0", "", f"H{at + n}{up} {-2 * n} 0", "")
    d = (
        f"M{r} 0{notches[0]}H{width - r}a{r} {r} 0 0 1 {r} {r}{notches[1]}V{height - r}"
        f"a{r} {r} 0 0 1 {-r} {r}{notches[2]}H{r}a{r} {r} 0 0 1 {-r} {-r}{notches[3]}V{r}"
        f"a{r} {r} 0 0 1 {r} {-r}z"
    )
    card = ShapeLayer(
        id="ground",
        width=width,
        height=height,
        shape=Path(d=d, width=width, height=height),
        fill=Solid(color=look.paper),
        stroke=look.frame,
        shadow=_SOFT,
    )
    return card, _tear(box, look, at, notch, across)


def _tear(box: Box, look: Look, at: float, notch: float, across: bool) -> ShapeLayer:
    gap = notch + 14
    length = max((box.width if across else box.height) - 2 * gap, 1)
    line = f"M0 0H{length}" if across else f"M0 0V{length}"
    faint = contrast.mixed(look.ink, look.paper, 0.3)
    return ShapeLayer(
        id="tear",
        x=gap if across else at,
        y=at if across else gap,
        width=length if across else 1,
        height=1 if across else length,
        shape=Path(d=line, width=length if across else 1, height=1 if across else length),
        fill=None,
        stroke=Stroke(color=faint, width=4, dash="dotted"),
    )


def arrow(box: Box, look: Look, *, rtl: bool) -> tuple[ShapeLayer, ...]:
    """A disc in the accent colour with an arrow that says "this leads somewhere"."""
    sign = box.width * 0.6
    at = (box.width - sign) / 2
    disc = ShapeLayer(
        id="disc",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        shape=Ellipse(),
        fill=Solid(color=look.accent),
    )
    sign_on = ShapeLayer(
        id="arrow",
        x=box.x + at,
        y=box.y + at,
        width=sign,
        height=sign,
        shape=Path(d=_MIRRORED if rtl else _ARROW),
        fill=None,
        stroke=Stroke(color=on(look.accent, look), width=box.width * 0.075),
    )
    return disc, sign_on


def mark(what: Mark, box: Box, look: Look, ground: str) -> tuple[AnyLayer, ...]:
    """The mark in the clear middle ``box`` of a code on ``ground``: a picture, an emoji, or letters
    on a disc."""
    if isinstance(what, PictureMark):
        # Photographs fill the middle; whatever may be clear in parts, as logos are, is shown whole.
        photo = what.source.endswith((".jpg", ".jpeg"))
        picture = ImageLayer(
            id="mark",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            source=what.source,
            fit="cover" if photo else "contain",
            radius=box.width * 0.22 if photo else 0,
        )
        return (picture,)
    text = getattr(what, "emoji", "")
    lettered = bool(text) and all(letter.isalnum() for letter in text if letter != " ")
    share = 0.82 if not lettered else 0.56 if len(text) < 3 else 0.4
    color = look.finder_color or contrast.clearest((look.paper[:7], look.ink[:7]), ground)
    disc = (rectangle("disc", box, color, box.width * 0.3),) if lettered else ()
    word = TextLayer(
        id="mark",
        x=box.x - box.width,
        y=box.y,
        width=box.width * 3,
        height=box.height,
        text=(Run(text=text),),
        font=look.call_font,
        weight=700,
        size=max(box.width * share, 1),
        color=on(color, look) if lettered else color,
        align="center",
        valign="middle",
        leading=1,
        fit="none",
    )
    return (*disc, word)
