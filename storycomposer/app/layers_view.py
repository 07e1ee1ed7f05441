"""The tree of layers: everything on the canvas, to be reached without seeing it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyleOptionViewItem,
    QTreeView,
)

from storycomposer.app.desk import Desk, Mode
from storycomposer.app.layer_rows import LayerRows, Switch, row_ground, row_ring, switch_at
from storycomposer.app.layers_model import LayersModel
from storycomposer.app.naming import layer_name, several
from storycomposer.app.proving import Proving
from storycomposer.app.theme import tokens
from storycomposer.app.thumbnails import Thumbnails
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.document import edits
from storycomposer.document.edits.stacking import Way
from storycomposer.document.layers import AnyLayer
from storycomposer.editor import Change

_QUIET_MS = 150
_INDENT = 16


class LayersView(QTreeView):
    """The tree. What is selected in it is selected on the canvas, and the other way round."""

    entered = Signal(str)

    def __init__(self, desk: Desk, workers: Workers) -> None:
        super().__init__()
        self._desk = desk
        self._model = LayersModel(desk, self)
        self._thumbnails = Thumbnails(workers, self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._following = False
        self._open: set[str] = set()
        self.setModel(self._model)
        self._looks = LayerRows(desk, self._thumbnails, self)
        self.setItemDelegate(self._looks)
        self._behave()
        self._thumbnails.made.connect(self._model.redraw)
        self._quiet.timeout.connect(self._read)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        desk.changed.connect(self._on_changed)
        self._follow()

    def watch(self, proving: Proving) -> None:
        """Mark the links that phones do not read."""
        self._looks.level = proving.level
        self._model.described = proving.said
        proving.changed.connect(self.viewport().update)

    def _behave(self) -> None:
        self.setAccessibleName(t("layers.name", "Layers"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(_INDENT)
        self.setProperty("kind", "rows")  # which paint their own ground
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the selected layers in the order they are drawn."""
        found = (self._model.layer(index) for index in self.selectionModel().selectedIndexes())
        ids = {layer.id for layer in found if layer is not None}
        return tuple(id_ for id_ in edits.spots(self._desk.deck) if id_ in ids)

    # Both ways

    def _on_selected(self) -> None:
        if self._following:
            return
        ids = self.chosen
        if set(ids) != set(self._desk.editor.selection.layers):
            if self._desk.mode.name != "select":
                self._desk.mode = Mode()
            self._desk.select(ids)

    def _on_changed(self, change: Change) -> None:
        writing = change.kind == "edit" and self._desk.mode.name == "text"
        if change.kind == "preview" or writing:
            self._quiet.start()
        else:
            self._quiet.stop()
            self._read()

    def _read(self) -> None:
        self._following = True
        if self._model.read():
            for id_ in self._open:
                self.setExpanded(self._model.at(id_), True)
        self._following = False
        self._follow()

    def _follow(self) -> None:
        """Select what the editor says is selected, its groups opened."""
        wanted = self._desk.editor.selection.layers
        if set(self.chosen) == set(wanted):
            return
        self._following = True
        select, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        model.clearSelection()
        for id_ in wanted:
            index = self._model.at(id_)
            if index.isValid():
                model.setCurrentIndex(index, select.Select)
                self.scrollTo(index)  # opens the groups around it
        self._following = False

    def _on_expanded(self, index: QModelIndex) -> None:
        layer = self._model.layer(index)
        if layer is not None:
            self._open.add(layer.id)

    def _on_collapsed(self, index: QModelIndex) -> None:
        layer = self._model.layer(index)
        if layer is not None:
            self._open.discard(layer.id)

    def drawRow(  # noqa: N802
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row on a ground of its whole width: Qt's own begins after the arrow."""
        row = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        selected = index in self.selectionModel().selectedIndexes()
        row_ground(painter, row, selected)
        super().drawRow(painter, options, index)
        if self.hasFocus() and self.currentIndex() == index:
            row_ring(painter, row)

    def drawBranches(  # noqa: N802
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """An arrow where there is something inside."""
        if self._model.rowCount(index):
            way = "left" if self.isRightToLeft() else "right"
            face = "chevron-down" if self.isExpanded(index) else f"chevron-{way}"
            place = QRect(0, 0, 14, 14)
            at = rect.left() if self.isRightToLeft() else rect.right() - _INDENT + 1
            place.moveCenter(QPoint(at + _INDENT // 2, rect.center().y()))
            self._looks.face(face, tokens().muted).paint(painter, place)

    # Switches and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._switch_under(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.switch(*found)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._switch_under(event.position().toPoint())
        if found is not None:
            self.switch(*found)
        else:
            super().mouseDoubleClickEvent(event)

    def switch(self, layer: AnyLayer, which: Switch) -> None:
        """Lock or free, hide or show a layer, whether or not it is selected."""
        name = layer_name(layer)
        if which == "lock":
            words = (
                ("edit.unlock", "Unlock {what}") if layer.locked else ("edit.lock", "Lock {what}")
            )
            self._desk.apply(
                lambda deck: edits.lock(deck, [layer.id], not layer.locked), t(*words, what=name)
            )
        else:
            words = ("edit.hide", "Hide {what}") if layer.visible else ("edit.show", "Show {what}")
            self._desk.apply(
                lambda deck: edits.hide(deck, [layer.id], layer.visible), t(*words, what=name)
            )

    def _switch_under(self, point: QPoint) -> tuple[AnyLayer, Switch] | None:
        index = self.indexAt(point)
        layer = self._model.layer(index)
        which = switch_at(self.visualRect(index), point, self.isRightToLeft())
        return None if layer is None or which is None else (layer, which)

    def viewportEvent(self, event: Any) -> bool:  # noqa: N802
        if event.type() == event.Type.ToolTip:
            found = self._switch_under(event.pos())
            said = self.indexAt(event.pos()).data(Qt.ItemDataRole.ToolTipRole)
            self.viewport().setToolTip(_tip(*found) if found else said or "")
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ways: dict[int, Way] = {Qt.Key.Key_Up: "forward", Qt.Key.Key_Down: "back"}
        ids = self.chosen
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ways and ids:
            way = ways[event.key()]
            label = t("edit.reorder", "Reorder {what}", what=several(self._desk.deck, ids))
            self._desk.apply(lambda deck: edits.reorder(deck, ids, way), label)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(ids) == 1:
            if self.state() != QAbstractItemView.State.EditingState:
                self.entered.emit(ids[0])
        elif event.key() in ways and not ids and self.currentIndex().isValid():
            # The row with the ring is the first to be chosen, not the one after it.
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(self.currentIndex(), select)
        else:
            super().keyPressEvent(event)


def _tip(layer: AnyLayer, which: Switch) -> str:
    if which == "lock":
        return t("layers.unlock", "Unlock") if layer.locked else t("layers.lock", "Lock")
    return t("layers.hide", "Hide") if layer.visible else t("layers.show", "Show")
