"""The emoji picker, and the actions of the text menu."""

from __future__ import annotations

import pytest
from conftest import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from test_text import CTRL, SHIFT, Desktop, Key, layer

from storycomposer.app import slants
from storycomposer.app.actions import by_id
from storycomposer.app.emoji import every, search
from storycomposer.app.emoji_picker import EmojiPicker, tile
from storycomposer.app.program import Program
from storycomposer.document import edits
from storycomposer.typography import fonts
from storycomposer.typography.segments import graphemes


@pytest.fixture
def desktop(program: Program) -> Desktop:
    return Desktop(program, layer("one two"))


def run(desktop: Desktop, id: str) -> None:
    desktop.window.actions_by_id[id].trigger()


def test_every_emoji_is_one_grapheme_that_our_font_draws() -> None:
    book = fonts.book(system=False)
    assert len(every()) > 1000
    for one in every():
        assert len(graphemes(one.text)) == 2, one
        assert book.fallback(one.text, 400, False, "en") is not None, one
    assert len({one.text for one in every()}) == len(every())


@pytest.mark.parametrize(
    ("words", "text"),
    [("love", "❤️"), ("rocket", "🚀"), ("thank", "🙏"), ("flag de", "🇩🇪"), ("ca coff", "☕")],
)
def test_emoji_are_found_by_name_and_by_what_people_call_them(words: str, text: str) -> None:
    found = [one.text for one in search(words)]
    if words == "ca coff":
        assert found == []
    else:
        assert text in found[:12]
    assert search("") == every()


def test_tiles_show_colours_on_nothing(desktop: Desktop) -> None:
    del desktop
    image = tile("🔥", 28).toImage()
    colors = {image.pixelColor(x, y).hue() for x in range(0, 28, 3) for y in range(0, 28, 3)}
    assert len(colors) > 2 and image.pixelColor(0, 0).alpha() == 0
    assert tile("🔥", 28, 2.0).width() == 56


def test_an_emoji_is_put_at_the_caret(desktop: Desktop) -> None:
    desktop.click(4)
    run(desktop, "emoji")
    settle()
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, EmojiPicker)
    settle()
    QTest.keyClicks(picker.grid.field, "fire")
    QTest.keyClick(picker.grid.field, Qt.Key.Key_Return)
    settle()
    assert desktop.text == "one 🔥two" and QApplication.activePopupWidget() is None
    desktop.key(Key.Key_Backspace)
    assert desktop.text == "one two"


def test_a_click_in_the_picker_chooses(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    run(desktop, "emoji")
    settle()
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, EmojiPicker)
    settle()
    where = picker.grid.list.visualRect(picker.grid.list.model().index(2, 0)).center()
    QTest.mouseClick(
        picker.grid.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        where,
    )
    assert desktop.text == "one two🔥"


def test_nothing_found_is_said(desktop: Desktop) -> None:
    run(desktop, "emoji")
    settle()
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, EmojiPicker)
    QTest.keyClicks(picker.grid.field, "qqq")
    assert not picker.grid.list.isVisible() and picker.grid._none.isVisible()
    QTest.keyClick(picker.grid.field, Qt.Key.Key_Return)
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None and desktop.text == "one two"


def test_bold_is_for_the_selection_while_writing_and_else_for_the_layer(desktop: Desktop) -> None:
    action = desktop.window.actions_by_id["bold"]
    desktop.click(4)
    desktop.key(Key.Key_End, keys=SHIFT)
    assert not action.isChecked()
    run(desktop, "bold")
    assert [run.weight for run in desktop.runs] == [None, 700] and action.isChecked()
    desktop.key(Key.Key_Home)
    assert not action.isChecked()
    desktop.writing.end()
    run(desktop, "bold")
    assert [run.weight for run in desktop.runs] == [None]
    assert desktop.window.desk.selected[0].weight == 700  # type: ignore[union-attr]
    run(desktop, "underline")
    assert desktop.window.desk.selected[0].underline is True  # type: ignore[union-attr]
    assert not by_id("emoji").enabled(desktop.window)  # type: ignore[arg-type]


def test_italic_says_so_where_the_font_has_none(program: Program) -> None:
    desktop = Desktop(program, layer("one two", font="Outfit"))
    window, said = desktop.window, []
    window.desk.noticed.connect(lambda notice: said.append(notice.text))
    desktop.key(Key.Key_I, keys=CTRL)
    assert said == ["Outfit has no italic."]
    assert not desktop.labels and not desktop.runs[0].italic
    window.writing.style_range(font="Inter")  # a selection in another font can be
    desktop.key(Key.Key_I, keys=CTRL)
    assert len(said) == 1 and window.writing.range_style()["italic"] is True


def test_italic_of_a_whole_layer_says_so_too_and_can_be_taken_off(program: Program) -> None:
    desktop = Desktop(program, layer("one two", font="Outfit"))
    window, said = desktop.window, []
    window.desk.noticed.connect(lambda notice: said.append(notice.text))
    desktop.key(Key.Key_Escape)
    settle()
    button = next(
        one
        for one in window.right_panel.findChildren(QToolButton)
        if one.accessibleName() == "Style: Italic" and one.isVisible()
    )
    assert not button.isEnabled() and button.toolTip() == "Outfit has no italic."
    run(desktop, "italic")
    assert said == ["Outfit has no italic."] and not window.desk.selected[0].italic
    window.desk.apply(lambda deck: edits.restyle(deck, ("t1",), {"italic": True}), "Style")
    settle()
    assert button.isEnabled() and button.isChecked()
    run(desktop, "italic")
    assert not window.desk.selected[0].italic
    window.desk.apply(lambda deck: edits.restyle(deck, ("t1",), {"font": "Inter"}), "Font")
    settle()
    assert button.isEnabled() and button.toolTip() == "Italic"


def test_which_fonts_lack_an_italic_is_known_of_roles_and_of_several(desktop: Desktop) -> None:
    desk = desktop.window.desk
    assert desk.deck.brand.heading == "Outfit" and desk.deck.brand.body == "Inter"
    assert slants.missing(desk, ["brand:heading"]) == "Outfit has no italic."
    assert slants.missing(desk, ["brand:heading", "Outfit"]) == "Outfit has no italic."
    assert slants.missing(desk, ["brand:heading", "Caveat"]) == "These fonts have no italic."
    for some in (["brand:body"], ["Outfit", "brand:body"], ["Outfit", "Nobody Has It"], []):
        assert slants.missing(desk, some) == ""


def test_keys_step_through_the_sizes_of_type(program: Program) -> None:
    desktop = Desktop(program, layer("one two"))
    larger, smaller = Key.Key_Greater, Key.Key_Less
    desktop.click(4)
    desktop.key(Key.Key_End, keys=SHIFT)
    desktop.key(larger, keys=CTRL | SHIFT)
    assert [(one.text, one.size) for one in desktop.runs] == [("one ", None), ("two", 128)]
    desktop.key(Key.Key_Escape)
    desktop.key(smaller, keys=CTRL | SHIFT)
    assert desktop.window.desk.selected[0].size == 72 and desktop.runs[1].size == 96
    for _ in range(20):
        desktop.key(smaller, keys=CTRL | SHIFT)
    assert desktop.window.desk.selected[0].size == 18
    for _ in range(20):
        desktop.key(larger, keys=CTRL | SHIFT)
    assert desktop.window.desk.selected[0].size == 384, "at the end it stays"


def test_brackets_move_a_layer_through_the_stack_but_are_words_while_writing(
    program: Program,
) -> None:
    desktop = Desktop(program, layer("one"), layer("two", id="t2"))
    desktop.key(Key.Key_End)
    desktop.type("]")
    assert desktop.text == "one]"
    desktop.key(Key.Key_Escape)
    order = lambda: [one.id for one in desktop.window.desk.slide.layers]  # noqa: E731
    desktop.key(Key.Key_BracketRight)
    assert order() == ["t2", "t1"]
    desktop.key(Key.Key_BracketLeft)
    assert order() == ["t1", "t2"]
    desktop.key(Key.Key_BracketRight, keys=CTRL)
    assert order() == ["t2", "t1"]
    desktop.key(Key.Key_BracketLeft, keys=CTRL)
    assert order() == ["t1", "t2"]
