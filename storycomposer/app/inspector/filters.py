"""The filters as tiles of the picture itself."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from PIL import Image
from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from storycomposer.app.canvas.canvas import to_qimage
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.subject import value_of
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.deck import Slide
from storycomposer.document.layers import ImageFill, ImageLayer
from storycomposer.render.slide import render
from storycomposer.story import Story

NAMES = ("none", "vivid", "warm", "cool", "fade", "film", "noir")
_ACROSS, _LABEL, _GAP = 4, 18, 8
_SIDE = 128
"""Pixels of a rendered tile: enough for two device pixels a point."""


class FilterTiles(QWidget):
    """None and the six filters, four in a row."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, form: Form, prefix: str) -> None:
        super().__init__(form)
        self._form, self._prefix = form, prefix
        self._value: object = None
        self._of: object = None
        self._pictures: dict[str, QImage] = {}
        self._at = 0
        self.setAccessibleName(t("picture.filter", "Filter"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2 * (66 + _LABEL) + _GAP)
        self._timer = QTimer(self, singleShot=True, interval=80)
        self._timer.timeout.connect(self._ask)

    def show_value(self, value: object) -> None:
        """Mark the filter in use; draw the tiles anew where the picture is another one."""
        self._value = value
        if isinstance(value, str) and not self.hasFocus():
            self._at = NAMES.index(value)
        source = self._source()
        if source != self._of:
            self._of = source
            self._timer.start()
        self.update()

    def settle(self, keep: bool = True, /) -> None:
        """Nothing is ever under way."""

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        for index, name in enumerate(NAMES):
            box = self._box(index)
            path = QPainterPath()
            path.addRoundedRect(box, 6, 6)
            painter.setClipPath(path)
            painter.fillRect(box, QColor(look.field))
            if name in self._pictures:
                painter.drawImage(box, self._pictures[name])
            painter.setClipping(False)
            chosen = name == self._value
            focused = self.hasFocus() and index == self._at
            if chosen or focused:
                painter.setPen(QPen(QColor(look.accent if chosen else look.accent_text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 6, 6)
            painter.setPen(QColor(look.accent_text if chosen else look.muted))
            words = QRectF(box.left() - 4, box.bottom() + 2, box.width() + 8, _LABEL - 2)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, filter_name(name))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self._index(event.position().x(), event.position().y())
        if index is not None:
            self._at = index
            self.committed.emit(NAMES[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -4, Qt.Key.Key_Down: 4}
        way = ways.get(Qt.Key(event.key()), 0)
        if way:
            way = -way if self.isRightToLeft() and abs(way) == 1 else way
            self._at = max(0, min(len(NAMES) - 1, self._at + way))
            self.setAccessibleDescription(filter_name(NAMES[self._at]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.committed.emit(NAMES[self._at])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            return True
        return super().event(event)

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
        self._pictures = {name: to_qimage(picture) for name, picture in made.items()}
        self.update()

    def _side(self) -> float:
        return (max(self.width(), 200) - _GAP * (_ACROSS - 1)) / _ACROSS

    def _box(self, index: int) -> QRectF:
        row, column = divmod(index, _ACROSS)
        side = self._side()
        left = column * (side + _GAP)
        if self.isRightToLeft():
            left = self.width() - left - side
        return QRectF(left, row * (side + _LABEL + _GAP), side, side).adjusted(1, 1, -1, -1)

    def _index(self, x: float, y: float) -> int | None:
        for index in range(len(NAMES)):
            if self._box(index).adjusted(0, 0, 0, _LABEL).contains(x, y):
                return index
        return None


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
        made[name] = render(story, slide, scale, (0, 0, _SIDE, _SIDE))
    return made


def _pass(_: object) -> None:
    """A picture that cannot be drawn is said on the canvas already."""
