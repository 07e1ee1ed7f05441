"""The right panel for text: type, looks, and whether it can be read."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs
from panels import Key, Left, layer, named, select, shown, typed, undo_labels
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from storycomposer.app.desk import Mode, Notice
from storycomposer.app.inputs.choice import ChoiceCombo, SegmentedControl
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.font_list import FontList
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inputs.number import NumberField
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector import presets
from storycomposer.app.inspector.contrast import fix, reading
from storycomposer.app.inspector.contrast_chip import ContrastChip
from storycomposer.app.inspector.preset_tiles import PresetTiles
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, ShapeLayer, TextLayer
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.story import Story


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


def test_a_long_name_of_a_font_is_shortened_and_not_cut(window: MainWindow) -> None:
    select(window, 0, "t1")
    button = named(window, FontButton, "Font")
    button.show_value("A family with a name that is long")
    drawn, whole = button.grab().toImage(), button.text()
    room = button.width() - 34  # the paddings and the mark
    button.setText(button.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room))
    assert button.text().endswith("…") and button.grab().toImage() == drawn
    assert whole == button.toolTip() == "A family with a name that is long"


def test_looks_of_text(window: MainWindow) -> None:
    select(window, 0, "t1")
    tiles = shown(window).findChild(PresetTiles)
    for preset in presets.PRESETS:
        tiles.picked.emit(preset.id)
        for name, value in preset.fields:
            assert getattr(layer(window, "t1"), name) == value
    assert len(undo_labels(window)) == len(presets.PRESETS)


def test_the_chip_measures_and_mends(window: MainWindow, qtbot: Any) -> None:
    select(window, 0, "t2")
    chip = shown(window).findChild(ContrastChip)
    qtbot.waitUntil(lambda: "Easy to read" in chip.text)
    window.desk.apply(
        lambda deck: edits.restyle_slides(deck, ("s1",), {"background.scrim": None}), "No scrim"
    )
    qtbot.waitUntil(lambda: "Hard to read" in chip.text)
    before = len(undo_labels(window))
    assert chip.badge.isVisible()
    assert "Hard to read" in chip.badge.text()
    words = chip.findChild(QLabel)
    words.setText("12.9:1  Difficult to read on this picture")  # as in other languages
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert words.height() >= 2 * words.fontMetrics().height()
    chip.badge.click()
    qtbot.waitUntil(lambda: "Easy to read" in chip.text)
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


def test_a_light_behind_part_of_a_letter_counts() -> None:
    """White words on black, and a light that a quarter of one letter crosses."""
    words = TextLayer(
        id="t", x=96, y=800, width=888, height=140, text=(Run(text="Friday"),), size=128, weight=800
    )
    words = structs.replace(words, color="#FFFFFF", fit="none")
    light = ShapeLayer(id="p", x=0, y=924, width=1080, height=300, fill=Solid(color="#F0E6D2"))
    black = Solid(color="#000000")
    for below, easy in (((), True), ((light,), False)):
        slide = Slide(id="s", background=black, layers=(*below, words))
        found = reading(Story(Deck(id="d", slides=(slide,)), MediaStore()), "s", "t")
        assert found is not None
        assert found.easy is easy


def _pressed(key: Qt.Key, keys: Qt.KeyboardModifier) -> Any:
    return QKeyEvent(QEvent.Type.KeyPress, key, keys)


def test_a_first_ground_suits_the_letters(window: MainWindow) -> None:
    select(window, 0, "t1")  # light letters
    named(window, SegmentedControl, "Background").committed.emit("pill")
    assert layer(window, "t1").highlight.color == "brand:ink"
    named(window, SegmentedControl, "Background").committed.emit("box")
    assert layer(window, "t1").highlight.color == "brand:ink"
    assert layer(window, "t1").highlight.style == "box"


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


def test_alignment_is_shown_where_the_lines_stand(program: Program) -> None:
    """The start of Arabic is at the right; pressing a side keeps to the reading direction."""
    texts = tuple(
        TextLayer(id=id_, y=at * 300.0, text=(Run(text=words),))
        for at, (id_, words) in enumerate((("latin", "Hello"), ("arabic", "مرحبا 2026")))
    )
    slide = Slide(id="s1", layers=texts)
    window = program.new(Story(Deck(id="d", slides=(slide,)), MediaStore()))
    for id_, start, end in (("latin", "Left", "Right"), ("arabic", "Right", "Left")):
        select(window, 0, id_)
        assert named(window, QToolButton, f"Align: {start}").isChecked()
        QTest.mouseClick(named(window, QToolButton, f"Align: {end}"), Left)
        assert layer(window, id_).align == "end"
        QTest.mouseClick(named(window, QToolButton, f"Align: {start}"), Left)
        assert layer(window, id_).align == "start"
    select(window, 0, "latin", "arabic")
    assert not any(
        named(window, QToolButton, f"Align: {side}").isChecked()
        for side in ("Left", "Centre", "Right")
    )
    QTest.mouseClick(named(window, QToolButton, "Align: Right"), Left)
    assert (layer(window, "latin").align, layer(window, "arabic").align) == ("end", "start")


def test_the_list_of_fonts_holds_no_emoji_and_esc_shows_all_again(window: MainWindow) -> None:
    select(window, 0, "t1")
    button = named(window, FontButton, "Font")
    button.open_list()
    QApplication.processEvents()
    fonts = button.findChild(FontList)
    whole = fonts.list.model().rowCount()
    names = [fonts.list.model().index(row, 0).data() for row in range(whole)]
    assert "Inter" in names and "Noto Color Emoji" not in names
    search = fonts.findChild(TextField)
    QTest.keyClicks(search, "playfair")
    assert fonts.list.model().rowCount() < whole
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == "" and fonts.list.model().rowCount() == whole
    fonts.hide()
