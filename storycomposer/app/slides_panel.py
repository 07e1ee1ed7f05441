"""Every slide, in order: chosen, shown, moved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
)

from storycomposer.app.desk import Desk, Mode
from storycomposer.app.proving import Proving
from storycomposer.app.slide_cards import CARD, Cards
from storycomposer.app.slide_edits import move, move_to
from storycomposer.app.slides_model import SlidesModel
from storycomposer.app.theme import tokens
from storycomposer.app.thumbnails import Thumbnails
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.editor import Change

_QUIET_MS = 150
"""A drag, or typing, that rests this long is drawn in the thumbnails too."""


class SlidesView(QListView):
    """The slides in a row. Selecting one shows it; dragging, or Alt with an arrow, moves it."""

    focused = Signal()

    def __init__(self, desk: Desk, workers: Workers) -> None:
        super().__init__()
        self._desk = desk
        self._model = SlidesModel(desk, self)
        self.thumbnails = Thumbnails(workers, self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._following = False
        self._gap = -1
        self.setModel(self._model)
        self._cards = Cards(desk, self.thumbnails, self)
        self.setItemDelegate(self._cards)
        self._behave()
        self.thumbnails.made.connect(self._model.redraw)
        self._quiet.timeout.connect(self._model.redraw_all)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        desk.changed.connect(self._on_changed)
        self._follow()

    def watch(self, proving: Proving) -> None:
        """Mark the slides with links that phones do not read."""
        self._cards.level = self._model.level = proving.slide_level
        proving.changed.connect(self.viewport().update)

    def _behave(self) -> None:
        self.setObjectName("slides-view")
        self.setAccessibleName(t("slides.name", "Slides"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self._model.rowsInserted.connect(self.updateGeometry)
        self._model.rowsRemoved.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its slides, so that what adds one stands behind the last."""
        return QSize(self._model.rowCount() * CARD.width() + 2, CARD.height())

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the selected slides in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.ids[row] for row in rows)

    # Selection, both ways

    def _on_selected(self) -> None:
        if self._following:
            return
        ids = list(self.chosen)
        current = self.currentIndex().row()
        here = self._model.ids[current] if 0 <= current < len(self._model.ids) else ""
        if here in ids:  # the last one is on the canvas
            ids.remove(here)
            ids.append(here)
        if ids and tuple(ids) != self._desk.editor.selection.slides:
            self._desk.mode = Mode()
            self._desk.select((), tuple(ids))
        elif not ids:
            self._follow()

    def _on_changed(self, change: Change) -> None:
        if change.kind == "preview":
            self._quiet.start()
            return
        # Rows that come and go move Qt's selection; what is selected is the editor's to say.
        self._following = True
        self._model.read()
        self._following = False
        if change.kind == "edit" and self._desk.mode.name == "text":
            # A small picture with every key would hold up the keys.
            self._quiet.start()
            return
        self._quiet.stop()
        for id_ in change.slides:
            self._model.redraw(id_)
        self._follow()

    def _follow(self) -> None:
        """Select what the editor says is selected."""
        wanted = self._desk.editor.selection.slides
        now = self.currentIndex().row()
        shown = self._model.ids[now] if 0 <= now < len(self._model.ids) else None
        if set(self.chosen) == set(wanted) and shown == (wanted[-1] if wanted else None):
            return
        self._following = True
        select, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        model.clearSelection()
        for id_ in wanted:
            if id_ in self._model.ids:
                index = self._model.index(self._model.ids.index(id_), 0)
                model.setCurrentIndex(index, select.Select)
                self.scrollTo(index)
        self._following = False

    # Moving

    def move_chosen(self, step: int) -> None:
        """Move the selected slides ``step`` places along the story."""
        move(self._desk, self.chosen, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if alt and step:
            level = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            mirrored = level and self.isRightToLeft()
            self.move_chosen(-step if mirrored else step)
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        super().dragMoveEvent(event)
        self._gap = self.gap_at(event.position().toPoint()) if event.isAccepted() else -1
        if event.mimeData().hasFormat(SlidesModel.ROWS):
            self._gap = self.gap_at(event.position().toPoint())
            event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: Any) -> None:  # noqa: N802
        super().dragLeaveEvent(event)
        self._gap = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        at = self.gap_at(event.position().toPoint())
        ids = self._model.dragged(event.mimeData())
        self._gap = -1
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        # A copy, as far as Qt is concerned: after a move it would remove the rows itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if ids:
            move_to(self._desk, ids, at)
        self.viewport().update()

    def gap_at(self, point: QPoint) -> int:
        """Before which slide something dropped at ``point`` would come."""
        for row in range(self._model.rowCount()):
            rect = self.visualRect(self._model.index(row, 0))
            middle = rect.center().x()
            if point.x() > middle if self.isRightToLeft() else point.x() < middle:
                return row
        return self._model.rowCount()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._gap < 0 or not self._model.ids:
            return
        row = min(self._gap, len(self._model.ids) - 1)
        rect = self.visualRect(self._model.index(row, 0))
        at_end = (self._gap > row) != self.isRightToLeft()
        x = rect.right() if at_end else rect.left()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        painter.drawRoundedRect(max(0, x - 1), rect.top() + 4, 3, rect.height() - 8, 1.5, 1.5)

    # The rest

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.focused.emit()

    def _on_scrolled(self) -> None:
        """Slides that went by are not drawn: those in sight would wait for them."""
        first = self.indexAt(QPoint(self.viewport().width() - 1 if self.isRightToLeft() else 0, 20))
        start = max(0, first.row())
        count = self.viewport().width() // CARD.width() + 2
        self.thumbnails.wait_only_for(self._model.ids[start : start + count])
