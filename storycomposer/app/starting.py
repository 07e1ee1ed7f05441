"""Layers that the rail makes at once: words in the usual looks, shapes of every kind."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from storycomposer.app.canvas.drawing import put
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.placing import free
from storycomposer.app.safe_area import SAFE
from storycomposer.app.words import t
from storycomposer.document.deck import Slide
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
from storycomposer.document.style import Highlight, Stroke

_WIDE = 1080.0 - 2 * MARGIN
_DARK = 128
"""Mean lightness (0–255) below which words are better light."""


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


TEXTS: tuple[tuple[str, str, Callable[[Box, str], TextLayer], float], ...] = (
    ("headline", "Headline", _headline, 135),
    ("body", "Body", _body, 65),
    ("pill", "Pill caption", _pill, 62),
)
"""Id, English name, maker, and the height of one line."""

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
    make, height = next((make, height) for name, _, make, height in TEXTS if name == id)
    box = _room(slide, _WIDE, height * 2)
    made = put(desk, make(box, _ink(image, box)), t("edit.add.text", "Add text"))
    desk.tool = "select"
    if made is not None:
        desk.mode = Mode("text", made)


def add_shape(desk: Desk, id: str) -> None:
    """A shape of its usual size where there is room."""
    slide = desk.slide
    if slide is None:
        return
    name, form, size = next((name, form, size) for key, name, _, form, size in SHAPES if key == id)
    box = _room(slide, *size)
    layer = ShapeLayer(
        id="shape",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        shape=form,
    )
    if isinstance(form, Line):
        stroke = Stroke(color="brand:primary", width=12)
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


def _room(slide: Slide, width: float, height: float) -> Box:
    """A box of that size in the middle of the safe area, or where it covers least."""
    middle = SAFE.center.y - height / 2
    steps = (0, -200, 200, -400, 400)
    tops = [min(max(middle + step, SAFE.y), SAFE.bottom - height) for step in steps]
    left = (1080 - width) / 2
    return free(slide, [Box(round(left), round(top), width, height) for top in tops])


def _ink(image: QImage, box: Box) -> str:
    """The brand's ink or paper, whichever is seen better on that part of the slide's picture."""
    part = QRect(int(box.x), int(box.y), int(box.width), int(box.height)).intersected(image.rect())
    if part.isEmpty():
        return "brand:ink"
    small = image.copy(part).scaled(8, 8)
    points = [QColor(small.pixel(x, y)) for x in range(8) for y in range(8)]
    light = sum(0.2126 * c.red() + 0.7152 * c.green() + 0.0722 * c.blue() for c in points)
    return "brand:paper" if light / len(points) < _DARK else "brand:ink"
