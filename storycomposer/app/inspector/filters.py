"""The filters as tiles of the picture itself."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from PIL import Image
from PySide6.QtCore import QTimer, Signal

from storycomposer.app import doors
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.subject import value_of
from storycomposer.app.inspector.tiles import Tiles
from storycomposer.app.pixels import to_qimage
from storycomposer.app.words import t
from storycomposer.document.deck import Slide
from storycomposer.document.layers import ImageFill, ImageLayer
from storycomposer.story import Story

NAMES = ("none", "vivid", "warm", "cool", "fade", "film", "noir")
_SIDE = 128
"""Pixels of a rendered tile: enough for two device pixels a point."""


class FilterTiles(Tiles):
    """None and the six filters, four in a row."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, form: Form, prefix: str) -> None:
        names = [(name, filter_name(name)) for name in NAMES]
        title = t("picture.filter", "Filter")
        super().__init__(names, title, across=4, high=66, labelled=True)
        self._form, self._prefix = form, prefix
        self._of: object = None
        self.picked.connect(self.committed.emit)
        self._timer = QTimer(self, singleShot=True, interval=80)
        self._timer.timeout.connect(self._ask)

    def show_value(self, value: object) -> None:
        """Mark the filter in use; draw the tiles anew where the picture is another one."""
        self.mark(value if isinstance(value, str) else "")
        source = self._source()
        if source != self._of:
            self._of = source
            self._timer.start()

    def settle(self, keep: bool = True, /) -> None:
        """Nothing is ever under way."""

    def _source(self) -> ImageFill | None:
        """The first picture selected, without its filter and what costs time and is not seen."""
        subject: Any = self._form.subject
        things = subject.layers if hasattr(subject, "layers") else subject.slides
        for thing in things:
            held = value_of(thing, self._prefix[:-1]) if self._prefix else thing
            if isinstance(held, ImageLayer | ImageFill):
                fields = {name: getattr(held, name) for name in ImageFill.__struct_fields__}
                fill = ImageFill(**fields)
                return structs.replace(fill, filter="none", filter_amount=1, scrim=None, alt="")
        return None

    def _ask(self) -> None:
        source = self._source()
        if source is None:
            return
        story = self._form.subject.desk.editor.story
        self._form.owner.workers.run(
            ("filters", self._prefix), lambda: _tiles(story, source), self._show_tiles, _pass
        )

    def _show_tiles(self, made: dict[str, Image.Image]) -> None:
        self.show_pictures({name: to_qimage(picture) for name, picture in made.items()})


def filter_name(name: str) -> str:
    """What a filter is called."""
    return {
        "none": t("filter.none", "None"),
        "vivid": t("filter.vivid", "Vivid"),
        "warm": t("filter.warm", "Warm"),
        "cool": t("filter.cool", "Cool"),
        "fade": t("filter.fade", "Fade"),
        "film": t("filter.film", "Film"),
        "noir": t("filter.noir", "Noir"),
    }[name]


def _tiles(story: Story, source: ImageFill) -> dict[str, Image.Image]:
    """Each filter on the picture, drawn by the renderer as a square layer."""
    side = float(story.deck.canvas.width)
    scale = _SIDE / side
    fields = {name: getattr(source, name) for name in source.__struct_fields__}
    made = {}
    for name in NAMES:
        layer = ImageLayer(id="p", width=side, height=side, **{**fields, "filter": name})
        slide = Slide(id="s", layers=(layer,))
        made[name] = doors.render(story, slide, scale, (0, 0, _SIDE, _SIDE))
    return made


def _pass(_: object) -> None:
    """A picture that cannot be drawn is said on the canvas already."""
