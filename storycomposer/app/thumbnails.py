"""Small pictures made in the background: the newest value wins, an older one shows meanwhile."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from msgspec import structs
from PIL import Image, ImageChops, ImageDraw
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from storycomposer.app.desk import Desk
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import bounds, union
from storycomposer.document.layers import AnyLayer
from storycomposer.document.picking import pose
from storycomposer.errors import StoryError
from storycomposer.story import Story

_KEPT = 300
"""Pictures that are remembered; what is on the screen is always among the newest."""


class Thumbnails(QObject):
    """Pictures by id. ``made`` tells the id of one that is new."""

    made = Signal(str)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._had: OrderedDict[str, tuple[Hashable, QImage | None]] = OrderedDict()
        self._asked: dict[str, Hashable] = {}

    def get(self, id: str, value: Hashable, make: Callable[[], QImage]) -> QImage | None:
        """The picture of ``id``; where it is not of ``value``, the last one there was (or None),
        and ``make`` is called on a thread."""
        had = self._had.get(id)
        if had is not None:
            self._had.move_to_end(id)
        if had is None or had[0] != value:
            if self._asked.get(id) != value:
                self._ask(id, value, make)
        elif id in self._asked:  # asked for a value that is not wanted any more
            self.drop((id,))
        return had[1] if had else None

    def known(self, id: str) -> QImage | None:
        """The newest picture of ``id`` there is, perhaps of what it was before."""
        had = self._had.get(id)
        return had[1] if had else None

    def drop(self, ids: Iterable[str]) -> None:
        """What is under way for ``ids`` is not wanted now."""
        for id_ in tuple(ids):
            if self._asked.pop(id_, None) is not None:
                self._workers.drop((id(self), id_))

    def wait_only_for(self, ids: Iterable[str]) -> None:
        """Drop what is under way for all others: they went out of sight."""
        self.drop(self._asked.keys() - set(ids))

    def _ask(self, id_: str, value: Hashable, make: Callable[[], QImage]) -> None:
        self._asked[id_] = value
        self._workers.run(
            (id(self), id_),
            make,
            functools.partial(self._keep, id_, value),
            functools.partial(self._failed, id_, value),
        )

    def _failed(self, id_: str, value: Hashable, _: StoryError) -> None:
        """What cannot be drawn is not tried again until it changes."""
        self._keep(id_, value, None)

    def _keep(self, id_: str, value: Hashable, image: QImage | None) -> None:
        self._asked.pop(id_, None)
        old = self._had.pop(id_, None)
        self._had[id_] = (value, image if image is not None else old[1] if old else None)
        while len(self._had) > _KEPT:
            self._had.popitem(last=False)
        self.made.emit(id_)


def slide_value(desk: Desk, slide: Slide, height: int) -> Hashable:
    """All that the look of a slide's thumbnail depends on."""
    deck = desk.deck
    return (Same(slide), Same(deck.brand), deck.fonts, deck.language, height)


def slide_picture(desk: Desk, slide: Slide, height: int, radius: float) -> Callable[[], QImage]:
    """A function, for any thread, that draws ``slide`` ``height`` pixels high with round corners.
    It raises StoryError for what cannot be drawn."""
    story = desk.editor.story

    def make() -> QImage:
        from storycomposer.render.slide import render  # noqa: PLC0415 (loaded on the thread)

        picture = render(story, slide, height / story.deck.canvas.height)
        return rgba(rounded(picture, radius))

    return make


def alone(story: Story, slide: Slide, layers: tuple[AnyLayer, ...], scale: float) -> Image.Image:
    """``layers``, which need not be on ``slide``, on nothing: RGBA, as large as what they draw."""
    from storycomposer.render import slide as doors  # noqa: PLC0415 (loaded on the thread)

    box = union(bounds(pose(layer)) for layer in layers)
    # Beside the slide layers are drawn on nothing; what they draw reaches beyond their boxes.
    dx, dy = 2.0 * story.deck.canvas.width - box.x, -box.y
    moved = tuple(structs.replace(layer, x=layer.x + dx, y=layer.y + dy) for layer in layers)
    empty = structs.replace(slide, layers=moved)
    drawn = list(doors.ink(story, empty, scale).values())
    if not drawn:
        return Image.new("RGBA", (1, 1))
    region = functools.reduce(lambda a, b: a.join(b), drawn)
    most = round(4 * story.deck.canvas.height * scale)
    right = min(region.right, region.left + most)
    bottom = min(region.bottom, region.top + most)
    return doors.render(story, empty, scale, (region.left, region.top, right, bottom))


def rounded(picture: Image.Image, radius: float) -> Image.Image:
    """``picture`` with round corners."""
    made = picture.convert("RGBA")
    mask = _corners(made.width, made.height, radius)
    made.putalpha(ImageChops.multiply(made.getchannel("A"), mask))
    return made


def rgba(picture: Image.Image) -> QImage:
    """Pillow's picture as Qt's, transparency kept."""
    made = picture.convert("RGBA")
    data, form = made.tobytes(), QImage.Format.Format_RGBA8888
    image = QImage(data, made.width, made.height, made.width * 4, form).copy()
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@functools.lru_cache(maxsize=8)
def _corners(width: int, height: int, radius: float) -> Image.Image:
    fine = Image.new("L", (width * 4, height * 4))
    ImageDraw.Draw(fine).rounded_rectangle(
        (0, 0, width * 4 - 1, height * 4 - 1), radius * 4, fill=255
    )
    return fine.resize((width, height), Image.Resampling.BOX)


class Same:
    """A value compared by identity first: layers that did not change are the same objects, and
    comparing long slides field by field on every repaint would be slow."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and (
            other.value is self.value or bool(other.value == self.value)
        )

    def __hash__(self) -> int:
        return hash(self.value.__class__)
