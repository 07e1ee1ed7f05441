"""The list of layers: the route to everything on the canvas that needs no eyes and no pointer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import settle
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from storycomposer.app import context_menu
from storycomposer.app.layer_rows import layer_picture
from storycomposer.app.layers_model import LayersModel
from storycomposer.app.layers_view import LayersView
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.layers import ShapeLayer, TextLayer

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def window(program: Program, sample: Callable[[str], Path]) -> MainWindow:
    """Two texts below, a group of b and c, and d on top; the list is shown."""
    made = program.open(sample("win"))
    shapes = tuple(ShapeLayer(id=id_, x=100, y=400, width=90, height=90) for id_ in "abcd")
    first = made.desk.deck.slides[0].id
    made.desk.apply(lambda deck: edits.add(deck, first, shapes), "Boxes")
    made.desk.apply(lambda deck: edits.group(deck, ("b", "c")), "Group")
    made.desk.select(())
    made.right_panel.tabs.setCurrentIndex(1)
    settle()
    return made


def view(window: MainWindow) -> LayersView:
    return window.right_panel.layers.view


def model(window: MainWindow) -> LayersModel:
    return view(window).model()


def names(window: MainWindow, parent: QModelIndex = QModelIndex()) -> list[str]:  # noqa: B008
    here = model(window)
    return [here.layer(here.index(row, 0, parent)).id for row in range(here.rowCount(parent))]


def group(window: MainWindow) -> str:
    return next(id_ for id_ in names(window) if id_.startswith("g"))


def click(window: MainWindow, id: str, keys: Qt.KeyboardModifier = PLAIN) -> None:
    rect = view(window).visualRect(model(window).at(id))
    QTest.mouseClick(view(window).viewport(), LEFT, keys, rect.center())
    settle()


def drop(window: MainWindow, ids: list[str], row: int, parent: QModelIndex) -> bool:
    data = model(window).mimeData([model(window).at(id_) for id_ in ids])
    return model(window).dropMimeData(data, MOVE, row, 0, parent)


def test_the_topmost_layer_comes_first_and_groups_hold_theirs(window: MainWindow) -> None:
    g = group(window)
    assert names(window)[:3] == ["d", g, "a"]
    assert names(window, model(window).at(g)) == ["c", "b"]


def test_selecting_goes_both_ways(window: MainWindow) -> None:
    click(window, "a")
    assert window.desk.editor.selection.layers == ("a",)
    click(window, "d", Qt.KeyboardModifier.ControlModifier)
    assert window.desk.editor.selection.layers == ("a", "d")
    told: list[object] = []
    window.desk.changed.connect(told.append)
    window.desk.select(("c",))
    settle()
    assert view(window).chosen == ("c",)
    assert view(window).isExpanded(model(window).at(group(window)))
    assert len(told) == 1
    window.desk.select(())
    assert view(window).chosen == ()


def test_the_list_follows_undo_and_the_slide(window: MainWindow) -> None:
    before = names(window)
    window.desk.apply(lambda deck: edits.delete(deck, ["a"]), "Delete")
    assert "a" not in names(window)
    window.undo()
    assert names(window) == before
    window.actions_by_id["slide-next"].trigger()
    assert names(window) == [layer.id for layer in reversed(window.desk.slide.layers)]


def test_opened_groups_stay_open_when_the_list_changes(window: MainWindow) -> None:
    g = group(window)
    view(window).expand(model(window).at(g))
    window.desk.apply(lambda deck: edits.delete(deck, ["d"]), "Delete")
    assert view(window).isExpanded(model(window).at(g))


def test_renaming_with_the_keyboard(window: MainWindow) -> None:
    click(window, "a")
    QTest.keyClick(view(window), Qt.Key.Key_F2)
    settle()
    editor = view(window).findChild(QLineEdit)
    assert editor is not None and editor.text() == "Rectangle"
    QTest.keyClicks(editor, "Left eye")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert edits.spots(window.desk.deck)["a"].layer.name == "Left eye"
    assert window.desk.editor.history.done[-1].label == "Rename Rectangle"
    assert model(window).data(model(window).at("a")) == "Left eye"


def test_an_unchanged_name_is_no_edit(window: MainWindow) -> None:
    count = len(window.desk.editor.history.done)
    assert not model(window).setData(model(window).at("a"), "Rectangle")
    assert len(window.desk.editor.history.done) == count


def test_switches_lock_and_hide_what_they_stand_by(window: MainWindow) -> None:
    click(window, "d")
    rect = view(window).visualRect(model(window).at("a"))
    port = view(window).viewport()
    eye = rect.center()
    eye.setX(rect.right() - 15)
    QTest.mouseClick(port, LEFT, PLAIN, eye)
    assert not edits.spots(window.desk.deck)["a"].layer.visible
    assert window.desk.editor.selection.layers == ("d",)
    lock = rect.center()
    lock.setX(rect.right() - 44)
    QTest.mouseClick(port, LEFT, PLAIN, lock)
    assert edits.spots(window.desk.deck)["a"].layer.locked
    QTest.mouseClick(port, LEFT, PLAIN, lock)
    assert not edits.spots(window.desk.deck)["a"].layer.locked


def test_in_mirrored_windows_switches_are_on_the_other_side(window: MainWindow) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    rect = view(window).visualRect(model(window).at("a"))
    eye = rect.center()
    eye.setX(rect.left() + 15)
    QTest.mouseClick(view(window).viewport(), LEFT, PLAIN, eye)
    assert not edits.spots(window.desk.deck)["a"].layer.visible


def test_dragging_reorders(window: MainWindow) -> None:
    g = group(window)
    rest = names(window)[3:]
    assert drop(window, ["a"], 0, QModelIndex())
    assert names(window) == ["a", "d", g, *rest]
    assert drop(window, ["a", "d"], 3, QModelIndex())
    assert names(window) == [g, "a", "d", *rest]
    assert drop(window, [g], -1, QModelIndex())
    assert names(window)[-1] == g
    assert window.desk.editor.history.done[-1].label == "Reorder Group of 2"


def test_dragging_goes_into_groups_and_out_of_them(window: MainWindow) -> None:
    g = group(window)
    before = edits.spots(window.desk.deck)["d"].pose
    assert drop(window, ["d"], 1, model(window).at(g))
    assert names(window, model(window).at(g)) == ["c", "d", "b"]
    assert edits.spots(window.desk.deck)["d"].pose == before
    assert drop(window, ["a"], -1, model(window).at(g))
    assert names(window, model(window).at(g)) == ["a", "c", "d", "b"]
    assert drop(window, ["c"], 0, QModelIndex())
    assert names(window)[0] == "c"


def test_a_group_does_not_go_into_itself(window: MainWindow) -> None:
    said: list[str] = []
    window.desk.noticed.connect(lambda notice: said.append(notice.kind))
    g = group(window)
    deck = window.desk.deck
    assert not drop(window, [g], 0, model(window).at(g))
    assert window.desk.deck is deck and said == ["error"]


def test_what_is_not_ours_moves_nothing(window: MainWindow) -> None:
    data = QMimeData()
    data.setData(LayersModel.ROWS, b"\xff\xfe zzz")
    assert not model(window).dropMimeData(data, MOVE, 0, 0, QModelIndex())


def test_the_keys_begin_at_the_row_with_the_ring(window: MainWindow) -> None:
    window.activateWindow()
    view(window).setFocus(Qt.FocusReason.TabFocusReason)
    assert view(window).chosen == ()
    top = model(window).layer(view(window).currentIndex()).id
    assert top == "d"
    QTest.keyClick(view(window), Qt.Key.Key_Down)
    assert window.desk.editor.selection.layers == ("d",)
    QTest.keyClick(view(window), Qt.Key.Key_Down)
    (below,) = window.desk.editor.selection.layers
    assert below != "d"
    QTest.keyClick(view(window), Qt.Key.Key_Up)
    assert window.desk.editor.selection.layers == ("d",)


def test_alt_with_arrows_reorders(window: MainWindow) -> None:
    g = group(window)
    click(window, "a")
    QTest.keyClick(view(window), Qt.Key.Key_Up, ALT)
    assert names(window)[:3] == ["d", "a", g]
    assert view(window).chosen == ("a",)
    QTest.keyClick(view(window), Qt.Key.Key_Down, ALT)
    assert names(window)[:3] == ["d", g, "a"]


def test_enter_goes_into_a_layer(window: MainWindow) -> None:
    text = next(layer for layer in window.desk.slide.layers if isinstance(layer, TextLayer))
    window.desk.select((text.id,))
    view(window).setFocus()
    QTest.keyClick(view(window), Qt.Key.Key_Return)
    assert (window.desk.mode.name, window.desk.mode.layer) == ("text", text.id)
    click(window, "a")
    assert window.desk.mode.name == "select"


def test_screen_readers_hear_what_a_row_is(window: MainWindow) -> None:
    window.desk.apply(lambda deck: edits.lock(deck, ["a"]), "Lock")
    window.desk.apply(lambda deck: edits.hide(deck, ["a"]), "Hide")
    tree = QAccessible.queryAccessibleInterface(view(window))
    assert tree.text(QAccessible.Text.Name) == "Layers"
    said = model(window).data(model(window).at("a"), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Rectangle, shape, locked, hidden"


def test_every_layer_has_a_picture(window: MainWindow, qtbot: QtBot) -> None:
    story, slide = window.desk.editor.story, window.desk.slide
    for layer in slide.layers:
        for dark in (False, True):
            image = layer_picture(story, slide, layer, 32, dark)()
            assert image.size().toTuple() == (32, 32)
            colors = {image.pixel(x, y) for x in range(32) for y in range(8, 24)}
            assert len(colors) > 1
    qtbot.waitUntil(lambda: not window.workers.busy)


def test_painting_leaks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.select((group(window),))
    settle()
    qtbot.waitUntil(lambda: not window.workers.busy)
    for port in (view(window).viewport(), window.filmstrip.view.viewport()):
        port.repaint()
        before = sys.getrefcount(None)
        for _ in range(100):
            port.repaint()
        assert abs(sys.getrefcount(None) - before) < 50


def test_an_empty_slide_says_so(window: MainWindow) -> None:
    window.actions_by_id["slide-new"].trigger()
    settle()
    assert not view(window).isVisible()
    window.undo()
    settle()
    assert view(window).isVisible()


def offered(window: MainWindow) -> list[str]:
    menu = context_menu.canvas(window.desk, window.actions_by_id, window)
    found = [action.objectName() or action.text() for action in menu.actions()]
    menu.deleteLater()
    return [name for name in found if name]


def test_menus_fit_what_is_selected(window: MainWindow) -> None:
    nothing = offered(window)
    assert "slide-copy-picture" in nothing and "delete" not in nothing
    window.desk.select(("a",))
    one = offered(window)
    assert "delete" in one and "group" not in one and "crop" not in one
    window.desk.select(("a", "d"))
    several = offered(window)
    assert "group" in several and "Align and distribute" in several
    window.desk.select((group(window),))
    assert "ungroup" in offered(window)


def test_the_right_button_opens_the_menu(window: MainWindow) -> None:
    asked: list[object] = []
    window.canvas.menu_wanted.disconnect()
    window.canvas.menu_wanted.connect(asked.append)
    QTest.mouseClick(window.canvas, Qt.MouseButton.RightButton)
    assert len(asked) == 1
