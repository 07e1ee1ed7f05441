"""Guides on the canvas: drawn out of a ruler, moved, dragged out of the slide, typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QPainter

from storycomposer.app.canvas import overlay, rulers
from storycomposer.app.canvas.gestures import STILL, near, reach
from storycomposer.app.canvas.handler import Keys
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Guide
from storycomposer.document.geometry import Box, Point
from storycomposer.document.snapping import Snap, Targets, snap

Axis = Literal["x", "y"]
_NEAR = 4.0
"""Widget points beside a guide in which a press takes it."""
_TENS = 10
_BESIDE = QPointF(36, 26)
"""From the pointer to what is said beside it."""
_STEPS = {
    ("x", Qt.Key.Key_Left): -1,
    ("x", Qt.Key.Key_Right): 1,
    ("y", Qt.Key.Key_Up): -1,
    ("y", Qt.Key.Key_Down): 1,
}


@dataclass
class GuideDrag:
    """Dragging guide ``index`` of a slide, or with None a new one out of a ruler. Outside the slide
    it goes. With Shift it keeps to tens; Ctrl holds snapping off."""

    desk: Desk
    slide: str
    axis: Axis
    index: int | None
    reach: float
    chosen: Callable[[int | None], None]
    snapped: Snap = STILL
    readout: str = ""
    pointer: Point | None = None
    _at: float | None = None
    _targets: Targets | None = None

    def move(self, at: Point, keys: Keys) -> None:
        self.pointer = at
        size = self.desk.deck.canvas
        place, end = (at.x, size.width) if self.axis == "x" else (at.y, size.height)
        self.snapped = STILL
        self._at = self._stand(round(place), keys) if 0 <= place <= end else None
        if self._at is not None:
            self.readout = f"{self.axis.upper()} {self._at:.0f}"
        else:
            self.readout = "" if self.index is None else t("guide.away", "Remove")
        if self._at is None and self.index is None:
            self.desk.editor.cancel()
        else:
            self.desk.preview(self._edit)

    def paint(self, painter: QPainter, view: View) -> None:
        """Say beside the pointer where the guide is."""
        if self.pointer is not None and self.readout:
            overlay.label(painter, view.point(*self.pointer) + _BESIDE, self.readout)

    def finish(self) -> None:
        if self._at is None and self.index is None:
            return
        labels = {
            (True, True): t("edit.guide.add", "Add guide"),
            (True, False): t("edit.guide.move", "Move guide"),
            (False, False): t("edit.guide.remove", "Remove guide"),
        }
        self.desk.editor.commit(labels[self._at is not None, self.index is None])
        slide = self.desk.slide
        last = len(slide.guides) - 1 if slide is not None else 0
        self.chosen(None if self._at is None else last if self.index is None else self.index)

    def cancel(self) -> None:
        self.desk.editor.cancel()

    def _edit(self, deck: Deck) -> Deck:
        if self.index is None:
            assert self._at is not None
            return edits.add_guide(deck, self.slide, Guide(axis=self.axis, at=self._at))
        if self._at is None:
            return edits.remove_guide(deck, self.slide, self.index)
        return edits.move_guide(deck, self.slide, self.index, self._at)

    def _stand(self, place: float, keys: Keys) -> float:
        if keys & Keys.ShiftModifier:
            return round(place / _TENS) * _TENS
        if keys & Keys.ControlModifier:
            return place
        if self._targets is None:
            self._targets = near(self.desk, (), guides_too=False)
        if self.axis == "x":
            spot = Box(place, 0, 0, 0)
            self.snapped = snap(spot, self._targets, self.reach, across=("start",), down=())
            return place + self.snapped.dx
        spot = Box(0, place, 0, 0)
        self.snapped = snap(spot, self._targets, self.reach, across=(), down=("start",))
        return place + self.snapped.dy


class Guiding:
    """Finds guides and rulers under the pointer; one guide may be chosen, and takes keys then.
    ``ask`` is given by whoever can open a field to type a position in."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        self._desk, self._view = desk, view
        self._chosen: tuple[str, int] | None = None
        self.rulers = False
        self.locked = False
        self.hovered: int | None = None
        self.ask: Callable[[int], None] = self.choose

    @property
    def chosen(self) -> int | None:
        """The guide that keys are for; none while layers are selected."""
        slide = self._desk.slide
        if self._chosen is None or slide is None or self._desk.editor.selection.layers:
            return None
        there = self._chosen[0] == slide.id and self._chosen[1] < len(slide.guides)
        return self._chosen[1] if there and not self.locked else None

    def choose(self, index: int | None) -> None:
        """Choose a guide of the slide on the canvas; its layers are not selected any more."""
        slide = self._desk.slide
        self._chosen = (slide.id, index) if slide is not None and index is not None else None
        if index is not None:
            self._desk.select(())

    def paint(self, painter: QPainter, view: View) -> None:
        """The guides, the chosen one and the one under the pointer stronger."""
        slide = self._desk.slide
        if slide is not None:
            marked = {index for index in (self.chosen, self.hovered) if index is not None}
            overlay.guides(painter, view, slide.guides, self._desk.deck.canvas, marked)

    def press(self, at: Point) -> tuple[GuideDrag | None, Callable[[], None]] | None:
        """What a press begins as a drag and does as a click; None where it is on neither a guide
        nor a ruler."""
        slide = self._desk.slide
        if slide is None:
            return None
        axis = self._ruler(at)
        if axis == "corner":
            return None, lambda: None
        if axis is not None:
            return self._drag(slide.id, axis, None), lambda: None
        index = self.at(at)
        if index is None:
            self._chosen = None
            return None
        drag = self._drag(slide.id, slide.guides[index].axis, index)
        return drag, lambda: self.choose(index)

    def hover(self, at: Point) -> QCursor | None:
        """The cursor over a guide or a ruler."""
        axis = self._ruler(at)
        self.hovered = None if axis is not None else self.at(at)
        slide = self._desk.slide
        if self.hovered is not None and slide is not None:
            axis = slide.guides[self.hovered].axis
        if axis is None:
            return None
        shapes = {"x": Qt.CursorShape.SplitHCursor, "y": Qt.CursorShape.SplitVCursor}
        return QCursor(shapes.get(axis, Qt.CursorShape.ArrowCursor))

    def double_click(self, at: Point) -> bool:
        """Type the position of a guide."""
        index = None if self._ruler(at) else self.at(at)
        if index is not None:
            self.choose(index)
            self.ask(index)
        return index is not None or self._ruler(at) is not None

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the chosen guide, though it is an action's shortcut."""
        deletes = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        return deletes and self.chosen is not None

    def key(self, event: QKeyEvent) -> bool:
        """A key for the chosen guide: arrows move it, Delete removes it, Enter asks where."""
        index, slide = self.chosen, self._desk.slide
        if index is None or slide is None:
            return False
        guide = slide.guides[index]
        by = _STEPS.get((guide.axis, Qt.Key(event.key())))
        if self.wants(event):
            label = t("edit.guide.remove", "Remove guide")
            self._desk.apply(lambda deck: edits.remove_guide(deck, slide.id, index), label)
            self._chosen = None
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask(index)
        elif by is not None:
            far = by * (_TENS if event.modifiers() & Keys.ShiftModifier else 1)
            move_to(self._desk, index, guide.at + far)
        else:
            return False
        return True

    def at(self, at: Point) -> int | None:
        """The guide under a canvas pixel, the nearest of several."""
        slide, size = self._desk.slide, self._desk.deck.canvas
        inside = 0 <= at.x <= size.width and 0 <= at.y <= size.height
        if slide is None or self.locked or not inside:
            return None
        far = self._view().length(_NEAR)
        found = [
            (abs((at.x if guide.axis == "x" else at.y) - guide.at), index)
            for index, guide in enumerate(slide.guides)
        ]
        distance, index = min(found, default=(far + 1, 0))
        return index if distance <= far else None

    def _drag(self, slide: str, axis: Axis, index: int | None) -> GuideDrag:
        far = reach(self._view().length(1))
        return GuideDrag(self._desk, slide, axis, index, far, self.choose)

    def _ruler(self, at: Point) -> Literal["x", "y", "corner"] | None:
        return rulers.axis_at(self._view().point(*at)) if self.rulers else None


def move_to(desk: Desk, index: int, at: float) -> None:
    """Put a guide of the slide on the canvas there, as one entry of the history."""
    slide = desk.slide
    if slide is not None:
        label = t("edit.guide.move", "Move guide")
        desk.apply(lambda deck: edits.move_guide(deck, slide.id, index, at), label)
