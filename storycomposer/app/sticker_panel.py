"""The panel of stickers: drawings and emoji, each with search."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QTabWidget, QVBoxLayout, QWidget

from storycomposer.app.asking import Flyout
from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.desk import Desk
from storycomposer.app.emoji_picker import EmojiGrid
from storycomposer.app.stickers import Sticker, add_emoji, add_sticker, every, search, svg
from storycomposer.app.theme import tokens
from storycomposer.app.words import t

_TILE = 84
_ICON = 60

Index = QModelIndex | QPersistentModelIndex


class StickerList(QAbstractListModel):
    """The drawings that were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = every()
        self._pictures: dict[tuple[str, str, float], QPixmap] = {}
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
            return self._picture(one)
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.label
        return None

    def _picture(self, sticker: Sticker) -> QPixmap:
        key = (sticker.id, tokens().text, self.ratio)
        if key not in self._pictures:
            side = round(_ICON * self.ratio)
            made = QPixmap(side, side)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            data = QByteArray(svg(sticker, key[1]))
            QSvgRenderer(data).render(painter, QRectF(0, 0, side, side))
            painter.end()
            made.setDevicePixelRatio(self.ratio)
            self._pictures[key] = made
        return self._pictures[key]


class StickerGrid(QWidget):
    """Search and the drawings below it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = StickerList(self)
        self._model.ratio = self.devicePixelRatioF()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(t("stickers.search", "Search drawings"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_search)
        self.field.installEventFilter(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setAccessibleName(t("stickers.list", "Drawings"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setGridSize(QSize(_TILE, _TILE))
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.clicked.connect(self._choose)
        self.list.installEventFilter(self)
        self._none = QLabel(t("stickers.none", "No drawing is called so."), self)
        self._none.setProperty("kind", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for widget in (self.field, self.list, self._none):
            column.addWidget(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Down goes from the search to what it found; Enter takes what is current."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
            if watched is self.field and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _on_search(self, words: str) -> None:
        found = self._model.show(words)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(found > 0)
        self._none.setVisible(found == 0)

    def _choose(self, index: QModelIndex) -> None:
        sticker = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if sticker is not None:
            self.chosen.emit(sticker)


class StickerPanel(Flyout):
    """Opens beside the rail; choosing puts the sticker on the slide and closes it."""

    def __init__(self, parent: QWidget, desk: Desk, canvas: Canvas) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("rail.stickers", "Stickers"))
        self._desk = desk
        self._canvas = canvas
        self.drawings = StickerGrid(self)
        self.emoji = EmojiGrid(self)
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
        self.hide()
        add_sticker(self._desk, sticker, self._canvas.image)

    def _on_emoji(self, emoji: str) -> None:
        self.hide()
        add_emoji(self._desk, emoji)
