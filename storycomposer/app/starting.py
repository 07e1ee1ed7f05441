"""Layers that the rail makes at once: words in the usual looks."""

from __future__ import annotations

from PySide6.QtGui import QImage

from storycomposer.app import seeing
from storycomposer.app.canvas.drawing import put
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.inspector.presets import Preset, preset_name
from storycomposer.app.placing import roomy
from storycomposer.app.words import t
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.snapping import MARGIN

_WIDE = 1080.0 - 2 * MARGIN
_LINES = {"headline": 2, "body": 3}
"""Lines that people usually write."""


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
