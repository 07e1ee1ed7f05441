"""The layers of the slide on the canvas as a tree for Qt's views: the topmost first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from storycomposer.app.desk import Desk
from storycomposer.app.naming import layer_name, several
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    TextLayer,
)

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Row:
    """A layer as it was read last, its row, the number of its parent (-1: the slide) and those of
    what is in it."""

    layer: AnyLayer
    row: int
    parent: int
    children: list[int]


class LayersModel(QAbstractItemModel):
    """Rows are numbered in the order they are read; Qt's indexes hold those numbers, never objects
    that could be gone."""

    ROWS = "application/x-storycomposer-layer-rows"

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._slide = ""
        self._rows: list[_Row] = []
        self._tops: list[int] = []
        self._numbers: dict[str, int] = {}
        self.described: Callable[[str], str] = lambda _: ""
        """What is wrong with a layer, in a sentence; empty where nothing is."""
        self.read()

    def read(self) -> bool:
        """Read the slide again. Returns whether the tree has another shape now."""
        slide = self._desk.slide
        rows: list[_Row] = []
        tops = _grow(rows, slide.layers, -1) if slide is not None else []
        shape = [(row.layer.id, row.parent) for row in rows]
        same = [(row.layer.id, row.parent) for row in self._rows] == shape
        if same:
            self._rows = rows
            for row in rows:
                if row.row == 0:
                    holder = self._children(row.parent)
                    last = self._index(holder[-1])
                    self.dataChanged.emit(self._index(holder[0]), last)
            return False
        self.beginResetModel()
        self._rows, self._tops = rows, tops
        self._numbers = {row.layer.id: number for number, row in enumerate(rows)}
        self.endResetModel()
        return True

    def layer(self, index: Index) -> AnyLayer | None:
        """The layer of a row."""
        number = index.internalId()
        return self._rows[number].layer if index.isValid() and number < len(self._rows) else None

    def at(self, id: str) -> QModelIndex:
        """The row of the layer; no index if it is not on this slide."""
        number = self._numbers.get(id)
        return QModelIndex() if number is None else self._index(number)

    def redraw(self, id: str) -> None:
        """The layer's picture is another."""
        index = self.at(id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    # Qt's questions

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        here = self._children(parent.internalId() if parent.isValid() else -1)
        if column or not 0 <= row < len(here):
            return QModelIndex()
        return self._index(here[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        number = self._rows[index.internalId()].parent if index.isValid() else -1
        return QModelIndex() if number < 0 else self._index(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._children(parent.internalId() if parent.isValid() else -1))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer = self.layer(index)
        if layer is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return layer_name(layer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [layer_name(layer), _kind(layer)]
            said += [t("layers.locked", "locked")] if layer.locked else []
            said += [] if layer.visible else [t("layers.hidden", "hidden")]
            said += filter(None, [self.described(layer.id)])
            return ", ".join(said)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.described(layer.id) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        layer = self.layer(index)
        if layer is None or role != Qt.ItemDataRole.EditRole:
            return False
        name = str(value).strip()
        if name == layer_name(layer):
            return False
        label = t("edit.rename", "Rename {what}", what=layer_name(layer))
        return self._desk.apply(lambda deck: edits.rename(deck, layer.id, name), label)

    def flags(self, index: Index) -> Qt.ItemFlag:
        drop = Qt.ItemFlag.ItemIsDropEnabled
        layer = self.layer(index)
        if layer is None:
            return drop
        usual = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return usual | drop if isinstance(layer, GroupLayer) else usual

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [self.ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        layers = (self.layer(index) for index in indexes)
        made = QMimeData()
        ids = " ".join(layer.id for layer in layers if layer is not None)
        made.setData(self.ROWS, QByteArray(ids.encode()))
        return made

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column
        raw = bytes(data.data(self.ROWS).data()).decode(errors="replace")
        ids = tuple(id_ for id_ in raw.split() if id_ in self._numbers)
        slide, group = self._desk.slide, self.layer(parent)
        if not ids or slide is None:
            return False
        holder = group.id if group is not None else slide.id
        count = self.rowCount(parent)
        onto_slide = row < 0 and group is None
        # Rows count from the top, places from the bottom; onto a group means on top in it.
        at = 0 if onto_slide else count if row < 0 else count - row
        label = t("edit.reorder", "Reorder {what}", what=several(self._desk.deck, ids))
        return self._desk.apply(lambda deck: edits.move_to(deck, ids, holder, at), label)

    def _children(self, number: int) -> list[int]:
        if number < 0:
            return self._tops
        return self._rows[number].children if number < len(self._rows) else []

    def _index(self, number: int) -> QModelIndex:
        return self.createIndex(self._rows[number].row, 0, number)


def _grow(rows: list[_Row], layers: tuple[AnyLayer, ...], parent: int) -> list[int]:
    """Append rows for ``layers`` and all in them; the numbers of ``layers``' own."""
    numbers = []
    for row, layer in enumerate(reversed(layers)):
        number = len(rows)
        numbers.append(number)
        rows.append(_Row(layer, row, parent, []))
        if isinstance(layer, GroupLayer):
            rows[number].children = _grow(rows, layer.layers, number)
    return numbers


def _kind(layer: AnyLayer) -> str:
    if isinstance(layer, TextLayer):
        return t("layers.kind.text", "text")
    if isinstance(layer, ImageLayer):
        return t("layers.kind.picture", "picture")
    if isinstance(layer, LinkLayer):
        return t("layers.kind.link", "link")
    return (
        t("layers.kind.group", "group")
        if isinstance(layer, GroupLayer)
        else t("layers.kind.shape", "shape")
    )
