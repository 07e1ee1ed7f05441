"""Cropping in place: pictures move in their frames, frames change around their pictures."""

from __future__ import annotations

import io

import numpy as np
import pytest
from conftest import at, settle
from hypothesis import given
from hypothesis import strategies as st
from mouse import Keys, hover, move, press, release
from msgspec import structs
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storycomposer.app.canvas import crop, crop_focus, crop_painting, cropping
from storycomposer.app.canvas.crop_target import target
from storycomposer.app.desk import Mode
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Point
from storycomposer.document.layers import AnyLayer, GroupLayer, ImageFill, ImageLayer
from storycomposer.media.store import MediaStore
from storycomposer.render.slide import render
from storycomposer.story import Story

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
NATURAL = (1600, 900)


def ramp() -> bytes:
    """Every pixel tells where it is."""
    y, x = np.mgrid[0:900, 0:1600]
    rgb = np.stack([x * 255 // 1599, y * 255 // 899, np.full_like(x, 90)], axis=2)
    out = io.BytesIO()
    Image.fromarray(rgb.astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def media() -> MediaStore:
    return MediaStore()


@pytest.fixture
def picture(media: MediaStore) -> ImageLayer:
    source = media.put(ramp(), "png")
    return ImageLayer(id="p", x=200, y=500, width=600, height=600, source=source)


def opened(program: Program, media: MediaStore, slide: Slide) -> MainWindow:
    window = program.new(Story(Deck(id="deck", slides=(slide,)), media))
    window.resize(1440, 900)
    settle()
    return window


@pytest.fixture
def window(program: Program, media: MediaStore, picture: ImageLayer) -> MainWindow:
    made = opened(program, media, Slide(id="s1", layers=(picture,)))
    QTest.mouseDClick(made.canvas, LEFT, PLAIN, at(made, 500, 800))
    settle()
    assert made.desk.mode == Mode("crop", "p")
    return made


def drag(window: MainWindow, start: QPoint, stop: QPoint) -> None:
    QTest.mousePress(window.canvas, LEFT, PLAIN, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(window.canvas, start + (stop - start) * share)
    settle()
    QTest.mouseRelease(window.canvas, LEFT, PLAIN, stop)
    settle()


def turn(window: MainWindow, place: QPoint, by: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
    event = QWheelEvent(
        QPointF(place),
        window.canvas.mapToGlobal(QPointF(place)),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.canvas, event)
    settle()


def layer(window: MainWindow) -> ImageLayer:
    found = spots(window.desk.deck)["p"].layer
    assert isinstance(found, ImageLayer)
    return found


def box(window: MainWindow) -> tuple[float, float, float, float]:
    """Where the whole picture lies on the slide."""
    found = target(window.desk, window.desk.mode.layer)
    assert found is not None
    return tuple(found.picture_pose[:4])


def test_a_drag_moves_the_picture_in_its_frame_as_one_entry(window: MainWindow) -> None:
    before, old = box(window), layer(window)
    drag(window, at(window, 420, 740), at(window, 500, 740))
    after = box(window)
    assert after[0] - before[0] == pytest.approx(80, abs=3) and after[1] == before[1]
    new = layer(window)
    assert (new.x, new.width, new.zoom) == (old.x, old.width, old.zoom)
    assert [entry.label for entry in window.desk.editor.history.done] == ["Crop picture"]
    window.undo()
    assert layer(window) == old and window.desk.mode.name == "crop"


def test_a_picture_never_leaves_its_frame_bare(window: MainWindow) -> None:
    drag(window, at(window, 420, 740), at(window, 5000, 800))
    x, _, width, _ = box(window)
    assert x == pytest.approx(200, abs=0.01) and x + width >= 800
    drag(window, at(window, 420, 740), at(window, -5000, 800))
    x, _, width, _ = box(window)
    assert x + width == pytest.approx(800, abs=0.01)


def test_the_wheel_zooms_about_the_pointer_and_quick_turns_are_one_entry(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = at(window, 500, 800)
    spot = window.canvas.view().canvas(QPointF(place))
    before = box(window)
    share = (spot.x - before[0]) / before[2]
    zoom = window.canvas.zoom
    for _ in range(3):
        turn(window, place, 120)
    after = box(window)
    assert layer(window).zoom == pytest.approx(1.0015**360)
    assert (spot.x - after[0]) / after[2] == pytest.approx(share, abs=1e-4)
    assert window.canvas.zoom == zoom
    assert len(window.desk.editor.history.done) == 1
    monkeypatch.setattr(crop, "_TOGETHER", 0.0)
    turn(window, place, -1200)
    assert layer(window).zoom == 1 and len(window.desk.editor.history.done) == 2
    turn(window, place, 120, Qt.KeyboardModifier.ControlModifier)
    assert layer(window).zoom == 1 and window.canvas.zoom > zoom


def test_a_handle_changes_the_frame_and_leaves_the_picture(window: MainWindow) -> None:
    turn(window, at(window, 500, 800), 400)
    before = box(window)
    handle = crop_painting.frame_handles(target(window.desk, "p"), window.canvas.view())["se"]
    start = handle.toPoint()
    drag(window, start, start - QPoint(40, 70))
    new = layer(window)
    assert new.width < 560 and new.height < 500 and (new.x, new.y) == (200, 500)
    assert box(window) == pytest.approx(before, abs=0.05)
    assert len(window.desk.editor.history.done) == 2


def test_a_frame_cannot_grow_beyond_its_picture(window: MainWindow) -> None:
    before = box(window)
    handle = crop_painting.frame_handles(target(window.desk, "p"), window.canvas.view())["s"]
    start = handle.toPoint()
    drag(window, start, start + QPoint(0, 200))
    assert layer(window).height == 600
    handle = crop_painting.frame_handles(target(window.desk, "p"), window.canvas.view())["e"]
    drag(window, handle.toPoint(), handle.toPoint() + QPoint(600, 0))
    assert layer(window).x + layer(window).width == pytest.approx(before[0] + before[2], abs=0.1)
    assert box(window) == pytest.approx(before, abs=0.1)


def test_a_corner_of_the_picture_zooms_it_about_the_opposite_one(window: MainWindow) -> None:
    before = box(window)
    corner = crop_painting.picture_corners(target(window.desk, "p"), window.canvas.view())["se"]
    start = corner.toPoint()
    drag(window, start, start + QPoint(60, 34))
    after = box(window)
    assert layer(window).zoom > 1.1
    assert after[:2] == pytest.approx(before[:2], abs=0.1)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_key_ends_it(window: MainWindow, key: Qt.Key) -> None:
    assert window.cropping.bar.isVisible()
    QTest.keyClick(window.canvas, key)
    assert window.desk.mode == Mode() and not window.cropping.bar.isVisible()
    assert not window.desk.editor.history.done


def test_escape_in_a_drag_takes_only_the_drag_back(window: MainWindow, qtbot: object) -> None:
    before = window.desk.deck
    QTest.mousePress(window.canvas, LEFT, PLAIN, at(window, 420, 740))
    QTest.mouseMove(window.canvas, at(window, 480, 740))
    qtbot.waitUntil(lambda: window.desk.deck != before)  # type: ignore[attr-defined]
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.desk.deck == before and window.desk.mode.name == "crop"
    QTest.mouseRelease(window.canvas, LEFT, PLAIN, at(window, 560, 800))


def test_a_drag_let_go_before_it_is_drawn_counts_as_a_whole(window: MainWindow) -> None:
    before = box(window)
    start = at(window, 420, 740)
    QTest.mousePress(window.canvas, LEFT, PLAIN, start)
    for step in range(1, 21):
        QTest.mouseMove(window.canvas, start + QPoint(step, 0))
    QTest.mouseRelease(window.canvas, LEFT, PLAIN, start + QPoint(20, 0))
    moved = box(window)[0] - before[0]
    assert moved == pytest.approx(20 / window.canvas.zoom, abs=0.5)
    settle()
    assert box(window)[0] - before[0] == moved
    assert len(window.desk.editor.history.done) == 1


def test_a_press_beside_it_ends_it_and_a_double_click_too(window: MainWindow) -> None:
    QTest.mouseClick(window.canvas, LEFT, PLAIN, at(window, 500, 1800))
    assert window.desk.mode == Mode() and not window.desk.editor.selection.layers
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, at(window, 500, 800))
    assert window.desk.mode.name == "crop"
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, at(window, 500, 800))
    assert window.desk.mode == Mode()


def test_keys_move_and_zoom_it(window: MainWindow) -> None:
    before = box(window)
    QTest.keyClick(window.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert box(window)[0] - before[0] == pytest.approx(11, abs=0.01)
    QTest.keyClick(window.canvas, Qt.Key.Key_Plus)
    assert layer(window).zoom == pytest.approx(1.05)
    assert len(window.desk.editor.history.done) == 1


def test_the_slider_zooms_and_reset_goes_back(window: MainWindow) -> None:
    window.cropping.bar.slider.setValue(500)
    assert layer(window).zoom == pytest.approx(20**0.5, rel=1e-3)
    drag(window, at(window, 420, 740), at(window, 320, 640))
    window.cropping.bar.reset.emit()
    assert (layer(window).zoom, layer(window).focus) == (1, (0.5, 0.5))
    window.cropping.bar.done.emit()
    assert window.desk.mode == Mode()


def test_what_is_cut_off_is_seen_dimmed(window: MainWindow, qtbot: object) -> None:
    qtbot.waitUntil(lambda: not window.cropping._ghost.image.isNull())  # type: ignore[attr-defined]
    settle()
    assert box(window)[0] < 150
    shown = window.canvas.grab().toImage()
    beside = shown.pixelColor(at(window, 150, 800))
    inside = shown.pixelColor(at(window, 320, 740))
    assert beside.red() > beside.blue() - 60 and abs(beside.red() - beside.blue()) > 5
    real = window.canvas.image.pixelColor(320, 740)
    assert abs(inside.red() - real.red()) <= 6 and abs(inside.green() - real.green()) <= 6


def test_deleting_the_picture_or_selecting_another_ends_it(window: MainWindow) -> None:
    window.actions_by_id["delete"].trigger()
    assert window.desk.mode == Mode()
    window.undo()
    window.desk.select(("p",))
    window.desk.mode = Mode("crop", "p")
    window.desk.select(())
    assert window.desk.mode == Mode()


def test_a_background_is_cropped_by_double_clicking_it(
    program: Program, media: MediaStore, picture: ImageLayer
) -> None:
    slide = Slide(id="s1", background=ImageFill(source=picture.source))
    window = opened(program, media, slide)
    QTest.mouseDClick(window.canvas, LEFT, PLAIN, at(window, 500, 800))
    assert window.desk.mode == Mode("crop", "")
    before = box(window)
    drag(window, at(window, 420, 740), at(window, 540, 740))
    assert box(window)[0] - before[0] == pytest.approx(120, abs=4)
    fill = window.desk.slide.background
    assert isinstance(fill, ImageFill) and fill.focus[0] < 0.5
    made = render(window.desk.editor.story, window.desk.slide)
    assert made.getpixel((540, 960))[0] == pytest.approx(fill.focus[0] * 255, abs=2)


@pytest.mark.parametrize("flips", [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("rotation", [0, 30, -90])
def test_turned_and_flipped_pictures_follow_the_pointer(
    program: Program,
    media: MediaStore,
    picture: ImageLayer,
    flips: tuple[bool, bool],
    rotation: float,
) -> None:
    turned = structs.replace(
        picture, rotation=rotation, flip_x=flips[0], flip_y=flips[1], zoom=2, x=100, y=60
    )
    group: AnyLayer = GroupLayer(id="g", x=100, y=440, width=900, height=900, layers=(turned,))
    window = opened(program, media, Slide(id="s1", layers=(group,)))
    window.desk.select(("p",))
    window.desk.mode = Mode("crop", "p")
    pose = target(window.desk, "p").pose
    start, before = pose.center, target(window.desk, "p").picture_pose.center
    start = Point(start.x - 60, start.y - 60)  # beside the focus point
    drag(window, at(window, *start), at(window, start.x + 60, start.y + 40))
    after = target(window.desk, "p").picture_pose.center
    assert after.x - before.x == pytest.approx(60, abs=4)
    assert after.y - before.y == pytest.approx(40, abs=4)
    handle = crop_painting.frame_handles(target(window.desk, "p"), window.canvas.view())["nw"]
    was, lay = target(window.desk, "p").pose, target(window.desk, "p").picture_pose
    inner = crop_painting.frame_handles(target(window.desk, "p"), window.canvas.view())["se"]
    way = (inner - handle) * 0.2
    drag(window, handle.toPoint(), (handle + way).toPoint())
    now = target(window.desk, "p")
    assert now.pose.width == pytest.approx(was.width * 0.8, abs=8)
    assert now.picture_pose == pytest.approx(lay, abs=0.2)


def ring(window: MainWindow) -> QPoint:
    """Where the focus point is."""
    found = target(window.desk, window.desk.mode.layer)
    assert found is not None
    place = crop_focus.place(found, window.canvas.view())
    assert place is not None
    return place.toPoint()


def test_the_focus_point_is_dragged_to_what_matters(window: MainWindow) -> None:
    """It comes to the middle where there is room for it, and is kept where there is none."""
    before, start = box(window), ring(window)
    hover(window.canvas, start)
    assert window.canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    assert window.canvas.toolTip() == crop_focus.hint()
    press(window.canvas, start)
    for stop in (QPoint(20, 30), QPoint(40, 50)):
        move(window.canvas, start + stop)
        assert box(window) == before  # the picture rests under the pointer
    release(window.canvas, start + QPoint(40, 50))
    way = 40 / window.canvas.zoom, 50 / window.canvas.zoom
    x, y = 0.5 + way[0] / before[2], 0.5 + way[1] / before[3]
    assert layer(window).focus == pytest.approx((x, y), abs=0.002)
    after = box(window)
    assert after[0] - before[0] == pytest.approx(-way[0], abs=2) and after[1] == before[1]
    assert (ring(window) - start).x() == pytest.approx(0, abs=1)
    assert (ring(window) - start).y() == pytest.approx(50, abs=1)
    assert [entry.label for entry in window.desk.editor.history.done] == ["Set focus point"]
    window.undo()
    assert layer(window).focus == (0.5, 0.5) and window.desk.mode.name == "crop"
    hover(window.canvas, at(window, 320, 640))
    assert window.canvas.toolTip() == ""


def test_what_is_in_focus_stays_in_view_when_the_frame_changes(window: MainWindow) -> None:
    """Down the picture there is no room until the frame is lower."""
    top = ring(window)
    drag(window, top, top - QPoint(0, 2000))
    assert layer(window).focus == (0.5, 0)
    window.desk.apply(lambda deck: edits.restyle(deck, ("p",), {"height": 300}), "Lower")
    assert box(window)[1] == pytest.approx(500, abs=0.01)


def test_escape_and_a_click_leave_the_focus_point(window: MainWindow) -> None:
    start, before = ring(window), window.desk.deck
    press(window.canvas, start)
    move(window.canvas, start + QPoint(40, 0))
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    release(window.canvas, start + QPoint(40, 0))
    QTest.mouseClick(window.canvas, LEFT, PLAIN, start)
    assert window.desk.deck is before and window.desk.mode.name == "crop" and ring(window) == start


def test_keys_move_the_focus_point_too(window: MainWindow) -> None:
    before = box(window)
    assert "focus point" in window.canvas.accessibleDescription()
    for _ in range(2):
        QTest.keyClick(window.canvas, Qt.Key.Key_Down, Keys.AltModifier | Keys.ShiftModifier)
    assert layer(window).focus == pytest.approx((0.5, 0.5 + 20 / before[3]), abs=1e-5)
    assert len(window.desk.editor.history.done) == 1
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    assert window.canvas.accessibleDescription() == ""


layers = st.builds(
    ImageLayer,
    id=st.just("p"),
    source=st.just(f"media/{0:064x}.png"),
    width=st.floats(50, 1080),
    height=st.floats(50, 1920),
    zoom=st.floats(1, 5),
    focus=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    flip_x=st.booleans(),
    flip_y=st.booleans(),
    fit=st.sampled_from(["cover", "contain"]),
)


@given(layers, st.floats(0.2, 4), st.floats(0, 1), st.floats(0, 1))
def test_zooming_in_keeps_the_point_and_moving_nowhere_changes_nothing(
    picture: ImageLayer, factor: float, x: float, y: float
) -> None:
    before = cropping.picture_box(picture, NATURAL)
    same = structs.replace(picture, focus=cropping.moved(picture, NATURAL, 0, 0))
    assert cropping.picture_box(same, NATURAL) == pytest.approx(before, abs=0.02)
    about = Point(picture.width * x, picture.height * y)
    zoom, focus = cropping.zoomed(picture, NATURAL, picture.zoom * factor, about)
    assert 1 <= zoom <= 20 and all(0 <= share <= 1 for share in focus)
    made = structs.replace(picture, zoom=zoom, focus=focus)
    after = cropping.picture_box(made, NATURAL)
    if factor >= 1 and picture.fit == "cover":
        assert (about.x - after.x) / after.width == pytest.approx(
            (about.x - before.x) / before.width, abs=1e-3
        )


@given(layers, st.floats(-900, 900), st.floats(-900, 900), st.sampled_from(crop_painting.HANDLES))
def test_a_frame_lies_on_its_picture_whatever_is_dragged(
    picture: ImageLayer, dx: float, dy: float, handle: str
) -> None:
    before = cropping.picture_box(picture, NATURAL)
    box = cropping.dragged_frame(picture, NATURAL, handle, dx, dy)  # type: ignore[arg-type]
    fields = cropping.reframed(picture, NATURAL, box)
    made = structs.replace(picture, **fields)
    after = cropping.picture_box(made, NATURAL)
    if fields["zoom"] < 20:
        assert after.x + box.x == pytest.approx(before.x, abs=0.05)
        assert after.y + box.y == pytest.approx(before.y, abs=0.05)
        assert after.width == pytest.approx(before.width, rel=1e-4)
    assert after.x <= 0.01 and after.right >= made.width - 0.01


def test_a_locked_pictures_frame_stays(window: MainWindow) -> None:
    window.desk.mode = Mode()
    window.desk.select(("p",))
    framed = target(window.desk, "p")
    assert framed is not None and framed.framed
    window.actions_by_id["lock"].trigger()
    locked = target(window.desk, "p")
    assert locked is not None and not locked.framed
