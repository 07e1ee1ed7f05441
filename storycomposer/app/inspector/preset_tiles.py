"""The looks of text as tiles, drawn by the renderer in the story's own brand."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from PIL import Image
from PySide6.QtCore import Signal

from storycomposer.app import doors
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.presets import PRESETS, Preset, preset_name
from storycomposer.app.inspector.tiles import Tiles
from storycomposer.app.pixels import to_qimage
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.resolve import color as resolved
from storycomposer.document.style import Solid
from storycomposer.story import Story

_WIDE, _HIGH, _TYPE = 90, 44, 19
"""Points of a tile, and of the type in it."""


class PresetTiles(Tiles):
    """Three in a row; choosing one gives the selected texts that look."""

    chosen = Signal(str)

    def __init__(self, form: Form) -> None:
        names = [(preset.id, preset_name(preset)) for preset in PRESETS]
        super().__init__(names, t("text.presets", "Looks"), across=3, high=_HIGH, labelled=False)
        self._subject: Any = form.subject
        self._owner = form.owner
        self._of: object = None
        self.picked.connect(self._on_picked)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Draw the tiles anew where the brand or the screen is another one."""
        desk = self._subject.desk
        ratio = max(1.0, self.devicePixelRatioF())
        about = (desk.deck.brand, desk.deck.fonts, ratio)
        if about != self._of:
            self._of = about
            story = desk.editor.story
            self._owner.workers.run("presets", lambda: _tiles(story, ratio), self._show, _pass)

    def _show(self, made: dict[str, Image.Image]) -> None:
        self.show_pictures({name: to_qimage(picture) for name, picture in made.items()})

    def _on_picked(self, id: str) -> None:
        preset = next(one for one in PRESETS if one.id == id)
        ids = tuple(layer.id for layer in self._subject.layers if isinstance(layer, TextLayer))
        fields = dict(preset.fields)
        label = t("edit.preset", "Look: {name}", name=preset_name(preset))
        self._subject.commit(lambda deck: edits.restyle(deck, ids, fields), label)


def _tiles(story: Story, ratio: float) -> dict[str, Image.Image]:
    return {preset.id: _tile(story, preset, ratio) for preset in PRESETS}


def _tile(story: Story, preset: Preset, ratio: float) -> Image.Image:
    fields = dict(preset.fields)
    word = preset_name(preset).split()[0]
    size = min(_TYPE, _WIDE * 1.35 / len(word))  # long words in smaller type
    scale = size * ratio / fields["size"]
    pixels = (round(_WIDE * ratio), round(_HIGH * ratio))
    fields.setdefault("color", "brand:ink")
    layer = TextLayer(
        id="t",
        width=pixels[0] / scale,
        height=pixels[1] / scale,
        text=(Run(text=word),),
        align="center",
        valign="middle",
        fit="none",
        **fields,
    )
    slide = Slide(id="s", background=Solid(color=preset.ground), layers=(layer,))
    deck: Deck = structs.replace(story.deck, slides=(slide,))
    drawn = doors.render(Story(deck, story.media), slide, scale, (0, 0, *pixels)).convert("RGBA")
    # Small type asks for a tile wider than the slide, and beside the slide there is no ground.
    tile = Image.new("RGBA", pixels, resolved(preset.ground, deck.brand)[:7])
    tile.alpha_composite(drawn)
    return tile.convert("RGB")


def _pass(_: object) -> None:
    """Tiles that cannot be drawn stay empty."""
