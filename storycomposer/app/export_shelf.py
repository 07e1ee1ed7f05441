"""The pictures of a finished set side by side, each to be dragged out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from storycomposer.app import carrying, doors
from storycomposer.app.carrying import FileCard
from storycomposer.app.export_job import Exported
from storycomposer.app.export_widgets import WIDTH
from storycomposer.app.thumbnails import Same, Thumbnails, rgba, rounded
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.export.names import slide_name

_CARD = QSize(60, 107)
_MOST_IN_A_DRAG = 3


class Shelf(QScrollArea):
    """A card a picture, drawn when it comes into sight."""

    def __init__(self, workers: Workers, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = Thumbnails(workers, self)
        self._thumbnails.made.connect(self._on_drawn)
        self._board = QWidget(self)
        self._row = QHBoxLayout(self._board)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setWidget(self._board)
        self.setWidgetResizable(True)
        for ground in (self._board, self.viewport()):
            ground.setAutoFillBackground(False)
        self.setFixedSize(WIDTH, _CARD.height() + 12)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_set(self, made: Exported) -> None:
        """Show the pictures of ``made``."""
        for card in self.cards():
            card.hide()
            card.deleteLater()
        while self._row.takeAt(0) is not None:
            pass
        slides = made.story.deck.slides
        for at, path in zip(made.job.slides, made.pictures, strict=True):
            words = slide_name(slides[at])
            name = t("tray.card", "Slide {number}: {name}", number=at + 1, name=words)
            look = partial(self._look, made, at)
            self._row.addWidget(FileCard(path, name, _CARD, look, self._board))
        self._row.addStretch(1)

    def _look(self, made: Exported, at: int, ratio: float) -> QImage | None:
        story, slide = made.story, made.story.deck.slides[at]
        height = round(_CARD.height() * ratio)

        def draw() -> QImage:
            picture = doors.render(story, slide, height / story.deck.canvas.height)
            return rgba(rounded(picture, carrying.RADIUS * ratio))

        image = self._thumbnails.get(str(at), (Same(made), ratio), draw)
        if image is not None:
            image.setDevicePixelRatio(ratio)
        return image

    @Slot(str)
    def _on_drawn(self, _: str) -> None:
        for card in self.cards():
            card.update()

    def cards(self) -> list[FileCard]:
        """The thumbnails, in slide order."""
        items = [self._row.itemAt(at) for at in range(self._row.count())]
        found = [item.widget() for item in items if item is not None]
        return [card for card in found if isinstance(card, FileCard)]

    def pile(self) -> QPixmap:
        """What is under the pointer while all are dragged: the first few, fanned out."""
        pictures = [card.picture() for card in self.cards()[:_MOST_IN_A_DRAG]]
        pictures = [picture for picture in pictures if not picture.isNull()]
        if not pictures:
            return QPixmap()
        ratio, step = pictures[0].devicePixelRatio(), 14
        size = pictures[0].deviceIndependentSize().toSize()
        size += QSize(step, step) * (len(pictures) - 1)
        pile = QPixmap(size * ratio)
        pile.setDevicePixelRatio(ratio)
        pile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pile)
        for number, picture in reversed(list(enumerate(pictures))):
            painter.drawPixmap(QPoint(step, step) * number, picture)
        painter.end()
        return pile
