"""A popover to choose an emoji from, with search."""

from __future__ import annotations

import functools

from msgspec import structs
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from storycomposer.app import doors
from storycomposer.app.emoji import Emoji, every, search
from storycomposer.app.inputs.popover import Popover
from storycomposer.app.pixels import to_qimage
from storycomposer.app.words import t
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

TILE = 40
"""Widget points a side of one emoji's place."""
_COLUMNS = 8
_ROWS = 6

Index = QModelIndex | QPersistentModelIndex


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


def _untinted(pixmap: QPixmap) -> QIcon:
    """An icon that keeps its colours where it is selected."""
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made


_NOTHING = MediaStore()
_BLANK = TextLayer(id="emoji", font="Inter", align="center", valign="middle", fit="none", leading=1)


class EmojiList(QAbstractListModel):
    """The emoji that were found; their pictures are drawn when they are first seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Emoji, ...] = every()
        self.ratio = 1.0

    def show(self, words: str) -> int:
        """Keep what ``words`` find. Returns how many that are."""
        self.beginResetModel()
        self._found = search(words)
        self.endResetModel()
        return len(self._found)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._found[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return _untinted(tile(one.text, TILE - 12, self.ratio))
        if role == Qt.ItemDataRole.UserRole:
            return one.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.name
        return None


class EmojiGrid(QWidget):
    """Search and the emoji below it: for the popover, and for whoever else offers emoji."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EmojiList(self)
        self._model.ratio = self.devicePixelRatioF()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(t("emoji.search", "Search emoji"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_search)
        self.field.installEventFilter(self)
        self.list = self._made_list()
        self._none = QLabel(t("emoji.none", "No emoji is called so."), self)
        self._none.setProperty("kind", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Down goes from the search to what it found, Enter takes the first of it."""
        if watched is self.field and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_Down and self._model.rowCount():
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _made_list(self) -> QListView:
        made = QListView(self)
        made.setModel(self._model)
        made.setAccessibleName(t("emoji.list", "Emoji"))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMovement(QListView.Movement.Static)
        made.setUniformItemSizes(True)
        made.setGridSize(QSize(TILE, TILE))
        made.setIconSize(QSize(TILE - 12, TILE - 12))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMinimumSize(_COLUMNS * TILE + 16, _ROWS * TILE)
        made.setCurrentIndex(self._model.index(0))
        made.clicked.connect(self._choose)
        made.activated.connect(self._on_activated)
        return made

    def _on_search(self, words: str) -> None:
        found = self._model.show(words)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(found > 0)
        self._none.setVisible(found == 0)

    def _on_activated(self, index: QModelIndex) -> None:
        # A click may come here as well: only keys are meant.
        if self.list.hasFocus() and not self.list.underMouse():
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        emoji = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if emoji:
            self.chosen.emit(emoji)


class EmojiPicker(Popover):
    """The popover. ``chosen`` gives the emoji; it closes then."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("emoji.title", "Emoji"))
        self.grid = EmojiGrid(self)
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

    def _on_chosen(self, emoji: str) -> None:
        self.hide()
        self.chosen.emit(emoji)
