"""How long the window stands still while the samples are edited.

    python tests/benchmarks/stalls.py [SAMPLE …]

Everything the window's thread does is the handling of events. Each is timed while a script edits
each sample as a person might: the longest ones are printed with what was being done. Counted is the
thread's own processor time, so that a busy machine does not matter, and the time on the clock. What
is opened for the first time (menus, pickers, palettes, the player) is a part of it; the program is
compiled first, as an installed one is.
"""

from __future__ import annotations

import compileall
import gc
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storycomposer.app import garbage, theme
from storycomposer.app.desk import Mode
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import GroupLayer, ImageLayer, LinkLayer, TextLayer

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
GOAL = 50
"""Milliseconds that nothing may take."""
_WAIT = 0.15
"""Seconds of rest after each step."""
_LEFT = Qt.MouseButton.LeftButton


class Stall(NamedTuple):
    """The handling of one event: milliseconds of the thread and of the clock."""

    own: float
    clock: float
    doing: str
    event: str


class Watched(QApplication):
    """Times every event that is not handled within another."""

    doing = ""
    inside = False

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.stalls: list[Stall] = []

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self.inside:
            return super().notify(receiver, event)
        self.inside = True
        what = f"{type(receiver).__name__} {event.type().name}"
        own, clock = time.thread_time(), time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            took = (time.thread_time() - own) * 1000
            self.stalls.append(Stall(took, (time.perf_counter() - clock) * 1000, self.doing, what))
            self.inside = False


Step = tuple[str, Callable[[], object]]


def middle(window: MainWindow, id: str) -> QPoint:
    """The canvas widget's point over a layer's middle."""
    return window.canvas.view().point(*bounds(spots(window.desk.deck)[id].pose).center).toPoint()


def on_a_layer(window: MainWindow, id: str) -> Iterator[Step]:
    """Select, drag, nudge, change; write or crop."""
    canvas, desk, actions = window.canvas, window.desk, window.actions_by_id
    layer = spots(desk.deck)[id].layer
    kind = layer.__struct_config__.tag
    yield f"select {kind}", lambda: desk.select((id,))
    yield f"press {kind}", lambda: QTest.mousePress(canvas, _LEFT, pos=middle(window, id))
    start = middle(window, id)
    for step in range(1, 6):
        at = start + QPoint(4 * step, -3 * step)
        yield f"drag {kind}", lambda at=at: QTest.mouseMove(canvas, at)
    yield f"let go of {kind}", lambda: QTest.mouseRelease(canvas, _LEFT, pos=start + QPoint(20, 0))
    yield f"nudge {kind}", lambda: QTest.keyClick(canvas, Qt.Key.Key_Right)
    yield (
        f"opacity of {kind}",
        lambda: desk.apply(lambda deck: edits.restyle(deck, (id,), {"opacity": 0.8}), "Opacity"),
    )
    if isinstance(layer, TextLayer):
        yield "write", lambda: setattr(desk, "mode", Mode("text", id))
        yield "end", lambda: QTest.keyClick(canvas, Qt.Key.Key_End)
        for letter in "new ":
            yield "type", lambda letter=letter: QTest.keyClicks(canvas, letter)
        yield "select all", actions["select-all"].trigger
        yield "bold", actions["bold"].trigger
        yield "stop writing", lambda: QTest.keyClick(canvas, Qt.Key.Key_Escape)
        yield (
            "larger",
            lambda: desk.apply(
                lambda deck: edits.restyle(deck, (id,), {"size": layer.size * 1.1}), "Size"
            ),
        )
    if isinstance(layer, ImageLayer):
        for value in (1.1, 1.2, 1.3):
            yield (
                "brightness",
                lambda value=value: desk.preview(
                    lambda deck: edits.restyle(deck, (id,), {"brightness": value})
                ),
            )
        yield "keep brightness", lambda: desk.editor.commit("Brightness")
        yield "crop", lambda: setattr(desk, "mode", Mode("crop", id))
        yield "stop cropping", lambda: setattr(desk, "mode", Mode())
        yield (
            "resize picture",
            lambda: desk.apply(lambda deck: edits.restyle(deck, (id,), {"radius": 60}), "Corners"),
        )
    if isinstance(layer, LinkLayer):
        yield "link sideways", lambda: QTest.keyClick(canvas, Qt.Key.Key_Down)


def steps(window: MainWindow) -> Iterator[Step]:
    """A session on one sample."""
    desk, actions = window.desk, window.actions_by_id
    for at, slide in enumerate(desk.deck.slides[:4]):
        yield f"show slide {at + 1}", lambda slide=slide: desk.select((), (slide.id,))
        for layer in slide.layers[:6]:
            if isinstance(layer, GroupLayer):
                yield "select group", lambda layer=layer: desk.select((layer.id,))
            elif layer.visible and not layer.locked:
                yield from on_a_layer(window, layer.id)
    yield "nothing selected", lambda: desk.select(())
    for action in ("zoom-in", "zoom-in", "zoom-100", "fit", "slide-duplicate"):
        if action in actions:
            yield action, actions[action].trigger
    yield "add text", lambda: QTest.keyClick(window.canvas, Qt.Key.Key_T)
    yield "back", lambda: QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    yield "layers", lambda: window.right_panel.tabs.setCurrentIndex(1)
    yield "all", actions["select-all"].trigger
    yield "copy", actions["copy"].trigger
    yield "paste", actions["paste"].trigger
    yield "design", lambda: window.right_panel.tabs.setCurrentIndex(0)
    yield (
        "brand colour",
        lambda: desk.apply(lambda deck: edits.rebrand(deck, {"primary": "#0A7A5A"}), "Brand"),
    )
    for _ in range(12):
        yield "undo", window.undo
    for _ in range(4):
        yield "redo", window.redo


def first_times(window: MainWindow) -> Iterator[Step]:
    """What is built when it is asked for."""
    desk, actions, canvas = window.desk, window.actions_by_id, window.canvas
    yield "nothing selected", lambda: desk.select(())
    for name in ("palette", "shortcuts", "settings", "brand"):
        yield f"open {name}", actions[name].trigger
        yield f"close {name}", close_popups
    for name in ("text", "shapes", "stickers", "link"):
        yield f"rail {name}", window.rail.buttons[name].click
        yield f"close rail {name}", close_popups
    yield "select tool", lambda: setattr(desk, "tool", "select")
    yield "add text again", lambda: QTest.keyClick(canvas, Qt.Key.Key_T)
    yield "place it", lambda: QTest.mouseClick(canvas, _LEFT, pos=canvas.rect().center())
    yield "type into it", lambda: QTest.keyClicks(canvas, "new")
    yield "emoji", actions["emoji"].trigger
    yield "close emoji", close_popups
    yield "stop writing", lambda: QTest.keyClick(canvas, Qt.Key.Key_Escape)
    for kind in (FontButton, ColorButton):
        found = [one for one in window.right_panel.findChildren(kind) if one.isVisible()]
        if found:
            opened = found[0].open_list if kind is FontButton else found[0].open_picker
            yield f"open {kind.__name__}", opened
            yield f"close {kind.__name__}", close_popups
    yield "export", actions["export"].trigger
    yield "close export", close_popups
    yield "player", actions["preview"].trigger
    yield "close player", lambda: QTest.keyClick(window.player, Qt.Key.Key_Escape)


def close_popups() -> None:
    """Escape, until nothing stands over the window."""
    for _ in range(3):
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top is not None:
            top.close()
    focus = QApplication.focusWidget()
    if focus is not None:
        QTest.keyClick(focus, Qt.Key.Key_Escape)


def rest(app: Watched, seconds: float = _WAIT) -> None:
    """Let events come for a while."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.002)


def session(app: Watched, program: Program, sample: Path) -> list[Stall]:
    """The longest events of editing ``sample``; opening it is no editing."""
    window = program.open(sample)
    app.doing = "open"
    rest(app, 4.0)
    while window.workers.busy:
        rest(app, 0.1)
    gc.freeze()  # as the program does when it has started
    app.stalls.clear()
    for doing, act in itertools.chain(steps(window), first_times(window)):
        app.doing = doing
        own, clock = time.thread_time(), time.perf_counter()
        app.inside = True
        act()
        app.inside = False
        took = (time.thread_time() - own) * 1000, (time.perf_counter() - clock) * 1000
        app.stalls.append(Stall(*took, doing, "the act itself"))
        rest(app)
    found = sorted(app.stalls, reverse=True)
    window.desk.editor.cancel()
    window.desk.editor._saved = window.desk.editor.committed.deck
    window.close()
    rest(app)
    return found


def main(names: list[str]) -> None:
    """Prints the six longest of each sample."""
    compileall.compile_dir(SAMPLES.parents[1] / "storycomposer", quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = Watched(["stalls"])
        theme.apply(app, "system")
        garbage.collect_here(app)
        program = Program(app, folder / "home")
        every: list[float] = []
        for path in sorted(SAMPLES.glob("*/deck.json")):
            if names and path.parent.name not in names:
                continue
            copy = Path(shutil.copytree(path.parent, folder / path.parent.name))
            found = session(app, program, copy)
            over = sum(one.own > GOAL for one in found)
            every.append(found[0].own)
            print(f"{path.parent.name}: {len(found)} events, {over} over {GOAL} ms", flush=True)
            for one in found[:6]:
                print(
                    f"  {one.own:6.0f} ms ({one.clock:5.0f}) {one.doing}: {one.event}", flush=True
                )
        print(f"longest {max(every, default=0):.0f} ms")
        program.disk.close()


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.stdout.flush()
    # The application's handling of events is Python, and would be asked after Python has ended.
    os._exit(0)
