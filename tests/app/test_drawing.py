"""Tools draw: a drag gives the box, a click the usual size, one entry of the history each."""

from __future__ import annotations

import math

import numpy as np
import pytest
from conftest import at, settle
from mouse import ALT, CTRL, LEFT, PLAIN, SHIFT, Keys, drag, move, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from storycomposer.app.canvas.drawing import TOOLS
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.safe_area import SAFE
from storycomposer.app.shape_kinds import KINDS
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ShapeLayer, TextLayer
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.render.slide import render
from storycomposer.story import Story

Key = Qt.Key


@pytest.fixture
def window(program: Program) -> MainWindow:
    slide = Slide(id="s1", background=Solid(color="#6D4AFF"))
    made = program.new(Story(Deck(id="d", slides=(slide,)), MediaStore()))
    made.resize(1440, 900)
    settle()
    made.canvas.set_zoom(0.5)
    settle()
    return made


def draw(
    window: MainWindow,
    start: tuple[float, float],
    end: tuple[float, float],
    keys: Keys = CTRL,
) -> None:
    """Ctrl holds snapping off."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    drag(window.canvas, *(at(window, *point) for point in (start, middle, end)), keys=keys)


def made(window: MainWindow) -> ShapeLayer:
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, ShapeLayer)
    return layer


@pytest.mark.parametrize("tool", KINDS)
def test_a_drag_draws_every_shape_of_the_flyout(window: MainWindow, tool: str) -> None:
    window.rail.open("shapes")
    flyout = window.rail.flyouts["shapes"]
    entry = next(
        one
        for one in flyout.findChildren(type(window.rail.buttons["shapes"]))
        if one.accessibleName() == KINDS[tool].name
    )
    QTest.mouseClick(entry, LEFT)
    settle()
    assert window.desk.tool == tool and not window.desk.slide.layers
    assert window.canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    draw(window, (202, 602), (602, 902))
    layer = made(window)
    assert type(layer.shape) is type(KINDS[tool].form)
    if KINDS[tool].level:
        assert layer.width == pytest.approx(500, abs=2)
        assert layer.rotation == pytest.approx(math.degrees(math.atan2(3, 4)), abs=0.5)
        assert bounds(spots(window.desk.deck)[layer.id].pose).center.x == pytest.approx(402, abs=2)
    else:
        assert (layer.x, layer.y, layer.width, layer.height) == (202, 602, 400, 300)
    assert window.desk.tool == "select"
    assert window.desk.editor.selection.layers == (layer.id,)
    assert [one.label for one in window.desk.editor.history.done] == [f"Add {KINDS[tool].name}"]
    window.undo()
    assert not window.desk.slide.layers


@pytest.mark.parametrize("tool", KINDS)
def test_a_click_places_the_usual_size_around_it(window: MainWindow, tool: str) -> None:
    window.desk.tool = tool
    QTest.mouseClick(window.canvas, LEFT, CTRL, at(window, 500, 800))
    layer, kind = made(window), KINDS[tool]
    assert (layer.width, layer.height) == (kind.width, kind.height)
    assert (layer.x, layer.y) == (500 - kind.width / 2, 800 - kind.height / 2)
    assert len(window.desk.editor.history.done) == 1 and window.desk.tool == "select"


@pytest.mark.parametrize("tool", TOOLS)
def test_enter_places_it_where_there_is_room(window: MainWindow, tool: str) -> None:
    window.desk.tool = tool
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_Return)
    (layer,) = window.desk.slide.layers
    assert layer.y >= 270 and layer.y + layer.height <= 1536 and window.desk.tool == "select"


def test_what_is_drawn_is_seen_while_it_is_and_stands_out(window: MainWindow) -> None:
    window.desk.tool = "star"
    press(window.canvas, at(window, 202, 602), CTRL)
    move(window.canvas, at(window, 602, 902), CTRL)
    seen = window.canvas.image
    assert window.desk.slide.layers and not window.desk.editor.history.done
    shown = np.asarray(render(window.desk.editor.story, window.desk.slide))
    color = seen.pixelColor(402, 760)
    assert (color.red(), color.green(), color.blue()) == tuple(shown[760, 402])
    QTest.mouseRelease(window.canvas, LEFT, CTRL, at(window, 602, 902))
    assert made(window).fill == Solid(color="brand:accent"), "primary on primary is not seen"


def test_escape_drops_what_is_being_drawn_and_the_tool(window: MainWindow) -> None:
    before = window.desk.deck
    window.desk.tool = "bubble"
    press(window.canvas, at(window, 202, 602), CTRL)
    move(window.canvas, at(window, 602, 902), CTRL)
    assert window.desk.deck != before
    QTest.keyClick(window.canvas, Key.Key_Escape)
    assert window.desk.deck == before and window.desk.tool == "select"
    move(window.canvas, at(window, 700, 950), CTRL)
    QTest.mouseRelease(window.canvas, LEFT, CTRL, at(window, 700, 950))
    assert window.desk.deck == before and not window.desk.editor.history.done


def test_shift_makes_squares_alt_begins_in_the_middle(window: MainWindow) -> None:
    window.desk.tool = "ellipse"
    draw(window, (200, 600), (600, 900), SHIFT)
    layer = made(window)
    assert (layer.x, layer.y, layer.width, layer.height) == (200, 600, 400, 400)
    window.undo()
    window.desk.tool = "ellipse"
    draw(window, (500, 800), (600, 850), ALT | CTRL)
    layer = made(window)
    assert (layer.x, layer.y, layer.width, layer.height) == (400, 750, 200, 100)
    window.undo()
    window.desk.tool = "rectangle"
    draw(window, (500, 800), (400, 700), SHIFT)
    layer = made(window)
    assert (layer.x, layer.y, layer.width, layer.height) == (400, 700, 100, 100)


def test_lines_go_by_15_degrees_with_shift(window: MainWindow) -> None:
    window.desk.tool = "arrow"
    draw(window, (200, 600), (600, 1000 - 30), SHIFT)
    assert made(window).rotation == 45
    window.undo()
    window.desk.tool = "line"
    draw(window, (600, 600), (200, 610), SHIFT)
    layer = made(window)
    assert layer.rotation in (180, -180) and layer.y == 600 - layer.height / 2


def test_edges_snap_while_drawing_unless_ctrl_is_held(window: MainWindow) -> None:
    window.desk.tool = "rectangle"
    draw(window, (100, 600), (536, 900), PLAIN)
    layer = made(window)
    assert (layer.x, layer.x + layer.width) == (96, 540), "margin and middle"
    window.undo()
    window.desk.tool = "rectangle"
    draw(window, (100, 600), (536, 900), CTRL)
    layer = made(window)
    assert (layer.x, layer.width) == (100, 436)


def test_a_text_is_as_wide_as_it_was_drawn_and_written_in(window: MainWindow) -> None:
    window.desk.tool = "text"
    draw(window, (200, 600), (700, 640))
    (layer,) = window.desk.slide.layers
    assert isinstance(layer, TextLayer) and (layer.x, layer.width) == (200, 500)
    assert layer.color == "brand:paper", "read on the purple ground"
    assert window.desk.mode.layer == layer.id
    QTest.keyClicks(window.canvas, "Hi")
    assert window.desk.slide.layers[0].text[0].text == "Hi"


def test_a_click_with_the_text_tool_begins_there(window: MainWindow) -> None:
    window.desk.tool = "text"
    QTest.mouseClick(window.canvas, LEFT, CTRL, at(window, 400, 700))
    (layer,) = window.desk.slide.layers
    assert layer.x == 400 and layer.x + layer.width == 984
    assert layer.y < 700 < layer.y + layer.height


@pytest.mark.parametrize("y", [40, 1880])
@pytest.mark.parametrize("tool", ["text", "rectangle"])
def test_a_click_where_apps_cover_lands_in_the_safe_area(
    window: MainWindow, tool: str, y: float
) -> None:
    window.canvas.fit()
    window.desk.tool = tool
    QTest.mouseClick(window.canvas, LEFT, PLAIN, at(window, 500, y))
    settle()
    (layer,) = window.desk.slide.layers
    assert layer.y >= SAFE.y and layer.y + layer.height <= SAFE.bottom


def test_drawing_into_what_is_covered_shows_the_shade(window: MainWindow) -> None:
    window.canvas.fit()
    window.desk.tool = "rectangle"
    corner = at(window, 1000, 1800)
    before = window.canvas.grab().toImage().pixelColor(corner)
    press(window.canvas, at(window, 300, 900))
    move(window.canvas, at(window, 500, 1400))
    assert window.canvas.grab().toImage().pixelColor(corner) == before
    move(window.canvas, at(window, 500, 1700))
    assert window.canvas.grab().toImage().pixelColor(corner) != before
