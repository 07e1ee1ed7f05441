"""The canvas shows the renderer's pixels and turns drags into edits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import SAMPLES, at, settle
from msgspec import structs
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from storycomposer.app.canvas import handles
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.style import Solid
from storycomposer.export.sets import export_set
from storycomposer.render.slide import render

NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/deck.json"))
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def pixels(image: QImage) -> np.ndarray:
    shown = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), -1, 4)
    # The bytes are Qt's and go with the image.
    return rows[:, : shown.width(), 2::-1].copy()


def exported(window: MainWindow, folder: Path) -> np.ndarray:
    index = window.desk.slide_index
    (path,) = export_set(window.desk.editor.story, folder, slides=[index])
    return pixels(QImage(str(path)))


def drag(window: MainWindow, start: QPoint, *stops: QPoint, keys: object = PLAIN) -> None:
    QTest.mousePress(window.canvas, LEFT, keys, start)
    for stop in stops:
        QTest.mouseMove(window.canvas, stop)
        settle()
    QTest.mouseRelease(window.canvas, LEFT, keys, stops[-1])
    settle()


def middle(window: MainWindow, id: str) -> tuple[float, float]:
    return bounds(spots(window.desk.deck)[id].pose).center


@pytest.mark.parametrize("name", NAMES)
def test_at_100_percent_the_viewport_is_the_export(
    program: Program, sample: object, tmp_path: Path, name: str
) -> None:
    window = program.open(sample(name))  # type: ignore[operator]
    window.resize(1600, 2400)
    settle()
    window.canvas.set_zoom(1.0)
    settle()
    view = window.canvas.view()
    assert view.top >= 0 and view.left >= 0
    shown = pixels(window.canvas.grab().toImage())
    shown = shown[view.top : view.top + 1920, view.left : view.left + 1080]
    assert np.array_equal(shown, exported(window, tmp_path / "out"))


def test_in_the_middle_of_a_drag_the_picture_is_the_renderers(window: MainWindow) -> None:
    layer = window.desk.slide.layers[-1]
    x, y = middle(window, layer.id)
    QTest.mousePress(window.canvas, LEFT, PLAIN, at(window, x, y))
    for step in range(1, 6):
        QTest.mouseMove(window.canvas, at(window, x + 13 * step, y - 31 * step))
        settle()
        made = render(window.desk.editor.story, window.desk.slide)
        assert np.array_equal(pixels(window.canvas.image), np.asarray(made))
    QTest.mouseRelease(window.canvas, LEFT, PLAIN, at(window, x, y))


def test_a_drag_is_one_entry_and_undo_takes_it_back(window: MainWindow) -> None:
    layer = window.desk.slide.layers[-1]
    before = window.desk.deck
    x, y = middle(window, layer.id)
    drag(window, at(window, x, y), at(window, x + 100, y - 200), at(window, x + 60, y - 300))
    moved = spots(window.desk.deck)[layer.id].layer
    assert moved.y < layer.y - 200
    assert len(window.desk.editor.history.done) == 1
    assert moved.x == round(moved.x) and moved.y == round(moved.y)
    window.undo()
    assert window.desk.deck == before


def test_escape_cancels_a_drag(window: MainWindow) -> None:
    layer = window.desk.slide.layers[-1]
    before = window.desk.deck
    x, y = middle(window, layer.id)
    QTest.mousePress(window.canvas, LEFT, PLAIN, at(window, x, y))
    QTest.mouseMove(window.canvas, at(window, x + 100, y - 200))
    assert window.desk.deck != before
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.desk.deck == before
    QTest.mouseRelease(window.canvas, LEFT, PLAIN, at(window, x + 100, y - 200))
    assert window.desk.deck == before and not window.desk.editor.history.done


def test_a_corner_scales_type_and_a_side_wraps_it_anew(window: MainWindow) -> None:
    layer = window.desk.slide.layers[-1]
    window.desk.select((layer.id,))
    frame = handles.frame(window.desk.deck, (layer.id,))
    places = handles.handles(frame, window.canvas.view())
    corner = places["se"].toPoint()
    drag(window, corner, corner - QPoint(60, 6))
    smaller = spots(window.desk.deck)[layer.id].layer
    assert smaller.size < layer.size
    assert smaller.width / layer.width == pytest.approx(smaller.size / layer.size, rel=0.02)
    window.undo()
    window.canvas.set_zoom(1.0)
    frame = handles.frame(window.desk.deck, (layer.id,))
    side = handles.handles(frame, window.canvas.view())["e"].toPoint()
    drag(window, side, side - QPoint(500, 0))
    narrower = spots(window.desk.deck)[layer.id].layer
    assert narrower.size == layer.size and narrower.width < layer.width
    assert narrower.height > layer.height


def test_a_marquee_selects_what_it_touches(window: MainWindow) -> None:
    drag(window, at(window, 10, 1000), at(window, 500, 1600), at(window, 1000, 1800))
    assert len(window.desk.editor.selection.layers) == 2
    assert not window.desk.editor.history.done


def test_arrows_nudge_by_one_and_with_shift_by_ten(window: MainWindow) -> None:
    layer = window.desk.slide.layers[-1]
    window.desk.select((layer.id,))
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    QTest.keyClick(window.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    moved = spots(window.desk.deck)[layer.id].layer
    assert (moved.x, moved.y) == (layer.x + 1, layer.y + 10)


def test_a_drag_snaps_to_the_canvas_centre_unless_ctrl_is_held(window: MainWindow) -> None:
    window.desk.tool = "rectangle"
    drag(window, at(window, 100, 400), at(window, 200, 500), at(window, 300, 600))
    (id_,) = window.desk.editor.selection.layers
    box = bounds(spots(window.desk.deck)[id_].pose)
    start = at(window, *box.center)
    goal = at(window, 540 + 5, box.center.y)
    drag(window, start, goal)
    assert bounds(spots(window.desk.deck)[id_].pose).center.x == 540


def test_the_slide_stays_under_the_pointer_while_zooming(window: MainWindow) -> None:
    about = QPointF(600, 300)
    before = window.canvas.view().canvas(about)
    window.canvas.set_zoom(1.7, about)
    after = window.canvas.view().canvas(about)
    assert after.x == pytest.approx(before.x, abs=1) and after.y == pytest.approx(before.y, abs=1)


def test_what_only_changes_its_place_in_the_stack_is_drawn_again(window: MainWindow) -> None:
    red = ShapeLayer(id="red", x=300, y=300, width=300, height=300, fill=Solid(color="#FF0000"))
    blue = structs.replace(red, id="blue", x=400, y=400, fill=Solid(color="#0000FF"))
    slide = window.desk.slide.id
    window.desk.apply(lambda deck: edits.add(deck, slide, (red, blue)), "Add")
    settle()
    assert window.canvas.image.pixelColor(500, 500).name() == "#0000ff"
    window.desk.apply(lambda deck: edits.reorder(deck, ("red",), "front"), "Bring to front")
    assert window.canvas.image.pixelColor(500, 500).name() == "#ff0000"
