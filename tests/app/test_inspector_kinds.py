"""The right panel for shapes, pictures, links and slides, and the brand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import at, settle
from panels import Key, layer, named, select, shown, typed, undo_labels
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from storycomposer.app import safe_area
from storycomposer.app.brand_panel import BrandPanel, LogoField
from storycomposer.app.canvas.gestures import near
from storycomposer.app.inputs.choice import ChoiceCombo, SegmentedControl, Switch
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inputs.number import NumberField
from storycomposer.app.inputs.palette import PaletteField
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector.filters import FilterTiles
from storycomposer.app.inspector.resolution import pixels
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.geometry import Box
from storycomposer.document.layers import LinkLayer, ShapeLayer
from storycomposer.document.style import Linear, Solid

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


def test_shapes_change_form_and_fill(window: MainWindow) -> None:
    select(window, 1, "r3")
    before = layer(window, "r3")
    assert isinstance(before, ShapeLayer)
    named(window, ChoiceCombo, "Shape").committed.emit("star")
    assert type(layer(window, "r3").shape).__name__ == "Star"
    assert named(window, NumberField, "Points").isVisible()
    fill = named(window, ChoiceCombo, "Fill")
    fill.committed.emit("solid")
    fill.committed.emit("linear")
    assert isinstance(layer(window, "r3").fill, Linear)
    typed(named(window, NumberField, "Angle"), "45")
    assert layer(window, "r3").fill.angle == 45
    fill.committed.emit("solid")
    assert isinstance(layer(window, "r3").fill, Solid)
    named(window, Switch, "Line").committed.emit(True)
    assert layer(window, "r3").stroke is not None
    fill.committed.emit(None)
    assert layer(window, "r3").fill is None


def test_pictures_are_filtered_and_said(window: MainWindow, qtbot: Any) -> None:
    select(window, 2, "p7")
    tiles = shown(window).findChild(FilterTiles)
    qtbot.waitUntil(lambda: len(tiles._pictures) == 7)
    tiles.picked.emit("noir")
    assert layer(window, "p7").filter == "noir"
    lines = [label.text() for label in shown(window).findChildren(QLabel)]
    assert any("px" in line and ("sharp" in line or "enlarged" in line) for line in lines)
    window.desk.apply(lambda deck: edits.restyle(deck, ("p7",), {"zoom": 12.0}), "Zoom")
    lines = [label.text() for label in shown(window).findChildren(QLabel)]
    assert any("Zoom the page and capture it again" in line for line in lines)


def test_links_say_what_is_no_address(window: MainWindow) -> None:
    select(window, 3, "l13")
    field = named(window, TextField, "Web address")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "nowhere")
    assert field.property("wrong") is True
    assert any("nowhere" in label.text() for label in shown(window).findChildren(QLabel))
    typed(field, "example.org/new")
    assert field.property("wrong") is False
    changed = layer(window, "l13")
    assert isinstance(changed, LinkLayer)
    assert changed.target.url == "https://example.org/new"
    named(window, SegmentedControl, "Show as").committed.emit("address")
    assert layer(window, "l13").mode == "address"
    typed(named(window, TextField, "Call"), "Read it")
    assert layer(window, "l13").call == "Read it"
    next(b for b in shown(window).findChildren(QPushButton) if b.text() == "More").click()
    named(window, Switch, "Campaign tags").committed.emit(True)
    texts = [label.text() for label in shown(window).findChildren(QLabel)]
    assert any("modules" in text for text in texts)


def test_slides(window: MainWindow) -> None:
    select(window, 0)
    typed(named(window, NumberField, "Seconds"), "7")
    slide = window.desk.deck.slides[0]
    assert slide.seconds == 7
    typed(named(window, TextField, "Name"), "Opening")
    assert window.desk.deck.slides[0].name == "Opening"
    named(window, ChoiceCombo, "Kind").committed.emit("radial")
    assert type(window.desk.deck.slides[0].background).__name__ == "Radial"
    named(window, Switch, "Safe area").committed.emit(True)
    assert window.canvas.show_safe
    assert len(undo_labels(window)) == 3


def test_the_safe_area_of_a_destination_is_seen_snapped_to_and_kept(
    program: Program, window: MainWindow
) -> None:
    """TikTok's buttons cover the right side too."""
    select(window, 0)
    assert window.desk.destination == "any" and not window.canvas.show_safe
    before = window.canvas.grab().toImage()
    named(window, ChoiceCombo, "Safe area for").committed.emit("tiktok")
    assert window.canvas.show_safe and named(window, Switch, "Safe area").isChecked()
    assert window.actions_by_id["safe-areas"].isChecked() and not undo_labels(window)
    assert safe_area.clear(window.desk) == Box(0, 240, 930, 1020)
    assert "TikTok" in safe_area.said(window.desk)[0]
    snapped = near(window.desk, ())
    assert 930 in snapped.x.at and {240, 1260} <= set(snapped.y.at)
    safe = safe_area.clear(window.desk)
    low, right = Box(100, 1200, 200, 200), Box(800, 600, 200, 200)
    for box in (low, right):
        assert safe_area.covered(box, window.desk.deck, safe)
        assert not safe_area.covered(box, window.desk.deck)
    after = window.canvas.grab().toImage()
    for x, shaded in ((1000, True), (900, False)):
        point = at(window, x, 700)
        assert (before.pixelColor(point) != after.pixelColor(point)) is shaded
    later = program.blank()
    assert later.desk.destination == "tiktok" and later.canvas.show_safe
    program.settings.change(safe_for="gone")
    assert program.blank().desk.destination == "any"


def test_guides_are_listed(window: MainWindow) -> None:
    select(window, 0)
    add = next(b for b in shown(window).findChildren(QPushButton) if b.objectName() == "x")
    add.click()
    assert [guide.at for guide in window.desk.deck.slides[0].guides] == [540]
    typed(named(window, NumberField, "Guide 1"), "96")
    assert window.desk.deck.slides[0].guides[0].at == 96
    named(window, QToolButton, "Remove guide 1").click()
    assert window.desk.deck.slides[0].guides == ()


def test_the_brand_restyles_the_deck(window: MainWindow) -> None:
    window.actions_by_id["brand"].trigger()
    panel = window.findChild(BrandPanel)
    assert panel is not None
    assert panel.isVisible()
    buttons = {b.accessibleName(): b for b in panel.findChildren(ColorButton)}
    buttons["Primary"].committed.emit("#FF0066")
    assert window.desk.deck.brand.primary == "#FF0066"
    assert buttons["Primary"].text() == "#FF0066"
    fonts = {b.accessibleName(): b for b in panel.findChildren(FontButton)}
    fonts["Headings"].committed.emit("Anton")
    assert window.desk.deck.brand.heading == "Anton"
    window.undo()
    window.undo()
    assert window.desk.deck.brand.heading == "Caveat"
    panel.close_panel()


def test_exact_pixels_about_the_same_middle(window: MainWindow) -> None:
    select(window, 2, "p7")
    before = layer(window, "p7")
    button = next(b for b in shown(window).findChildren(QPushButton) if "Exact" in b.text())
    button.click()
    after = layer(window, "p7")
    assert (after.width, after.height) == pixels(window.desk.editor.story.media, after.source)
    assert after.x + after.width / 2 == pytest.approx(before.x + before.width / 2)
    assert after.y + after.height / 2 == pytest.approx(before.y + before.height / 2)
    lines = [label.text() for label in shown(window).findChildren(QLabel)]
    assert any(line.endswith("px · sharp") for line in lines)


def test_the_palette_grows_and_shrinks(window: MainWindow) -> None:
    window.actions_by_id["brand"].trigger()
    panel = window.findChild(BrandPanel)
    assert panel is not None
    palette = panel.findChild(PaletteField)
    assert palette is not None
    palette._add.click()
    swatch = palette._buttons[0]
    swatch.settle()
    swatch.committed.emit("#112233")
    assert window.desk.deck.brand.palette == ("#112233",)
    QTest.keyClick(swatch, Key.Key_Delete)
    assert window.desk.deck.brand.palette == ()
    panel.close_panel()


def test_a_logo_is_taken(window: MainWindow, qtbot: Any) -> None:
    window.actions_by_id["brand"].trigger()
    panel = window.findChild(BrandPanel)
    assert panel is not None
    field = panel.findChild(LogoField)
    assert field is not None
    field.take(next((SAMPLES / "win" / "media").glob("*.jpg")))
    qtbot.waitUntil(lambda: window.desk.deck.brand.logo is not None)
    qtbot.waitUntil(lambda: not field._shown.pixmap().isNull())
    field._remove.click()
    assert window.desk.deck.brand.logo is None
    panel.close_panel()


def test_what_is_built_later_is_shown_where_it_belongs(program: Program, qtbot: QtBot) -> None:
    """A slide without a picture behind it has neither scrim nor filters."""
    window = program.blank()
    design = window.right_panel.design
    qtbot.waitUntil(lambda: "slide" in design._forms and "slide" not in design._unfinished)
    settle()
    titles = {one.text() for one in design.findChildren(QLabel) if one.isVisible()}
    assert {"Background", "Slide", "Alt text"} <= titles
    assert not {"Scrim", "Filter"} & titles


def test_no_section_says_again_what_is_selected(window: MainWindow) -> None:
    """The head of the panel has said it."""
    select(window, 0, "t1", "t2")
    window.desk.apply(lambda deck: edits.group(deck, ("t1", "t2")), "Group")
    (group,) = [one.id for one in window.desk.slide.layers if hasattr(one, "layers")]
    for slide, id_ in ((0, group), (1, "r3"), (2, "p7")):
        select(window, slide, id_)
        settle()
        labels = [one for one in window.right_panel.design.findChildren(QLabel) if one.isVisible()]
        sections = [one.text() for one in labels if one.property("kind") == "section"]
        (head,) = [one.text() for one in labels if one.property("kind") == "title"]
        assert head and head not in sections
