"""Tools that make a layer: a drag draws it, a click places one of the usual size."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QImage, QKeyEvent, QPainter

from storycomposer.app import seeing
from storycomposer.app.canvas import overlay
from storycomposer.app.canvas.gestures import STILL, near, reach, span
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.placing import roomy
from storycomposer.app.safe_area import SAFE, clear, covered
from storycomposer.app.shape_kinds import KINDS, shape
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.geometry import Box, Point
from storycomposer.document.layers import AnyLayer, Run, TextLayer
from storycomposer.document.snapping import MARGIN, Targets, snap

TOOLS = ("text", *KINDS)
"""Tools that draw."""
_SLOP = 4.0
"""Widget points the pointer may shake before a press becomes a drag."""
_STEP = 15.0
"""Degrees that a line's direction goes by with Shift."""
_COLUMN = 1080.0 - 2 * MARGIN
_NARROWEST = 240.0
"""Canvas pixels of a text that a click or a short drag places."""
_SIZE, _LEADING = 72.0, 1.1


class Drawn(NamedTuple):
    """Where a new layer comes to lie: its box, turned by degrees clockwise."""

    box: Box
    rotation: float = 0


def layer(desk: Desk, tool: str, drawn: Drawn, image: QImage) -> AnyLayer:
    """What ``tool`` makes there, in a colour that is seen on ``image``, the slide as it is."""
    brand, on = desk.deck.brand, seeing.ground(image, drawn.box)
    if tool in KINDS:
        color = seeing.standing_out("brand:primary", brand, on)
        return shape(KINDS[tool], drawn.box, color, drawn.rotation)
    return TextLayer(
        id="text",
        x=drawn.box.x,
        y=drawn.box.y,
        width=max(_NARROWEST, drawn.box.width),
        height=round(_SIZE * _LEADING),
        text=(Run(text=t("text.new", "Type something")),),
        size=_SIZE,
        weight=700,
        font="brand:heading",
        leading=_LEADING,
        color=seeing.words(brand, on),
    )


def put(desk: Desk, made: AnyLayer, label: str) -> str | None:
    """Add ``made`` on top of the slide on the canvas and select it. Returns its id."""
    slide = desk.slide
    if slide is None:
        return None
    before = desk.deck
    if not desk.apply(lambda deck: edits.add(deck, slide.id, (made,)), label):
        return None
    new = edits.added(before, desk.deck)
    desk.select(new)
    return new[0] if new else None


def insert(desk: Desk, tool: str, image: QImage, drawn: Drawn | None = None) -> None:
    """Make what ``tool`` makes, of its usual size where there is room unless it is ``drawn``; a
    text is written in at once. Then the tool has done its work."""
    slide = desk.slide
    if slide is not None:
        if drawn is None:
            drawn = Drawn(roomy(slide, *usual(tool)))
        id_ = put(desk, layer(desk, tool, drawn, image), _label(tool))
        desk.tool = "select"
        if tool == "text" and id_ is not None:
            desk.mode = Mode("text", id_)


def usual(tool: str) -> tuple[float, float]:
    """Width and height of what a tool makes until somebody says."""
    if tool in KINDS:
        return KINDS[tool].width, KINDS[tool].height
    return _COLUMN, round(_SIZE * _LEADING)


def clicked(tool: str, at: Point) -> Drawn:
    """What a click at ``at`` makes: around it; a text begins there, as wide as there is room.
    Nothing lands where it would be covered."""
    width, height = usual(tool)
    left, top = at.x - width / 2, at.y - height / 2
    if tool == "text":
        left = min(at.x, MARGIN + _COLUMN - _NARROWEST)
        width = min(width, max(_NARROWEST, MARGIN + _COLUMN - left))
    # Words in a narrow box take a second line, which is higher than whole pixels say.
    needs = 2 * height + 1 if tool == "text" else height
    top = min(max(top, SAFE.y), SAFE.bottom - needs)
    return Drawn(Box(round(left), round(top), round(width), height))


def dragged(tool: str, start: Point, end: Point, keys: Keys) -> Drawn:
    """What a drag makes. With Shift boxes are squares and lines go by steps of 15°; with Alt
    ``start`` is the middle."""
    even, middle = bool(keys & Keys.ShiftModifier), bool(keys & Keys.AltModifier)
    if tool in KINDS and KINDS[tool].level:
        return _line(start, end, KINDS[tool].height, even, middle)
    if even and tool != "text":
        side = max(abs(end.x - start.x), abs(end.y - start.y))
        end = Point(
            start.x + math.copysign(side, end.x - start.x),
            start.y + math.copysign(side, end.y - start.y),
        )
    if middle:
        start = Point(2 * start.x - end.x, 2 * start.y - end.y)
    box = span(start, end)
    return Drawn(Box(round(box.x), round(box.y), round(box.width), round(box.height)))


def _line(start: Point, end: Point, height: float, even: bool, middle: bool) -> Drawn:
    length = math.hypot(end.x - start.x, end.y - start.y)
    angle = math.degrees(math.atan2(end.y - start.y, end.x - start.x))
    if even:
        angle = round(angle / _STEP) * _STEP
        end = Point(
            start.x + length * math.cos(math.radians(angle)),
            start.y + length * math.sin(math.radians(angle)),
        )
    if middle:
        start, length = Point(2 * start.x - end.x, 2 * start.y - end.y), 2 * length
    left, top = (start.x + end.x - length) / 2, (start.y + end.y - height) / 2
    return Drawn(Box(left, top, length, height), angle)


def _label(tool: str) -> str:
    if tool == "text":
        return t("edit.add.text", "Add text")
    return t("edit.add.shape", "Add {what}", what=KINDS[tool].said)


class Drawing(Handler):
    """Draws with the desk's tool. ``image`` gives the slide's picture."""

    def __init__(self, desk: Desk, view: Callable[[], View], image: Callable[[], QImage]) -> None:
        self._desk, self._view, self._image = desk, view, image
        self._pressed: Point | None = None
        self._drawn: Drawn | None = None
        self._ground = QImage()
        self._targets: Targets | None = None
        self._snapped = STILL

    @property
    def in_unsafe(self) -> bool:
        """Whether what is being drawn reaches where it will be covered."""
        safe = clear(self._desk)
        return self._drawn is not None and covered(self._drawn.box, self._desk.deck, safe)

    def paint(self, painter: QPainter, view: View) -> None:
        if self._drawn is None:
            return
        overlay.snapped(painter, view, self._snapped)
        box, tool = self._drawn.box, self._desk.tool
        said = f"{box.width:.0f} × {box.height:.0f}"
        if tool == "text":
            said = f"{box.width:.0f}"
        elif KINDS[tool].level:
            said = f"{box.width:.0f}  {self._drawn.rotation:.0f}°"
        overlay.readout(painter, view, said, box)

    def press(self, at: Point, keys: Keys) -> bool:
        if self._desk.slide is not None:
            self._targets = near(self._desk, ())
            self._pressed = self._stand(at, keys)
            # What is drawn would hide what it is to stand out from.
            self._ground = self._image().copy()
        return True

    def move(self, at: Point, keys: Keys) -> bool:
        if self._pressed is None:
            return False
        far = max(abs(at.x - self._pressed.x), abs(at.y - self._pressed.y))
        if self._drawn is None and far < self._view().length(_SLOP):
            return True
        drawn = dragged(self._desk.tool, self._pressed, self._stand(at, keys), keys)
        slide = self._desk.slide
        assert slide is not None
        made = layer(self._desk, self._desk.tool, drawn, self._ground)
        if self._desk.preview(lambda deck: edits.add(deck, slide.id, (made,))):
            self._drawn = drawn
        return True

    def release(self, at: Point, keys: Keys) -> bool:
        del at, keys
        if self._pressed is None:
            return False
        tool, start, drawn = self._desk.tool, self._pressed, self._drawn
        self.leave()
        insert(self._desk, tool, self._ground, drawn or clicked(tool, start))
        return True

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        del at, keys
        return QCursor(Qt.CursorShape.CrossCursor)

    def key(self, event: QKeyEvent) -> bool:
        """Enter places what a click would, where there is room."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or self._pressed is not None:
            return False
        insert(self._desk, self._desk.tool, self._image())
        return True

    def cancel(self) -> bool:
        self.leave()
        self._desk.tool = "select"
        return True

    def leave(self) -> None:
        if self._drawn is not None:
            self._desk.editor.cancel()
        self._pressed = self._drawn = None
        self._snapped = STILL

    def _stand(self, at: Point, keys: Keys) -> Point:
        """The whole pixel at ``at``, or what it snaps to. With Shift the other end decides."""
        at = Point(round(at.x), round(at.y))
        free = keys & (Keys.ControlModifier | Keys.ShiftModifier)
        self._snapped = STILL
        if not free and self._targets is not None:
            spot, far = Box(at.x, at.y, 0, 0), reach(self._view().length(1))
            self._snapped = snap(spot, self._targets, far, across=("start",), down=("start",))
        return Point(at.x + self._snapped.dx, at.y + self._snapped.dy)
