"""How a slide is drawn in the filmstrip."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storycomposer.app.desk import Desk
from storycomposer.app.layer_rows import trouble
from storycomposer.app.naming import drawable, slide_name
from storycomposer.app.theme import tokens
from storycomposer.app.thumbnails import Thumbnails, slide_picture, slide_value
from storycomposer.app.words import t
from storycomposer.document.deck import Slide

CARD = QSize(134, 108)
THUMB = QSize(54, 96)
PAD = 6
_RADIUS = 4.0
_LINES = 3


class Cards(QStyledItemDelegate):
    """Thumbnail, number, name and seconds of each slide."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thumbnails = thumbnails
        self.level: Callable[[Slide], str] = lambda _: ""
        """As of :class:`~storycomposer.app.slides_model.SlidesModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:  # noqa: N802
        del option, index
        return CARD

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        slides = self._desk.deck.slides
        if index.row() >= len(slides):
            return
        look = tokens()
        card = QRect(option.rect.topLeft(), CARD).adjusted(2, 0, -2, 0)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        current = slides[index.row()].id == self._desk.editor.selection.slide
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, card, on)
        thumb = QRect(card.left() + PAD, card.top() + PAD, THUMB.width(), THUMB.height())
        words = QRect(thumb.right() + 9, thumb.top(), card.width() - 76, thumb.height())
        if option.direction == Qt.LayoutDirection.RightToLeft:
            thumb.moveLeft(card.left() + card.right() - thumb.right())
            words.moveLeft(card.left() + card.right() - words.right())
        self._thumbnail(painter, thumb, index.row())
        if current or on:
            ring = QPen(QColor(look.accent if not look.dark else look.accent_text))
            ring.setWidthF(2.0 if current else 1.0)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(thumb).adjusted(-2, -2, 2, 2), _RADIUS + 2, _RADIUS + 2)
        trouble(painter, thumb, self.level(slides[index.row()]))
        self._words(painter, option, words, index.row(), current)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, card: QRect, on: bool
    ) -> None:
        look = tokens()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if on or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if on else look.hover))
            painter.drawRoundedRect(card, 8, 8)
        if focused:
            painter.setPen(QPen(QColor(look.accent_text), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _thumbnail(self, painter: QPainter, place: QRect, row: int) -> None:
        slide = self._desk.deck.slides[row]
        ratio = painter.device().devicePixelRatio()
        height = round(place.height() * ratio)
        image = self._thumbnails.get(
            slide.id,
            slide_value(self._desk, slide, height),
            slide_picture(self._desk, slide, height, _RADIUS * ratio),
        )
        if image is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().field))
            painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        else:
            # Its own pixels, one on each of the screen's.
            image.setDevicePixelRatio(image.height() / place.height())
            painter.drawImage(place.topLeft(), image)

    def _words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        row: int,
        current: bool,
    ) -> None:
        slide, look = self._desk.deck.slides[row], tokens()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side = _side(mirrored)
        font = QFont(option.font)
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(look.accent_text if current else look.text))
        painter.drawText(place, side | Qt.AlignmentFlag.AlignTop, str(row + 1))
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(look.muted))
        seconds = t("slides.seconds", "{seconds} s", seconds=f"{slide.seconds:g}")
        painter.drawText(place, side | Qt.AlignmentFlag.AlignBottom, seconds)
        painter.setPen(QColor(look.text))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        name = place.adjusted(0, 19, 0, -18)
        _draw_lines(painter, name, drawable(slide_name(slide, row)), font, mirrored)


def _side(mirrored: bool) -> Qt.AlignmentFlag:
    """The side where lines begin, whatever the direction of their letters."""
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def _draw_lines(painter: QPainter, place: QRect, text: str, font: QFont, mirrored: bool) -> None:
    """``text`` wrapped into at most three lines, the last one shortened."""
    for number, words in enumerate(_wrapped(text, font.pixelSize(), place.width())):
        row = QRect(place.left(), place.top() + number * 15, place.width(), 16)
        painter.drawText(row, _side(mirrored) | Qt.AlignmentFlag.AlignVCenter, words)


@functools.lru_cache(maxsize=500)
def _wrapped(text: str, size: int, width: int) -> tuple[str, ...]:
    """Lines of ``text`` in the window's font of that size: laid out once, not on every painting."""
    font = QGuiApplication.font()
    font.setPixelSize(size)
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout, metrics = QTextLayout(text, font), QFontMetrics(font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < _LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        words = text[start : start + length]
        if len(lines) == _LINES - 1 and start + length < len(text):
            words = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width)
        lines.append(words.strip())
    layout.endLayout()
    return tuple(lines)
