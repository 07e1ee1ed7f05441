"""Selecting, and what dragging a selection does: the canvas' usual way of working."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QKeyEvent, QPainter

from storycomposer.app.canvas import handles, overlay, pointed
from storycomposer.app.canvas.gestures import (
    Gesture,
    Marquee,
    Move,
    Resize,
    Rotate,
    reach,
)
from storycomposer.app.canvas.guiding import GuideDrag, Guiding
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.naming import several
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Handle, Point
from storycomposer.document.layers import GroupLayer, ImageFill, ImageLayer, LinkLayer, TextLayer

_SLOP = 3.0
"""Widget points the pointer may shake before a press becomes a drag."""
_NEAR = 4.0
"""Widget points beside a layer that still mean it."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Selecting(Handler):
    """Clicks select, drags move, resize, turn or frame; double-click goes in."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        self._desk = desk
        self._view = view
        self._pressed: Point | None = None
        self._begin: Callable[[], Gesture | None] = lambda: None
        self._click: Callable[[], None] = lambda: None
        self.gesture: Gesture | None = None
        self._base: Deck | None = None  # what the gesture began with
        self.guiding = Guiding(desk, view)
        self._hovered = ""

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the layers that are framed: what is selected, or its copies on their way."""
        there, going = spots(self._desk.deck), self.gesture
        dragged = going.shown if isinstance(going, Move) else ()
        return tuple(i for i in dragged if i in there) or self._desk.editor.selection.layers

    def paint(self, painter: QPainter, view: View) -> None:
        desk = self._desk
        if self._hovered and self.gesture is None:
            slide = desk.editor.selection.slide
            overlay.hovered(painter, view, desk.deck, self._hovered, slide)
        ids, moving = self.shown, isinstance(self.gesture, Move)
        overlay.selection(painter, view, desk.deck, ids, handles_too=not moving)
        if self.gesture is not None:
            overlay.snapped(painter, view, self.gesture.snapped)
            if isinstance(self.gesture, GuideDrag):
                self.gesture.paint(painter, view)
            elif isinstance(self.gesture, Marquee):
                overlay.marquee(painter, view, self.gesture.box)
            elif self.gesture.readout and ids:
                box = edits.selection_box(desk.deck, ids)
                overlay.readout(painter, view, self.gesture.readout, box)

    def press(self, at: Point, keys: Keys) -> bool:
        self._pressed = at
        self._click = lambda: None
        self._begin, far = lambda: None, reach(self._view().length(1))
        frame = handles.frame(self._desk.deck, self._desk.editor.selection.layers)
        handle = handles.at(frame, self._view(), self._view().point(*at)) if frame else None
        if frame is not None and handle == "rotate":
            self._begin = lambda: Rotate(self._desk, frame, at)
        elif frame is not None and handle is not None:
            taken: Handle = handle  # type: ignore[assignment]
            self._begin = lambda: Resize(self._desk, frame, taken, at, far)
        elif (guide := self.guiding.press(at)) is not None:
            drag, self._click = guide
            self._begin = lambda: drag
        else:
            self._press_on(at, keys)
        return True

    def move(self, at: Point, keys: Keys) -> bool:
        if self._pressed is None:
            return False
        if self.gesture is not None and self._overtaken():
            return True
        if self.gesture is None:
            far = max(abs(at.x - self._pressed.x), abs(at.y - self._pressed.y))
            if far < self._view().length(_SLOP):
                return True
            self.gesture, self._hovered = self._begin(), ""
            self._base = self._desk.editor.committed.deck
        if self.gesture is not None:
            self.gesture.move(at, keys)
        return True

    def release(self, at: Point, keys: Keys) -> bool:
        del at, keys
        if self.gesture is not None and self._overtaken():
            return True
        gesture, self.gesture, self._pressed = self.gesture, None, None
        if gesture is None:
            self._click()
        else:
            gesture.finish()
        return True

    def double_click(self, at: Point, keys: Keys) -> bool:
        del keys
        # The release that follows is not the end of a click.
        self._pressed, self._click = None, lambda: None
        if self.guiding.double_click(at):
            return True
        path = self._path_at(at)
        if path is None:
            slide = self._desk.slide
            if slide is not None and isinstance(slide.background, ImageFill):
                self._desk.mode = Mode("crop", "")
            return True
        selected = self._desk.editor.selection.layers
        deeper = next((i for i, id_ in enumerate(path) if id_ in selected), -1)
        layer = spots(self._desk.deck)[path[max(deeper, 0)]].layer
        if isinstance(layer, GroupLayer) and deeper + 1 < len(path):
            self._desk.select((path[deeper + 1],))
        else:
            self.enter(layer.id)
        return True

    def point_out(self, at: Point) -> None:
        """Select what is under the pointer before a context menu opens on it; what is selected
        already stays so."""
        path = self._path_at(at)
        if path is None:
            self._desk.select(())
        elif not set(path) & set(self._desk.editor.selection.layers):
            self._desk.select((pointed.outermost(self._desk, path),))

    def enter(self, id: str) -> None:
        """Go into a layer: write in a text, crop a picture, select inside a group."""
        layer = spots(self._desk.deck)[id].layer
        self._desk.select((id,))
        if isinstance(layer, TextLayer):
            self._desk.mode = Mode("text", id)
        elif isinstance(layer, ImageLayer):
            self._desk.mode = Mode("crop", id)
        elif isinstance(layer, LinkLayer):
            self._desk.mode = Mode("link", id)
        elif isinstance(layer, GroupLayer) and layer.layers:
            self._desk.select((layer.layers[-1].id,))

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        del keys
        view = self._view()
        frame = handles.frame(self._desk.deck, self._desk.editor.selection.layers)
        handle = handles.at(frame, view, view.point(*at)) if frame else None
        if frame is not None and handle is not None:
            self._hovered = ""
            return QCursor(handles.cursor(handle, frame.pose.rotation))
        over = self.guiding.hover(at)
        if over is not None:
            self._hovered = ""
            return over
        path = self._path_at(at)
        self._hovered = pointed.outermost(self._desk, path) if path else ""
        if self._hovered not in self._desk.editor.selection.layers:
            return QCursor(Qt.CursorShape.ArrowCursor)
        self._hovered = ""
        return QCursor(Qt.CursorShape.SizeAllCursor)

    def key(self, event: QKeyEvent) -> bool:
        if self.guiding.key(event):
            return True
        ids = self._desk.editor.selection.layers
        step = 10 if event.modifiers() & Keys.ShiftModifier else 1
        if event.key() in _ARROWS and ids:
            across, down = _ARROWS[Qt.Key(event.key())]
            what = several(self._desk.deck, ids)
            self._desk.apply(
                lambda deck: edits.move(deck, ids, across * step, down * step),
                t("edit.move", "Move {what}", what=what),
            )
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(ids) == 1:
            self.enter(ids[0])
            return True
        if event.key() == Qt.Key.Key_Tab or event.key() == Qt.Key.Key_Backtab:
            return self._next(-1 if event.key() == Qt.Key.Key_Backtab else 1)
        return False

    def wants_shortcut(self, event: QKeyEvent) -> bool:
        return self.guiding.wants(event)

    def cancel(self) -> bool:
        if self.gesture is not None:
            self.leave()
            return True
        if self.guiding.chosen is not None:
            self.guiding.choose(None)
            return True
        ids = self._desk.editor.selection.layers
        if not ids:
            return False
        parents = spots(self._desk.deck)[ids[0]].parents
        self._desk.select((parents[0].id,) if parents else ())
        return True

    def leave(self) -> None:
        if self.gesture is not None:
            self.gesture.cancel()
        self.gesture, self._pressed = None, None
        self.left()

    def left(self) -> None:
        self._hovered, self.guiding.hovered = "", None

    def _overtaken(self) -> bool:
        """Whether something else changed the deck while dragging, such as undo: what is dragged may
        be gone, so the drag is."""
        if self._desk.editor.committed.deck is self._base:
            return False
        self.leave()
        return True

    def _press_on(self, at: Point, keys: Keys) -> None:
        selected = self._desk.editor.selection.layers
        add = bool(keys & Keys.ShiftModifier)
        deep = bool(keys & Keys.ControlModifier)
        slack = self._view().length(_NEAR)
        path = (pointed.through if deep else pointed.path_at)(self._desk, at, slack)
        if path is None:
            if not add:
                self._desk.select(())
            before = selected if add else ()
            self._begin = lambda: Marquee(self._desk, at, before)
            return
        id_ = path[-1] if deep else pointed.outermost(self._desk, path)
        if add and id_ in selected:
            rest = tuple(one for one in selected if one != id_)
            self._click = lambda: self._desk.select(rest)
        elif add:
            self._desk.select((*selected, id_))
        elif id_ not in selected:
            self._desk.select((id_,))
        else:
            self._click = lambda: self._desk.select((id_,))
        self._begin = lambda: self._moving(at)

    def _moving(self, at: Point) -> Gesture | None:
        ids = self._desk.editor.selection.layers
        found = spots(self._desk.deck)
        if not any(found[id_].movable for id_ in ids):
            return None
        home = edits.selection_box(self._desk.deck, ids)
        return Move(self._desk, ids, at, reach(self._view().length(1)), home)

    def _path_at(self, at: Point) -> tuple[str, ...] | None:
        return pointed.path_at(self._desk, at, self._view().length(_NEAR))

    def _next(self, step: int) -> bool:
        id_ = pointed.beside(self._desk, step)
        if id_ is not None:
            self._desk.select((id_,))
        return id_ is not None
