"""What lies beside the slide: not in the export, but seen dimmed, so that nothing gets lost."""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from storycomposer.app import doors
from storycomposer.app.canvas.picture import Picture
from storycomposer.app.canvas.view import View
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box, bounds
from storycomposer.document.picking import pose
from storycomposer.errors import StoryError
from storycomposer.render.context import Bounds
from storycomposer.story import Story

_STEP = 540
"""What lies nearer to the slide than so many canvas pixels is drawn; of what lies farther, where a
long text goes on or something was put aside, what is in view is, in steps of as many."""
_LONGEST = 10 * _STEP
_DIMMED = 0.35
_SCALE = 0.5


class Outside:
    """Keeps the picture of what reaches outside until something changes. It is drawn on a thread:
    while one is being drawn the last one is shown, and ``update`` is called when there is another.
    """

    def __init__(self, workers: Workers, update: Callable[[], None]) -> None:
        self._workers = workers
        self._update = update
        self._image: QImage | None = None
        self._box = Box(0, 0, 0, 0)
        self._of: tuple[object, ...] | None = None
        self._drawing = False

    def paint(self, painter: QPainter, view: View, picture: Picture) -> None:
        """Paint around the slide what ``picture`` shows of it."""
        if picture.of is None:
            return
        (story, slide), ink = picture.of, picture.ink
        width, height = story.deck.canvas
        out = {
            id_: at
            for id_, at in ink.items()
            if at.left < 0 or at.top < 0 or at.right > width or at.bottom > height
        }
        if not out:
            return
        # Only what reaches outside is drawn again, and only when it changed.
        layers = tuple(layer for layer in slide.layers if layer.id in out)
        room = _room(story, view, painter.window())
        boxes = [_whole(bounds(pose(layer))) for layer in layers]  # of giant ones not all is drawn
        self._ask(story, structs.replace(slide, layers=layers), (*out.values(), *boxes), room)
        if self._image is None:
            return
        path = QPainterPath()
        path.addRect(view.box(self._box))
        inner = QPainterPath()
        inner.addRect(view.box(Box(0, 0, width, height)))
        painter.save()
        painter.setClipPath(path.subtracted(inner))
        painter.setOpacity(_DIMMED)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(view.box(self._box), self._image, QRectF(self._image.rect()))
        painter.restore()

    def _ask(self, story: Story, slide: Slide, out: tuple[Bounds, ...], room: Bounds) -> None:
        """Have it drawn if it is another than the last. One at a time, so that a drag, which
        changes it with every move, is followed rather than waited for."""
        wanted = slide.id, slide.layers, story.deck.brand, room
        if self._drawing or wanted == self._of:
            return
        if self._of is None or self._of[0] != slide.id:
            self._image = None
        self._of, self._drawing = wanted, True
        box = _around(out, room)
        self._workers.run("outside", lambda: _drawn(story, slide, box), self._take, self._fail)

    def _take(self, made: tuple[QImage, Box] | None) -> None:
        self._drawing = False
        self._image, self._box = made or (None, self._box)
        self._update()

    def _fail(self, _: StoryError) -> None:
        # The slide itself says what is wrong.
        self._take(None)


def _whole(box: Box) -> Bounds:
    left, top = math.floor(box.x), math.floor(box.y)
    return Bounds(left, top, math.ceil(box.right), math.ceil(box.bottom))


def _room(story: Story, view: View, window: QRect) -> Bounds:
    """What is looked at through ``window``."""
    width, height = story.deck.canvas
    first, last = view.canvas(QPointF(window.topLeft())), view.canvas(QPointF(window.bottomRight()))
    (left, right), (top, bottom) = _seen(first.x, last.x, width), _seen(first.y, last.y, height)
    return Bounds(left, top, right, bottom)


def _seen(first: float, last: float, length: int) -> tuple[int, int]:
    """From where to where along one side of the slide, which is ``length`` long: what is near it,
    or where more is in view, that in whole steps."""
    start, end = math.floor(first / _STEP) * _STEP, math.ceil(last / _STEP) * _STEP
    if start >= -_STEP and end <= length + _STEP:
        return -_STEP, length + _STEP
    if end - start > _LONGEST:
        return max(start, -_LONGEST // 2), min(end, length + _LONGEST // 2)
    return start, end


def _around(out: tuple[Bounds, ...], room: Bounds) -> Bounds:
    """What of ``out`` lies in ``room``, in even numbers, so that half of them are whole."""
    whole = out[0]
    for one in out[1:]:
        whole = whole.join(one)
    whole = whole.meet(room)
    left, top = whole.left - whole.left % 2, whole.top - whole.top % 2
    return Bounds(left, top, whole.right + whole.right % 2, whole.bottom + whole.bottom % 2)


def _drawn(story: Story, slide: Slide, box: Bounds) -> tuple[QImage, Box] | None:
    if box.empty:
        return None
    region = (box.left // 2, box.top // 2, box.right // 2, box.bottom // 2)
    picture = doors.render(story, slide, _SCALE, region).convert("RGBA")
    width, height = picture.size
    made = QImage(picture.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888)
    image = made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return image, Box(box.left, box.top, box.right - box.left, box.bottom - box.top)
