"""What a link's colours put at risk is said while they are chosen, before anything is let go."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import settle
from links import blank, link, paste, proven
from mouse import LEFT
from panels import Key, named, shown, undo_labels
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app.inputs.choice import ChoiceCombo, SegmentedControl
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.color_areas import Square
from storycomposer.app.inputs.color_picker import ColorPicker
from storycomposer.app.inputs.popover import SHADOW
from storycomposer.app.inspector.link_risk import Risk
from storycomposer.app.inspector.look_tiles import LookTiles
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits


@pytest.fixture
def linked(program: Program, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = blank(program, tmp_path)
    paste(window, "https://example.org/why")
    assert proven(window, qtbot) == "green"
    return window


def opened(window: MainWindow, name: str) -> ColorPicker:
    """The picker of a colour, open."""
    button = named(window, ColorButton, name)
    QTest.mouseClick(button, LEFT)
    settle()
    (found,) = (one for one in button.findChildren(ColorPicker) if one.isVisible())
    return found


def labels(widget: QWidget) -> list[str]:
    """What is to be read in it now."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def risks(window: MainWindow) -> list[str]:
    """What the panel says below the looks, and below its middle."""
    return [one.text() for one in shown(window).findChildren(Risk) if one.isVisible()]


def press(picker: ColorPicker) -> Square:
    """Press in the field of colours and hold."""
    (square,) = picker.findChildren(Square)
    QTest.mousePress(square, LEFT, pos=QPoint(2, square.height() - 3))
    return square


def drag(square: Square, x: float, y: float) -> None:
    """Go on to a place in it, both from 0 to 1, still held; nothing is waited for."""
    place = QPointF(round(x * (square.width() - 1)), round(y * (square.height() - 1)))
    where = square.mapToGlobal(place)
    buttons = (Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(square, QMouseEvent(QMouseEvent.Type.MouseMove, place, where, *buttons))


def place(window: MainWindow) -> QRect:
    """Where the badge stands on the screen."""
    badge = window.link_badge
    return QRect(badge.mapToGlobal(QPoint(0, 0)), badge.size())


def seen(picker: ColorPicker) -> QRect:
    """The picker on the screen, without its shadow."""
    return picker.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)


@pytest.mark.parametrize("name", ["Ink", "Paper"])
def test_a_pale_code_is_said_while_its_colour_is_dragged(
    linked: MainWindow, qtbot: QtBot, name: str
) -> None:
    before = undo_labels(linked)
    picker = opened(linked, name)
    assert any(said.startswith("Contrast 1") for said in labels(picker)), "and what is well, too"
    square = press(picker)
    drag(square, 0.0, 0.35 if name == "Ink" else 0.75)
    (said,) = (one for one in labels(picker) if "phones want" in one)
    assert said.startswith("Contrast is ") and said.endswith(": choose colours further apart.")
    badge = linked.link_badge
    assert badge.isVisible() and not seen(picker).intersects(place(linked))
    assert badge.words.text() == said, "at once, before the code is judged"
    qtbot.waitUntil(lambda: risks(linked) == [said])
    assert undo_labels(linked) == before, "nothing was let go"

    id_ = link(linked).id
    qtbot.waitUntil(lambda: linked.proving.level(id_) == "red")
    assert badge.isVisible() and badge.words.text().startswith("The code's contrast is ")
    assert badge.fix.isHidden(), "what mends it is another colour, which is being chosen"

    drag(square, 0.0, 0.95 if name == "Ink" else 0.0)
    assert not [one for one in labels(picker) if "phones want" in one]
    assert badge.isVisible() and "contrast" not in badge.words.text().lower()
    qtbot.waitUntil(lambda: badge.words.text() == "Reads on phones.")
    QTest.mouseRelease(square, LEFT)
    settle()
    assert len(undo_labels(linked)) == len(before) + 1
    QTest.keyClick(picker, Key.Key_Escape)
    assert proven(linked, qtbot) == "green"


def test_what_mends_a_pale_code_is_offered_once_it_is_let_go(
    linked: MainWindow, qtbot: QtBot
) -> None:
    picker = opened(linked, "Ink")
    square = press(picker)
    drag(square, 0.0, 0.35)
    id_ = link(linked).id
    qtbot.waitUntil(lambda: linked.proving.level(id_) == "red")
    QTest.mouseRelease(square, LEFT)
    assert proven(linked, qtbot) == "red"
    assert linked.link_badge.fix.isVisible() and linked.link_badge.fix.text() == "More contrast"


def test_the_badge_makes_room_for_the_picker_and_comes_back(linked: MainWindow) -> None:
    linked.resize(1180, 800)
    settle()
    linked.canvas.repaint()
    usual = place(linked)
    picker = opened(linked, "Ink")
    assert seen(picker).intersects(usual), "it would be covered"
    linked.canvas.repaint()
    assert linked.link_badge.isVisible() and not seen(picker).intersects(place(linked))
    picker.hide()
    settle()
    linked.canvas.repaint()
    assert place(linked) == usual


def test_a_codes_own_colours_and_forms_are_said_too(linked: MainWindow) -> None:
    more = next(
        one
        for one in shown(linked).findChildren(QPushButton)
        if one.property("kind") == "disclosure" and one.text() == "More"
    )
    more.click()
    kind = named(linked, ChoiceCombo, "Code colour")
    kind.committed.emit("linear")
    settle()
    stop = next(
        one
        for one in shown(linked).findChildren(ColorButton)
        if one.accessibleName() == "Colour of the stop" and one.isVisible()
    )
    QTest.mouseClick(stop, LEFT)
    settle()
    (picker,) = (one for one in stop.findChildren(ColorPicker) if one.isVisible())
    square = press(picker)
    drag(square, 0.0, 0.2)
    assert any("gradient's contrast falls" in said for said in labels(picker))
    QTest.mouseRelease(square, LEFT)
    QTest.keyClick(picker, Key.Key_Escape)
    linked.undo()
    linked.undo()
    settle()
    named(linked, SegmentedControl, "Modules").committed.emit("dots")
    settle()
    assert [one.partition(":")[0] for one in risks(linked)] == [
        "Dots are read less easily from afar"
    ]
    bare = "The brand has no logo yet: choose one under Brand."
    assert bare not in labels(shown(linked))
    named(linked, ChoiceCombo, "Middle").committed.emit("brand")
    settle()
    assert bare in labels(shown(linked))
    named(linked, ChoiceCombo, "Middle").committed.emit("emoji")
    named(linked, ChoiceCombo, "Correction").committed.emit("L")
    settle()
    dots, middle = risks(linked)
    assert dots.startswith("Dots")
    assert [line.partition(" ")[0] for line in middle.splitlines()] == ["A", "The", "With"]


def test_a_look_that_is_less_easily_read_says_so_where_it_is_chosen(linked: MainWindow) -> None:
    tiles = shown(linked).findChild(LookTiles)
    (area,) = (one for one in linked.right_panel.findChildren(QScrollArea) if one.isVisible())
    area.ensureWidgetVisible(tiles)
    assert not risks(linked)
    tiles.picked.emit("dots")
    settle()
    (risk,) = (one for one in shown(linked).findChildren(Risk) if one.isVisible())
    assert risk.text().startswith("Dots are read less easily")
    assert not risk.visibleRegion().isEmpty(), "in view without scrolling"
    named(linked, SegmentedControl, "Show as").committed.emit("address")
    settle()
    assert not risks(linked), "where no code is, none is at risk"


def test_nothing_is_said_of_a_link_that_is_moved(linked: MainWindow, qtbot: QtBot) -> None:
    id_ = link(linked).id
    linked.desk.preview(lambda deck: edits.restyle(deck, (id_,), {"look.ink": "#BBBBBB"}))
    assert linked.link_badge.isVisible()
    linked.desk.editor.cancel()
    linked.desk.preview(lambda deck: edits.move(deck, (id_,), 40, 0))
    assert not linked.link_badge.isVisible() and not linked.proving.trying
    # Back where it came from it is as it was, whether it is let go there or not.
    linked.desk.preview(lambda deck: edits.move(deck, (id_,), 0, 0))
    linked.desk.editor.commit("Move")
    assert linked.link_badge.isVisible() and proven(linked, qtbot) == "green"
