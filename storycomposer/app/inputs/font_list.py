"""The list of fonts: each family in itself, with search, favourites and the scripts it has."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from storycomposer.app.inputs.font_rows import FAVOURITE, SCRIPT_LIST, VALUE, FontRows
from storycomposer.app.inputs.popover import Popover
from storycomposer.app.inputs.remembered import remember, remembered
from storycomposer.app.inputs.text import TextField
from storycomposer.app.words import t
from storycomposer.document.deck import Brand
from storycomposer.typography.fonts import FontBook

_FAVOURITES: Final = "favourite_fonts"
_ROW, _SHOWN = 40, 10
_NO_TEXT: Final = ("Noto Color Emoji",)
"""Families that emoji are drawn with: letters are not set in them."""


class FontList(Popover):
    """Walking through previews; Enter or a click chooses; Esc leaves things as they were."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, owner: QWidget, with_roles: bool) -> None:
        super().__init__(owner)
        self._with_roles = with_roles
        self._previewed = False
        self._model = QStandardItemModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setFilterRole(SCRIPT_LIST)
        self._search = TextField(
            t("font.search_name", "Search fonts"), t("font.search", "Search fonts or scripts…")
        )
        self._search.textChanged.connect(self._on_search)
        self._search.installEventFilter(self)
        self.list = QListView(self)
        self.list.setAccessibleName(t("font.list", "Fonts"))
        self.list.setModel(self._proxy)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFixedSize(300, _ROW * _SHOWN)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = FontRows(self.list)
        self._rows.starred.connect(self._on_starred)
        self.list.setItemDelegate(self._rows)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.installEventFilter(self)
        self.column.addWidget(self._search)
        self.column.addWidget(self.list)
        self.closed.connect(self._on_closed)

    def start(self, shelf: FontBook, brand: Brand, value: str) -> None:
        """Offer the families of ``shelf``; ``value`` is the one in use."""
        self._rows.book = shelf
        self._previewed = False
        self._search.show_value("")
        self._proxy.setFilterFixedString("")
        self._fill(shelf, brand)
        self._mark(value)
        self._search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
            steps = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
            if watched is self._search and event.key() in steps:
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self.rect().contains(event.position().toPoint()):
            self.hide()
            return
        super().mousePressEvent(event)

    def _fill(self, shelf: FontBook, brand: Brand) -> None:
        families = {one.name: one for one in shelf.families() if one.name not in _NO_TEXT}
        stars = [name for name in remembered(_FAVOURITES) if name in families]
        rows: list[tuple[str, str, str, str]] = []  # value, family, remark, section
        if self._with_roles:
            rows.append(("brand:heading", brand.heading, t("font.role.heading", "Headings"), ""))
            rows.append(("brand:body", brand.body, t("font.role.body", "Body"), ""))
        rows += [(name, name, "", "star") for name in stars]
        own = [name for name, one in families.items() if one.source != "system"]
        system = [name for name, one in families.items() if one.source == "system"]
        rows += [(name, name, "", "") for name in (*own, *system) if name not in stars]
        self.list.selectionModel().blockSignals(True)
        self._model.clear()
        for value, family, remark, section in rows:
            item = QStandardItem(family)
            item.setEditable(False)
            item.setData(value, VALUE)
            item.setData(section == "star", FAVOURITE)
            found = families.get(family)
            scripts = found.scripts if found else ()
            item.setData(f"{family} {remark} {_said(scripts)}", SCRIPT_LIST)
            item.setData(remark, Qt.ItemDataRole.ToolTipRole)
            item.setData(tuple(scripts), Qt.ItemDataRole.UserRole)
            item.setSizeHint(QSize(280, _ROW))
            self._model.appendRow(item)
        self.list.selectionModel().blockSignals(False)

    def _mark(self, value: str) -> None:
        for row in range(self._proxy.rowCount()):
            index = self._proxy.index(row, 0)
            if index.data(VALUE) == value:
                self.list.selectionModel().blockSignals(True)
                self.list.setCurrentIndex(index)
                self.list.selectionModel().blockSignals(False)
                self.list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
                return

    def _on_search(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        if self._proxy.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._proxy.index(0, 0))

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and self.isVisible():
            self._previewed = True
            self.edited.emit(current.data(VALUE))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._previewed = False
            self.hide()
            self.committed.emit(index.data(VALUE))

    def _on_closed(self) -> None:
        if self._previewed:
            self._previewed = False
            self.cancelled.emit()

    def _on_starred(self, family: str) -> None:
        names = list(remembered(_FAVOURITES))
        names = [name for name in names if name != family] if family in names else [family, *names]
        remember(_FAVOURITES, names)
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            if item.text() == family and not str(item.data(VALUE)).startswith("brand:"):
                item.setData(family in names, FAVOURITE)


def _said(scripts: tuple[str, ...]) -> str:
    """Scripts as people search for them."""
    names = {
        "Latn": "Latin",
        "Grek": "Greek",
        "Cyrl": "Cyrillic Russian",
        "Arab": "Arabic Persian Urdu",
        "Hebr": "Hebrew",
        "Deva": "Devanagari Hindi",
        "Beng": "Bengali Bangla",
        "Taml": "Tamil",
        "Thai": "Thai",
        "Khmr": "Khmer",
        "Hang": "Korean Hangul",
        "Hani": "Chinese Japanese Han",
        "Hira": "Japanese Kana",
    }
    return " ".join(names.get(script, script) for script in scripts)
