"""The panel of stickers: drawings and emoji, each with search."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTabWidget, QWidget

from storycomposer.app.asking import Flyout
from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.desk import Desk
from storycomposer.app.emoji import Emoji
from storycomposer.app.emoji_picker import emoji_grid
from storycomposer.app.search_grid import Offer, SearchGrid
from storycomposer.app.stickers import Sticker, add_emoji, add_sticker, every, search, svg
from storycomposer.app.theme import tokens
from storycomposer.app.words import t

_TILE = 84
_ICON = 60


@functools.lru_cache(maxsize=256)
def _picture(id: str, color: str, ratio: float) -> QPixmap:
    side = round(_ICON * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    data = QByteArray(svg(next(one for one in every() if one.id == id), color))
    QSvgRenderer(data).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def sticker_grid(parent: QWidget) -> SearchGrid:
    """Search and the drawings below it."""
    offer = Offer(
        search,
        lambda one: one.label,
        lambda one, ratio: _picture(one.id, tokens().text, ratio),
        _TILE,
        _ICON,
    )
    return SearchGrid(
        offer,
        t("stickers.list", "Drawings"),
        t("stickers.search", "Search drawings"),
        t("stickers.none", "No drawing is called so."),
        parent,
    )


class StickerPanel(Flyout):
    """Opens beside the rail; choosing puts the sticker on the slide and closes it."""

    def __init__(self, parent: QWidget, desk: Desk, canvas: Canvas) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("rail.stickers", "Stickers"))
        self._desk = desk
        self._canvas = canvas
        self.drawings, self.emoji = sticker_grid(self), emoji_grid(self)
        for grid in (self.drawings, self.emoji):
            grid.setContentsMargins(0, 8, 0, 0)
        tabs = QTabWidget(self)
        tabs.addTab(self.drawings, t("stickers.drawings", "Drawings"))
        tabs.addTab(self.emoji, t("stickers.emoji", "Emoji"))
        tabs.setFixedSize(4 * _TILE + 24, 460)
        self.column.addWidget(tabs)
        self.drawings.chosen.connect(self._on_sticker)
        self.emoji.chosen.connect(self._on_emoji)

    def focus_first(self) -> None:
        self.drawings.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_sticker(self, sticker: Sticker) -> None:
        self._go()
        add_sticker(self._desk, sticker, self._canvas.image)

    def _on_emoji(self, emoji: Emoji) -> None:
        self._go()
        add_emoji(self._desk, emoji.text)

    def _go(self) -> None:
        """What is done next is done with what was put on the slide."""
        self.hide()
        self._canvas.setFocus()
