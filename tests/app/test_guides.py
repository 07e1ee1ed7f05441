"""Guides come out of rulers, are moved, typed, dragged away and locked; each is one entry."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import at, settle
from mouse import CTRL, LEFT, PLAIN, SHIFT, drag, hover, move, press, release
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from storycomposer.app.canvas import rulers
from storycomposer.app.canvas.guide_field import GuideField
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Guide, Slide
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.picking import pose
from storycomposer.document.style import Solid
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.render.slide import render
from storycomposer.story import Story

Key = Qt.Key
BOX = ShapeLayer(id="b", x=300, y=700, width=200, height=300, fill=Solid(color="#6D4AFF"))


@pytest.fixture
def window(program: Program) -> MainWindow:
    slides = (Slide(id="s1", layers=(BOX,)), Slide(id="s2"))
    made = program.new(Story(Deck(id="d", slides=slides), MediaStore()))
    made.resize(1440, 900)
    settle()
    made.actions_by_id["rulers"].trigger()
    settle()
    return made


def guides(window: MainWindow) -> list[tuple[str, float]]:
    return [(guide.axis, guide.at) for guide in window.desk.slide.guides]


def labels(window: MainWindow) -> list[str]:
    return [entry.label for entry in window.desk.editor.history.done]


def left_ruler(window: MainWindow) -> QPoint:
    return QPoint(8, window.canvas.height() // 2)


def with_guide(window: MainWindow, axis: str, where: float) -> None:
    guide = Guide(axis=axis, at=where)  # type: ignore[arg-type]
    window.desk.apply(lambda deck: edits.add_guide(deck, "s1", guide), "Add guide")
    settle()


def test_a_guide_is_dragged_out_of_each_ruler(window: MainWindow) -> None:
    drag(window.canvas, left_ruler(window), at(window, 100, 900), at(window, 640, 900), keys=CTRL)
    drag(window.canvas, QPoint(400, 8), at(window, 640, 200), at(window, 640, 600), keys=CTRL)
    (first, x), (second, y) = guides(window)
    assert (first, second) == ("x", "y")
    assert x == pytest.approx(640, abs=2) and y == pytest.approx(600, abs=2)
    assert x == round(x)
    assert labels(window) == ["Add guide", "Add guide"]
    window.undo()
    assert len(guides(window)) == 1


def test_let_go_beside_the_slide_there_is_none(window: MainWindow) -> None:
    before = window.desk.deck
    drag(window.canvas, left_ruler(window), at(window, 500, 900), at(window, -60, 900))
    assert window.desk.deck == before and not labels(window)
    assert window.canvas.selecting.guiding.chosen is None


def test_where_it_will_be_is_seen_and_said_while_dragging(window: MainWindow) -> None:
    press(window.canvas, left_ruler(window))
    move(window.canvas, at(window, 640, 1400), CTRL)
    x = window.desk.slide.guides[0].at
    spot = window.canvas.view().point(x, 1700).toPoint()
    shown = window.canvas.grab().toImage()
    near = [shown.pixelColor(spot + QPoint(by, 0)) for by in (-1, 0, 1)]
    assert QColor("#00A3FF") in near
    assert window.canvas.selecting.gesture.readout == f"X {x:.0f}"
    assert not labels(window)
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert not window.desk.slide.guides
    release(window.canvas, at(window, 640, 1400))
    assert not window.desk.slide.guides and not labels(window)


def test_guides_are_no_part_of_the_picture(window: MainWindow) -> None:
    before = np.asarray(render(window.desk.editor.story, window.desk.slide))
    with_guide(window, "x", 400)
    assert np.array_equal(before, np.asarray(render(window.desk.editor.story, window.desk.slide)))


def test_a_guide_moves_and_snaps_to_what_lies_there(window: MainWindow) -> None:
    with_guide(window, "x", 640)
    hover(window.canvas, at(window, 640, 1200))
    assert window.canvas.cursor().shape() == Qt.CursorShape.SplitHCursor
    # The box ends at 500; a few pixels beside it the guide goes there.
    drag(window.canvas, at(window, 640, 1200), at(window, 560, 1200), at(window, 506, 1200))
    assert guides(window) == [("x", 500)]
    assert labels(window)[-1] == "Move guide" and len(labels(window)) == 2
    drag(
        window.canvas,
        at(window, 500, 1200),
        at(window, 560, 1200),
        at(window, 713, 1200),
        keys=SHIFT,
    )
    assert guides(window)[0][1] % 10 == 0


def test_ctrl_holds_snapping_off(window: MainWindow) -> None:
    with_guide(window, "y", 500)
    press(window.canvas, at(window, 900, 500))
    move(window.canvas, at(window, 900, 600), CTRL)
    move(window.canvas, at(window, 900, 690), CTRL)
    held = window.desk.slide.guides[0].at
    move(window.canvas, at(window, 900, 690), PLAIN)
    assert held == pytest.approx(690, abs=2) and window.desk.slide.guides[0].at == 700
    release(window.canvas, at(window, 900, 690))


def test_dragged_out_of_the_slide_it_goes(window: MainWindow) -> None:
    with_guide(window, "x", 640)
    press(window.canvas, at(window, 640, 1200))
    move(window.canvas, at(window, 800, 1200))
    move(window.canvas, at(window, 1200, 1200))
    assert window.canvas.selecting.gesture.readout == "Remove"
    release(window.canvas, at(window, 1200, 1200))
    assert not guides(window) and labels(window)[-1] == "Remove guide"
    window.undo()
    assert guides(window) == [("x", 640)]


def test_delete_removes_the_chosen_guide_and_nothing_else(window: MainWindow) -> None:
    with_guide(window, "x", 640)
    with_guide(window, "y", 1300)
    window.desk.select(("b",))
    QTest.mouseClick(window.canvas, LEFT, PLAIN, at(window, 900, 1300))
    assert window.canvas.selecting.guiding.chosen == 1
    assert not window.desk.editor.selection.layers
    QTest.keyClick(window.canvas, Key.Key_Delete)
    assert guides(window) == [("x", 640)]
    assert len(window.desk.deck.slides) == 2 and window.desk.slide.layers == (BOX,)


def test_arrows_move_the_chosen_guide_across_itself(window: MainWindow) -> None:
    with_guide(window, "x", 640)
    QTest.mouseClick(window.canvas, LEFT, PLAIN, at(window, 640, 1300))
    QTest.keyClick(window.canvas, Key.Key_Right)
    QTest.keyClick(window.canvas, Key.Key_Left, SHIFT)
    assert guides(window) == [("x", 631)]
    QTest.keyClick(window.canvas, Key.Key_Escape)
    QTest.keyClick(window.canvas, Key.Key_Right)
    assert guides(window) == [("x", 631)]


def test_a_double_click_asks_where(window: MainWindow) -> None:
    with_guide(window, "x", 640)
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, at(window, 640, 1300))
    settle()
    (panel,) = window.canvas.findChildren(GuideField)
    assert panel.isVisible() and panel.field.hasFocus() and panel.field.accessibleName()
    panel.field.selectAll()
    QTest.keyClicks(panel.field, "300+12")
    QTest.keyClick(panel.field, Key.Key_Return)
    settle()
    assert guides(window) == [("x", 312)] and labels(window)[-1] == "Move guide"
    assert not window.canvas.findChildren(GuideField)


def test_locked_guides_let_everything_through(window: MainWindow) -> None:
    with_guide(window, "x", 400)
    window.actions_by_id["lock-guides"].trigger()
    assert window.actions_by_id["lock-guides"].isChecked()
    drag(window.canvas, at(window, 400, 850), at(window, 430, 850), at(window, 480, 850), keys=CTRL)
    assert guides(window) == [("x", 400)]
    assert bounds(pose(window.desk.slide.layers[0])).x > 350, "the layer below moved"


def test_a_handle_lies_over_a_guide(window: MainWindow) -> None:
    with_guide(window, "x", 500)
    window.desk.select(("b",))
    drag(window.canvas, at(window, 500, 1000), at(window, 540, 1040), at(window, 600, 1100))
    assert guides(window) == [("x", 500)]
    assert window.desk.slide.layers[0].width > 250


def test_a_press_on_a_ruler_reaches_no_layer_below(window: MainWindow) -> None:
    view = window.canvas.view()
    window.canvas.pan(QPointF(-view.box(bounds(pose(BOX))).left(), 0))
    QTest.mouseClick(window.canvas, LEFT, PLAIN, QPoint(10, at(window, 400, 850).y()))
    assert not window.desk.editor.selection.layers
    window.actions_by_id["rulers"].trigger()
    QTest.mouseClick(window.canvas, LEFT, PLAIN, QPoint(10, at(window, 400, 850).y()))
    assert window.desk.editor.selection.layers == ("b",)


def test_rulers_are_shown_and_hidden_and_mark_the_selection(window: MainWindow) -> None:
    shown = window.canvas.grab().toImage()
    window.desk.select(("b",))
    settle()
    marked = window.canvas.grab().toImage()
    spot = window.canvas.view().point(420, 0).toPoint()
    spot.setY(15)
    assert shown.pixelColor(spot) != marked.pixelColor(spot)
    window.actions_by_id["rulers"].trigger()
    settle()
    assert not window.actions_by_id["rulers"].isChecked()
    hidden = window.canvas.grab().toImage()
    assert hidden.pixelColor(5, 5) != marked.pixelColor(5, 5)


def test_all_guides_go_at_once(window: MainWindow) -> None:
    assert not window.actions_by_id["clear-guides"].isEnabled()
    with_guide(window, "x", 400)
    with_guide(window, "y", 400)
    window.actions_by_id["clear-guides"].trigger()
    assert not guides(window)
    window.undo()
    assert len(guides(window)) == 2


def test_steps_of_the_ruler_are_round_numbers() -> None:
    assert [rulers.step(zoom) for zoom in (0.05, 0.33, 1, 3, 8)] == [2000, 200, 100, 20, 10]
    assert rulers.axis_at(QPointF(5, 5)) == "corner"
    assert rulers.axis_at(QPointF(300, 5)) == "y" and rulers.axis_at(QPointF(5, 300)) == "x"
    assert rulers.axis_at(QPointF(300, 300)) is None
    assert QRectF(0, 0, rulers.SIDE, 1).width() < 40, "inside the margin of a fitted slide"


def test_edits_of_guides() -> None:
    deck = Deck(id="d", slides=(Slide(id="s"),))
    one = edits.add_guide(deck, "s", Guide(axis="x", at=10))
    two = edits.add_guide(one, "s", Guide(axis="y", at=20))
    assert edits.move_guide(two, "s", 0, 15).slides[0].guides == (
        Guide(axis="x", at=15),
        Guide(axis="y", at=20),
    )
    assert edits.remove_guide(two, "s", 1) == one
    with pytest.raises(StoryError):
        edits.move_guide(two, "s", 2, 1)
    with pytest.raises(StoryError):
        edits.remove_guide(two, "nope", 0)
