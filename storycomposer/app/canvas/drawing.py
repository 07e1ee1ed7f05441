"""Tools that make a layer: a drag gives it its box, a click a usual one."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QPainter

from storycomposer.app.canvas import overlay
from storycomposer.app.canvas.gestures import span
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.safe_area import SAFE
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.geometry import Box, Point
from storycomposer.document.layers import AnyLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.shapes import Ellipse, Line, Rectangle, ShapeForm
from storycomposer.document.snapping import MARGIN
from storycomposer.document.style import Stroke

_CLICK = 12.0
"""Canvas pixels: a shorter drag counts as a click."""
_USUAL = {"rectangle": (400, 400), "ellipse": (400, 400), "line": (480, 24)}


def starter(tool: str, box: Box | None) -> AnyLayer:
    """The layer that ``tool`` makes in ``box``; None gives a usual one in the safe area."""
    if tool == "text":
        words = t("text.new", "Type something")
        width = 888.0 if box is None else max(120.0, box.width)
        place = box or Box(MARGIN, SAFE.center.y - 48, width, 96)
        return TextLayer(
            id="text",
            x=place.x,
            y=place.y,
            width=width,
            height=96,
            text=(Run(text=words),),
            size=72,
            weight=700,
            font="brand:heading",
            leading=1.1,
        )
    if box is None:
        width, height = _USUAL[tool]
        box = Box(540 - width / 2, SAFE.center.y - height / 2, width, height)
    forms: dict[str, ShapeForm] = {
        "rectangle": Rectangle(),
        "ellipse": Ellipse(),
        "line": Line(),
    }
    form = forms[tool]
    layer = ShapeLayer(
        id=tool, x=box.x, y=box.y, width=max(1, box.width), height=max(1, box.height), shape=form
    )
    if tool == "line":
        return structs.replace(layer, fill=None, stroke=Stroke(color="brand:primary"))
    return layer


def put(desk: Desk, layer: AnyLayer, label: str) -> str | None:
    """Add ``layer`` on top of the slide on the canvas and select it. Returns its id."""
    slide = desk.slide
    if slide is None:
        return None
    before = desk.deck
    if not desk.apply(lambda deck: edits.add(deck, slide.id, (layer,)), label):
        return None
    new = edits.added(before, desk.deck)
    desk.select(new)
    return new[0] if new else None


def insert(desk: Desk, tool: str, box: Box | None = None) -> None:
    """Make what ``tool`` makes; a text is written in at once."""
    names = {
        "text": t("edit.add.text", "Add text"),
        "rectangle": t("edit.add.rectangle", "Add rectangle"),
        "ellipse": t("edit.add.ellipse", "Add ellipse"),
        "line": t("edit.add.line", "Add line"),
    }
    id_ = put(desk, starter(tool, box), names[tool])
    desk.tool = "select"
    if tool == "text" and id_ is not None:
        desk.mode = Mode("text", id_)


class Drawing(Handler):
    """Draws with the desk's tool."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        self._desk = desk
        self._view = view
        self._from: Point | None = None
        self._box = Box(0, 0, 0, 0)

    def paint(self, painter: QPainter, view: View) -> None:
        if self._from is not None:
            overlay.marquee(painter, view, self._box)

    def press(self, at: Point, keys: Keys) -> bool:
        del keys
        self._from = at
        self._box = Box(at.x, at.y, 0, 0)
        return True

    def move(self, at: Point, keys: Keys) -> bool:
        if self._from is None:
            return False
        if keys & Keys.ShiftModifier and self._desk.tool != "line":
            side = max(abs(at.x - self._from.x), abs(at.y - self._from.y))
            at = Point(
                self._from.x + (side if at.x >= self._from.x else -side),
                self._from.y + (side if at.y >= self._from.y else -side),
            )
        self._box = span(self._from, at)
        return True

    def release(self, at: Point, keys: Keys) -> bool:
        del at, keys
        if self._from is None:
            return False
        box, self._from = self._box, None
        whole = Box(round(box.x), round(box.y), round(box.width), round(box.height))
        tool = self._desk.tool
        if tool == "line":
            middle = whole.center.y
            whole = Box(whole.x, middle - 12, whole.width, 24)
        drawn = max(whole.width, whole.height) >= _CLICK and whole.width >= 1
        insert(self._desk, tool, whole if drawn else None)
        return True

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        del at, keys
        return QCursor(Qt.CursorShape.CrossCursor)

    def cancel(self) -> bool:
        self._from = None
        self._desk.tool = "select"
        return True
