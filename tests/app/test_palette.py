"""Every action is found by its name and runs; the sheet shows every key."""

from __future__ import annotations

import pytest
from conftest import settle
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from storycomposer.app.actions import TABLE, also
from storycomposer.app.actions.view import phone_zoom
from storycomposer.app.command_palette import CommandPalette
from storycomposer.app.fuzzy import score
from storycomposer.app.main_window import MainWindow
from storycomposer.app.shortcut_sheet import ShortcutSheet


def palette(window: MainWindow) -> CommandPalette:
    window.actions_by_id["palette"].trigger()
    settle()
    (found,) = window.findChildren(CommandPalette)
    return found


def test_typing_narrows_the_list_and_enter_runs_the_best(window: MainWindow) -> None:
    made = palette(window)
    assert len(made.shown()) == len(TABLE) - 1
    QTest.keyClicks(made.field, "100")
    assert made.shown()[0] == "actual-size"
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    settle()
    assert window.canvas.zoom == 1.0
    assert not window.findChildren(CommandPalette) or not made.isVisible()


def test_arrows_choose_and_what_is_not_possible_does_not_run(window: MainWindow) -> None:
    made = palette(window)
    QTest.keyClicks(made.field, "zoom")
    before = made.list.currentRow()
    QTest.keyClick(made.field, Qt.Key.Key_Down)
    assert made.list.currentRow() == before + 1
    made.field.setText("Undo")
    assert made.shown()[0] == "undo"
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    assert made.isVisible()
    made.field.setText("zzzzqqq")
    assert made.shown() == [] and made.none.isVisible()
    QTest.keyClick(made.field, Qt.Key.Key_Escape)
    settle()


def test_every_action_is_found_by_its_own_name(window: MainWindow) -> None:
    made = palette(window)
    for action in TABLE:
        if action.id != "palette":
            made.field.setText(action.text(window))
            assert action.id in made.shown()[:3]
    made.close()


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("revert", "revert"),
        ("preferences", "settings"),
        ("qr", "link"),
        ("QR code", "link"),
        ("image", "photo"),
        ("insert picture", "photo"),
        ("keyboard shortcuts", "shortcuts"),
        ("hotkeys", "shortcuts"),
        ("dark mode", "theme-dark"),
        ("slideshow", "preview"),
        ("bigger", "text-larger"),
        ("clone", "duplicate"),
        ("logo", "brand"),
        ("zoom 100", "actual-size"),
        ("centre", "align-center"),
        ("center vertically", "align-middle"),
        ("order slide", "slide-earlier"),
        ("circle", "tool-ellipse"),
        ("transparency", "opacity-10"),
    ],
)
def test_what_other_programs_call_it_finds_it(window: MainWindow, asked: str, wanted: str) -> None:
    window.desk.select(slides=(window.desk.deck.slides[1].id,))
    window.desk.select(tuple(layer.id for layer in window.desk.slide.layers))
    made = palette(window)
    QTest.keyClicks(made.field, asked)
    assert wanted in made.shown()[:2]
    made.close()


def test_an_own_name_comes_before_what_others_are_called_too(window: MainWindow) -> None:
    made = palette(window)
    for asked, best in (("export", "export"), ("close", "close"), ("select", "tool-select")):
        made.field.setText(asked)
        assert made.shown()[0] == best
    made.close()


def test_other_words_are_of_actions_and_say_nothing_twice() -> None:
    assert set(also.WORDS) <= {action.id for action in TABLE}
    for id_, words in also.WORDS.items():
        known = words.split()
        assert len(known) == len(set(known)) and words == words.lower(), id_


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ("save", "Save", "Save as…"),
        ("as", "Save as…", "Paste"),
        ("sa", "Save", "Paste slide and"),
        ("dns", "Duplicate new story", "Dense"),
        ("uberschrift", "Überschrift", "Übers Christmas trift"),
    ],
)
def test_better_names_come_first(asked: str, better: str, worse: str) -> None:
    best, other = score(asked, better), score(asked, worse)
    assert best is not None
    assert other is None or best > other


def test_letters_that_are_not_there_do_not_fit() -> None:
    assert score("savx", "Save") is None
    assert score("", "Anything") == 0


def test_the_sheet_shows_every_action_that_has_keys(window: MainWindow, qtbot: QtBot) -> None:
    keys = {action.text() for action in TABLE if action.keys}

    def words() -> set[str]:
        (sheet,) = window.findChildren(ShortcutSheet)
        return {label.text() for label in sheet.findChildren(QLabel)}

    window.actions_by_id["shortcuts"].trigger()
    assert 0 < len(keys & words()) < len(keys) * 0.7, "the window stands still for a part of them"
    qtbot.waitUntil(lambda: keys <= words())
    window.findChildren(ShortcutSheet)[0].accept()


def test_no_key_means_two_things() -> None:
    keys = [key for action in TABLE for key in action.keys]
    assert sorted(keys) == sorted(set(keys))


def test_phone_size_is_68_millimetres_wide() -> None:
    assert phone_zoom(96, 1, 1080) * 1080 / 96 * 25.4 == pytest.approx(68)
    assert phone_zoom(192, 2, 1080) * 1080 / (192 * 2) * 25.4 == pytest.approx(68)
    assert phone_zoom(0, 1, 1080) == phone_zoom(96, 1, 1080)


def test_the_percentage_offers_how_the_slide_is_looked_at(window: MainWindow) -> None:
    menu = window.zoom_control.percent.menu()
    offered = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert offered[:4] == ["zoom-in", "zoom-out", "fit", "zoom-selection"]
    assert {"actual-size", "phone-size", "safe-areas"} < set(offered)
    assert not {"theme-dark", "next-pane", "menu", "preview"} & set(offered)


def test_zooming_by_actions(window: MainWindow) -> None:
    actions, canvas = window.actions_by_id, window.canvas
    actions["fit"].trigger()
    fit = canvas.zoom
    actions["zoom-in"].trigger()
    assert canvas.zoom == pytest.approx(fit * 1.25)
    assert window.zoom_control.percent.text() == f"{round(canvas.zoom * 100)} %"
    actions["zoom-out"].trigger()
    assert canvas.zoom == pytest.approx(fit)
    assert not actions["zoom-selection"].isEnabled()
    window.desk.select((window.desk.slide.layers[0].id,))
    actions["zoom-selection"].trigger()
    assert canvas.zoom > fit
    actions["safe-areas"].trigger()
    assert canvas.show_safe and actions["safe-areas"].isChecked()
    actions["phone-size"].trigger()
    assert canvas.zoom > 0


def test_zooming_by_keys_keeps_what_the_pointer_is_over(window: MainWindow) -> None:
    canvas, actions = window.canvas, window.actions_by_id
    spot = QPoint(canvas.width() // 2 + 60, canvas.height() // 2 - 90)
    QCursor.setPos(canvas.mapToGlobal(spot))
    before = canvas.view().canvas(QPointF(spot))
    actions["zoom-in"].trigger()
    after = canvas.view().canvas(QPointF(spot))
    assert after == pytest.approx(before, abs=2)
    QCursor.setPos(window.right_panel.mapToGlobal(QPoint(20, 20)))
    middle = QPointF(canvas.width() / 2, canvas.height() / 2)
    before = canvas.view().canvas(middle)
    actions["zoom-in"].trigger()
    assert canvas.view().canvas(middle) == pytest.approx(before, abs=2)
