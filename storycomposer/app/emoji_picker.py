"""A popover to choose an emoji from, with search."""

from __future__ import annotations

import functools

from msgspec import structs
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from storycomposer.app import doors
from storycomposer.app.emoji import Emoji, search
from storycomposer.app.inputs.popover import Popover
from storycomposer.app.pixels import to_qimage
from storycomposer.app.search_grid import Offer, SearchGrid
from storycomposer.app.words import t
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

TILE = 40
"""Widget points a side of one emoji's place."""
_COLUMNS = 8
_ROWS = 6


@functools.lru_cache(maxsize=2048)
def tile(emoji: str, side: int, ratio: float = 1.0) -> QPixmap:
    """``emoji`` as our renderer draws it (Qt may not know our font's colours), in a square of
    ``side`` widget points on a screen of ``ratio``."""
    pixels = round(side * ratio)
    # Beside the slide there is no ground: the picture is transparent.
    layer = structs.replace(_BLANK, x=-2.0 * pixels, width=float(pixels), height=float(pixels))
    layer = structs.replace(layer, size=pixels * 0.78, text=(Run(text=emoji),))
    slide = Slide(id="tile", layers=(layer,))
    story = Story(Deck(id="tile", slides=(slide,)), _NOTHING)
    image = doors.render(story, slide, region=(-2 * pixels, 0, -pixels, pixels))
    made = QPixmap.fromImage(to_qimage(image))
    made.setDevicePixelRatio(ratio)
    return made


_NOTHING = MediaStore()
_BLANK = TextLayer(id="emoji", font="Inter", align="center", valign="middle", fit="none", leading=1)


def emoji_grid(parent: QWidget) -> SearchGrid:
    """Search and the emoji below it: for the popover, and for whoever else offers emoji."""
    side = TILE - 12
    offer = Offer(
        search, lambda one: one.name, lambda one, ratio: tile(one.text, side, ratio), TILE, side
    )
    made = SearchGrid(
        offer,
        t("emoji.list", "Emoji"),
        t("emoji.search", "Search emoji"),
        t("emoji.none", "No emoji is called so."),
        parent,
    )
    made.list.setMinimumSize(_COLUMNS * TILE + 16, _ROWS * TILE)
    return made


class EmojiPicker(Popover):
    """The popover. ``chosen`` gives the emoji; it closes then."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("emoji.title", "Emoji"))
        self.grid = emoji_grid(self)
        self.column.addWidget(self.grid)
        self.grid.chosen.connect(self._on_chosen)

    def open_at(self, place: QRect) -> None:
        """Open below ``place`` (on the screen), or above it where there is no room."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(max(room.left(), place.left() - 24), room.right() - self.width())
        top = place.bottom()
        if top + self.height() > room.bottom():
            top = max(room.top(), place.top() - self.height())
        self.move(QPoint(left, top))
        self.show()
        self.grid.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, emoji: Emoji) -> None:
        self.hide()
        self.chosen.emit(emoji.text)
