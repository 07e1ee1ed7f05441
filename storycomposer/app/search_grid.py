"""A search field and the small pictures that it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to find: ``search`` gives the things for some words, ``name`` what one is
    called, ``picture`` how it looks on a screen of a ratio."""

    search: Callable[[str], Sequence[Any]]
    name: Callable[[Any], str]
    picture: Callable[[Any, float], QPixmap]
    tile: int
    """Widget points a side of one's place."""
    side: int
    """Widget points a side of its picture."""


class _Found(QAbstractListModel):
    """What was found; pictures are drawn when they are first seen."""

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self._offer, self._widget = offer, parent
        self._found = tuple(offer.search(""))

    def show(self, words: str) -> int:
        """Keep what ``words`` find. Returns how many that are."""
        self.beginResetModel()
        self._found = tuple(self._offer.search(words))
        self.endResetModel()
        return len(self._found)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._found[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            picture = self._offer.picture(one, self._widget.devicePixelRatioF())
            made = QIcon(picture)
            made.addPixmap(picture, QIcon.Mode.Selected)  # Qt would tint it
            return made
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._offer.name(one)
        return None


class SearchGrid(QWidget):
    """``chosen`` gives the thing that was clicked or entered."""

    chosen = Signal(object)

    def __init__(
        self, offer: Offer, name: str, search: str, none: str, parent: QWidget | None = None
    ) -> None:
        """``name`` is what the things are called, ``search`` what the field asks for, ``none`` what
        is said where nothing is found."""
        super().__init__(parent)
        self._model = _Found(offer, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(search)
        self.field.setAccessibleName(search)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_search)
        self.list = self._made_list(offer, name)
        for one in (self.field, self.list):
            one.installEventFilter(self)
        self._none = QLabel(none, self)
        self._none.setProperty("kind", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)

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

    def _made_list(self, offer: Offer, name: str) -> QListView:
        made = QListView(self)
        made.setModel(self._model)
        made.setAccessibleName(name)
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMovement(QListView.Movement.Static)
        made.setUniformItemSizes(True)
        made.setGridSize(QSize(offer.tile, offer.tile))
        made.setIconSize(QSize(offer.side, offer.side))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setCurrentIndex(self._model.index(0))
        made.clicked.connect(self._choose)
        return made

    def _on_search(self, words: str) -> None:
        found = self._model.show(words)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(found > 0)
        self._none.setVisible(found == 0)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))
