"""Cropping in place: the picture is moved and zoomed in its frame, the frame is changed around the
picture, and what is cut off is seen dimmed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas import crop_focus, crop_painting, cropping
from storycomposer.app.canvas.crop_bar import CropBar
from storycomposer.app.canvas.crop_ghost import Ghost
from storycomposer.app.canvas.crop_grips import cursor, gripped, readout
from storycomposer.app.canvas.crop_target import Target, target
from storycomposer.app.canvas.drawn_ahead import DrawnAhead
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.geometry import Handle, Point, around, inward, outward
from storycomposer.editor import Edit

_TOGETHER = 0.8
"""Seconds between turns of the wheel, or key presses, that are one entry."""
_NOTCH = 1.0015
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {Qt.Key.Key_Plus: 1.05, Qt.Key.Key_Equal: 1.05, Qt.Key.Key_Minus: 1 / 1.05}


@dataclass(frozen=True, slots=True)
class _Drag:
    """A drag under way: what it takes hold of ("move", "zoom", "focus", or a handle), where, and
    how the picture lay then."""

    what: str
    start: Point
    target: Target


class Crop(Handler):
    """Works on the picture of the desk's mode "crop". Everything is previewed while it is dragged
    and is one entry when it is let go."""

    def __init__(
        self, desk: Desk, view: Callable[[], View], workers: Workers, canvas: QWidget
    ) -> None:
        self._desk = desk
        self._view = view
        self._canvas = canvas
        self._ghost = Ghost(desk, workers, canvas.update)
        self._ahead = DrawnAhead(desk, workers)
        self._drag: _Drag | None = None
        self._live: Target | None = None
        self._ring: crop_focus.Focus | None = None
        self._last: tuple[float, Deck] | None = None
        self.bar = CropBar(canvas)
        self.bar.zoomed.connect(self._on_slider)
        self.bar.settled.connect(self._settle)
        self.bar.reset.connect(self._reset)
        self.bar.done.connect(self._end)
        desk.mode_changed.connect(self._on_mode)
        desk.changed.connect(self._on_changed)

    def paint(self, painter: QPainter, view: View) -> None:
        found = self._live or self._target()
        if found is not None:
            said = readout(found, self._drag.what, self._ring) if self._drag is not None else ""
            crop_painting.paint(painter, view, found, self._ghost.image, said)
            crop_focus.paint(painter, view, found, self._ring)

    def press(self, at: Point, keys: Keys) -> bool:
        del keys
        found = self._target()
        if found is None:
            return False
        what = gripped(found, self._view(), at)
        if not what:
            self._end()
            return False
        self._drag = _Drag(what, at, found)
        return True

    def move(self, at: Point, keys: Keys) -> bool:
        drag = self._drag
        if drag is None:
            return False
        dx, dy = self._way(drag, at)
        old = drag.target
        if drag.what == "focus":
            # The picture rests: it would run away from under the pointer.
            self._ring = crop_focus.moved(old, dx, dy)
        elif drag.what == "move":
            self._show(old, {"focus": cropping.moved(old.layer, old.natural, dx, dy)})
        elif drag.what.startswith("zoom"):
            self._drag_corner(drag, dx, dy)
        else:
            self._drag_frame(drag, dx, dy, free=bool(keys & Keys.ControlModifier))
        return True

    def release(self, at: Point, keys: Keys) -> bool:
        del at, keys
        if self._drag is None:
            return False
        found, ring = self._target(), self._ring
        self._drag = self._ring = None
        if found is not None and ring is not None:
            crop_focus.put(self._desk, found, ring)
        self._settle()
        return True

    def double_click(self, at: Point, keys: Keys) -> bool:
        del at, keys
        self._drag = self._ring = None
        self._end()
        return True

    def wheel(self, at: Point, turned: int, keys: Keys) -> bool:
        if keys & Keys.ControlModifier:
            return False
        found = self._target()
        if found is not None and turned:
            self._zoom_to(found, found.layer.zoom * _NOTCH**turned, inward(found.pose, at))
        return found is not None

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        del keys
        found = self._target()
        what = gripped(found, self._view(), at) if found is not None else ""
        self._canvas.setToolTip(crop_focus.hint() if what == "focus" else "")
        return cursor(what, found.pose.rotation if found is not None else 0)

    def key(self, event: QKeyEvent) -> bool:
        found, key = self._target(), event.key()
        if found is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        elif key in _STEPS:
            across, down = _STEPS[Qt.Key(key)]
            step = 10 if event.modifiers() & Keys.ShiftModifier else 1
            way = across * step, down * step
            focus = cropping.moved(found.layer, found.natural, *way)
            if event.modifiers() & Keys.AltModifier:
                focus = crop_focus.moved(found, *way)
            self._apply(lambda deck: edits.crop(deck, found.id, focus=focus))
        elif key in _ZOOMS and not event.modifiers() & Keys.ControlModifier:
            self._zoom_to(found, found.layer.zoom * _ZOOMS[Qt.Key(key)], found.middle)
        else:
            return False
        return True

    def cancel(self) -> bool:
        if self._drag is None:
            return False
        self._drag = self._live = self._ring = None
        self._ahead.drop()
        self._desk.editor.cancel()
        return True

    def leave(self) -> None:
        self._drag = self._ring = None
        self._settle()
        self._canvas.setToolTip("")
        self._canvas.setAccessibleDescription("")
        self.bar.hide()
        self._ghost.drop()
        self._last = None

    # The mode begins and ends.

    def _on_mode(self, mode: Mode) -> None:
        if mode.name != "crop":
            return
        found = self._target()
        if found is None:
            self._end()
            return
        self._ghost.show(found)
        self.bar.show_zoom(found.layer.zoom)
        self.bar.open()
        self._canvas.setAccessibleDescription(crop_focus.keys())
        self._canvas.setFocus()

    def _on_changed(self) -> None:
        if self._desk.mode.name != "crop":
            return
        found = self._target()
        if found is None or not self._still_meant():
            self._end()
            return
        self._ghost.show(found)
        if self._live is None:
            self.bar.show_zoom(found.layer.zoom)

    def _still_meant(self) -> bool:
        """Whether nothing else was selected meanwhile."""
        selected, layer = self._desk.editor.selection.layers, self._desk.mode.layer
        return layer in selected if layer else not selected

    def _end(self) -> None:
        self._settle()
        if self._desk.mode.name == "crop":
            self._desk.mode = Mode()
        self._canvas.setFocus()

    def _target(self) -> Target | None:
        mode = self._desk.mode
        return target(self._desk, mode.layer) if mode.name == "crop" else None

    # What a drag does.

    def _way(self, drag: _Drag, at: Point) -> tuple[float, float]:
        """How far the pointer went, in the frame's own axes."""
        a, b = inward(drag.target.pose, drag.start), inward(drag.target.pose, at)
        return b.x - a.x, b.y - a.y

    def _drag_corner(self, drag: _Drag, dx: float, dy: float) -> None:
        """The opposite corner of the picture stays, as far as the frame stays covered."""
        old, corner = drag.target, drag.what.removeprefix("zoom-")
        box = old.picture
        wide = box.width + (dx if "e" in corner else -dx)
        high = box.height + (dy if "s" in corner else -dy)
        factor = max((wide / box.width + high / box.height) / 2, 0.01)
        about = Point(box.x if "e" in corner else box.right, box.y if "s" in corner else box.bottom)
        zoom, focus = cropping.zoomed(old.layer, old.natural, old.layer.zoom * factor, about)
        self._show(old, {"zoom": zoom, "focus": focus})

    def _drag_frame(self, drag: _Drag, dx: float, dy: float, *, free: bool) -> None:
        old = drag.target
        handle: Handle = drag.what  # type: ignore[assignment]
        if not free and not old.layer.rotation:
            dx, dy = round(dx), round(dy)
        box = cropping.dragged_frame(old.layer, old.natural, handle, dx, dy)
        fields = cropping.reframed(old.layer, old.natural, box)
        place = around(outward(old.pose, box.center), box.width, box.height, old.pose.rotation)
        layer = structs.replace(old.layer, **fields)
        self._live = replace(old, layer=layer, pose=place)
        self._ahead.want(lambda deck: edits.restyle(deck, (old.id,), fields))

    def _show(self, old: Target, fields: dict[str, Any]) -> None:
        """Show at once how the picture lies now; its pixels follow as soon as they are drawn."""
        layer = structs.replace(old.layer, **fields)
        self._live = replace(old, layer=layer)
        self.bar.show_zoom(layer.zoom)
        self._ahead.want(lambda deck: edits.crop(deck, old.id, focus=layer.focus, zoom=layer.zoom))

    def _zoom_to(self, found: Target, zoom: float, about: Point) -> None:
        zoom, focus = cropping.zoomed(found.layer, found.natural, zoom, about)
        self._apply(lambda deck: edits.crop(deck, found.id, focus=focus, zoom=zoom))

    def _on_slider(self, zoom: float) -> None:
        found = self._target()
        if found is None:
            return
        if not self.bar.slider.isSliderDown():
            self._zoom_to(found, zoom, found.middle)
            return
        zoom, focus = cropping.zoomed(found.layer, found.natural, zoom, found.middle)
        self._show(found, {"zoom": zoom, "focus": focus})
        self._canvas.update()

    def _reset(self) -> None:
        found = self._target()
        if found is not None:
            id_ = found.id
            self._desk.apply(
                lambda deck: edits.crop(deck, id_, focus=(0.5, 0.5), zoom=1), self._label()
            )
        self._canvas.setFocus()

    def _apply(self, edit: Edit) -> None:
        """One entry for steps that follow each other closely."""
        now = time.monotonic()
        last = self._last
        joined = last is not None and now - last[0] < _TOGETHER and last[1] is self._desk.deck
        self._desk.apply(edit, self._label(), joined=joined)
        self._last = now, self._desk.deck

    def _settle(self) -> None:
        self._ahead.finish()
        self._live = None
        self._desk.editor.commit(self._label())
        self._last = None

    def _label(self) -> str:
        return t("edit.crop", "Crop picture")
