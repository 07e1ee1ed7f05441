"""New links of kinds with several fields: from the rail, the menu and the palette."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from conftest import settle
from links import blank, link, proven
from panels import Key, named, shown, typed
from PySide6.QtCore import QTimeZone
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app.actions import by_id
from storycomposer.app.actions.menus import Actions
from storycomposer.app.command_palette import CommandPalette
from storycomposer.app.desk import Notice
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector.link_kinds import KINDS, tag_of
from storycomposer.app.inspector.link_proof import ProofLine
from storycomposer.app.inspector.link_target import TargetForm
from storycomposer.app.link_panel import LinkPanel
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.safe_area import SAFE
from storycomposer.app.theme import tokens
from storycomposer.document import edits
from storycomposer.document.layers import LinkLayer, Run, TextLayer
from storycomposer.document.link import (
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    UrlTarget,
)

OTHERS = [tag for tag in KINDS if tag != "url"]


@pytest.fixture
def empty(program: Program, tmp_path: Path) -> MainWindow:
    return blank(program, tmp_path)


def opened(window: MainWindow) -> LinkPanel:
    window.actions_by_id["link"].trigger()
    settle()
    panel = window.rail.flyouts["link"]
    assert isinstance(panel, LinkPanel) and panel.isVisible()
    return panel


def written_in(window: MainWindow) -> str:
    """The field of the form that has the keyboard."""
    inputs = shown(window).findChild(TargetForm).inputs
    focused = window.focusWidget()
    return next((name for name, one in inputs.items() if one is focused), "")


@pytest.mark.parametrize("tag", OTHERS)
def test_a_kind_is_begun_from_the_rail_and_written_in_the_panel(
    empty: MainWindow, tag: str
) -> None:
    told: list[Notice] = []
    empty.desk.noticed.connect(told.append)
    panel = opened(empty)
    button = panel.kinds[tag]
    assert button.accessibleName() and button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)
    settle()
    assert not panel.isVisible()
    made = link(empty)
    assert tag_of(made.target) == tag
    assert SAFE.y <= made.y and made.y + made.height <= SAFE.bottom
    assert empty.desk.editor.selection.layers == (made.id,)
    assert written_in(empty) == f"{tag}.{KINDS[tag].first}"
    assert not told, "what is still to be written is nothing to boast of"
    empty.undo()
    assert empty.desk.slide.layers == ()


def test_a_contact_is_written_and_reads(empty: MainWindow, qtbot: QtBot) -> None:
    opened(empty).kinds["contact"].click()
    settle()
    assert proven(empty, qtbot) == "red"
    typed(named(empty, TextField, "Contact"), "Ada Lovelace")
    assert link(empty).target == ContactTarget(name="Ada Lovelace")
    assert proven(empty, qtbot) == "green"


def colors(widget: QWidget) -> set[str]:
    """All colours that are seen of it."""
    image = widget.grab().toImage()
    spots = itertools.product(range(image.width()), range(image.height()))
    return {image.pixelColor(x, y).name().upper() for x, y in spots}


def test_what_nobody_has_written_yet_is_no_fault(empty: MainWindow, qtbot: QtBot) -> None:
    opened(empty).kinds["phone"].click()
    settle()
    assert proven(empty, qtbot) == "red"
    line = shown(empty).findChild(ProofLine)
    seen = (empty.link_badge, line)
    assert all(one.isVisible() and tokens().danger not in colors(one) for one in seen)
    asked = line.text
    typed(named(empty, TextField, "Phone"), "none")
    assert proven(empty, qtbot) == "red" and line.text != asked
    assert all(tokens().danger in colors(one) for one in seen)


def test_an_address_that_is_something_else_is_taken_as_that(empty: MainWindow) -> None:
    panel = opened(empty)
    panel.field.setText("https://example.org")
    QTest.keyClick(panel.field, Key.Key_Return)
    settle()
    for said, target, kind in (
        ("mailto:jobs@example.org", EmailTarget(address="jobs@example.org"), "E-mail"),
        ("tel:+49301234567", PhoneTarget(number="+49301234567"), "Phone"),
    ):
        typed(named(empty, TextField, "Web address"), said)
        settle()
        assert link(empty).target == target
        assert QApplication.activePopupWidget() is None, "Enter pressed nothing else"
        labels = empty.right_panel.findChildren(QLabel)
        assert f"Taken as: {kind}." in [one.text() for one in labels if one.isVisible()]
        empty.undo()
        settle()
    field = named(empty, TextField, "Web address")
    typed(field, "words")
    assert link(empty).target == UrlTarget(url="https://words"), "words alone are no other kind"
    field.setFocus()
    for words, wrong in (("a", True), ("", False)):
        field.selectAll()
        QTest.keyClick(field, Key.Key_Backspace)
        QTest.keyClicks(field, words)
        assert bool(field.property("wrong")) is wrong, "nothing yet is nothing wrong"


def test_enter_on_one_gives_the_keyboard_to_its_form(empty: MainWindow) -> None:
    """Web addresses alone are asked for over the canvas."""
    empty.actions_by_id["link-contact"].trigger()
    settle()
    empty.canvas.setFocus()
    assert written_in(empty) == ""
    QTest.keyClick(empty.canvas, Key.Key_Return)
    settle()
    assert written_in(empty) == "contact.name" and empty.desk.mode.name == "select"


def test_an_event_is_named_by_the_headline(empty: MainWindow, qtbot: QtBot) -> None:
    words = TextLayer(id="t", x=96, y=300, width=888, height=200, text=(Run(text="Going live"),))
    slide = empty.desk.slide.id
    empty.desk.apply(lambda deck: edits.add(deck, slide, (words,)), "Add")
    empty.actions_by_id["link-event"].trigger()
    settle()
    (made,) = (one for one in empty.desk.slide.layers if isinstance(one, LinkLayer))
    target = made.target
    assert isinstance(target, EventTarget) and target.title == "Going live"
    assert target.start.endswith("T18:00")
    assert target.zone == bytes(QTimeZone.systemTimeZoneId().data()).decode()
    assert proven(empty, qtbot) == "green"
    typed(named(empty, TextField, "Start: day"), "24.11.2020")
    labels = empty.right_panel.findChildren(QLabel)
    assert "This event is over already: check its date." in [one.text() for one in labels]


def test_what_was_typed_is_kept(empty: MainWindow) -> None:
    panel = opened(empty)
    QTest.keyClicks(panel.field, "example.org/live")
    panel.kinds["event"].click()
    settle()
    target = link(empty).target
    assert isinstance(target, EventTarget) and target.url == "https://example.org/live"
    empty.desk.select(())
    panel = opened(empty)
    QTest.keyClicks(panel.field, "ada@example.org")
    panel.kinds["contact"].click()
    settle()
    contact = empty.desk.slide.layers[-1].target
    assert contact == ContactTarget(name="", email="ada@example.org")


def test_a_selected_link_is_not_turned_into_another(empty: MainWindow) -> None:
    empty.bringing.add_link("example.org")
    settle()
    empty.actions_by_id["link-text"].trigger()
    settle()
    first, second = empty.desk.slide.layers
    assert first.target == UrlTarget(url="https://example.org")
    assert tag_of(second.target) == "text"


def test_they_stand_in_the_menu_and_in_the_palette(empty: MainWindow) -> None:
    menu = Actions.menu(empty.actions_by_id, "insert", empty)
    names = [one.objectName() for one in menu.actions()]
    at = names.index("link")
    assert names[at + 1 : at + 5] == ["link-contact", "link-event", "link-app", "link-text"]
    empty.actions_by_id["palette"].trigger()
    settle()
    (palette,) = empty.findChildren(CommandPalette)
    QTest.keyClicks(palette.field, "contact")
    assert palette.shown()[0] == "link-contact"
    QTest.keyClick(palette.field, Key.Key_Return)
    settle()
    assert link(empty).target == ContactTarget(name="")
    assert all(by_id(f"link-{tag}").label for tag in OTHERS)


def test_changing_an_address_offers_no_kinds(empty: MainWindow) -> None:
    empty.bringing.add_link("example.org/one")
    settle()
    panel = empty.linking.panel
    panel.ask("https://example.org/one")
    panel.show()
    assert not any(button.isVisible() for button in panel.kinds.values())
    panel.ask()
    assert all(button.isVisible() for button in panel.kinds.values())
    panel.hide()
