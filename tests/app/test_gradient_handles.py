"""A gradient is edited where it is: its points, its angle, its colours; one entry a gesture."""

from __future__ import annotations

import math

import numpy as np
import pytest
from conftest import settle
from mouse import CTRL, LEFT, PLAIN, SHIFT, drag, hover, move, press, release
from msgspec import structs
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from storycomposer.app.canvas import gradient_painting as painting
from storycomposer.app.canvas.gradient_track import track, turned
from storycomposer.app.desk import Mode
from storycomposer.app.inputs.color_picker import ColorPicker
from storycomposer.app.inputs.gradient import GradientEditor
from storycomposer.app.inputs.stops import StopBar
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.geometry import Point, outward
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.picking import pose
from storycomposer.document.style import Conic, Gradient, Linear, Radial, Stop
from storycomposer.media.store import MediaStore
from storycomposer.render.slide import render
from storycomposer.story import Story

Key = Qt.Key
STOPS = (Stop(at=0, color="#FF0000"), Stop(at=1, color="#0000FF"))
BOX = ShapeLayer(id="b", x=200, y=500, width=600, height=800, fill=Linear(stops=STOPS))


@pytest.fixture
def window(program: Program) -> MainWindow:
    slide = Slide(id="s1", layers=(BOX,), background=Radial(stops=STOPS))
    made = program.new(Story(Deck(id="d", slides=(slide,)), MediaStore()))
    made.resize(1440, 1000)
    settle()
    made.desk.select(("b",))
    settle()
    return made


def become(window: MainWindow, **fields: object) -> None:
    window.desk.apply(lambda deck: edits.restyle(deck, ("b",), fields), "Set up")
    settle()


def begin(window: MainWindow, layer: str = "b") -> None:
    assert window.gradienting.begin(layer)
    window.canvas.setFocus()
    settle()


def fill(window: MainWindow) -> Gradient:
    found = window.desk.slide.layers[0].fill
    assert isinstance(found, Gradient)
    return found


def spot(window: MainWindow, x: float, y: float) -> QPoint:
    """The widget point of a point in the box."""
    layer = window.desk.slide.layers[0]
    return window.canvas.view().point(*outward(pose(layer), Point(x, y))).toPoint()


def chip(window: MainWindow, share: float) -> QPoint:
    """The widget point of the colour at ``share`` of the track."""
    found = window.gradienting.target
    assert found is not None
    view = window.canvas.view()
    way = track(found.value, *found.size)
    place = painting.beside(way, share, lambda at: view.point(*outward(found.pose, at)))
    return place.toPoint()


def entries(window: MainWindow) -> list[str]:
    return [entry.label for entry in window.desk.editor.history.done]


def editor(window: MainWindow) -> GradientEditor:
    return next(one for one in window.findChildren(GradientEditor) if one.isVisible())


def test_the_button_begins_and_ends_it(window: MainWindow) -> None:
    button = editor(window).on_canvas
    assert button.isVisible() and not button.isChecked() and button.accessibleName()
    QTest.mouseClick(button, LEFT)
    assert window.desk.mode == Mode("gradient", "b") and window.canvas.hasFocus()
    assert button.isChecked()
    QTest.mouseClick(button, LEFT)
    assert window.desk.mode == Mode() and not button.isChecked()


def test_pressing_a_colour_in_the_panel_begins_it_and_both_show_the_same(
    window: MainWindow,
) -> None:
    bar = editor(window).bar
    QTest.mouseClick(bar, LEFT, PLAIN, QPoint(bar.width() - 12, bar.height() // 2))
    settle()
    assert window.desk.mode == Mode("gradient", "b") and window.gradienting.stop == 1
    QTest.mouseClick(window.canvas, LEFT, PLAIN, chip(window, 0))
    settle()
    assert bar.place == 0 and bar.stop.color == "#FF0000"


def test_choosing_a_kind_of_gradient_begins_it(window: MainWindow) -> None:
    form = window.right_panel.design.form
    choice = next(b.input for b in form._bindings if b.name == "fill")
    choice.committed.emit("conic")
    settle()
    assert isinstance(fill(window), Conic) and window.desk.mode == Mode("gradient", "b")


def test_dragging_an_end_turns_it_and_is_one_entry(window: MainWindow) -> None:
    begin(window)
    assert fill(window).angle == 180
    bottom = spot(window, 300, 800)
    drag(
        window.canvas,
        bottom,
        spot(window, 420, 700),
        spot(window, 590, 420),
        spot(window, 600, 404),
    )
    assert fill(window).angle == 90, "close to level it stands level"
    assert entries(window) == ["Change gradient"]
    shown = np.asarray(render(window.desk.editor.story, window.desk.slide))
    assert shown[900, 210][0] > 240 and shown[900, 790][2] > 240
    assert np.ptp(shown[520:1280, 500].astype(int), axis=0).max() <= 2, "level all along"
    window.undo()
    assert fill(window).angle == 180


def test_the_start_turns_it_too_from_the_other_side(window: MainWindow) -> None:
    begin(window)
    drag(window.canvas, spot(window, 300, 0), spot(window, 100, 100), spot(window, 0, 400))
    assert fill(window).angle == 90


def test_shift_keeps_to_steps_and_ctrl_to_none(window: MainWindow) -> None:
    begin(window)
    press(window.canvas, spot(window, 300, 800))
    move(window.canvas, spot(window, 520, 640), SHIFT)
    assert fill(window).angle % 15 == 0 and fill(window).angle != 180
    move(window.canvas, spot(window, 305, 800), CTRL)
    held = fill(window).angle
    move(window.canvas, spot(window, 305, 800), PLAIN)
    assert held == 179 and fill(window).angle == 180
    release(window.canvas, spot(window, 305, 800))


def test_escape_drops_the_drag_and_then_ends_it(window: MainWindow) -> None:
    begin(window)
    press(window.canvas, spot(window, 300, 800))
    move(window.canvas, spot(window, 550, 500))
    assert fill(window).angle != 180
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert fill(window).angle == 180 and window.desk.mode.name == "gradient"
    move(window.canvas, spot(window, 500, 400))
    release(window.canvas, spot(window, 500, 400))
    assert fill(window).angle == 180 and not entries(window)
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert window.desk.mode == Mode() and window.desk.editor.selection.layers == ("b",)


def test_a_click_on_the_line_adds_the_colour_that_is_there(window: MainWindow) -> None:
    before = np.asarray(render(window.desk.editor.story, window.desk.slide)).astype(int)
    begin(window)
    hover(window.canvas, spot(window, 300, 400))
    assert window.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(window.canvas, LEFT, PLAIN, spot(window, 300, 400))
    settle()
    stops = fill(window).stops
    assert len(stops) == 3 and stops[1].at == pytest.approx(0.5, abs=0.01)
    assert window.gradienting.stop == 1 and editor(window).bar.place == 1
    after = np.asarray(render(window.desk.editor.story, window.desk.slide)).astype(int)
    assert np.abs(after - before).max() <= 2, "nothing looks otherwise yet"
    assert entries(window) == ["Change gradient"]


def test_colours_slide_along_and_past_each_other(window: MainWindow) -> None:
    three = (STOPS[0], Stop(at=0.5, color="#00FF00"), STOPS[1])
    become(window, fill=Linear(stops=three))
    begin(window)
    start = chip(window, 0.5)
    press(window.canvas, start)
    move(window.canvas, start + (spot(window, 300, 600) - spot(window, 300, 400)))
    assert fill(window).stops[1].at == pytest.approx(0.75, abs=0.01)
    move(window.canvas, start + (spot(window, 300, 900) - spot(window, 300, 400)))
    assert fill(window).stops[2] == Stop(at=1, color="#00FF00") or (fill(window).stops[1].at == 1)
    release(window.canvas, start)
    assert entries(window)[-1] == "Change gradient" and len(entries(window)) == 2


def test_dragged_off_the_line_a_colour_goes_and_two_stay(window: MainWindow) -> None:
    three = (STOPS[0], Stop(at=0.5, color="#00FF00"), STOPS[1])
    become(window, fill=Linear(stops=three))
    begin(window)
    start = chip(window, 0.5)
    press(window.canvas, start)
    move(window.canvas, start + QPoint(60, 0))
    move(window.canvas, start + QPoint(90, 0))
    assert len(fill(window).stops) == 2
    move(window.canvas, start + QPoint(10, 0))
    assert len(fill(window).stops) == 3, "it comes back"
    move(window.canvas, start + QPoint(90, 0))
    release(window.canvas, start + QPoint(90, 0))
    assert fill(window).stops == STOPS
    start = chip(window, 0)
    drag(window.canvas, start, start + QPoint(60, 0), start + QPoint(120, 0))
    assert len(fill(window).stops) == 2


def test_keys_choose_move_and_remove_colours_and_never_the_layer(window: MainWindow) -> None:
    three = (STOPS[0], Stop(at=0.5, color="#00FF00"), STOPS[1])
    become(window, fill=Linear(stops=three))
    begin(window)
    QTest.keyClick(window.canvas, Key.Key_Tab)
    assert window.gradienting.stop == 1
    QTest.keyClick(window.canvas, Key.Key_Right)
    QTest.keyClick(window.canvas, Key.Key_Left, SHIFT)
    assert fill(window).stops[1].at == pytest.approx(0.41)
    for _ in range(3):
        QTest.keyClick(window.canvas, Key.Key_Delete)
    assert len(fill(window).stops) == 2 and len(window.desk.slide.layers) == 1


def test_delete_on_the_bar_of_the_panel_means_the_colour(window: MainWindow) -> None:
    bar = editor(window).bar
    bar.setFocus()
    settle()
    QTest.keyClick(bar, Key.Key_Delete)
    assert len(window.desk.slide.layers) == 1


def test_double_click_and_enter_pick_the_colour(window: MainWindow) -> None:
    begin(window)
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, chip(window, 1))
    settle()
    picker = next(one for one in window.findChildren(ColorPicker) if one.isVisible())
    picker._take("#00FF00")
    settle()
    assert fill(window).stops[1].color == "#00FF00"
    picker.hide()
    QTest.keyClick(window.canvas, Key.Key_Return)
    settle()
    assert any(one.isVisible() for one in window.findChildren(ColorPicker))
    for one in window.findChildren(ColorPicker):
        one.hide()


def test_a_radial_gradient_has_a_centre_and_a_reach(window: MainWindow) -> None:
    become(window, fill=Radial(stops=STOPS))
    begin(window)
    drag(window.canvas, spot(window, 300, 400), spot(window, 200, 300), spot(window, 150, 200))
    assert fill(window).center == pytest.approx((0.25, 0.25), abs=0.01)
    half = math.hypot(600, 800) / 2
    end = track(fill(window), 600, 800).end
    drag(
        window.canvas, spot(window, *end), spot(window, 300, 300), spot(window, 150, 450), keys=CTRL
    )
    assert fill(window).radius == pytest.approx(250 / half, abs=0.01)
    # Shown where it was dragged to: its end can be taken there again.
    hover(window.canvas, spot(window, 150, 450))
    assert window.canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    shown = np.asarray(render(window.desk.editor.story, window.desk.slide))
    assert shown[700, 350][0] > 245 and shown[1290, 790][2] > 250


def test_the_centre_stands_still_in_the_middle(window: MainWindow) -> None:
    become(window, fill=Radial(stops=STOPS, center=(0.2, 0.2)))
    begin(window)
    press(window.canvas, spot(window, 120, 160))
    move(window.canvas, spot(window, 306, 395))
    assert fill(window).center == (0.5, 0.5)
    move(window.canvas, spot(window, 306, 395), CTRL)
    assert fill(window).center != (0.5, 0.5)
    release(window.canvas, spot(window, 306, 395))


def test_a_conic_gradient_turns_and_its_colours_go_round(window: MainWindow) -> None:
    become(window, fill=Conic(stops=STOPS))
    begin(window)
    ring = track(fill(window), 600, 800).ring
    drag(
        window.canvas,
        spot(window, 300, 400 - ring),
        spot(window, 450, 250),
        spot(window, 300 + ring, 400),
    )
    assert fill(window).angle == 90
    QTest.mouseClick(window.canvas, LEFT, PLAIN, spot(window, 300 - ring, 400))
    settle()
    assert [stop.at for stop in fill(window).stops] == pytest.approx([0, 0.5, 1], abs=0.01)
    # The last colour is dragged over the seam and stays at its end.
    press(window.canvas, chip(window, 1))
    move(window.canvas, chip(window, 0) + QPoint(2, 30))
    assert fill(window).stops[-1].at == 1 or fill(window).stops[0].at == 0
    release(window.canvas, chip(window, 0) + QPoint(2, 30))


def test_a_turned_layer_turns_its_track(window: MainWindow) -> None:
    become(window, rotation=90)
    begin(window)
    # Its lower end is at the left of the slide now.
    layer = window.desk.slide.layers[0]
    bottom = outward(pose(layer), Point(300, 800))
    assert bottom.x < layer.x
    drag(window.canvas, spot(window, 300, 800), spot(window, 500, 600), spot(window, 600, 400))
    assert fill(window).angle == 90


def test_the_slides_background_is_edited_so_too(window: MainWindow) -> None:
    window.desk.select(())
    settle()
    QTest.mouseClick(editor(window).on_canvas, LEFT)
    assert window.desk.mode == Mode("gradient", "")
    view = window.canvas.view()
    start, end = view.point(540, 960).toPoint(), view.point(270, 480).toPoint()
    drag(window.canvas, start, (start + end) / 2, end, keys=CTRL)
    assert window.desk.slide.background.center == pytest.approx((0.25, 0.25), abs=0.01)
    assert entries(window) == ["Change gradient"]


def test_a_press_elsewhere_ends_it_and_does_what_it_does(window: MainWindow) -> None:
    begin(window)
    view = window.canvas.view()
    QTest.mouseClick(window.canvas, LEFT, PLAIN, view.point(60, 1700).toPoint())
    assert window.desk.mode == Mode() and not window.desk.editor.selection.layers
    window.desk.select(("b",))
    begin(window)
    window.desk.select(())
    assert window.desk.mode == Mode(), "another selection ends it"
    window.desk.select(("b",))
    begin(window)
    become(window, fill=structs.replace(BOX, fill=None).fill)
    assert window.desk.mode == Mode(), "without a gradient there is nothing to edit"


def test_it_is_painted_over_the_picture_and_is_no_part_of_it(window: MainWindow) -> None:
    picture = window.canvas.image.copy()
    begin(window)
    shown = window.canvas.grab().toImage()
    at = chip(window, 0)
    assert shown.pixelColor(at).name() == "#ff0000"
    assert window.canvas.image == picture
    assert not [one for one in window.findChildren(StopBar) if one.isVisible() and not one.stops]


@pytest.mark.parametrize("angle", [0, 30, 90, 135, 180, 222, 270, 359])
def test_the_track_is_where_the_renderer_runs_the_colours(angle: float) -> None:
    layer = structs.replace(
        BOX, x=0, y=0, width=540, height=960, fill=Linear(stops=STOPS, angle=angle)
    )
    story = Story(Deck(id="d", slides=(Slide(id="s", layers=(layer,)),)), MediaStore())
    shown = np.asarray(render(story, story.deck.slides[0])).astype(int)
    way = track(layer.fill, 540, 960)
    for share in (0.3, 0.5, 0.7):
        x, y = way.at(share)
        if 1 <= x < 539 and 1 <= y < 959:
            assert shown[int(y), int(x)][2] == pytest.approx(255 * share, abs=3)
    found, far = way.nearest(way.at(0.4))
    assert found == pytest.approx(0.4) and far == pytest.approx(0)
    again = turned(layer.fill, "end", way.end, (540, 960), "free")
    assert again.angle == angle


@pytest.mark.parametrize(
    "what",
    [
        Radial(stops=STOPS, center=(0.3, 0.4), radius=0.8),
        Conic(stops=STOPS, center=(0.4, 0.6), angle=40),
    ],
)
def test_round_tracks_are_where_the_renderer_runs_the_colours(what: Gradient) -> None:
    layer = structs.replace(BOX, x=0, y=0, width=800, height=900, fill=what)
    story = Story(Deck(id="d", slides=(Slide(id="s", layers=(layer,)),)), MediaStore())
    shown = np.asarray(render(story, story.deck.slides[0])).astype(int)
    way = track(what, 800, 900)
    for share in (0.2, 0.5, 0.7):
        x, y = way.at(share)
        if 1 <= x < 799 and 1 <= y < 899:
            assert shown[int(y), int(x)][2] == pytest.approx(255 * share, abs=4)
    assert QPointF(*way.start) != QPointF(*way.end)
