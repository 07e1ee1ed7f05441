"""Whatever is done with the pointer or the keys: one entry, called by what it did, gone with one
undo and back with one redo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import at, settle
from mouse import ALT, CTRL, PLAIN, SHIFT, drag
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from storycomposer.app.canvas import handles
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

FILL = Solid(color="#6D4AFF")
ONE = ShapeLayer(id="one", name="One", x=100, y=300, width=400, height=300, fill=FILL)
TWO = ShapeLayer(id="two", name="Two", x=600, y=1100, width=300, height=200, fill=FILL)


@pytest.fixture
def window(program: Program) -> MainWindow:
    made = program.new(
        Story(Deck(id="d", slides=(Slide(id="s", layers=(ONE, TWO)),)), MediaStore())
    )
    made.resize(1440, 1000)
    settle()
    return made


def handle(window: MainWindow, name: str) -> QPoint:
    found = handles.frame(window.desk.deck, window.desk.editor.selection.layers)
    assert found is not None
    return handles.handles(found, window.canvas.view())[name].toPoint()


def pull(name: str, across: int, down: int, keys: Qt.KeyboardModifier = PLAIN) -> Callable:
    def done(window: MainWindow) -> None:
        start = handle(window, name)
        drag(window.canvas, start, start + QPoint(across, down) / 2, start + QPoint(across, down),
             keys=keys)  # fmt: skip

    return done


def carry(across: int, down: int, keys: Qt.KeyboardModifier = PLAIN) -> Callable:
    def done(window: MainWindow) -> None:
        start = at(window, *bounds(spots(window.desk.deck)["one"].pose).center)
        drag(window.canvas, start, start + QPoint(across, down) / 2, start + QPoint(across, down),
             keys=keys)  # fmt: skip

    return done


def key(pressed: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> Callable:
    return lambda window: QTest.keyClick(window.canvas, pressed, keys)


def act(id: str) -> Callable:
    return lambda window: window.actions_by_id[id].trigger()


@pytest.mark.parametrize(
    ("deed", "chosen", "name"),
    [
        (carry(40, 60), 1, "Move"),
        (carry(40, 60), 2, "Move 2 layers"),
        (carry(40, 60, ALT), 1, "Duplicate"),
        (pull("se", 50, 40), 1, "Resize"),
        (pull("se", 50, 40), 2, "Resize 2 layers"),
        (pull("e", 50, 0, CTRL), 1, "Resize"),
        (pull("rotate", 80, 60), 1, "Rotate"),
        (pull("rotate", 80, 60), 2, "Rotate 2 layers"),
        (key(Qt.Key.Key_Right), 1, "Move"),
        (key(Qt.Key.Key_Up, SHIFT), 2, "Move 2 layers"),
        (key(Qt.Key.Key_Delete), 2, "Delete 2 layers"),
        (act("duplicate"), 2, "Duplicate 2 layers"),
        (act("group"), 2, "Group"),
        (act("lock"), 1, "Lock"),
        (act("hide"), 1, "Hide"),
        (act("front"), 1, "front"),
        (act("align-left"), 2, "Align"),
        (act("opacity-50"), 1, "pacity"),
        (act("slide-new"), 0, "slide"),
        (act("slide-duplicate"), 0, "slide"),
    ],
)
def test_each_deed_is_one_entry_with_its_name(
    window: MainWindow, deed: Callable[[MainWindow], None], chosen: int, name: str
) -> None:
    window.desk.select(("one", "two")[:chosen])
    settle()
    before = window.desk.deck
    deed(window)
    settle()
    done = window.desk.deck
    (entry,) = window.desk.editor.history.done
    assert name in entry.label
    window.desk.select(())
    assert entry.label in window.actions_by_id["undo"].text()
    window.actions_by_id["undo"].trigger()
    assert window.desk.deck == before
    assert entry.label in window.actions_by_id["redo"].text()
    window.actions_by_id["redo"].trigger()
    assert window.desk.deck == done


def test_with_shift_turning_goes_by_fifteen_degrees(window: MainWindow) -> None:
    window.desk.select(("one",))
    for across, down in ((31, 47), (83, 9), (120, 140)):
        pull("rotate", across, down, SHIFT)(window)
        turned = spots(window.desk.deck)["one"].layer.rotation
        assert turned and turned % 15 == 0
        window.undo()


def test_what_is_moved_does_not_snap_to_where_it_was(window: MainWindow) -> None:
    """Two pixels away from its own old place, and from everything else."""
    window.canvas.set_zoom(1.0)
    settle()
    start = at(window, 750, 1200)
    drag(window.canvas, start, start + QPoint(4, 4), start + QPoint(5, 3))
    moved = spots(window.desk.deck)["two"].layer
    assert (moved.x, moved.y) == (605, 1103)
