"""Cards of the start page: a story's picture that plays its slides when pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.looks import previewed
from storycomposer.app.naming import drawable, story_name
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.storage.files import open_story
from storycomposer.story import Story

_SECONDS = 1.1
_RADIUS = 12
_LINE = 18
"""How high a line of words is."""
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_PICTURE = 400
"""How wide pictures are drawn: sharp at twice the size that they are shown."""


class Look(NamedTuple):
    """What a card shows of a story."""

    name: str
    slides: int
    pictures: tuple[QImage, ...]


def look(path: Path, most: int = 1) -> Look:
    """The first ``most`` slides of the story at ``path``, for any thread; the very first as the
    file carries it, if nothing else is asked for. StoryError if it cannot be read."""
    story = open_story(path)
    carried = previewed(path, story.deck) if most == 1 else None
    if carried is not None:
        smooth = Qt.TransformationMode.SmoothTransformation
        pictures: tuple[QImage, ...] = (carried.scaledToWidth(_PICTURE, smooth),)
    else:
        pictures = _drawn(story, most)
    return Look(story_name(story.deck), len(story.deck.slides), pictures)


def _drawn(story: Story, most: int) -> tuple[QImage, ...]:
    # Drawing is loaded on the thread: the page is on the screen before.
    from storycomposer.app.pixels import to_qimage  # noqa: PLC0415
    from storycomposer.render.slide import render  # noqa: PLC0415

    scale = _PICTURE / story.deck.canvas.width
    return tuple(to_qimage(render(story, slide, scale)) for slide in story.deck.slides[:most])


class Card(QAbstractButton):
    """A picture with a name under it, and lines of ``details``. ``wanted`` asks for all slides when
    they are to play."""

    wanted = Signal()

    def __init__(self, name: str, details: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._details = tuple(filter(None, details))
        self._pictures: tuple[QImage, ...] = ()
        self._at = 0
        self.slides = 0
        self._more: QToolButton | None = None
        self.rename(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._play = QTimer(self, interval=round(_SECONDS * 1000))
        self._play.timeout.connect(self._next)

    def add_more(self) -> QToolButton:
        """A button in the picture's corner for what else can be done, there when the card is
        pointed at or has the focus."""
        self._more = QToolButton(self)
        self._more.setProperty("kind", "over")
        self._more.setIcon(icon("ellipsis"))
        self._more.setAccessibleName(t("card.more", "More"))
        self._more.setToolTip(self._more.accessibleName())
        self._more.setFixedSize(30, 30)
        self._more.setCursor(Qt.CursorShape.ArrowCursor)
        self._more.installEventFilter(self)
        self._more.hide()
        return self._more

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._settle)
        return super().eventFilter(watched, event)

    def show_look(self, look: Look) -> None:
        """Show a story's pictures."""
        first = not self._pictures
        self._pictures, self.slides = look.pictures, look.slides
        if first and self._play.isActive():
            self.wanted.emit()  # it was pointed at before it was known that there is more
        self.update()

    def rename(self, name: str) -> None:
        """Call it ``name``."""
        self.setText(name)
        self.setAccessibleName(", ".join((name, *self._details)))
        self.update()

    @property
    def playing(self) -> int:
        """Which slide is shown."""
        return self._at

    def height_for(self, width: int) -> int:
        """How high a card of ``width`` is."""
        return width * 16 // 9 + 12 + _LINE * (1 + len(self._details))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        look, painter = tokens(), QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(1, 1, self.width() - 2, (self.width() - 2) * 16 / 9)
        shape = QPainterPath()
        shape.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.fillPath(shape, QColor(look.field))
        if self._pictures:
            painter.setClipPath(shape)
            painter.drawImage(box, self._pictures[self._at % len(self._pictures)])
            if self._lively() and len(self._pictures) > 1:
                self._paint_progress(painter, box)
            painter.setClipping(False)
        active = self._lively()
        painter.setPen(QPen(QColor(look.accent_text if active else look.line), 2 if active else 1))
        out = 0.0 if active else 0.5  # the whole of a ring has room, and lines are sharp
        painter.drawRoundedRect(box.adjusted(-out, -out, out, out), _RADIUS + out, _RADIUS + out)
        self._paint_words(painter, box.bottom())

    def _paint_progress(self, painter: QPainter, box: QRectF) -> None:
        count = len(self._pictures)
        room = box.width() - 16 - 3 * (count - 1)
        for index in range(count):
            bar = QRectF(
                box.left() + 8 + index * (room / count + 3), box.top() + 8, room / count, 3
            )
            shade = 255 if index <= self._at else 110
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 70))
            painter.drawRoundedRect(bar.adjusted(-1, -1, 1, 1), 2.5, 2.5)
            painter.setBrush(QColor(255, 255, 255, shade))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_words(self, painter: QPainter, top: float) -> None:
        look = tokens()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        side = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        wide = self.width() - 2
        for index, words in enumerate((drawable(self.text()), *self._details)):
            if index:
                font.setWeight(font.Weight.Normal)
                font.setPixelSize(12)
            painter.setFont(font)
            painter.setPen(QColor(look.muted if index else look.text))
            row = QRectF(1, top + 8 + _LINE * index, wide, _LINE)
            short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(
                row, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, short
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self._start()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            self._start()
        else:
            self._show_more(True)  # a page that was just opened is still

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._settle()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(150, self.height_for(150))

    def _lively(self) -> bool:
        more = self._more is not None and self._more.hasFocus()
        return self.underMouse() or self.hasFocus() or more

    def _show_more(self, shown: bool) -> None:
        if self._more is not None:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._more.move(10 if rtl else self.width() - 40, 18)
            self._more.setVisible(shown)

    def _start(self) -> None:
        if not self._play.isActive():
            self.wanted.emit()
            self._play.start()
        self._show_more(True)
        self.update()

    def _settle(self) -> None:
        if not self._lively():
            self._play.stop()
            self._at = 0
            self._show_more(False)
        self.update()

    def _next(self) -> None:
        if len(self._pictures) > 1:
            self._at = (self._at + 1) % len(self._pictures)
            self.update()


class Grid(QWidget):
    """Cards side by side, as many a row as have room, none smaller than ``smallest``."""

    def __init__(
        self, smallest: int, largest: int, gap: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._smallest, self._largest, self._gap = smallest, largest, gap
        self.cards: list[QWidget] = []
        self.heights: Callable[[int], int] = lambda width: width * 16 // 9 + 46
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, cards: Sequence[QWidget]) -> None:
        """Show ``cards`` instead of those before."""
        for old in self.cards:
            if old not in cards:
                old.hide()
                old.deleteLater()
        self.cards = list(cards)
        for card in cards:
            card.setParent(self)
            card.show()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self.cards or self.width() < self._smallest:
            return
        gap, count = self._gap, len(self.cards)
        columns = max(1, (self.width() + gap) // (self._smallest + gap))
        if columns < count:  # rows of one length rather than a last one of leftovers
            rows = -(-count // columns)
            columns = -(-count // rows)
        columns = min(columns, count)
        width = (self.width() + gap) // columns - gap
        # What is left over goes into the gaps: a full row ends where what is below it ends.
        step = (self.width() - width) / max(1, columns - 1)
        if width > self._largest:
            width, step = self._largest, self._largest + gap
        height = self.heights(width)
        for index, card in enumerate(self.cards):
            row, column = divmod(index, columns)
            x = round(column * step)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                x = self.width() - x - width
            card.setGeometry(x, row * (height + gap), width, height)
        rows = -(-count // columns)
        self.setFixedHeight(rows * (height + gap) - gap)
