"""Zooming and panning by every means, and going to what must be seen."""

from __future__ import annotations

import pytest
from conftest import at, settle
from mouse import move, press, release
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storycomposer.app.canvas.rulers import SIDE
from storycomposer.app.canvas.view import View, fitting, revealing
from storycomposer.app.desk import Mode
from storycomposer.app.main_window import MainWindow
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import STORY, Box, bounds
from storycomposer.document.layers import TextLayer

Key, Button, Keys = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
LEFT, MIDDLE, RIGHT = Button.LeftButton, Button.MiddleButton, Button.RightButton


def wheel(window: MainWindow, where: QPointF, turned: QPoint, keys: Keys) -> None:
    canvas = window.canvas
    event = QWheelEvent(
        where,
        canvas.mapToGlobal(where),
        QPoint(),
        turned,
        Button.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    settle()


def corner(view: View) -> tuple[float, float]:
    return view.left, view.top


def test_ctrl_and_the_wheel_zoom_at_the_pointer(window: MainWindow) -> None:
    where = QPointF(500, 300)
    before, zoom = window.canvas.view().canvas(where), window.canvas.zoom
    wheel(window, where, QPoint(0, 240), Keys.ControlModifier)
    after = window.canvas.view().canvas(where)
    assert window.canvas.zoom == pytest.approx(zoom * 1.0015**240)
    assert after.x == pytest.approx(before.x, abs=2) and after.y == pytest.approx(before.y, abs=2)


def test_the_wheel_scrolls_and_with_shift_sideways(window: MainWindow) -> None:
    left, top = corner(window.canvas.view())
    wheel(window, QPointF(300, 300), QPoint(0, -120), Keys.NoModifier)
    assert corner(window.canvas.view()) == (left, top - 60)
    wheel(window, QPointF(300, 300), QPoint(0, -120), Keys.ShiftModifier)
    assert corner(window.canvas.view()) == (left - 60, top - 60)


def test_a_pinch_zooms_where_the_fingers_are(window: MainWindow) -> None:
    where = QPointF(520, 280)
    before, zoom = window.canvas.view().canvas(where), window.canvas.zoom
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        where,
        where,
        window.canvas.mapToGlobal(where),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(window.canvas, pinch)
    after = window.canvas.view().canvas(where)
    assert window.canvas.zoom == pytest.approx(zoom * 1.25)
    assert after.x == pytest.approx(before.x, abs=2) and after.y == pytest.approx(before.y, abs=2)


def test_the_middle_button_drags_the_slide_about(window: MainWindow) -> None:
    left, top = corner(window.canvas.view())
    deck, selection = window.desk.deck, window.desk.editor.selection
    QTest.mousePress(window.canvas, MIDDLE, Keys.NoModifier, QPoint(300, 200))
    QTest.mouseMove(window.canvas, QPoint(340, 170))
    QTest.mouseRelease(window.canvas, MIDDLE, Keys.NoModifier, QPoint(340, 170))
    assert corner(window.canvas.view()) == (left + 40, top - 30)
    assert window.desk.deck == deck and window.desk.editor.selection == selection


def test_space_drags_the_slide_about_and_lets_go_with_the_keyboard(window: MainWindow) -> None:
    deck = window.desk.deck
    left, top = corner(window.canvas.view())
    QTest.keyPress(window.canvas, Key.Key_Space)
    assert window.canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mousePress(window.canvas, LEFT, Keys.NoModifier, at(window, 540, 900))
    QTest.mouseMove(window.canvas, at(window, 540, 900) + QPoint(-25, 35))
    QTest.mouseRelease(window.canvas, LEFT, Keys.NoModifier, QPoint(10, 10))
    assert corner(window.canvas.view()) == (left - 25, top + 35)
    window.filmstrip.view.setFocus()
    settle()
    assert not window.canvas.panning
    QTest.mousePress(window.canvas, LEFT, Keys.NoModifier, QPoint(5, 5))
    QTest.mouseMove(window.canvas, QPoint(60, 60))
    assert corner(window.canvas.view()) == (left - 25, top + 35)
    QTest.mouseRelease(window.canvas, LEFT, Keys.NoModifier, QPoint(60, 60))
    assert window.desk.deck == deck


def test_another_size_of_the_window_keeps_the_middle(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.set_zoom(1.0, QPointF(100, 100))
    middle = canvas.view().canvas(QPointF(canvas.width() / 2, canvas.height() / 2))
    window.resize(1100, 760)
    settle()
    now = canvas.view().canvas(QPointF(canvas.width() / 2, canvas.height() / 2))
    assert now.x == pytest.approx(middle.x, abs=2) and now.y == pytest.approx(middle.y, abs=2)


def seen(window: MainWindow) -> bool:
    rect = window.canvas.view().box(
        edits.selection_box(window.desk.deck, window.desk.editor.selection.layers)
    )
    return QRectF(window.canvas.rect()).intersects(rect)


def test_a_layer_chosen_in_the_list_comes_into_view(window: MainWindow) -> None:
    last = window.desk.slide.layers[-1]
    window.canvas.set_zoom(2.0, QPointF(0, 0))
    window.canvas.pan(QPointF(-4000, -6000))
    window.desk.select(())
    window.desk.select((last.id,))
    assert seen(window)
    where = corner(window.canvas.view())
    window.desk.select(())
    window.desk.select((last.id,))
    assert corner(window.canvas.view()) == where, "what is seen stays where it is"


def test_what_undo_brings_back_comes_into_view(window: MainWindow) -> None:
    last = window.desk.slide.layers[-1]
    window.desk.select((last.id,))
    QTest.keyClick(window.canvas, Key.Key_Right)
    window.canvas.set_zoom(2.0, QPointF(0, 0))
    window.canvas.pan(QPointF(5000, 5000))
    assert not seen(window)
    window.undo()
    assert seen(window)


def test_a_press_never_moves_the_slide(window: MainWindow) -> None:
    last = window.desk.slide.layers[-1]
    window.canvas.set_zoom(1.0)
    box = window.canvas.view().box(bounds(spots(window.desk.deck)[last.id].pose))
    window.canvas.pan(QPointF(window.canvas.width() - box.left() - 10, 0))
    where = corner(window.canvas.view())
    box = window.canvas.view().box(bounds(spots(window.desk.deck)[last.id].pose))
    QTest.mouseClick(
        window.canvas, LEFT, Keys.NoModifier, (box.topLeft() + QPointF(4, 9)).toPoint()
    )
    assert window.desk.editor.selection.layers == (last.id,)
    assert corner(window.canvas.view()) == where


def test_the_caret_stays_in_view_while_writing_and_moving(window: MainWindow) -> None:
    canvas = window.canvas
    text = next(one for one in window.desk.slide.layers if isinstance(one, TextLayer))
    canvas.set_zoom(3.0, QPointF(0, 0))
    window.desk.select((text.id,))
    window.desk.mode = Mode("text", text.id)
    settle()

    def caret() -> QRectF:
        return QRectF(canvas.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle))

    room = QRectF(canvas.rect())
    assert room.contains(caret())
    QTest.keyClick(canvas, Key.Key_Home, Keys.ControlModifier)
    assert room.contains(caret())
    QTest.keyClick(canvas, Key.Key_End, Keys.ControlModifier)
    assert room.contains(caret())
    for _ in range(6):
        QTest.keyClick(canvas, Key.Key_Return)
        QTest.keyClicks(canvas, "more")
    assert room.contains(caret())
    canvas.pan(QPointF(0, 3000))
    window.writing._on_blink()
    assert not room.contains(caret()), "a blink does not scroll back"
    QTest.keyClicks(canvas, "x")
    assert room.contains(caret())
    canvas.pan(QPointF(0, 3000))
    window.undo()
    assert room.contains(caret())


def test_a_drag_beyond_the_edge_goes_on_there(window: MainWindow, qtbot: QtBot) -> None:
    layer, canvas = window.desk.slide.layers[-1], window.canvas
    canvas.set_zoom(1.0)
    box = bounds(spots(window.desk.deck)[layer.id].pose)
    canvas.show_box(box)
    where = canvas.view().point(*box.center).toPoint()
    outside = QPoint(where.x(), canvas.height() + 60)
    press(canvas, where)
    move(canvas, where + QPoint(0, 60))
    move(canvas, outside)
    top, y = canvas.view().top, spots(window.desk.deck)[layer.id].layer.y
    qtbot.waitUntil(lambda: canvas.view().top < top - 60)
    assert spots(window.desk.deck)[layer.id].layer.y > y, "what is dragged stays at the pointer"
    move(canvas, where)
    top = canvas.view().top
    qtbot.wait(60)
    assert canvas.view().top == top, "back inside it stops"
    release(canvas, where)


def test_with_the_whole_slide_in_view_nothing_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    layer, canvas = window.desk.slide.layers[-1], window.canvas
    where = at(window, *bounds(spots(window.desk.deck)[layer.id].pose).center)
    before = canvas.view()
    press(canvas, where)
    move(canvas, where + QPoint(0, 60))
    move(canvas, QPoint(where.x(), canvas.height() + 60))
    qtbot.wait(60)
    assert canvas.view() == before
    release(canvas, where)


def test_a_fitted_slide_has_room_for_rulers_on_every_screen() -> None:
    for ratio in (1.0, 1.5, 2.0):
        for widget in (QSize(1000, 700), QSize(600, 300)):
            view = fitting(Box(0, 0, *STORY), STORY, widget, ratio)
            assert view.point(0, 0).y() >= SIDE and view.point(0, 0).x() >= SIDE


def test_revealing_moves_no_farther_than_needed() -> None:
    room = QRectF(0, 0, 400, 300)
    assert revealing(QRectF(50, 50, 10, 10), room, 20) == QPointF(0, 0)
    assert revealing(QRectF(-30, 290, 10, 20), room, 20) == QPointF(50, -30)
    assert revealing(QRectF(-30, 50, 1000, 10), room, 20) == QPointF(50, 0)
