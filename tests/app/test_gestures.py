"""What drags do beyond moving: copies, keys pressed on the way, groups, things that lie over each
other, and what is painted meanwhile."""

from __future__ import annotations

import pytest
from conftest import at, settle
from mouse import ALT, CTRL, LEFT, PLAIN, SHIFT, drag, hover, move, press, release
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storycomposer.app.canvas.gestures import Marquee
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.theme import tokens
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, bounds
from storycomposer.document.layers import GroupLayer, ShapeLayer
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

Key = Qt.Key


def box(id: str, x: float, y: float, side: float = 200) -> ShapeLayer:
    fill = Solid(color="#6D4AFF")
    return ShapeLayer(id=id, x=x, y=y, width=side, height=side, fill=fill)


LAYERS = (
    box("a", 100, 300),
    box("b", 400, 300),
    box("c", 760, 330),
    box("low", 300, 900, 400),
    box("middle", 360, 960, 280),
    box("high", 420, 1020, 160),
    GroupLayer(
        id="g", x=100, y=1320, width=420, height=200, layers=(box("g1", 0, 0), box("g2", 220, 0))
    ),
)


@pytest.fixture
def window(program: Program) -> MainWindow:
    made = program.new(Story(Deck(id="d", slides=(Slide(id="s", layers=LAYERS),)), MediaStore()))
    made.resize(1440, 1000)
    settle()
    return made


def selected(window: MainWindow) -> tuple[str, ...]:
    return window.desk.editor.selection.layers


def place(window: MainWindow, id: str) -> Box:
    return bounds(spots(window.desk.deck)[id].pose)


def count(window: MainWindow) -> int:
    return len(window.desk.slide.layers)


def test_a_marquee_shows_what_it_takes_and_escape_gives_back(window: MainWindow) -> None:
    window.desk.select(("low",))
    press(window.canvas, at(window, 40, 250), SHIFT)
    move(window.canvas, at(window, 200, 400), SHIFT)
    move(window.canvas, at(window, 650, 520), SHIFT)
    assert isinstance(window.canvas.selecting.gesture, Marquee)
    assert set(selected(window)) == {"low", "a", "b"}
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert selected(window) == ("low",)
    release(window.canvas, at(window, 650, 520))
    assert selected(window) == ("low",)


def test_ctrl_clicks_go_down_the_stack_and_round(window: MainWindow) -> None:
    found = []
    for _ in range(4):
        QTest.mouseClick(window.canvas, LEFT, CTRL, at(window, 500, 1100))
        found.append(selected(window))
    assert found == [("high",), ("middle",), ("low",), ("high",)]


def test_alt_drags_a_copy_which_is_one_entry(window: MainWindow) -> None:
    before = count(window)
    drag(window.canvas, at(window, 200, 400), at(window, 300, 600), at(window, 300, 700), keys=ALT)
    assert count(window) == before + 1 and place(window, "a").x == 100
    (made,) = selected(window)
    assert made != "a" and place(window, made).y > 550
    assert len(window.desk.editor.history.done) == 1
    window.undo()
    assert count(window) == before


def test_a_copy_stands_on_what_it_is_a_copy_of(window: MainWindow) -> None:
    press(window.canvas, at(window, 860, 430), ALT)
    move(window.canvas, at(window, 860, 600), ALT)
    move(window.canvas, at(window, 866, 700), ALT)
    (made,) = {layer.id for layer in window.desk.slide.layers} - {layer.id for layer in LAYERS}
    assert place(window, made).x == 760
    release(window.canvas, at(window, 866, 700), ALT)


def test_the_copy_under_way_is_framed_and_not_what_it_is_a_copy_of(window: MainWindow) -> None:
    window.desk.select(("a",))

    def framed(y: float) -> bool:
        """Whether a light line runs along the upper edge of a box at ``y``."""
        shown = window.canvas.grab().toImage()
        spot = at(window, 200, y)
        found = [shown.pixelColor(spot + QPoint(0, down)).lightness() for down in (-2, -1, 1, 2)]
        return max(found[:2]) < 255 or max(found[2:]) > 200

    press(window.canvas, at(window, 200, 400), ALT)
    move(window.canvas, at(window, 220, 520), ALT)
    move(window.canvas, at(window, 200, 680), ALT | CTRL)
    (made,) = {layer.id for layer in window.desk.slide.layers} - {layer.id for layer in LAYERS}
    assert framed(place(window, made).y) and not framed(300)
    # Without the key it is the original again that goes, and Esc leaves it where it was.
    QTest.keyRelease(window.canvas, Key.Key_Alt, ALT)
    assert framed(place(window, "a").y) and place(window, "a").y > 500
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert framed(300)


def test_undo_while_a_copy_is_dragged_frames_the_original(window: MainWindow) -> None:
    window.desk.select(("a",))
    QTest.keyClick(window.canvas, Key.Key_Right)
    press(window.canvas, at(window, 200, 400), ALT)
    move(window.canvas, at(window, 220, 520), ALT)
    move(window.canvas, at(window, 200, 680), ALT)
    window.undo()
    assert selected(window) == ("a",) and count(window) == len(LAYERS)
    window.canvas.grab()  # what was a copy is gone: nothing may ask for it
    release(window.canvas, at(window, 200, 680), ALT)


def test_keys_pressed_on_the_way_act_at_once(window: MainWindow) -> None:
    before = count(window)
    press(window.canvas, at(window, 200, 400))
    move(window.canvas, at(window, 300, 600))
    move(window.canvas, at(window, 330, 640))
    assert place(window, "a").y > 400 and count(window) == before
    QTest.keyPress(window.canvas, Key.Key_Alt)
    assert place(window, "a").y == 300 and count(window) == before + 1
    QTest.keyRelease(window.canvas, Key.Key_Alt, ALT)
    assert place(window, "a").y > 400 and count(window) == before
    QTest.keyPress(window.canvas, Key.Key_Shift)
    assert place(window, "a").x == 100
    QTest.keyRelease(window.canvas, Key.Key_Shift, SHIFT)
    assert place(window, "a").x > 150
    release(window.canvas, at(window, 330, 640))


def test_ctrl_lets_go_of_what_it_snapped_to(window: MainWindow) -> None:
    press(window.canvas, at(window, 860, 430))
    move(window.canvas, at(window, 830, 420))
    # The third of a row: gaps of 100 beside it, and level with the others.
    move(window.canvas, at(window, 806, 404))
    snapped = window.canvas.selecting.gesture.snapped
    assert place(window, "c")[:2] == (700, 300)
    assert [round(gap.length) for gap in snapped.gaps] == [100, 100] and snapped.lines
    shown = window.canvas.grab().toImage()
    spot = window.canvas.view().point(650, 400).toPoint()
    color = shown.pixelColor(spot - QPoint(12, 0)).name()
    assert color == tokens().snap.lower(), "the distance is painted"
    QTest.keyPress(window.canvas, Key.Key_Control)
    free = window.canvas.selecting.gesture
    assert not free.snapped.gaps and place(window, "c")[:2] != (700, 300)
    QTest.keyRelease(window.canvas, Key.Key_Control, CTRL)
    assert place(window, "c")[:2] == (700, 300)
    release(window.canvas, at(window, 806, 404))


def test_shift_keeps_to_one_axis_whatever_could_be_snapped_to(window: MainWindow) -> None:
    # "c" lies 30 lower than its neighbours; dragged level it stays so, though their edges are near.
    press(window.canvas, at(window, 860, 430), SHIFT)
    move(window.canvas, at(window, 820, 420), SHIFT)
    move(window.canvas, at(window, 790, 405), SHIFT)
    assert place(window, "c").y == 330
    release(window.canvas, at(window, 790, 405), SHIFT)


def test_a_double_click_goes_into_a_group_and_escape_out(window: MainWindow) -> None:
    spot = at(window, 200, 1420)
    QTest.mouseClick(window.canvas, LEFT, PLAIN, spot)
    assert selected(window) == ("g",)
    # As real mice do: the second press of a double-click comes instead of a press.
    QTest.mouseClick(window.canvas, LEFT, PLAIN, spot)
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, spot)
    release(window.canvas, spot)
    assert selected(window) == ("g1",)
    QTest.mouseClick(window.canvas, LEFT, PLAIN, at(window, 420, 1420))
    assert selected(window) == ("g2",), "its neighbour inside the group"
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert selected(window) == ("g",)
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert not selected(window)


def test_what_is_dragged_into_the_bars_is_said_to_be_covered(window: MainWindow) -> None:
    press(window.canvas, at(window, 500, 400))
    move(window.canvas, at(window, 520, 300))
    calm = window.canvas.view().point(60, 100).toPoint()
    before = window.canvas.grab().toImage().pixelColor(calm)
    QTest.keyClick(window.canvas, Key.Key_Escape)
    release(window.canvas, at(window, 520, 300))
    after = window.canvas.grab().toImage().pixelColor(calm)
    assert before.green() < 240 and after.name() == "#ffffff"


def test_undo_in_the_middle_ends_the_drag(window: MainWindow) -> None:
    window.desk.select(("a",))
    window.actions_by_id["duplicate"].trigger()
    (made,) = selected(window)
    where = bounds(spots(window.desk.deck)[made].pose)
    corner = QPoint(*map(round, window.canvas.view().box(where).bottomRight().toTuple()))
    press(window.canvas, corner)
    move(window.canvas, corner + QPoint(20, 20))
    move(window.canvas, corner + QPoint(30, 30))
    window.undo()
    assert count(window) == len(LAYERS)
    move(window.canvas, corner + QPoint(40, 40))
    release(window.canvas, corner + QPoint(40, 40))
    assert window.desk.slide.layers == LAYERS and not window.desk.editor.history.done
    assert window.desk.editor.deck == window.desk.editor.committed.deck


def test_a_right_click_while_dragging_opens_nothing(window: MainWindow) -> None:
    asked = []
    window.canvas.menu_wanted.connect(asked.append)
    press(window.canvas, at(window, 500, 400))
    move(window.canvas, at(window, 520, 600))
    QTest.mousePress(window.canvas, Qt.MouseButton.RightButton, PLAIN, at(window, 520, 600))
    QTest.mouseRelease(window.canvas, Qt.MouseButton.RightButton, PLAIN, at(window, 520, 600))
    assert not asked
    release(window.canvas, at(window, 520, 600))


def test_pointing_frames_what_a_click_would_take(window: MainWindow) -> None:
    before = window.canvas.grab().toImage()
    hover(window.canvas, at(window, 300, 1420))
    assert window.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    hover(window.canvas, at(window, 200, 1420))
    shown = window.canvas.grab().toImage()
    edge = window.canvas.view().point(310, 1320).toPoint()
    assert shown.pixelColor(edge) != before.pixelColor(edge), "the whole group's frame"
    QApplication.sendEvent(window.canvas, QEvent(QEvent.Type.Leave))
    assert window.canvas.grab().toImage() == before, "beside the canvas nothing is pointed at"


def test_frames_are_seen_on_their_own_colour_and_groups_while_inside(window: MainWindow) -> None:
    before = window.canvas.grab().toImage()

    def changed(x: float, y: float) -> bool:
        spot = window.canvas.view().point(x, y).toPoint()
        near = [spot + QPoint(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        return any(shown.pixelColor(one).lightness() > 200 for one in near)

    window.desk.select(("low", "high"))
    shown = window.canvas.grab().toImage()
    assert changed(420, 1100), "a light line around one of several, which lies on its own colour"
    window.desk.select(("g1",))
    shown = window.canvas.grab().toImage()
    edge = window.canvas.view().point(520, 1420).toPoint()
    assert shown.pixelColor(edge) != before.pixelColor(edge), "the group ends here"


def test_tab_goes_through_a_group_while_inside_and_on(window: MainWindow) -> None:
    def tabbed(key: Key = Key.Key_Tab) -> tuple[str, ...]:
        QTest.keyClick(window.canvas, key, SHIFT if key == Key.Key_Backtab else PLAIN)
        return selected(window)

    window.canvas.setFocus()
    assert [tabbed() for _ in LAYERS] == [(layer.id,) for layer in LAYERS]
    QTest.keyClick(window.canvas, Key.Key_Return)
    assert selected(window) == ("g2",), "inside, the top one"
    assert tabbed(Key.Key_Backtab) == ("g1",)
    assert tabbed() == ("g2",)
    assert [tabbed(Key.Key_Backtab) for _ in range(3)] == [("g1",), ("g",), ("high",)]
