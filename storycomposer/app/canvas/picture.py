"""The slide's pixels as the renderer makes them, brought up to date where something changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from storycomposer.app import doors
from storycomposer.app.canvas.scaled import Scaled, pixels
from storycomposer.app.canvas.view import View
from storycomposer.app.theme import tokens
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Size
from storycomposer.document.layers import AnyLayer
from storycomposer.render.context import Bounds
from storycomposer.story import Story

if TYPE_CHECKING:
    from PIL import Image


_UNNOTICED = 25.0
"""Milliseconds."""
_CRISP_FROM = 2.0


class Drawn(NamedTuple):
    """A slide as it was drawn somewhere: its picture, and where each layer draws."""

    story: Story
    slide: Slide
    image: QImage
    ink: dict[str, Bounds]


def drawn(story: Story, slide: Slide) -> Drawn:
    """``slide`` drawn whole; on any thread."""
    ink = doors.ink(story, slide)
    return Drawn(story, slide, _as_qt(doors.render(story, slide)), ink)


@dataclass
class Picture:
    """What the canvas shows of one slide. ``image`` is the renderer's picture at one output pixel
    per canvas pixel; it is Qt's copy of the very same pixels."""

    image: QImage = field(default_factory=QImage)
    _story: Story | None = None
    _slide: Slide | None = None
    _ink: dict[str, Bounds] = field(default_factory=dict)
    _asked: tuple[AnyLayer, ...] | None = None
    _below: tuple[tuple[AnyLayer, ...], Image.Image] | None = None
    _scaled: Scaled = field(default_factory=Scaled)

    def show(self, story: Story, slide: Slide) -> QRect:
        """Bring the picture up to ``slide``. Returns what of it changed, in canvas pixels."""
        whole = Bounds(0, 0, *doors.size(story))
        changed = self._changed(story, slide)
        ink = doors.ink(story, slide, only=changed)
        if changed is not None:
            ink = {**{id_: at for id_, at in self._ink.items() if id_ not in changed}, **ink}
        if changed is None or self.image.isNull():
            dirty = whole
        else:
            dirty = _joined(self._altered(story, slide, changed, ink)).meet(whole)
        if changed is None:
            self._asked = self._below = None
        if not dirty.empty:
            above = self._above(story, slide, changed) if changed else None
            self._paste(doors.render(story, slide, region=dirty, above=above), dirty, whole)
        self._story, self._slide, self._ink = story, slide, ink
        return QRect(dirty.left, dirty.top, *dirty.size) if not dirty.empty else QRect()

    def quick(self, story: Story, slide: Slide) -> bool:
        """Whether :meth:`show` takes no longer than nobody notices."""
        changed = self._changed(story, slide)
        last = self._slide if changed is not None else None
        return doors.effort(story, slide, changed, last) <= _UNNOTICED

    def take(self, made: Drawn) -> None:
        """Show what was drawn elsewhere."""
        self._story, self._slide, self.image, self._ink = made
        self._asked = self._below = None
        self._scaled.touch(Bounds(0, 0, self.image.width(), self.image.height()))

    def shows(self, slide: Slide) -> bool:
        """Whether it is a picture of ``slide``, perhaps of an earlier look."""
        return self._slide is not None and self._slide.id == slide.id

    def draw(self, painter: QPainter, view: View) -> None:
        """Draw the picture where ``view`` has it; ``painter`` counts in device pixels. Above 200 %
        pixels are shown as they are."""
        if view.zoom <= 1:
            painter.drawImage(view.left, view.top, self.at(view.zoom))
        else:
            size = round(self.image.width() * view.zoom), round(self.image.height() * view.zoom)
            smooth = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(smooth, view.zoom <= _CRISP_FROM)
            painter.drawImage(QRect(view.left, view.top, *size), self.image)

    def at(self, zoom: float) -> QImage:
        """The picture as ``zoom`` (at most 1 is meant) shows it."""
        if zoom >= 1:
            return self.image
        width, height = self.image.width(), self.image.height()
        size = max(1, round(width * zoom)), max(1, round(height * zoom))
        return self._scaled.at(self.image, size)

    @property
    def of(self) -> tuple[Story, Slide] | None:
        """What it is a picture of; None before the first."""
        return None if self._story is None or self._slide is None else (self._story, self._slide)

    @property
    def ink(self) -> dict[str, Bounds]:
        """Where each layer of the slide draws, by id."""
        return self._ink

    def _changed(self, story: Story, slide: Slide) -> set[str] | None:
        """Ids of the layers that look or lie otherwise now; None where everything may."""
        old, before = self._slide, self._story
        if old is None or before is None or old.id != slide.id:
            return None
        deck, was = story.deck, before.deck
        same = (deck.brand, deck.fonts, deck.language) == (was.brand, was.fonts, was.language)
        if not same or (old.background, old.language) != (slide.background, slide.language):
            return None
        if before.media is not story.media:
            return None
        now = {layer.id: layer for layer in slide.layers}
        then = {layer.id: layer for layer in old.layers}
        found = {
            id_
            for id_ in now.keys() | then.keys()
            if (one := now.get(id_)) is not (past := then.get(id_)) and one != past
        }
        return found | _reordered(slide, old)

    def _altered(
        self, story: Story, slide: Slide, changed: set[str], ink: dict[str, Bounds]
    ) -> list[Bounds]:
        """Where the layers ``changed`` look otherwise than the picture shows them."""
        before = self._slide
        # What changed its place in the stack lies above or below something else now.
        same = before if before is not None and not _reordered(slide, before) else None
        found: list[Bounds] = []
        for id_ in changed:
            # A key changes a letter or a line of a text, not all of it.
            box = doors.altered(story, slide, same, id_) if same is not None else None
            found += [box] if box else [at[id_] for at in (self._ink, ink) if id_ in at]
        return [box for box in found if not box.empty]

    def _above(
        self, story: Story, slide: Slide, changed: set[str]
    ) -> tuple[str, Image.Image] | None:
        """What lies below the lowest changed layer, flattened when it is asked for twice: in a
        gesture the same layers change again and again."""
        index = next((i for i, layer in enumerate(slide.layers) if layer.id in changed), -1)
        if index < 0:
            return None
        below = slide.layers[:index]
        if self._below is None or self._below[0] != below:
            if self._asked != below:
                self._asked = below
                return None
            self._below = (below, doors.behind(story, slide, slide.layers[index].id))
        return slide.layers[index].id, self._below[1]

    def _paste(self, made: Image.Image, dirty: Bounds, whole: Bounds) -> None:
        if dirty == whole:
            self.image = _as_qt(made)
        else:
            _put(made, self.image, dirty[:2])
        self._scaled.touch(dirty)


def _reordered(slide: Slide, other: Slide) -> set[str]:
    """Ids of the layers that lie elsewhere among those that both slides have."""
    now, then = ([layer.id for layer in one.layers] for one in (slide, other))
    if now == then:
        return set()
    both = set(now) & set(then)
    kept, were = ([id_ for id_ in ids if id_ in both] for ids in (now, then))
    return {a for a, b in zip(kept, were, strict=True) if a != b}


def draw_meanwhile(painter: QPainter, view: View, canvas: Size, image: QImage | None) -> None:
    """Draw ``image``, a picture of the slide in any size or None, in place of one that is being
    made; ``painter`` counts in device pixels."""
    width, height = round(canvas.width * view.zoom), round(canvas.height * view.zoom)
    if image is None:
        painter.fillRect(view.left, view.top, width, height, QColor(tokens().panel))
    elif image.width() == width and image.height() == height:
        painter.drawImage(view.left, view.top, image)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(view.left, view.top, width, height), image)


def _as_qt(made: Image.Image) -> QImage:
    """The renderer's RGB picture as Qt's, its bytes in their own order."""
    image = QImage(*made.size, QImage.Format.Format_RGBX8888)
    _put(made, image, (0, 0))
    return image


def _put(made: Image.Image, image: QImage, at: tuple[int, int]) -> None:
    """Put ``made``, which nobody else holds, into ``image``. Pillow keeps its three channels in
    four bytes: with the last one filled in place they are moved as they are."""
    made.putalpha(255)
    pixels(image, "RGBA").paste(made, at)


def _joined(bounds: list[Bounds]) -> Bounds:
    if not bounds:
        return Bounds(0, 0, 0, 0)
    around = bounds[0]
    for one in bounds[1:]:
        around = around.join(one)
    return around
