"""Layers and slides on the clipboard: between stories, windows and programs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from storycomposer.app import clip_story, doors
from storycomposer.app import slide_edits as slides
from storycomposer.app.actions.record import Window
from storycomposer.app.desk import Desk
from storycomposer.app.naming import several, several_slides
from storycomposer.app.safe_area import SAFE
from storycomposer.app.thumbnails import alone, rgba
from storycomposer.app.words import say, t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.edits.basic import OFFSET
from storycomposer.document.geometry import Box, bounds, union
from storycomposer.document.layers import AnyLayer
from storycomposer.document.picking import pose
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.story import Story, media_refs

LAYERS = "application/x-storycomposer-layers"
SLIDES = "application/x-storycomposer-slides"
_IMAGE = "application/x-qt-image"
_TEXT = "text/plain"
_STEPS = 60


class Carried(QMimeData):
    """A story on its way. Bytes, picture and words are made when somebody asks for them: copying
    costs nothing, and pasting in this program takes the values themselves."""

    def __init__(self, kind: str, story: Story) -> None:
        super().__init__()
        self.kind = kind
        self.story = story
        self._words = clip_story.words(story)

    def formats(self) -> list[str]:
        """What can be had of it."""
        return [self.kind, _IMAGE, *([_TEXT] if self._words else [])]

    def hasFormat(self, kind: str) -> bool:  # noqa: N802
        """Whether it can be had as ``kind``."""
        return kind in self.formats()

    def retrieveData(self, kind: str, type: Any) -> Any:  # noqa: A002, N802
        """It as ``kind``; nothing where its pictures cannot be read any more."""
        del type
        if kind == _TEXT:
            return self._words
        try:
            if kind == self.kind:
                return QByteArray(clip_story.packed(self.story))
            return self._picture() if kind == _IMAGE else None
        except StoryError:
            return None

    def _picture(self) -> QImage:
        slide = self.story.deck.slides[0]
        if self.kind == SLIDES:
            return rgba(doors.render(self.story, slide))
        return rgba(alone(self.story, slide, slide.layers, 1.0))


def copy_layers(desk: Desk, ids: tuple[str, ...]) -> None:
    """Put layers on the clipboard."""
    _put(Carried(LAYERS, clip_story.of_layers(desk.editor.story, ids)))


def copy_slides(desk: Desk, ids: tuple[str, ...]) -> None:
    """Put slides on the clipboard; other programs get the first one's picture."""
    _put(Carried(SLIDES, clip_story.of_slides(desk.editor.story, ids)))


def has_ours() -> bool:
    """Whether the clipboard holds layers or slides."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and (data.hasFormat(LAYERS) or data.hasFormat(SLIDES))


def paste(window: Window, *, in_place: bool = False) -> bool:
    """Paste layers on every selected slide, or slides after the one on the canvas. Returns False
    where the clipboard has neither. What is wrong with it is said over the canvas."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not (data.hasFormat(LAYERS) or data.hasFormat(SLIDES)):
        return False
    kind = LAYERS if data.hasFormat(LAYERS) else SLIDES
    place = functools.partial(_place, window.desk, kind, in_place)
    if isinstance(data, Carried):
        place(data.story)
        return True

    def failed(error: StoryError) -> None:
        window.desk.notice(say(error.sentence), "error")

    # Another run of the program, or something that poses as one: pictures are tried on a thread.
    raw = bytes(data.data(kind).data())
    key = ("paste", object())  # what is pasted twice is wanted twice
    window.workers.run(key, functools.partial(clip_story.unpacked, raw), place, failed)
    return True


def _put(data: Carried) -> None:
    QGuiApplication.clipboard().setMimeData(data)


def _place(desk: Desk, kind: str, in_place: bool, story: Story) -> None:
    if kind == SLIDES:
        _keep_media(desk, story)
        ids = tuple(slide.id for slide in story.deck.slides)
        label = t("edit.paste", "Paste {what}", what=several_slides(story.deck, ids))
        at = desk.slide_index + 1
        slides.adding(desk, lambda deck: edits.insert_slides(deck, story.deck.slides, at), label)
        return
    layers = tuple(layer for slide in story.deck.slides[:1] for layer in slide.layers)
    here = desk.slide
    if not layers or here is None:
        return
    _keep_media(desk, story)
    targets = desk.editor.selection.slides
    dx, dy = (0.0, 0.0) if in_place else _shift(here.layers, layers, desk.deck)
    label = t("edit.paste", "Paste {what}", what=several(story.deck, tuple(x.id for x in layers)))
    before = desk.deck
    if desk.apply(lambda deck: edits.paste(deck, targets, layers, dx, dy), label):
        found = edits.spots(desk.deck)
        new = edits.added(before, desk.deck)
        desk.select(tuple(id_ for id_ in new if found[id_].slide == here.id))


def _keep_media(desk: Desk, story: Story) -> None:
    """Make the pictures of ``story`` the desk's own."""
    own = desk.editor.story.media
    if own is not story.media:
        for ref in media_refs(story.deck):
            if ref not in own and ref in story.media:
                own.lazy(ref, _loader(story.media, ref), story.media.name(ref))


def _loader(media: MediaStore, ref: str) -> Callable[[], bytes]:
    return functools.partial(media.get, ref)


def _shift(
    there: tuple[AnyLayer, ...], layers: tuple[AnyLayer, ...], deck: Deck
) -> tuple[float, float]:
    """How far from where they were copied the layers land: inside the safe area, and not right on
    top of ones that look the same."""
    box = union(bounds(pose(layer)) for layer in layers)
    taken = {bounds(pose(layer)) for layer in there}
    shift = (0.0, 0.0)
    for step in range(_STEPS):
        shift = _inside(box, step * OFFSET, deck.canvas.width)
        moved = (bounds(pose(layer)) for layer in layers)
        if not any(b._replace(x=b.x + shift[0], y=b.y + shift[1]) in taken for b in moved):
            break
    return shift


def _inside(box: Box, by: float, width: float) -> tuple[float, float]:
    """``by`` right and down, but within the safe area where there is room. What spans the slide
    from side to side is a ground and stays."""
    if box.width >= width:
        return by, by
    x, y = box.x + by, box.y + by
    if box.height <= SAFE.height:
        y = min(max(y, SAFE.y), SAFE.bottom - box.height)
    if box.right > 0 and box.x < width:
        x = min(max(x, 0.0), width - box.width)
    else:  # it lay beside the slide
        x = (width - box.width) / 2 + by
    return x - box.x, y - box.y
