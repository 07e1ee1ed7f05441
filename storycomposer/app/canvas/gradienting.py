"""Editing a gradient on the canvas: the handler of the mode "gradient"."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from msgspec import structs
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter

from storycomposer.app import gradient_stops
from storycomposer.app.canvas import gradient_painting as painting
from storycomposer.app.canvas import handles, overlay
from storycomposer.app.canvas.gradient_grips import Grip, gripped, held, offset, placing, said
from storycomposer.app.canvas.gradient_target import Target, target
from storycomposer.app.canvas.gradient_track import (
    Track,
    centered,
    direction,
    knobs,
    track,
    turned,
)
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.inputs.colors import stop_color
from storycomposer.app.words import t
from storycomposer.document.geometry import Point, inward
from storycomposer.document.style import Conic, Gradient, Radial
from storycomposer.editor import Change

_ON_LINE = 7.0
"""Widget points beside the track in which a press adds a colour."""
_CENTER = 6.0
"""Widget points within which a centre goes to the box's edges and middle."""
_AWAY = 56.0
"""Widget points beside the track from which a colour that is dragged there goes."""
_STEPS = {
    Qt.Key.Key_Left: -0.01,
    Qt.Key.Key_Down: -0.01,
    Qt.Key.Key_Right: 0.01,
    Qt.Key.Key_Up: 0.01,
}
_BESIDE = QPointF(40, 30)


@dataclass
class _Drag:
    """A drag under way on what there was when it began. ``changed`` tells whether it made
    anything."""

    grip: Grip
    before: Target
    offset: Point
    pointer: Point
    changed: bool = False
    said: str = ""


class Gradienting(QObject, Handler):
    """The track of a gradient with its points and colours. One colour is chosen at a time; the
    panel shows the same one."""

    chosen = Signal(int)
    """Another colour is chosen, by its place."""
    color_wanted = Signal()
    """The chosen colour is to be picked anew."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        super().__init__(desk)
        self._desk, self._view = desk, view
        self._stop = 0
        self._toward: float | None = None
        self._drag: _Drag | None = None
        self._ghost: float | None = None
        desk.changed.connect(self._on_changed)

    # What the panel asks

    @property
    def target(self) -> Target | None:
        """The gradient being edited; None while the mode is another."""
        mode = self._desk.mode
        return target(self._desk, mode.layer) if mode.name == "gradient" else None

    @property
    def stop(self) -> int:
        """The place of the chosen colour."""
        return self._stop

    def begin(self, layer: str) -> bool:
        """Edit the gradient of a layer, or with no id of the slide. Returns whether there is
        one."""
        if target(self._desk, layer) is None:
            return False
        if self._desk.mode != Mode("gradient", layer):
            self._toward, self._stop = None, 0
        self._desk.tool = "select"
        self._desk.mode = Mode("gradient", layer)
        return True

    def end(self) -> None:
        """Go back to selecting."""
        if self._desk.mode.name == "gradient":
            self._desk.mode = Mode()

    def choose(self, stop: int) -> None:
        """Choose a colour by its place."""
        if stop != self._stop:
            self._stop = stop
            self.chosen.emit(stop)

    # What the canvas asks

    def paint(self, painter: QPainter, view: View) -> None:
        found = self.target
        if found is None:
            return
        way, place = self._track(found), placing(found.pose, view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        overlay.outline(painter, handles.outline(found.pose, view))
        if isinstance(found.value, Radial):
            radius = math.dist(way.start, way.end) * view.zoom / view.ratio
            painting.reach(painter, place(way.start), radius)
        painting.line(painter, way, place)
        if self._ghost is not None and self._drag is None:
            painting.ghost(painter, place(way.at(self._ghost)))
        stops, brand = found.value.stops, self._desk.deck.brand
        last = min(self._stop, len(stops) - 1)
        for index in (*(i for i in range(len(stops)) if i != last), last):
            foot = place(way.at(stops[index].at))
            at = painting.beside(way, stops[index].at, place)
            painting.chip(painter, foot, at, stop_color(stops[index], brand), index == last)
        for point in knobs(found.value, way).values():
            painting.knob(painter, place(point))
        if self._drag is not None and self._drag.said:
            spot = view.point(*self._drag.pointer) + _BESIDE
            overlay.label(painter, spot, self._drag.said)

    def press(self, at: Point, keys: Keys) -> bool:
        del keys
        found = self.target
        if found is None:
            return False
        grip = self._grip(found, at)
        share = None if grip is not None else self._on_line(found, at)
        if grip is None and share is None:
            # A press anywhere else ends this, and does what it would have done.
            self.end()
            return False
        if share is not None:
            grip = self._add(found, share)
            found = self.target or found
        assert grip is not None
        if isinstance(grip, int):
            self.choose(grip)
        off = offset(found, self._track(found), grip, at)
        self._drag = _Drag(grip, found, off, at, share is not None)
        return True

    def move(self, at: Point, keys: Keys) -> bool:
        drag = self._drag
        if drag is None:
            return False
        drag.pointer = at
        before = drag.before
        spot = Point(at.x - drag.offset.x, at.y - drag.offset.y)
        inside = inward(before.pose, spot)
        if isinstance(drag.grip, int):
            value = self._slid(before, drag.grip, inside, keys)
        else:
            hold = held(keys)
            value = turned(before.value, drag.grip, inside, before.size, hold)
            if drag.grip == "center" and not hold:
                value = centered(value, before.size, self._view().length(_CENTER))
            if drag.grip == "end":
                self._toward = direction(value, inside, before.size)
            drag.said = said(value, drag.grip)
        drag.changed = True
        self._desk.preview(before.edit(value))
        return True

    def release(self, at: Point, keys: Keys) -> bool:
        del at, keys
        drag, self._drag = self._drag, None
        if drag is not None and drag.changed:
            self._desk.editor.commit(t("edit.gradient", "Change gradient"))
        return drag is not None

    def double_click(self, at: Point, keys: Keys) -> bool:
        del keys
        found = self.target
        grip = self._grip(found, at) if found is not None else None
        if isinstance(grip, int):
            self.choose(grip)
            self.color_wanted.emit()
        return True

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        del keys
        found = self.target
        grip = self._grip(found, at) if found is not None else None
        self._ghost = None
        if found is not None and grip is None:
            self._ghost = self._on_line(found, at)
        if grip is not None:
            return QCursor(Qt.CursorShape.SizeAllCursor)
        add = self._ghost is not None
        return QCursor(Qt.CursorShape.PointingHandCursor if add else Qt.CursorShape.ArrowCursor)

    def key(self, event: QKeyEvent) -> bool:
        found = self.target
        if found is None or self._drag is not None:
            return False
        stops = found.value.stops
        stop = min(self._stop, len(stops) - 1)
        key, step = Qt.Key(event.key()), _STEPS.get(Qt.Key(event.key()))
        if self.wants_shortcut(event):
            self._commit(found, gradient_stops.removed(stops, stop))
            self.choose(max(0, stop - 1))
        elif step is not None:
            step *= 10 if event.modifiers() & Keys.ShiftModifier else 1
            to = round(min(1.0, max(0.0, stops[stop].at + step)), 4)
            made, place = gradient_stops.changed(stops, stop, at=to)
            self._commit(found, made)
            self.choose(place)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.choose((stop + (1 if key == Qt.Key.Key_Tab else -1)) % len(stops))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.color_wanted.emit()
        else:
            return False
        return True

    def wants_shortcut(self, event: QKeyEvent) -> bool:
        # Delete means the colour here, never the layer, nor the slide.
        return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

    def cancel(self) -> bool:
        if self._drag is None:
            self.end()
        self.leave()
        return True

    def leave(self) -> None:
        if self._drag is not None:
            self._desk.editor.cancel()
        self._drag = None
        self.left()

    def left(self) -> None:
        self._ghost = None

    def _track(self, found: Target) -> Track:
        return track(found.value, *found.size, self._toward)

    def _grip(self, found: Target, at: Point) -> Grip | None:
        return gripped(found, self._track(found), self._view(), at, self._stop)

    def _on_line(self, found: Target, at: Point) -> float | None:
        """Where on the track a press at ``at`` would put a colour."""
        share, far = self._track(found).nearest(inward(found.pose, at))
        full = len(found.value.stops) >= gradient_stops.MOST
        return share if far <= self._view().length(_ON_LINE) and not full else None

    def _add(self, found: Target, share: float) -> int:
        brand = self._desk.deck.brand
        stops, place = gradient_stops.added(found.value.stops, round(share, 3), brand)
        self._desk.preview(found.edit(structs.replace(found.value, stops=stops)))
        return place

    def _slid(self, before: Target, index: int, inside: Point, keys: Keys) -> Gradient:
        drag = self._drag
        assert drag is not None
        stops = before.value.stops
        share, far = self._track(before).nearest(inside)
        if isinstance(before.value, Conic) and abs(share - stops[index].at) > 0.5:
            # Over the seam of the ring it stays at the end it came from.
            share = 1.0 if stops[index].at > 0.5 else 0.0
        if far > self._view().length(_AWAY) and len(stops) > gradient_stops.FEWEST:
            drag.said = t("gradient.away", "Remove")
            return structs.replace(before.value, stops=gradient_stops.removed(stops, index))
        share = round(share, 1 if keys & Keys.ShiftModifier else 2)
        made, place = gradient_stops.changed(stops, index, at=share)
        drag.said = f"{share * 100:.0f} %"
        self.choose(place)
        return structs.replace(before.value, stops=made)

    def _commit(self, found: Target, stops: gradient_stops.Stops) -> None:
        value = structs.replace(found.value, stops=stops)
        self._desk.apply(found.edit(value), t("edit.gradient", "Change gradient"))

    def _on_changed(self, change: Change) -> None:
        if change.kind in ("edit", "undo", "redo", "open"):
            self._drag = None  # what is dragged may be gone
        if self._desk.mode.name == "gradient" and self.target is None:
            self.end()
