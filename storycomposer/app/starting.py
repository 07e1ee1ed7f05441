"""Layers that the rail makes at once: words in the usual looks, shapes of every kind."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtGui import QImage

from storycomposer.app import seeing
from storycomposer.app.canvas.drawing import put
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.placing import roomy
from storycomposer.app.words import t
from storycomposer.document.geometry import Box
from storycomposer.document.layers import Run, ShapeLayer, TextLayer
from storycomposer.document.shapes import (
    Bubble,
    Ellipse,
    Line,
    Polygon,
    Rectangle,
    ShapeForm,
    Star,
)
from storycomposer.document.snapping import MARGIN
from storycomposer.document.style import Highlight, Solid, Stroke

_WIDE = 1080.0 - 2 * MARGIN


def _headline(box: Box, color: str) -> TextLayer:
    return _text(
        box, t("text.headline", "Your headline"), size=128, weight=800, leading=1.05, color=color
    )


def _body(box: Box, color: str) -> TextLayer:
    said = t("text.body", "Say a little more about it here.")
    return _text(box, said, size=48, weight=400, leading=1.35, color=color, font="brand:body")


def _pill(box: Box, color: str) -> TextLayer:
    del color
    return _text(
        box,
        t("text.pill", "New episode"),
        size=44,
        weight=600,
        leading=1.4,
        color="brand:ink",
        font="brand:body",
        highlight=Highlight(style="pill", color="brand:accent"),
    )


TEXTS: tuple[tuple[str, str, str, Callable[[Box, str], TextLayer], float], ...] = (
    ("headline", "Headline", "type", _headline, 135),
    ("body", "Body", "align-left", _body, 65),
    ("pill", "Pill caption", "message-square", _pill, 62),
)
"""Id, English name, icon, maker, and the height of one line."""

SHAPES: tuple[tuple[str, str, str, ShapeForm, tuple[float, float]], ...] = (
    ("rectangle", "Rectangle", "square", Rectangle(), (400, 400)),
    ("ellipse", "Ellipse", "circle", Ellipse(), (400, 400)),
    ("line", "Line", "minus", Line(), (480, 24)),
    ("arrow", "Arrow", "arrow-right", Line(end="arrow"), (480, 96)),
    ("polygon", "Polygon", "hexagon", Polygon(), (400, 400)),
    ("star", "Star", "star", Star(), (400, 400)),
    ("bubble", "Speech bubble", "message-square", Bubble(), (560, 360)),
)
"""Id, English name, icon, form and usual size."""


def add_text(desk: Desk, id: str, image: QImage) -> None:
    """Words in the look ``id`` where there is room, light on dark pictures, and written in at
    once."""
    slide = desk.slide
    if slide is None:
        return
    make, height = next((make, height) for name, _, _, make, height in TEXTS if name == id)
    box = roomy(slide, _WIDE, height * 2)
    color = seeing.words(desk.deck.brand, seeing.ground(image, box))
    made = put(desk, make(box, color), t("edit.add.text", "Add text"))
    desk.tool = "select"
    if made is not None:
        desk.mode = Mode("text", made)


def add_shape(desk: Desk, id: str, image: QImage) -> None:
    """A shape of its usual size where there is room, in a colour that is seen there."""
    slide = desk.slide
    if slide is None:
        return
    name, form, size = next((name, form, size) for key, name, _, form, size in SHAPES if key == id)
    box = roomy(slide, *size)
    on = seeing.ground(image, box)
    color = seeing.standing_out("brand:primary", desk.deck.brand, on)
    layer = ShapeLayer(
        id="shape",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        shape=form,
        fill=Solid(color=color),
    )
    if isinstance(form, Line):
        stroke = Stroke(color=color, width=12)
        layer = structs.replace(layer, fill=None, stroke=stroke)
    what = t(f"shape.{id}", name)
    put(desk, layer, t("edit.add.shape", "Add {what}", what=what))
    desk.tool = "select"


def _text(box: Box, words: str, **fields: object) -> TextLayer:
    style = {"font": "brand:heading", **fields}
    return TextLayer(
        id="text",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        text=(Run(text=words),),
        **style,  # type: ignore[arg-type]
    )
