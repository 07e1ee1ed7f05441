"""The canvas: the renderer's picture of the slide, and what is being done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas import guide_field, overlay, rulers
from storycomposer.app.canvas.drawing import TOOLS, Drawing
from storycomposer.app.canvas.gestures import selection_box
from storycomposer.app.canvas.guiding import GuideDrag, Guiding
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.outside import Outside
from storycomposer.app.canvas.picture import draw_meanwhile
from storycomposer.app.canvas.selecting import Selecting
from storycomposer.app.canvas.showing import Showing
from storycomposer.app.canvas.view import View
from storycomposer.app.canvas.viewport import Viewport
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.safe_area import SAFE, enters_unsafe
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Slide
from storycomposer.editor import Change

_SEEN_AFTER = ("select", "edit", "undo", "redo")
"""Changes after which what is selected is to be seen."""

_H = TypeVar("_H", bound=Handler)


class Canvas(Viewport):
    """The slide and its handlers. ``handlers`` maps a mode's name to what works in it; parts of the
    window add theirs with :meth:`add_mode`."""

    menu_wanted = Signal(QPoint)
    seen = Signal()
    """It has been painted for the first time."""

    def __init__(self, desk: Desk, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("canvas")
        self.setAccessibleName(t("canvas.name", "Canvas"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 240)
        self._pointing = False
        self.showing = Showing(desk, workers, self)
        self.showing.changed.connect(self.update)
        self.seen.connect(self.showing.begin)
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self.seen)
        self._painted = False
        self._outside = Outside()
        self.show_safe = False
        self.selecting = Selecting(desk, self.view)
        self._drawing = Drawing(desk, self.view, lambda: self.image)
        self.guiding.ask = lambda index: guide_field.ask(self, desk, index)
        self._modes: dict[str, Handler] = {}
        self._handler: Handler = self.selecting
        desk.changed.connect(self._on_changed)
        desk.mode_changed.connect(self._on_mode)
        desk.tool_changed.connect(self._on_mode)
        self._on_changed()

    @property
    def handler(self) -> Handler:
        """What works on the canvas now."""
        return self._handler

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
        self.guiding.paint(painter, view)
        if self.show_safe or self._dragging_into_unsafe():
            words = (
                t("safe.top", "Covered by the app's top bar"),
                t("safe.bottom", "Covered by the reply bar"),
            )
            overlay.unsafe(painter, view, SAFE, size, words)
        self._handler.paint(painter, view)
        if self.guiding.rulers:
            box = selection_box(self._desk) if self._desk.editor.selection.layers else None
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
        rect = self._view.box(selection_box(self._desk))
        if not self.shows(rect):
            self.reveal(rect)

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
        gesture = self.selecting.gesture
        ids = self._desk.editor.selection.layers
        return not isinstance(gesture, GuideDrag | None) and enters_unsafe(self._desk.deck, ids)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._grab(event):
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointing = True
            at, handler = self._view.canvas(event.position()), self._handler
            taken = handler.press(at, event.modifiers())
            if not taken and self._handler is not handler:
                # A press beside what was being written ends that, and selects as it would have.
                self._handler.press(at, event.modifiers())
            self._pointing = False
            self.update()
        elif event.button() == Qt.MouseButton.RightButton and event.buttons() == event.button():
            if self._handler is self.selecting:
                self.selecting.point_out(self._view.canvas(event.position()))
            where = event.globalPosition().toPoint()
            menu = self._handler.menu(self._view.canvas(event.position()))
            if menu is None:
                self.menu_wanted.emit(where)
            else:
                menu.setParent(self, menu.windowFlags())
                menu.aboutToHide.connect(menu.deleteLater)
                menu.popup(where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drag(event):
            return
        at = self._view.canvas(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._handler.move(at, event.modifiers())
        else:
            self._point(event.position(), event.modifiers())
        self.update()

    def _point(self, where: QPointF, keys: Keys) -> None:
        cursor = None if self.panning else self._handler.hover(self._view.canvas(where), keys)
        if cursor is not None:
            self.setCursor(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drop():
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._handler.release(self._view.canvas(event.position()), event.modifiers())
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._grab(event) and event.button() == Qt.MouseButton.LeftButton:
            self._pointing = True
            self._handler.double_click(self._view.canvas(event.position()), event.modifiers())
            self._pointing = False
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        at = self._view.canvas(event.position())
        if self._handler.wheel(at, event.angleDelta().y(), event.modifiers()):
            self.update()
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._handler.wants_shortcut(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Tab moves the focus before keyPressEvent would see it.
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab and self._handler.key(event):
                self.update()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self._handler.key(event):
            self.update()
        elif event.key() == Qt.Key.Key_Escape:
            if not self._handler.cancel():
                self._desk.mode = Mode()
            self.update()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(False)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._handler.focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._set_space(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._handler.focus(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        if self._handler.input_method(event):
            event.accept()
            self.update()
        else:
            super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # noqa: N802
        found = self._handler.input_query(query)
        if isinstance(found, QRectF):
            found = found.toRect()
        return super().inputMethodQuery(query) if found is None else found
