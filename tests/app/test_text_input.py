"""Input methods, the clipboard, and styles of what is selected."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import settle
from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication
from test_text import CTRL, SHIFT, Desktop, Key, layer

from storycomposer.app.canvas.text.clipping import RUNS
from storycomposer.app.canvas.text.composing import points, units
from storycomposer.app.canvas.text.styling import MIXED
from storycomposer.app.program import Program
from storycomposer.document import runs

Query = Qt.InputMethodQuery
Kind = QInputMethodEvent.AttributeType


def compose(desktop: Desktop, text: str, *marks: tuple[int, int, bool], caret: int = -1) -> None:
    attributes = []
    for start, length, strong in marks:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        if strong:
            form.setBackground(QColor("#88AAFF"))
        attributes.append(QInputMethodEvent.Attribute(Kind.TextFormat, start, length, form))
    if caret >= 0:
        attributes.append(QInputMethodEvent.Attribute(Kind.Cursor, caret, 1))
    QApplication.sendEvent(desktop.canvas, QInputMethodEvent(text, attributes))


def commit(desktop: Desktop, text: str, start: int = 0, length: int = 0) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text, start, length)
    QApplication.sendEvent(desktop.canvas, event)


def asked(desktop: Desktop, query: Query) -> Any:
    return desktop.canvas.inputMethodQuery(query)


@pytest.fixture
def make(program: Program) -> Callable[..., Desktop]:
    return lambda *layers, **fields: Desktop(program, *layers, **fields)


def test_what_is_composed_is_shown_and_is_no_edit(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("東京"), language="ja")
    desktop.key(Key.Key_End)
    before = desktop.canvas.image.copy()
    compose(desktop, "にほん", (0, 3, False), caret=3)
    settle()
    assert desktop.text == "東京にほん" and desktop.labels == []
    assert desktop.canvas.image != before
    assert desktop.window.desk.editor.dirty is False
    compose(desktop, "日本", (0, 2, True), caret=2)
    assert desktop.text == "東京日本"
    commit(desktop, "日本")
    assert desktop.text == "東京日本" and desktop.labels == ["Typing"] and desktop.offset == 4
    desktop.window.undo()
    assert desktop.text == "東京"


def test_dropping_what_is_composed_leaves_nothing(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("東京"))
    compose(desktop, "に", caret=1)
    assert desktop.text == "に"
    compose(desktop, "")
    assert desktop.text == "東京" and desktop.span == (0, 2) and desktop.labels == []


def test_leaving_keeps_what_was_being_composed(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("東京"))
    desktop.key(Key.Key_End)
    compose(desktop, "にほん", caret=3)
    desktop.writing.end()
    assert desktop.text == "東京にほん" and desktop.labels == ["Typing"]


def test_leaving_keeps_what_an_input_method_would_drop(
    make: Callable[..., Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked to commit, IBus clears what is composed and commits nothing."""
    desktop = make(layer("東京"))
    desktop.key(Key.Key_End)
    compose(desktop, "天", caret=1)
    method = QGuiApplication.inputMethod()
    monkeypatch.setattr(
        QGuiApplication,
        "inputMethod",
        lambda: SimpleNamespace(
            commit=lambda: compose(desktop, ""), update=method.update, reset=method.reset
        ),
    )
    desktop.writing.end()
    assert desktop.text == "東京天" and desktop.labels == ["Typing"]


def test_undo_drops_only_what_is_composed(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("東京"))
    desktop.key(Key.Key_End)
    desktop.type("a")
    compose(desktop, "に", caret=1)
    desktop.window.undo()
    assert "に" not in desktop.text
    desktop.type("b")
    assert desktop.text.endswith("b")


def test_dead_keys_and_replacements(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("caf"))
    desktop.key(Key.Key_End)
    compose(desktop, "´", caret=1)
    commit(desktop, "é")
    assert desktop.text == "café"
    commit(desktop, "fé 😀", -2, 2)
    assert desktop.text == "café 😀"
    commit(desktop, "!", -2, 2)
    assert desktop.text == "café !"


def test_letters_of_an_input_method_join_into_words(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("x"))
    desktop.key(Key.Key_End)
    for char in " né":
        commit(desktop, char)
    desktop.window.undo()
    assert desktop.text in ("x", "x ")


def test_what_input_methods_ask(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("one\n😀two three"))
    desktop.click(6)
    assert asked(desktop, Query.ImEnabled) is True
    assert asked(desktop, Query.ImSurroundingText) == "😀two three"
    assert asked(desktop, Query.ImCursorPosition) == 3
    assert asked(desktop, Query.ImAnchorPosition) == 3
    desktop.key(Key.Key_Right, keys=SHIFT)
    assert asked(desktop, Query.ImCurrentSelection) == "w"
    assert asked(desktop, Query.ImCursorPosition) == 4
    assert asked(desktop, Query.ImHints) == Qt.InputMethodHint.ImhMultiLine.value
    rect = asked(desktop, Query.ImCursorRectangle)
    assert isinstance(rect, QRect) and rect.height() > 10
    assert desktop.canvas.rect().contains(rect.center())
    before = rect.x()
    compose(desktop, "mmm", caret=3)
    assert asked(desktop, Query.ImCursorRectangle).x() > before
    assert asked(desktop, Query.ImSurroundingText) == "😀two three"


@pytest.mark.parametrize("text", ["", "abc", "a😀b", "😀😀"])
def test_units_and_points_are_inverse(text: str) -> None:
    for offset in range(len(text) + 1):
        assert points(text, units(text[:offset])) == offset


def test_rich_text_keeps_its_style_and_plain_text_takes_the_place_s(
    make: Callable[..., Desktop],
) -> None:
    desktop = make(layer("one two"))
    desktop.writing.place(desktop.writing.cursor.within(7))
    desktop.key(Key.Key_Right)
    desktop.key(Key.Key_Left, keys=CTRL | SHIFT)
    assert desktop.span == (4, 7)
    desktop.writing.style_range(color="#FF0000")
    desktop.key(Key.Key_C, keys=CTRL)
    assert QGuiApplication.clipboard().text() == "two"
    desktop.key(Key.Key_Home)
    desktop.key(Key.Key_V, keys=CTRL)
    assert desktop.text == "twoone two" and desktop.runs[0].color == "#FF0000"
    desktop.window.undo()
    desktop.key(Key.Key_Home)
    desktop.key(Key.Key_V, keys=CTRL | SHIFT)
    assert desktop.text == "twoone two" and desktop.runs[0].color is None
    assert desktop.labels[-1] == "Paste text"


def test_cutting_is_undone_whole(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("one two"))
    desktop.key(Key.Key_X, keys=CTRL)
    assert desktop.text == "" and QGuiApplication.clipboard().text() == "one two"
    desktop.key(Key.Key_V, keys=CTRL)
    assert desktop.text == "one two"
    desktop.window.undo()
    desktop.window.undo()
    assert desktop.text == "one two"


def test_what_is_pasted_is_cleaned(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("x"))
    QGuiApplication.clipboard().setText("a\r\nb\x07c\x00d")
    desktop.key(Key.Key_V, keys=CTRL)
    assert desktop.text == "a\nbcd"


def test_bad_bytes_under_our_own_name_fall_back_to_plain(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("x"))
    for bad in (b"\xff", b"{}", b'[{"text": 3}]', json.dumps([{"text": "a", "size": -4}]).encode()):
        data = QMimeData()
        data.setText("plain")
        data.setData(RUNS, bad)
        QGuiApplication.clipboard().setMimeData(data)
        desktop.key(Key.Key_A, keys=CTRL)
        desktop.key(Key.Key_V, keys=CTRL)
        assert desktop.text == "plain"


def test_bold_is_set_on_the_selection_and_taken_off_again(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("one two"))
    desktop.click(4)
    desktop.key(Key.Key_End, keys=SHIFT)
    desktop.key(Key.Key_B, keys=CTRL)
    assert [(run.text, run.weight) for run in desktop.runs] == [("one ", None), ("two", 700)]
    assert desktop.span == (4, 7)
    desktop.key(Key.Key_A, keys=CTRL)
    assert desktop.writing.range_style()["weight"] is MIXED
    desktop.key(Key.Key_B, keys=CTRL)
    assert desktop.writing.range_style()["weight"] == 700
    desktop.key(Key.Key_B, keys=CTRL)
    assert [run.weight for run in desktop.runs] == [None]
    desktop.key(Key.Key_I, keys=CTRL)
    desktop.key(Key.Key_U, keys=CTRL)
    assert desktop.runs[0].italic is True and desktop.runs[0].underline is True
    desktop.window.undo()
    assert desktop.runs[0].underline is None


def test_at_a_caret_style_is_for_what_is_typed_next(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("one"))
    desktop.key(Key.Key_End)
    desktop.key(Key.Key_B, keys=CTRL)
    assert desktop.labels == [] and desktop.writing.range_style()["weight"] == 700
    desktop.type("ab")
    assert [(run.text, run.weight) for run in desktop.runs] == [("one", None), ("ab", 700)]
    desktop.key(Key.Key_Left, Key.Key_Right, Key.Key_Home)
    desktop.type("c")
    assert desktop.runs[0].weight is None


def test_panels_ask_for_the_selected_characters(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("one two"))
    assert desktop.writing.selected_range() == ("t1", 0, 7)
    desktop.window.desk.tool = "select"
    desktop.canvas.clearFocus()
    assert desktop.window.desk.mode.name == "text" and desktop.writing.has_range
    desktop.writing.style_range(size=40.0, color="#00FF00")
    assert desktop.runs[0].size == 40 and runs.plain(desktop.runs) == "one two"
    desktop.key(Key.Key_End)
    assert desktop.writing.selected_range() is None and not desktop.writing.has_range


def test_undo_selects_again_what_was_replaced(make: Callable[..., Desktop]) -> None:
    desktop = make(layer("Type something"))
    desktop.click(5)
    desktop.key(Key.Key_End, keys=SHIFT)
    assert desktop.span == (5, 14)
    desktop.type("new")
    desktop.window.undo()
    assert (desktop.text, desktop.span) == ("Type something", (5, 14))
    desktop.type("w")
    assert desktop.text == "Type w"
