"""Actions of the table that change the deck do what they say, and only when it makes sense."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from storycomposer.app.actions import TABLE
from storycomposer.app.desk import Mode
from storycomposer.app.icons import icon
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.edits.placing import selection_box
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageLayer, ShapeLayer
from storycomposer.document.runs import plain

CTRL = Qt.KeyboardModifier.ControlModifier


def drawn(name: str) -> np.ndarray:
    """How dark an icon is at each of its pixels."""
    image = icon(name).pixmap(24, 24).toImage()
    rows = [[image.pixelColor(x, y).alphaF() for x in range(24)] for y in range(24)]
    return np.array(rows)


@pytest.mark.usefixtures("qapp")
def test_ways_to_look_at_a_slide_are_told_apart_by_their_icons() -> None:
    ways = ("fit", "zoom-selection", "actual-size", "phone-size")
    pictures = [drawn(action.icon) for action in TABLE if action.id in ways]
    assert len(pictures) == len(ways)
    for one, other in itertools.combinations(pictures, 2):
        assert abs(one - other).sum() > 0.4 * max(one.sum(), other.sum())


@pytest.fixture
def window(program: Program, sample: Callable[[str], Path]) -> MainWindow:
    """The sample "win" with three boxes on its first slide."""
    made = program.open(sample("win"))
    made.desk.apply(
        lambda deck: edits.add(
            deck,
            deck.slides[0].id,
            (
                ShapeLayer(id="a", x=100, y=400, width=100, height=100),
                ShapeLayer(id="b", x=250, y=520, width=100, height=100),
                ShapeLayer(id="c", x=700, y=900, width=200, height=100),
            ),
        ),
        "Boxes",
    )
    settle()
    return made


def run(window: MainWindow, id: str) -> None:
    assert window.actions_by_id[id].isEnabled(), id
    window.actions_by_id[id].trigger()
    settle()


def layer(window: MainWindow, id: str) -> object:
    return edits.spots(window.desk.deck)[id].layer


def label(window: MainWindow) -> str:
    return window.desk.editor.history.done[-1].label


def order(window: MainWindow) -> list[str]:
    return [one.id for one in window.desk.slide.layers]


def test_no_two_actions_share_a_key() -> None:
    keys = [key for action in TABLE for key in action.keys]
    assert sorted(set(keys)) == sorted(keys)
    assert len({action.id for action in TABLE}) == len(TABLE)


def test_nothing_selected_leaves_only_what_makes_sense(window: MainWindow) -> None:
    window.desk.select(())
    off = {
        *("cut", "delete", "deselect", "copy-style", "paste-style", "group", "ungroup"),
        *("forward", "back", "front", "bottom", "lock", "hide", "align-left", "tidy"),
        *("distribute-across", "rotate-right", "flip-across", "opacity-50"),
    }
    assert not [id_ for id_ in off if window.actions_by_id[id_].isEnabled()]
    on = ("copy", "paste", "duplicate", "select-all")
    assert all(window.actions_by_id[id_].isEnabled() for id_ in on)


def test_enabled_asks_for_enough_layers(window: MainWindow) -> None:
    able = {id_: [] for id_ in ("align-left", "group", "tidy", "distribute-across", "ungroup")}
    for ids in (("a",), ("a", "b"), ("a", "b", "c")):
        window.desk.select(ids)
        for id_, found in able.items():
            found.append(window.actions_by_id[id_].isEnabled())
    assert able == {
        "align-left": [True, True, True],
        "group": [False, True, True],
        "tidy": [False, True, True],
        "distribute-across": [False, False, True],
        "ungroup": [False, False, False],
    }


def test_grouping_selects_the_group_and_ungrouping_what_was_in_it(window: MainWindow) -> None:
    window.desk.select(("a", "b"))
    run(window, "group")
    assert label(window) == "Group 2 layers"
    (group,) = window.desk.editor.selection.layers
    assert [one.id for one in layer(window, group).layers] == ["a", "b"]
    run(window, "ungroup")
    assert window.desk.editor.selection.layers == ("a", "b")
    window.undo()
    assert window.desk.editor.selection.layers == (group,)


def test_order_changes_step_by_step_and_at_once(window: MainWindow) -> None:
    start = order(window)
    assert start[-3:] == ["a", "b", "c"]
    window.desk.select(("a",))
    run(window, "forward")
    assert order(window)[-3:] == ["b", "a", "c"]
    run(window, "back")
    assert order(window) == start
    run(window, "front")
    assert order(window)[-1] == "a"
    run(window, "bottom")
    assert order(window)[0] == "a"
    assert label(window) == "Send Rectangle to the bottom"


def test_locking_and_hiding_are_switches(window: MainWindow) -> None:
    window.desk.select(("a", "b"))
    run(window, "lock")
    assert layer(window, "a").locked and layer(window, "b").locked
    assert window.actions_by_id["lock"].isChecked()
    assert not window.actions_by_id["align-left"].isEnabled()
    run(window, "lock")
    assert not layer(window, "a").locked
    assert label(window) == "Unlock 2 layers"
    run(window, "hide")
    assert not layer(window, "b").visible and window.actions_by_id["hide"].isChecked()
    run(window, "hide")
    assert layer(window, "b").visible


def test_one_layer_aligns_with_the_slide_and_several_with_each_other(window: MainWindow) -> None:
    window.desk.select(("a",))
    run(window, "align-center")
    assert bounds(edits.spots(window.desk.deck)["a"].pose).center.x == 540
    window.undo()
    window.desk.select(("a", "b", "c"))
    run(window, "align-right")
    assert {bounds(edits.spots(window.desk.deck)[id_].pose).right for id_ in "abc"} == {900}
    assert label(window) == "Align 3 layers"


def test_distributing_and_tidying(window: MainWindow) -> None:
    window.desk.select(("a", "b", "c"))
    run(window, "distribute-across")
    x = [layer(window, id_).x for id_ in "abc"]
    assert x[1] - (x[0] + 100) == x[2] - (x[1] + 100)
    run(window, "tidy")
    box = selection_box(window.desk.deck, ("a", "b", "c"))
    assert (box.x, box.y) == (100, 400)


def test_digits_set_opacity(window: MainWindow) -> None:
    window.desk.select(("a", "b"))
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_3)
    assert layer(window, "a").opacity == layer(window, "b").opacity == 0.3
    QTest.keyClick(window.canvas, Qt.Key.Key_0)
    assert layer(window, "a").opacity == 1
    assert label(window) == "Change opacity of 2 layers"


def test_turning_by_right_angles(window: MainWindow) -> None:
    window.desk.select(("c",))
    run(window, "rotate-right")
    assert layer(window, "c").rotation == 90
    run(window, "rotate-left")
    assert layer(window, "c").rotation == 0


def test_pictures_flip(program: Program, sample: Callable[[str], Path]) -> None:
    window = program.open(sample("event"))
    picture = next(one for one in window.desk.slide.layers if isinstance(one, ImageLayer))
    window.desk.select((picture.id,))
    run(window, "flip-across")
    assert layer(window, picture.id).flip_x
    run(window, "flip-across")
    run(window, "flip-down")
    assert not layer(window, picture.id).flip_x and layer(window, picture.id).flip_y


def test_a_look_travels(window: MainWindow) -> None:
    window.desk.apply(lambda deck: edits.restyle(deck, ["a"], {"opacity": 0.5}), "Half")
    window.desk.select(("a",))
    run(window, "copy-style")
    window.desk.select(("b", "c"))
    run(window, "paste-style")
    assert layer(window, "b").opacity == layer(window, "c").opacity == 0.5
    assert label(window) == "Paste style on 2 layers"


def test_select_all_leaves_out_what_is_locked_and_stays_in_its_group(window: MainWindow) -> None:
    window.desk.apply(lambda deck: edits.lock(deck, ["a"]), "Lock")
    run(window, "select-all")
    assert set(window.desk.editor.selection.layers) == set(order(window)) - {"a"}
    run(window, "deselect")
    assert window.desk.editor.selection.layers == ()
    window.desk.select(("b", "c"))
    run(window, "group")
    window.desk.select(("b",))
    run(window, "select-all")
    assert window.desk.editor.selection.layers == ("b", "c")


def test_delete_means_slides_while_the_filmstrip_has_the_focus(window: MainWindow) -> None:
    count = len(window.desk.deck.slides)
    window.desk.select(("a",))
    window.filmstrip.view.setFocus()
    settle()
    QTest.keyClick(window.filmstrip.view, Qt.Key.Key_A, CTRL)
    assert len(window.desk.editor.selection.slides) == count
    window.desk.select((), (window.desk.deck.slides[1].id,))
    QTest.keyClick(window.filmstrip.view, Qt.Key.Key_Delete)
    assert len(window.desk.deck.slides) == count - 1
    window.canvas.setFocus()
    settle()
    assert not window.actions_by_id["delete"].isEnabled()
    window.desk.select((window.desk.slide.layers[0].id,))
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert len(window.desk.deck.slides) == count - 1
    assert label(window).startswith("Delete ")


def test_duplicate_means_the_slide_when_nothing_is_selected(window: MainWindow) -> None:
    window.canvas.setFocus()
    window.desk.select(("a",))
    QTest.keyClick(window.canvas, Qt.Key.Key_D, CTRL)
    (new,) = window.desk.editor.selection.layers
    assert layer(window, new).x == 124
    window.desk.select(())
    count = len(window.desk.deck.slides)
    QTest.keyClick(window.canvas, Qt.Key.Key_D, CTRL)
    assert len(window.desk.deck.slides) == count + 1


def test_while_writing_menus_mean_the_words(window: MainWindow) -> None:
    text = window.desk.slide.layers[0]
    window.desk.select((text.id,))
    window.desk.mode = Mode("text", text.id)
    settle()
    run(window, "select-all")
    run(window, "cut")
    assert plain(layer(window, text.id).text) == ""
    run(window, "paste")
    assert plain(layer(window, text.id).text) == plain(text.text)
    assert window.desk.mode.name == "text"


def test_arranging_ends_writing_first(window: MainWindow) -> None:
    text = window.desk.slide.layers[0]
    window.desk.select((text.id,))
    window.desk.mode = Mode("text", text.id)
    settle()
    run(window, "lock")
    assert window.desk.mode.name == "select"
    assert layer(window, text.id).locked
