"""Layers that the rail makes at once: words in the usual looks, shapes of every kind."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtGui import QImage

from storycomposer.app import seeing
from storycomposer.app.canvas.drawing import put
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.inspector.presets import Preset, preset_name
from storycomposer.app.placing import roomy
from storycomposer.app.words import t
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
from storycomposer.document.style import Solid, Stroke

_WIDE = 1080.0 - 2 * MARGIN
_LINES = {"headline": 2, "body": 3}
"""Lines that people usually write."""


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


def add_text(desk: Desk, preset: Preset, image: QImage) -> None:
    """Words in a ready look where there is room, in a colour that is read there, and written in at
    once."""
    slide = desk.slide
    if slide is None:
        return
    fields = dict(preset.fields)
    height = round(fields["size"] * fields["leading"])
    box = roomy(slide, _WIDE, height * _LINES.get(preset.id, 1))
    fields.setdefault("color", seeing.words(desk.deck.brand, seeing.ground(image, box)))
    layer = TextLayer(
        id="text",
        x=box.x,
        y=box.y,
        width=box.width,
        height=height,
        text=(Run(text=preset_name(preset)),),
        **fields,
    )
    made = put(desk, layer, t("edit.add.text", "Add text"))
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
