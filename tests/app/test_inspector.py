"""The right panel: what it shows of a selection, and what it does to the story."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from storycomposer.app.brand_panel import BrandPanel, LogoField
from storycomposer.app.desk import Mode, Notice
from storycomposer.app.inputs.choice import ChoiceCombo, SegmentedControl, Switch
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inputs.number import NumberField
from storycomposer.app.inputs.palette import PaletteField
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector import presets
from storycomposer.app.inspector.contrast import fix, reading
from storycomposer.app.inspector.contrast_chip import ContrastChip
from storycomposer.app.inspector.design import BUILD
from storycomposer.app.inspector.filters import FilterTiles
from storycomposer.app.inspector.link import AddressField
from storycomposer.app.inspector.preset_tiles import PresetTiles
from storycomposer.app.inspector.resolution import pixels
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.layers import LinkLayer, ShapeLayer, TextLayer
from storycomposer.document.style import Linear, Solid
from storycomposer.editor import Change
from storycomposer.story import Story

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Open = Callable[[str], Path]
SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


def shown(window: MainWindow) -> Any:
    """The form that is shown."""
    form = window.right_panel.design.form
    assert form is not None
    return form


def named(window: MainWindow, kind: type[Any], name: str) -> Any:
    """The input of a kind, by what assistive technology calls it."""
    found = [one for one in shown(window).findChildren(kind) if one.accessibleName() == name]
    assert found, name
    return found[0]


def select(window: MainWindow, slide: int, *ids: str) -> None:
    slides = (window.desk.deck.slides[slide].id,)
    window.desk.select((), slides)
    window.desk.select(ids, slides)
    QApplication.processEvents()


def typed(field: QWidget, text: str) -> None:
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def undo_labels(window: MainWindow) -> list[str]:
    return [entry.label for entry in window.desk.editor.history.done]


def layer(window: MainWindow, id_: str) -> Any:
    return edits.spots(window.desk.deck)[id_].layer


def test_every_kind_of_selection_has_a_form(window: MainWindow) -> None:
    assert set(BUILD) == {"text", "image", "shape", "link", "group", "several", "slide"}
    for slide, ids, title in (
        (0, (), "Slide 1"),
        (0, ("t1",), "Text"),
        (0, ("t1", "t2"), "2 texts"),
        (1, ("r3",), "Drawing"),
        (2, ("p7",), "Picture"),
        (2, ("p7", "t8"), "2 layers"),
        (3, ("l13",), "Link"),
    ):
        select(window, slide, *ids)
        titles = [label.text() for label in window.right_panel.design.header.findChildren(QLabel)]
        assert titles == [title]
        assert shown(window).isVisible()


def test_forms_are_kept_and_refreshed(window: MainWindow) -> None:
    select(window, 0, "t1")
    first = shown(window)
    size = named(window, NumberField, "Size")
    assert size.text() == "168 px"
    select(window, 0, "t2")
    assert shown(window) is first
    assert size.text() == "44 px"


def test_a_size_is_typed_and_undone(window: MainWindow) -> None:
    select(window, 0, "t1")
    typed(named(window, NumberField, "Size"), "100+20")
    assert layer(window, "t1").size == 120
    assert undo_labels(window) == ["Change size"]
    window.undo()
    assert layer(window, "t1").size == 168
    assert named(window, NumberField, "Size").text() == "168 px"


def test_mixed_values_and_edits_of_several(window: MainWindow) -> None:
    select(window, 0, "t1", "t2")
    size = named(window, NumberField, "Size")
    assert (size.text(), size.placeholderText()) == ("", "Mixed")
    typed(size, "80")
    assert [layer(window, id_).size for id_ in ("t1", "t2")] == [80, 80]
    assert len(undo_labels(window)) == 1


def test_a_drag_previews_and_is_one_entry(window: MainWindow) -> None:
    select(window, 0, "t1")
    field = named(window, NumberField, "Opacity")
    kinds: list[str] = []

    def listen(change: Change) -> None:
        kinds.append(change.kind)

    window.desk.changed.connect(listen)
    field.scrub(0, -20, Qt.KeyboardModifier.NoModifier)
    field.scrub(0, -40, Qt.KeyboardModifier.NoModifier)
    assert layer(window, "t1").opacity == pytest.approx(0.8)
    assert undo_labels(window) == []
    field.end_scrub()
    assert undo_labels(window) == ["Change opacity"]
    assert kinds == ["preview", "preview", "preview", "edit"]


def test_what_was_nudged_stays_with_the_layer_it_was_made_on(window: MainWindow) -> None:
    select(window, 0, "t1")
    field = named(window, NumberField, "Size")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    select(window, 0, "t2")
    assert layer(window, "t1").size == 169
    assert layer(window, "t2").size == 44
    assert undo_labels(window) == ["Change size"]


def test_undo_during_a_nudge_does_not_bring_it_back(window: MainWindow, qtbot: Any) -> None:
    select(window, 0, "t1")
    field = named(window, NumberField, "Size")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    window.desk.editor.cancel()
    qtbot.wait(500)
    assert layer(window, "t1").size == 168
    assert undo_labels(window) == []


def test_characters_that_are_selected_are_styled_alone(window: MainWindow) -> None:
    select(window, 0, "t1")
    window.desk.mode = Mode("text", "t1")
    QApplication.processEvents()
    window.writing.key(_pressed(Key.Key_Home, Qt.KeyboardModifier.ControlModifier))
    for _ in range(4):
        window.writing.key(_pressed(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier))
    assert window.writing.selected_range() == ("t1", 0, 4)
    named(window, ColorButton, "Colour").committed.emit("#FF0000")
    runs = layer(window, "t1").text
    assert (runs[0].text, runs[0].color) == ("Both", "#FF0000")
    assert layer(window, "t1").color == "brand:paper"
    window.desk.mode = Mode()


def test_background_and_effects_of_text(window: MainWindow) -> None:
    select(window, 0, "t1")
    ground = named(window, SegmentedControl, "Background")
    ground.committed.emit("pill")
    assert layer(window, "t1").highlight.style == "pill"
    radius = named(window, NumberField, "Radius")
    assert radius.isVisible()
    effect = named(window, SegmentedControl, "Effect")
    effect.committed.emit("glow")
    assert layer(window, "t1").glow is not None
    effect.committed.emit("shadow")
    assert (layer(window, "t1").glow, layer(window, "t1").shadow is None) == (None, False)
    ground.committed.emit(None)
    assert layer(window, "t1").highlight is None
    assert not radius.isVisible()


def test_weights_are_those_of_the_family(window: MainWindow) -> None:
    select(window, 0, "t1")  # set in Caveat
    combo = named(window, ChoiceCombo, "Weight")
    assert [combo.itemText(at) for at in range(combo.count())] == ["Regular", "Bold"]
    select(window, 0, "t2")  # set in Outfit
    assert combo.count() == 7


def test_fonts_are_searched_previewed_and_chosen(window: MainWindow) -> None:
    select(window, 0, "t1")
    button = named(window, FontButton, "Font")
    button.open_list()
    found = button._list
    assert found is not None
    QTest.keyClicks(found._search, "hebrew")
    assert found._proxy.rowCount() == 1
    found._search.selectAll()
    QTest.keyClicks(found._search, "anton")
    found.list.setCurrentIndex(found._proxy.index(0, 0))
    assert layer(window, "t1").font == "Anton"
    assert undo_labels(window) == []
    QTest.keyClick(found._search, Key.Key_Return)
    assert undo_labels(window) == ["Change font"]
    button.open_list()
    found.list.setCurrentIndex(found._proxy.index(3, 0))
    QTest.keyClick(found, Key.Key_Escape)
    assert layer(window, "t1").font == "Anton"


def test_looks_of_text(window: MainWindow) -> None:
    select(window, 0, "t1")
    tiles = shown(window).findChild(PresetTiles)
    for preset in presets.PRESETS:
        tiles.picked.emit(preset.id)
        for name, value in preset.fields:
            assert getattr(layer(window, "t1"), name) == value
    assert len(undo_labels(window)) == len(presets.PRESETS)


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
    qtbot.waitUntil(lambda: len(tiles._pictures) == 7, timeout=5000)
    tiles.picked.emit("noir")
    assert layer(window, "p7").filter == "noir"
    lines = [label.text() for label in shown(window).findChildren(QLabel)]
    assert any("px" in line and ("sharp" in line or "enlarged" in line) for line in lines)
    window.desk.apply(lambda deck: edits.restyle(deck, ("p7",), {"zoom": 12.0}), "Zoom")
    lines = [label.text() for label in shown(window).findChildren(QLabel)]
    assert any("Zoom the page and capture it again" in line for line in lines)


def test_links_say_what_is_no_address(window: MainWindow) -> None:
    select(window, 3, "l13")
    field = shown(window).findChild(AddressField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "nowhere at all")
    assert field.property("wrong") is True
    assert "no web address" in field.remark.text()
    typed(field, "example.org/new")
    assert field.property("wrong") is False
    changed = layer(window, "l13")
    assert isinstance(changed, LinkLayer)
    assert changed.target.url == "example.org/new"
    named(window, SegmentedControl, "Show as").committed.emit("address")
    assert layer(window, "l13").mode == "address"
    typed(named(window, TextField, "Call"), "Read it")
    assert layer(window, "l13").call == "Read it"
    named(window, Switch, "Campaign").committed.emit(True)
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


def test_guides_are_listed(window: MainWindow) -> None:
    select(window, 0)
    add = next(b for b in shown(window).findChildren(QPushButton) if b.objectName() == "x")
    add.click()
    assert [guide.at for guide in window.desk.deck.slides[0].guides] == [540]
    typed(named(window, NumberField, "Guide 1"), "96")
    assert window.desk.deck.slides[0].guides[0].at == 96
    named(window, QToolButton, "Remove guide 1").click()
    assert window.desk.deck.slides[0].guides == ()


def test_position_counts_on_the_slide(program: Program, sample: Open) -> None:
    window = program.open(sample("event"))
    group = window.desk.deck.slides[1].layers[0]
    child = group.layers[0]  # type: ignore[union-attr]
    select(window, 1, child.id)
    field = named(window, NumberField, "X")
    pose = edits.spots(window.desk.deck)[child.id].pose
    assert field.value == pytest.approx(pose.x, abs=0.001)
    typed(field, f"{pose.x:.2f}+10")
    moved = edits.spots(window.desk.deck)[child.id].pose
    assert moved.x == pytest.approx(round(pose.x, 2) + 10, abs=0.02)
    assert moved.y == pytest.approx(pose.y, abs=0.01)


def test_aligning_with_the_slide_and_with_each_other(window: MainWindow) -> None:
    select(window, 0, "t1")
    named(window, QToolButton, "Align centres across with the slide").click()
    one = layer(window, "t1")
    assert one.x + one.width / 2 == pytest.approx(540)
    select(window, 0, "t1", "t2")
    named(window, QToolButton, "Align left edges").click()
    assert layer(window, "t1").x == layer(window, "t2").x
    named(window, QToolButton, "Group").click()
    assert len(window.desk.selected) == 1
    assert window.desk.selected[0].__class__.__name__ == "GroupLayer"


def test_lock_duplicate_delete(window: MainWindow) -> None:
    select(window, 0, "t1")
    header = window.right_panel.design.header
    header.lock.click()
    assert layer(window, "t1").locked
    header.lock.click()
    header.duplicate.click()
    new = window.desk.editor.selection.layers
    assert len(new) == 1
    assert new[0] != "t1"
    header.delete.click()
    assert new[0] not in edits.spots(window.desk.deck)


def test_the_chip_measures_and_mends(window: MainWindow, qtbot: Any) -> None:
    select(window, 0, "t2")
    chip = shown(window).findChild(ContrastChip)
    qtbot.waitUntil(lambda: "Easy to read" in chip.text, timeout=8000)
    window.desk.apply(
        lambda deck: edits.restyle_slides(deck, ("s1",), {"background.scrim": None}), "No scrim"
    )
    qtbot.waitUntil(lambda: "Hard to read" in chip.text, timeout=8000)
    before = len(undo_labels(window))
    assert chip.badge.isVisible()
    assert "Hard to read" in chip.badge.text()
    chip.badge.click()
    qtbot.waitUntil(lambda: "Easy to read" in chip.text, timeout=8000)
    assert len(undo_labels(window)) == before + 1
    assert not chip.badge.isVisible()
    assert window.desk.deck.slides[0].background.scrim is not None  # type: ignore[union-attr]


def test_contrast_of_plain_colours(window: MainWindow) -> None:
    """White on #767676 is 4.54:1 (WCAG 2.2, understanding 1.4.3)."""
    deck = edits.restyle_slides(window.desk.deck, ("s1",), {"background": Solid(color="#767676")})
    deck = edits.restyle(deck, ("t2",), {"color": "#FFFFFF"})
    story = Story(deck, window.desk.editor.story.media)
    found = reading(story, "s1", "t2")
    assert found is not None
    assert found.ratio == pytest.approx(4.54, abs=0.05)
    assert (found.needed, found.easy) == (4.5, True)
    deck = edits.restyle(deck, ("t2",), {"color": "#808080"})
    story = Story(deck, story.media)
    found = reading(story, "s1", "t2")
    assert found is not None
    assert found.ratio < 1.2
    mended = fix(story, "s1", "t2")(deck)
    found = reading(Story(mended, story.media), "s1", "t2")
    assert found is not None
    assert found.easy
    assert isinstance(edits.spots(mended)["t2"].layer, TextLayer)


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


def test_everything_has_a_name_and_can_be_reached(window: MainWindow) -> None:
    for slide, ids in ((0, ()), (0, ("t1",)), (1, ("r3",)), (2, ("p7",)), (3, ("l13",))):
        select(window, slide, *ids)
        for widget in shown(window).findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                said = widget.accessibleName() or getattr(widget, "text", str)()
                assert said, widget


def test_previews_cost_little(window: MainWindow) -> None:
    select(window, 0, "t1")
    start = time.perf_counter()
    for _ in range(50):
        window.right_panel.design.refresh()
    assert (time.perf_counter() - start) / 50 < 0.02


def test_a_closed_window_is_freed(program: Program, sample: Open) -> None:
    window = program.open(sample("win"))
    select(window, 0, "t1")
    panel = weakref.ref(window.right_panel)
    window.close()
    del window
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        gc.collect()
    assert panel() is None


def test_the_eyedropper_takes_the_pixel(window: MainWindow) -> None:
    select(window, 0, "t1")
    button = named(window, ColorButton, "Colour")
    button.open_picker()
    picker = button._picker
    assert picker is not None
    picker.pick_from_canvas()
    dropper = picker._dropper
    assert dropper is not None
    at = QPoint(window.canvas.width() // 2, window.canvas.height() // 3)
    x, y = window.canvas.view().canvas(QPointF(at))
    expected = window.canvas.image.pixelColor(int(x), int(y)).name().upper()
    dropper.grab()
    QTest.mouseClick(dropper, Left, pos=at)
    assert layer(window, "t1").color == expected


def _pressed(key: Qt.Key, keys: Qt.KeyboardModifier) -> Any:
    return QKeyEvent(QEvent.Type.KeyPress, key, keys)


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


def test_a_first_ground_suits_the_letters(window: MainWindow) -> None:
    select(window, 0, "t1")  # light letters
    named(window, SegmentedControl, "Background").committed.emit("pill")
    assert layer(window, "t1").highlight.color == "brand:ink"
    named(window, SegmentedControl, "Background").committed.emit("box")
    assert layer(window, "t1").highlight.color == "brand:ink"
    assert layer(window, "t1").highlight.style == "box"


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
    qtbot.waitUntil(lambda: window.desk.deck.brand.logo is not None, timeout=5000)
    qtbot.waitUntil(lambda: not field._shown.pixmap().isNull(), timeout=5000)
    field._remove.click()
    assert window.desk.deck.brand.logo is None
    panel.close_panel()


def test_opentype_features(window: MainWindow) -> None:
    select(window, 0, "t2")
    field = named(window, TextField, "Features")
    typed(field, "ss01, -liga")
    assert layer(window, "t2").features == ("ss01", "-liga")
    assert field.text() == "ss01, -liga"
    said: list[str] = []

    def hear(notice: Notice) -> None:
        said.append(notice.kind)

    window.desk.noticed.connect(hear)
    typed(field, "nonsense")
    assert said == ["error"]
    assert layer(window, "t2").features == ("ss01", "-liga")
    assert field.text() == "ss01, -liga"
