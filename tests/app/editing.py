"""All ways to change a story in its window, as steps: every action of the table that can be done
with each kind of layer, every input and button of its panel, every gesture and its middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import mouse
from composing import LEAVING
from mouse import ALT, CTRL, PLAIN, SHIFT
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from turning import Turn, turns

from storycomposer.app.actions import TABLE
from storycomposer.app.canvas import gradient_painting, handles
from storycomposer.app.canvas.crop_target import target as crop_target
from storycomposer.app.canvas.gradient_track import knobs, track
from storycomposer.app.desk import Mode
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inspector.kinds import NAMES
from storycomposer.app.main_window import MainWindow
from storycomposer.document import edits
from storycomposer.document.edits.tree import Spot, spots
from storycomposer.document.geometry import Point, bounds, outward
from storycomposer.document.layers import (
    GroupLayer,
    ImageFill,
    ImageLayer,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.style import Glow, Highlight, Linear, Radial, Shadow, Stop, Stroke

ELSEWHERE = LEAVING | {
    *(one.id for one in TABLE if one.menu.lstrip("-") in ("file", "view", "help")),
    *("undo", "redo", "brand", "copy", "copy-style", "select-all", "deselect", "tool-select"),
    *("check-spelling", "slide-copy-picture", "slide-save-picture", "link", "stickers"),
    *("paste", "paste-in-place", "paste-style", "slide-previous", "slide-next"),
} - {"clear-guides"}  # fmt: skip
"""Actions that leave the story as it is, or are among other steps."""
_STOPS = (Stop(at=0, color="brand:primary"), Stop(at=1, color="#FFB02080"))
_DRESSES: Mapping[type, Mapping[str, Any]] = {
    TextLayer: {
        "shadow": Shadow(), "stroke": Stroke(width=5), "highlight": Highlight(), "rotation": 7.0,
    },
    ImageLayer: {"shadow": Shadow(), "stroke": Stroke(), "rotation": -9.0, "opacity": 0.8},
    ShapeLayer: {
        "shadow": Shadow(blur=40), "stroke": Stroke(dash="dashed"), "rotation": 21.0,
        "fill": Linear(stops=_STOPS, angle=30.0), "blend": "multiply",
    },
}  # fmt: skip
"""What layers are dressed in, so that what belongs to it can be changed too."""


@dataclass(frozen=True)
class About:
    """What a step begins with: a slide, what is selected on it, and what it wears."""

    kind: str
    slide: str
    layers: tuple[str, ...] = ()
    dress: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Step:
    """Something a person does; ``run`` stops wherever the picture may be another."""

    name: str
    about: About
    run: Turn
    family: str
    """Steps of one family are done by the same code: an action, a gesture, a kind of input."""


def abouts(window: MainWindow) -> list[About]:
    """The first layer of each kind, plain and dressed; one in a group; several; slides."""
    deck = window.desk.deck
    found: dict[str, About] = {}
    for slide in deck.slides:
        ground = type(slide.background).__name__
        found.setdefault(f"slide on {ground}", About(f"slide on {ground}", slide.id))
        for layer in slide.layers:
            name = NAMES[type(layer)]
            found.setdefault(name, About(name, slide.id, (layer.id,)))
            if type(layer) in _DRESSES:
                dressed = About(f"dressed {name}", slide.id, (layer.id,), _DRESSES[type(layer)])
                found.setdefault(dressed.kind, dressed)
            if isinstance(layer, GroupLayer):
                inner = About("one in a group", slide.id, (layer.layers[0].id,))
                found.setdefault(inner.kind, inner)
        if len(slide.layers) > 2:
            ids = tuple(layer.id for layer in slide.layers[:3])
            found.setdefault("several", About("several", slide.id, ids))
    return list(found.values())


def begin(window: MainWindow, about: About) -> None:
    """Everything as it was when the story was opened, with ``about`` selected."""
    desk = window.desk
    QApplication.clipboard().clear()
    desk.mode, desk.tool = Mode(), "select"
    desk.editor.cancel()
    while desk.editor.history.done:
        desk.editor.undo()
    desk.select((), (about.slide,))
    desk.select(about.layers)
    if about.dress is not None:
        desk.apply(lambda deck: edits.restyle(deck, about.layers, about.dress or {}), "Dress")
    window.canvas.setFocus()


def steps(window: MainWindow) -> Iterator[Step]:
    """All of them, in an order that is always the same."""
    for about in abouts(window):
        begin(window, about)
        for name, run in (*_actions(window), *_gestures(window, about)):
            yield Step(name, about, run, _family(name))
        for name, run, family in _panel(window):
            yield Step(name, about, run, family)
        begin(window, about)
    first = About("slide", window.desk.deck.slides[0].id)
    for name, run in _elsewhere(window):
        yield Step(name, first, run, _family(name))


def _family(name: str) -> str:
    """``name`` without what tells apart things that are done alike."""
    alike = ("action align", "action tool", "action opacity", "button Align", "button Distribute")
    return next((one for one in alike if name.startswith(one)), name.rstrip(" 0123456789"))


def _once(act: Callable[[], object]) -> Turn:
    def run() -> Iterator[None]:
        act()
        yield

    return run


def _actions(window: MainWindow) -> Iterator[tuple[str, Turn]]:
    """What the table offers now, and the pairs of it that only make sense together."""
    for action in TABLE:
        if action.id not in ELSEWHERE and action.enabled(window):
            yield f"action {action.id}", _once(window.actions_by_id[action.id].trigger)
    if window.desk.editor.selection.layers:
        for pair in (("cut", "paste"), ("copy", "paste-in-place"), ("copy-style", "paste-style")):
            yield f"actions {pair}", _pair(window, *pair)


def _pair(window: MainWindow, first: str, second: str) -> Turn:
    def run() -> Iterator[None]:
        window.actions_by_id[first].trigger()
        yield
        if first == "copy-style":
            others = [one.id for one in window.desk.slide.layers]
            window.desk.select(tuple(others))
        window.actions_by_id[second].trigger()
        yield

    return run


# The right panel


def _panel(window: MainWindow) -> Iterator[tuple[str, Turn, str]]:
    """Every input that is seen, and every button that is none's; the family of each."""
    form = window.right_panel.design.form
    assert form is not None
    for button in form.findChildren(QPushButton):
        if button.property("kind") == "disclosure" and not button.isChecked():
            button.click()
    inputs = [(binding.name, binding.input) for binding in form._bindings]
    for name, given in inputs:
        # Steps change the form: what is used is looked up by its place.
        if given.isVisible():
            found = turns(given)
            for at, (how, _) in enumerate(found):
                yield f"{name}: {how}", _later(given, at), type(given).__name__
    own = [given for _, given in inputs]
    for button in form.findChildren(QAbstractButton):
        if (
            button.isVisible() and button.isEnabled() and button.property("kind") != "disclosure"
            and not any(one is button or one.isAncestorOf(button) for one in own)
        ):  # fmt: skip
            said = button.accessibleName() or button.text()
            yield f"button {said}", _once(button.click), _family(f"button {said}")


def _later(given: Any, at: int) -> Turn:
    def run() -> Iterator[None]:
        now = turns(given)
        if at < len(now):
            yield from now[at][1]()

    return run


# Gestures


def _gestures(window: MainWindow, about: About) -> Iterator[tuple[str, Turn]]:
    canvas = window.canvas

    def dragged(start: Callable[[], QPoint], keys: Qt.KeyboardModifier = PLAIN) -> Turn:
        def run() -> Iterator[None]:
            # Beyond the edge a drag would go on by itself.
            room, at = canvas.rect().adjusted(60, 60, -60, -60), start()
            at = QPoint(
                min(max(at.x(), room.left()), room.right()),
                min(max(at.y(), room.top()), room.bottom()),
            )
            mouse.press(canvas, at, keys)
            for step in (QPoint(9, 4), QPoint(31, -17), QPoint(-23, 38)):
                mouse.move(canvas, at + step, keys)
                yield
            mouse.release(canvas, at + QPoint(-23, 38), keys)
            yield

        return run

    if about.layers:
        layers = [_spot(window, id_).layer for id_ in about.layers]
        if not any(layer.locked for layer in layers):
            yield from _frame_gestures(window, about, dragged)
        if about.kind.endswith("text"):
            yield "typing", _typing(window, about.layers[0])
            yield "composing", _composing(window, about.layers[0])
            yield "styling words", _styling(window, about.layers[0])
        if about.kind.endswith("image"):
            yield from _crop(window, about.layers[0], dragged)
        if about.kind == "dressed shape":
            yield "gradient: knob", _on_gradient(window, about.layers[0], "knob", dragged)
            yield "gradient: colour", _on_gradient(window, about.layers[0], "chip", dragged)
    elif isinstance(window.desk.slide.background, ImageFill):
        yield from _crop(window, "", dragged)
    else:
        yield "gradient: slide", _on_gradient(window, "", "chip", dragged)
        for tool in ("rectangle", "ellipse", "line", "text"):
            yield f"drawing {tool}", _drawing(window, tool, dragged)


def _frame_gestures(
    window: MainWindow, about: About, dragged: Callable[..., Turn]
) -> Iterator[tuple[str, Turn]]:
    def middle() -> QPoint:
        box = bounds(_spot(window, about.layers[0]).pose)
        return window.canvas.view().point(*box.center).toPoint()

    def handle(name: str) -> Callable[[], QPoint]:
        def at() -> QPoint:
            frame = handles.frame(window.desk.deck, about.layers)
            assert frame is not None
            view = window.canvas.view()
            places = handles.handles(frame, view)
            return places.get(name, places[min(places)]).toPoint()

        return at

    yield "move", dragged(middle)
    yield "move freely", dragged(middle, CTRL)
    yield "move a copy", dragged(middle, ALT)
    yield "resize se", dragged(handle("se"))
    yield "resize nw, other way", dragged(handle("nw"), SHIFT)
    yield "resize e", dragged(handle("e"), CTRL)
    yield "rotate", dragged(handle("rotate"))
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Down)
    yield "nudge", _once(lambda: [QTest.keyClick(window.canvas, key) for key in keys])


def _typing(window: MainWindow, id_: str) -> Turn:
    def run() -> Iterator[None]:
        window.enter(id_)
        for word in ("So", " many", "\n", "words, العربية"):
            event = QInputMethodEvent()
            event.setCommitString(word)
            QApplication.sendEvent(window.canvas, event)
            yield
        QTest.keyClick(window.canvas, Qt.Key.Key_Backspace)
        yield
        QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
        yield

    return run


def _composing(window: MainWindow, id_: str) -> Turn:
    def run() -> Iterator[None]:
        window.enter(id_)
        for word in ("に", "にほん", "日本"):
            QApplication.sendEvent(window.canvas, QInputMethodEvent(word, []))
            yield
        QApplication.sendEvent(window.canvas, QInputMethodEvent("", []))
        yield

    return run


def _styling(window: MainWindow, id_: str) -> Turn:
    def run() -> Iterator[None]:
        window.enter(id_)
        QTest.keyClick(window.canvas, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(4):
            QTest.keyClick(window.canvas, Qt.Key.Key_Right, SHIFT)
        for style in ("bold", "italic", "underline"):
            window.actions_by_id[style].trigger()
            yield
        for binding in window.right_panel.design.form._bindings:
            if isinstance(binding.input, ColorButton) and binding.input.isVisible():
                binding.input.committed.emit("#FF2D55")
                yield
                break

    return run


def _crop(window: MainWindow, id_: str, dragged: Callable[..., Turn]) -> Iterator[tuple[str, Turn]]:
    def center() -> QPoint:
        found = crop_target(window.desk, window.desk.mode.layer)
        assert found is not None
        return window.canvas.view().point(*found.pose.center).toPoint() + QPoint(7, 11)

    def corner() -> QPoint:
        found = crop_target(window.desk, window.desk.mode.layer)
        assert found is not None
        corner = outward(found.pose, Point(0, 0))
        return window.canvas.view().point(*corner).toPoint()

    def wheel() -> None:
        where = QPointF(center())
        event = QWheelEvent(
            where, window.canvas.mapToGlobal(where), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, PLAIN, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(window.canvas, event)

    for name, inner in (
        ("picture", dragged(center)),
        ("frame", dragged(corner)),
        ("wheel", _once(wheel)),
    ):
        yield f"crop: {name}", _within(window, Mode("crop", id_), inner)


def _within(window: MainWindow, mode: Mode, inner: Turn) -> Turn:
    def run() -> Iterator[None]:
        window.desk.mode = mode
        yield
        yield from inner()
        window.desk.mode = Mode()
        yield

    return run


def _on_gradient(window: MainWindow, id_: str, what: str, dragged: Callable[..., Turn]) -> Turn:
    def spot() -> QPoint:
        found, view = window.gradienting.target, window.canvas.view()
        assert found is not None
        way = track(found.value, *found.size)
        if what == "knob":
            point = next(iter(knobs(found.value, way).values()))
            return view.point(*outward(found.pose, point)).toPoint()
        place = lambda at: view.point(*outward(found.pose, at))  # noqa: E731
        return gradient_painting.beside(way, found.value.stops[-1].at, place).toPoint()

    def run() -> Iterator[None]:
        desk = window.desk
        if not id_:
            ground = Radial(stops=_STOPS)
            slides, change = (desk.slide.id,), {"background": ground}
            desk.apply(lambda deck: edits.restyle_slides(deck, slides, change), "Ground")
            yield
        assert window.gradienting.begin(id_)
        yield from dragged(spot)()
        window.gradienting.end()
        yield

    return run


def _drawing(window: MainWindow, tool: str, dragged: Callable[..., Turn]) -> Turn:
    def run() -> Iterator[None]:
        window.desk.tool = tool
        rect = window.canvas.rect()
        yield from dragged(lambda: rect.center() + QPoint(-40, 60))()

    return run


def _spot(window: MainWindow, id_: str) -> Spot:
    return spots(window.desk.deck)[id_]


# The rest of the window


def _elsewhere(window: MainWindow) -> Iterator[tuple[str, Turn]]:
    def brand() -> Iterator[None]:
        window.actions_by_id["brand"].trigger()
        from storycomposer.app.brand_panel import BrandPanel  # noqa: PLC0415

        panel = window.findChild(BrandPanel)
        for kind, value in ((ColorButton, "#0A84FF"), (FontButton, "Anton")):
            for given in panel.findChildren(kind):
                if given.isVisible():
                    given.edited.emit(value)
                    yield
                    given.committed.emit(value)
                    yield
        panel.close_panel()

    def rail(name: str, at: int) -> Turn:
        def run() -> Iterator[None]:
            window.rail.open(name)
            flyout = window.rail.flyouts[name]
            buttons = flyout.findChildren(QAbstractButton)
            buttons[at % len(buttons)].click()
            flyout.hide()
            yield
            window.desk.mode = Mode()
            yield

        return run

    def glow() -> Iterator[None]:
        texts = [one.id for one in window.desk.slide.layers if isinstance(one, TextLayer)]
        window.desk.apply(lambda deck: edits.restyle(deck, texts, {"glow": Glow()}), "Glow")
        yield

    yield "brand", brand
    yield "glow", glow
    for name in ("text", "stickers"):
        for at in (0, 3, 5):
            yield f"rail {name} {at}", rail(name, at)
