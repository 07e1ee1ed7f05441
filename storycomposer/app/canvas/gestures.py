"""Drags: what a press begins, what each move previews, and the one entry it leaves in history."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import Qt

from storycomposer.app import safe_area
from storycomposer.app.canvas.handles import Frame
from storycomposer.app.desk import Desk
from storycomposer.app.naming import several
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, Handle, Point, bounds, moved
from storycomposer.document.layers import ImageLayer, LinkLayer
from storycomposer.document.picking import marquee
from storycomposer.document.snapping import ANCHORS, Anchor, Snap, Targets, snap, targets

Keys = Qt.KeyboardModifier
STILL = Snap(0, 0)
"""Standing on nothing."""
_NOTHING = Box(0, 0, 0, 0)
_REACH = 6.0
"""Widget points within which things snap."""
_STEP = 15.0
"""Degrees that turning with Shift goes by."""


class Gesture(Protocol):
    """A drag under way. ``snapped`` is what to paint; ``readout`` what to say below it."""

    snapped: Snap
    readout: str

    def move(self, at: Point, keys: Keys) -> None:
        """The pointer is at canvas pixel ``at`` now."""

    def finish(self) -> None:
        """Let go: make it an entry of the history."""

    def cancel(self) -> None:
        """As if it had not been."""


def near(desk: Desk, ids: tuple[str, ...], guides_too: bool = True) -> Targets:
    """What layers ``ids`` can snap to on their slide; guides themselves keep off each other."""
    slide = desk.slide
    assert slide is not None
    found = spots(desk.deck)
    around = {parent.id for id_ in ids if id_ in found for parent in found[id_].parents}
    others = [
        bounds(spot.pose)
        for id_, spot in found.items()
        if spot.slide == slide.id and spot.layer.visible and not spot.parents
        if id_ not in ids and id_ not in around
    ]
    guides = [(guide.axis, guide.at) for guide in slide.guides] if guides_too else []
    return targets(others, desk.deck.canvas, guides=guides, safe=safe_area.clear(desk))


@dataclass
class Move:
    """Dragging layers; with Alt their copies. ``home`` is where they lay."""

    desk: Desk
    ids: tuple[str, ...]
    start: Point
    reach: float
    home: Box
    snapped: Snap = STILL
    readout: str = ""
    shown: tuple[str, ...] = ()
    """Ids of what goes with the pointer."""
    _copy: bool = False
    _by: tuple[float, float] = (0, 0)
    _targets: tuple[Targets, Targets] | None = None

    def move(self, at: Point, keys: Keys) -> None:
        dx, dy = at.x - self.start.x, at.y - self.start.y
        across: tuple[Anchor, ...] = ANCHORS
        down: tuple[Anchor, ...] = ANCHORS
        if keys & Keys.ShiftModifier and abs(dx) >= abs(dy):
            dy, down = 0.0, ()
        elif keys & Keys.ShiftModifier:
            dx, across = 0.0, ()
        if self._targets is None:
            # Copies may stand on what they are copies of, too.
            self._targets = near(self.desk, self.ids), near(self.desk, ())
        # Gestures write whole pixels: pictures and codes stay sharp.
        dx = round(self.home.x + dx) - self.home.x
        dy = round(self.home.y + dy) - self.home.y
        self._copy = bool(keys & Keys.AltModifier)
        self.snapped = STILL
        if not keys & Keys.ControlModifier:
            box, found = moved(self.home, dx, dy), self._targets[self._copy]
            self.snapped = snap(box, found, self.reach, across=across, down=down)
        dx, dy = dx + self.snapped.dx, dy + self.snapped.dy
        self._by = (dx, dy)
        self.readout = f"{self.home.x + dx:.0f}, {self.home.y + dy:.0f}"
        if self._copy:
            self.desk.preview(lambda deck: edits.duplicate(deck, self.ids, dx, dy))
            self.shown = edits.added(self.desk.editor.committed.deck, self.desk.deck)
        else:
            self.desk.preview(lambda deck: edits.move(deck, self.ids, dx, dy))
            self.shown = self.ids

    def finish(self) -> None:
        what = several(self.desk.deck, self.ids)
        if not self._copy:
            self.desk.editor.commit(t("edit.move", "Move {what}", what=what))
            return
        dx, dy = self._by
        self.desk.editor.cancel()
        before = self.desk.deck
        label = t("edit.duplicate", "Duplicate {what}", what=what)
        if self.desk.apply(lambda deck: edits.duplicate(deck, self.ids, dx, dy), label):
            self.desk.select(edits.added(before, self.desk.deck))

    def cancel(self) -> None:
        self.desk.editor.cancel()


@dataclass
class Resize:
    """Dragging a handle of one layer, or a corner of several."""

    desk: Desk
    found: Frame
    handle: Handle
    start: Point
    reach: float
    snapped: Snap = STILL
    readout: str = ""
    _targets: Targets | None = field(default=None)

    def move(self, at: Point, keys: Keys) -> None:
        dx, dy = at.x - self.start.x, at.y - self.start.y
        if self._targets is None:
            self._targets = near(self.desk, self.found.ids)
        free = bool(keys & Keys.ControlModifier)
        if self.found.pose.rotation == 0:
            dx, dy = self._whole(dx, dy)
            if not free:
                dx, dy = self._on_lines(dx, dy)
        if self.found.single:
            self._one(dx, dy, keys)
        else:
            self._several(dx, dy)

    def _one(self, dx: float, dy: float, keys: Keys) -> None:
        id_ = self.found.ids[0]
        layer = spots(self.desk.deck)[id_].layer
        # A picture or code that loses its proportions by a corner is hardly ever meant.
        keeps = isinstance(layer, ImageLayer | LinkLayer) and len(self.handle) == 2
        ratio = keeps != bool(keys & Keys.ShiftModifier)
        center = bool(keys & Keys.AltModifier)
        handle = self.handle
        self.desk.preview(
            lambda deck: edits.resize(deck, id_, handle, dx, dy, ratio=ratio, center=center)
        )
        made = spots(self.desk.deck)[id_].layer
        self.readout = f"{made.width:.0f} × {made.height:.0f}"

    def _several(self, dx: float, dy: float) -> None:
        box = self.found.pose.box
        sign_x = -1 if "w" in self.handle else 1
        sign_y = -1 if "n" in self.handle else 1
        factor = max(
            0.02,
            ((box.width + sign_x * dx) / box.width + (box.height + sign_y * dy) / box.height) / 2,
        )
        pivot = Point(
            box.right if "w" in self.handle else box.x, box.bottom if "n" in self.handle else box.y
        )
        self.desk.preview(lambda deck: edits.scale(deck, self.found.ids, factor, pivot))
        self.readout = f"{factor * 100:.0f} %"

    def _whole(self, dx: float, dy: float) -> tuple[float, float]:
        box = self.found.pose.box
        x = box.x if "w" in self.handle else box.right
        y = box.y if "n" in self.handle else box.bottom
        return round(x + dx) - x, round(y + dy) - y

    def _on_lines(self, dx: float, dy: float) -> tuple[float, float]:
        box, handle = self.found.pose.box, self.handle
        left = box.x + (dx if "w" in handle else 0)
        top = box.y + (dy if "n" in handle else 0)
        right = box.right + (dx if "e" in handle else 0)
        bottom = box.bottom + (dy if "s" in handle else 0)
        across = ("start",) if "w" in handle else ("end",) if "e" in handle else ()
        down = ("start",) if "n" in handle else ("end",) if "s" in handle else ()
        assert self._targets is not None
        self.snapped = snap(
            Box(left, top, max(1.0, right - left), max(1.0, bottom - top)),
            self._targets,
            self.reach,
            across=across,  # type: ignore[arg-type]
            down=down,  # type: ignore[arg-type]
        )
        return dx + self.snapped.dx, dy + self.snapped.dy

    def finish(self) -> None:
        what = several(self.desk.deck, self.found.ids)
        self.desk.editor.commit(t("edit.resize", "Resize {what}", what=what))

    def cancel(self) -> None:
        self.desk.editor.cancel()


@dataclass
class Rotate:
    """Dragging the knob above a selection."""

    desk: Desk
    found: Frame
    start: Point
    snapped: Snap = STILL
    readout: str = ""

    def move(self, at: Point, keys: Keys) -> None:
        middle = self.found.pose.center
        before = math.atan2(self.start.y - middle.y, self.start.x - middle.x)
        now = math.atan2(at.y - middle.y, at.x - middle.x)
        old = self.found.pose.rotation
        new = old + math.degrees(now - before)
        if keys & Keys.ShiftModifier:
            new = round(new / _STEP) * _STEP
        elif not keys & Keys.ControlModifier and abs(new - round(new / 90) * 90) < 2:
            new = round(new / 90) * 90
        else:
            new = round(new)
        self.readout = f"{(new + 180) % 360 - 180:.0f}°"
        self.desk.preview(lambda deck: edits.rotate(deck, self.found.ids, new - old))

    def finish(self) -> None:
        what = several(self.desk.deck, self.found.ids)
        self.desk.editor.commit(t("edit.rotate", "Rotate {what}", what=what))

    def cancel(self) -> None:
        self.desk.editor.cancel()


@dataclass
class Marquee:
    """Dragging a frame over the slide selects what it touches; with Shift, too."""

    desk: Desk
    start: Point
    before: tuple[str, ...]
    box: Box = _NOTHING
    snapped: Snap = STILL
    readout: str = ""

    def move(self, at: Point, keys: Keys) -> None:
        del keys
        self.box = span(self.start, at)
        slide = self.desk.slide
        found = marquee(slide.layers, self.box) if slide else ()
        rest = tuple(id_ for id_ in self.before if id_ not in found)
        self.desk.select(rest + found)

    def finish(self) -> None:
        """Selecting is no edit: nothing to make."""

    def cancel(self) -> None:
        self.desk.select(self.before)


def span(a: Point, b: Point) -> Box:
    """The upright box between two points."""
    return Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def reach(length: float) -> float:
    """Canvas pixels within which things snap, where a widget point is ``length`` of them."""
    return _REACH * length
