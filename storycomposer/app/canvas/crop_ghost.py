"""The whole picture being cropped, also what its frame cuts off: drawn once, on a thread."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PIL import Image
from PySide6.QtGui import QImage

from storycomposer.app import doors
from storycomposer.app.canvas.crop_target import Target
from storycomposer.app.desk import Desk
from storycomposer.app.pixels import to_qimage
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Slide
from storycomposer.document.layers import ImageLayer
from storycomposer.story import Story

_KEY = "crop-ghost"


class Ghost:
    """``image`` is null until it is drawn."""

    def __init__(self, desk: Desk, workers: Workers, update: Callable[[], None]) -> None:
        self._desk = desk
        self._workers = workers
        self._update = update
        self._plain: ImageLayer | None = None
        self.image = QImage()

    def show(self, found: Target) -> None:
        """Draw the picture of ``found``, unless it is drawn already: moving and zooming change
        nothing about it."""
        plain = _plain(found, self._desk.deck.canvas)
        if plain == self._plain:
            return
        self.drop()
        self._plain = plain
        story = Story(self._desk.deck, self._desk.editor.story.media)
        slide = Slide(id="ghost", layers=(plain,))

        def draw() -> Image.Image | None:
            tile = doors.uncropped(story, slide, plain.id)
            return tile.image if tile else None

        self._workers.run(_KEY, draw, self._drawn, lambda _: None)

    def drop(self) -> None:
        """It is not wanted any more."""
        self._workers.drop(_KEY)
        self._plain, self.image = None, QImage()

    def _drawn(self, image: Image.Image | None) -> None:
        if image is not None:
            self.image = to_qimage(image)
            self._update()


def _plain(found: Target, canvas: tuple[int, int]) -> ImageLayer:
    """The picture in its own proportions and colours, as large as the canvas allows."""
    width, height = found.natural
    scale = min(canvas[0] / width, canvas[1] / height)
    return structs.replace(
        found.layer,
        id="ghost",
        name=None,
        x=0,
        y=0,
        width=max(1.0, round(width * scale)),
        height=max(1.0, round(height * scale)),
        rotation=0,
        fit="cover",
        focus=(0.5, 0.5),
        zoom=1,
        radius=0,
        mask=None,
        stroke=None,
        scrim=None,
        shadow=None,
        blur=0,
        opacity=1,
        blend="normal",
        visible=True,
        alt="",
    )
