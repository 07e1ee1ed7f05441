"""What lies beside the slide: not in the export, but seen dimmed, so that nothing gets lost."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from storycomposer.app import doors
from storycomposer.app.canvas.picture import Picture
from storycomposer.app.canvas.view import View
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box
from storycomposer.render.context import Bounds
from storycomposer.story import Story

_FARTHEST = 540
"""Canvas pixels beside the slide that are looked at."""
_DIMMED = 0.35
_SCALE = 0.5


class Outside:
    """Keeps the picture of what reaches outside until something changes."""

    def __init__(self) -> None:
        self._image: QImage | None = None
        self._box = Box(0, 0, 0, 0)
        self._of: object = None

    def paint(self, painter: QPainter, view: View, picture: Picture) -> None:
        """Paint around the slide what ``picture`` shows of it."""
        if picture.of is None:
            return
        (story, slide), ink = picture.of, picture.ink
        width, height = story.deck.canvas
        around = Bounds(0, 0, width, height)
        out = {id_: one for id_, one in ink.items() if one.meet(around) != one}
        if not out:
            return
        # Only what reaches outside is drawn again, and only when it changed.
        layers = tuple(layer for layer in slide.layers if layer.id in out)
        if self._of != (layers, story.deck.brand):
            self._of = (layers, story.deck.brand)
            self._image = None
            self._make(story, structs.replace(slide, layers=layers), list(out.values()))
        path = QPainterPath()
        path.addRect(view.box(self._box))
        inner = QPainterPath()
        inner.addRect(view.box(Box(0, 0, width, height)))
        painter.save()
        painter.setClipPath(path.subtracted(inner))
        painter.setOpacity(_DIMMED)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(view.box(self._box), self._image, QRectF(self._image.rect()))
        painter.restore()

    def _make(self, story: Story, slide: Slide, out: list[Bounds]) -> None:
        width, height = story.deck.canvas
        farthest = Bounds(-_FARTHEST, -_FARTHEST, width + _FARTHEST, height + _FARTHEST)
        whole = out[0]
        for one in out[1:]:
            whole = whole.join(one)
        whole = whole.meet(farthest)
        if whole.empty:
            return
        # Even numbers, so that half of them are whole.
        left, top = whole.left - whole.left % 2, whole.top - whole.top % 2
        right, bottom = whole.right + whole.right % 2, whole.bottom + whole.bottom % 2
        region = (left // 2, top // 2, right // 2, bottom // 2)
        picture = doors.render(story, slide, _SCALE, region).convert("RGBA")
        width, height = picture.size
        made = QImage(picture.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888)
        self._image = made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self._box = Box(left, top, right - left, bottom - top)
