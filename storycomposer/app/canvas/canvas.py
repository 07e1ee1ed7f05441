"""The canvas: the renderer's picture of the slide, and what is being done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from storycomposer.app import safe_area
from storycomposer.app.canvas import overlay, rulers, sticker_rooms
from storycomposer.app.canvas.drawing import TOOLS, Drawing
from storycomposer.app.canvas.guiding import GuideDrag, Guiding
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.outside import Outside
from storycomposer.app.canvas.picture import draw_meanwhile
from storycomposer.app.canvas.routing import Routed
from storycomposer.app.canvas.selecting import Selecting
from storycomposer.app.canvas.showing import Showing
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.document import edits
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box
from storycomposer.editor import Change

_SEEN_AFTER = ("select", "edit", "undo", "redo")
"""Changes after which what is selected is to be seen."""

_H = TypeVar("_H", bound=Handler)


class Canvas(Routed):
    """The slide and its handlers. ``handlers`` maps a mode's name to what works in it; parts of the
    window add theirs with :meth:`add_mode`."""

    seen = Signal()
    """It has been painted for the first time."""

    def __init__(self, desk: Desk, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("canvas")
        self.setAccessibleName(t("canvas.name", "Canvas"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 240)
        self.showing = Showing(desk, workers, self)
        self.showing.changed.connect(self.update)
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self.seen)
        self._painted = False
        self._outside = Outside(workers, self.update)
        self.show_safe = False
        self.selecting = self._handler = Selecting(desk, self.view)
        self._drawing = Drawing(desk, self.view, lambda: self.image)
        self.guiding.ask = self._ask_guide
        self._modes: dict[str, Handler] = {}
        desk.changed.connect(self._on_changed)
        desk.mode_changed.connect(self._on_mode)
        desk.tool_changed.connect(self._on_mode)
        self._on_changed()

    @property
    def image(self) -> QImage:
        """The slide's picture as it is now, one pixel per canvas pixel."""
        return self.showing.settle().image

    @property
    def guiding(self) -> Guiding:
        """Rulers, and the guides that come out of them."""
        return self.selecting.guiding

    def add_mode(self, name: str, make: Callable[[Desk, Callable[[], View]], _H]) -> _H:
        """Let ``make``'s handler work in the desk's mode ``name``."""
        made = make(self._desk, self.view)
        self._modes[name] = made
        return made

    def _ask_guide(self, index: int) -> None:
        from storycomposer.app.canvas import guide_field  # noqa: PLC0415 (rarely asked)

        guide_field.ask(self, self._desk, index)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), QColor(tokens().ground))
        if not self._painted:
            self._painted = True
            self._first.start()
        slide = self._desk.slide
        if slide is None:
            return
        view = self._view
        self._paint_slide(painter, slide)
        size = self._desk.deck.canvas
        sticker_rooms.paint(painter, view, self._desk.deck, slide.id)
        self.guiding.paint(painter, view)
        if self.show_safe or self._dragging_into_unsafe():
            words = safe_area.said(self._desk)
            overlay.unsafe(painter, view, safe_area.clear(self._desk), size, words)
        self._handler.paint(painter, view)
        if self.guiding.rulers:
            ids = self.selecting.shown
            box = edits.selection_box(self._desk.deck, ids) if ids else None
            rulers.paint(painter, view, QRectF(self.rect()), box)

    def _paint_slide(self, painter: QPainter, slide: Slide) -> None:
        view, picture = self._view, self.showing.picture
        there = picture.shows(slide)
        if there:
            self._outside.paint(painter, view, picture)
        # The picture keeps its own ratio of 1; drawing it through the ratio of the screen puts each
        # of its pixels on one of the screen's.
        painter.save()
        painter.scale(1 / view.ratio, 1 / view.ratio)
        if there:
            picture.draw(painter, view)
        else:
            draw_meanwhile(painter, view, self._desk.deck.canvas, self.showing.meanwhile(slide))
        painter.restore()
        overlay.edge(painter, view, self._desk.deck.canvas)

    def _on_changed(self, change: Change | None = None) -> None:
        self.showing.refresh()
        if change is not None and change.kind in _SEEN_AFTER:
            self._show_selected()
        self.update()

    def _show_selected(self) -> None:
        """What was chosen in a list, made by a menu or brought back by undo is brought into view;
        what is pointed at is seen, and stays where it is."""
        selected = self._desk.editor.selection.layers
        busy = self._pointing or self.selecting.gesture is not None
        if busy or self._desk.mode.name != "select" or not selected:
            return
        rect = self._view.box(edits.selection_box(self._desk.deck, selected))
        if not self.shows(rect):
            self.reveal(rect)

    def spot(self) -> QPointF:
        """Below the caret, or in the middle of what is selected, else of the slide."""
        caret = self._handler.input_query(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(caret, QRectF):
            return caret.bottomLeft()
        ids, deck = self._desk.editor.selection.layers, self._desk.deck
        whole = Box(0, 0, deck.canvas.width, deck.canvas.height)
        return self._view.box(edits.selection_box(deck, ids) if ids else whole).center()

    def show_caret(self) -> None:
        """Bring the caret into view, which keys and edits may have moved out of it."""
        if not self._pointing and self._desk.mode.name == "text":
            found = self._handler.input_query(Qt.InputMethodQuery.ImCursorRectangle)
            if found is not None:
                self.reveal(found)

    def _on_mode(self) -> None:
        mode: Mode = self._desk.mode
        wanted: Handler = self._modes.get(mode.name, self.selecting)
        if mode.name == "select" and self._desk.tool in TOOLS:
            wanted = self._drawing
        if wanted is not self._handler:
            self._handler.leave()
            self._handler = wanted
            self._point(QPointF(self.mapFromGlobal(QCursor.pos())), Keys.NoModifier)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, mode.name == "text")
        if mode.name in ("text", "crop"):
            # What is typed next belongs here, wherever the mode was entered from.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _dragging_into_unsafe(self) -> bool:
        if self._drawing.in_unsafe:
            return True
        dragged = not isinstance(self.selecting.gesture, GuideDrag | None)
        safe = safe_area.clear(self._desk)
        return dragged and safe_area.enters_unsafe(self._desk.deck, self.selecting.shown, safe)
