"""Writing in place, with real keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import at, settle
from msgspec import structs
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app.canvas.drawing import insert
from storycomposer.app.canvas.text import page
from storycomposer.app.canvas.text.writing import Writing
from storycomposer.app.desk import Mode
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document import runs
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Point, outward
from storycomposer.document.layers import GroupLayer, ImageLayer, Run, TextLayer
from storycomposer.media.store import MediaStore
from storycomposer.story import Story
from storycomposer.typography import caret

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def layer(words: str, id: str = "t1", **fields: object) -> TextLayer:
    made = TextLayer(
        id=id, x=96, y=600, width=888, height=200, size=96, color="#1B1B3A", text=(Run(text=words),)
    )
    return structs.replace(made, **fields)


class Desktop:
    """A window on one slide, writing in its layer ``t1``."""

    def __init__(self, program: Program, *layers: object, language: str = "en") -> None:
        slide = Slide(id="s1", layers=layers)  # type: ignore[arg-type]
        self.window: MainWindow = program.new(
            Story(Deck(id="d", slides=(slide,), language=language), MediaStore())
        )
        self.window.resize(1200, 900)
        settle()
        self.canvas = self.window.canvas
        self.canvas.setFocus()
        self.canvas.selecting.enter("t1")
        settle()

    @property
    def writing(self) -> Writing:
        return self.window.writing

    @property
    def runs(self) -> tuple[Run, ...]:
        found = spots(self.window.desk.deck)["t1"].layer
        assert isinstance(found, TextLayer)
        return found.text

    @property
    def text(self) -> str:
        return runs.plain(self.runs)

    @property
    def labels(self) -> list[str]:
        return [entry.label for entry in self.window.desk.editor.history.done]

    @property
    def offset(self) -> int:
        return self.writing.cursor.at.offset

    @property
    def span(self) -> tuple[int, int]:
        return self.writing.cursor.start, self.writing.cursor.end

    def type(self, words: str) -> None:
        for char in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Key.Key_unknown, PLAIN, char)
                QApplication.sendEvent(self.canvas, event)

    def key(self, *which: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
        for one in which:
            QTest.keyClick(self.canvas, one, keys)

    def spot(self, offset: int, right: bool = False) -> QPoint:
        """The widget point in the left (right) third of the grapheme that begins at ``offset``."""
        page = self.writing.page
        assert page is not None
        for line in page.layout.lines:
            for one in line.clusters:
                if one.start == offset:
                    x = one.left + (one.right - one.left) * (0.7 if right else 0.3)
                    y = line.baseline - 0.3 * line.ascent
                    return at(self.window, *outward(page.pose, Point(x, y)))
        raise AssertionError(offset)

    def click(self, offset: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.canvas, LEFT, keys, self.spot(offset))


@pytest.fixture
def desktop(program: Program) -> Desktop:
    return Desktop(program, layer("one two three"))


def test_entering_selects_all_and_typing_replaces_it(desktop: Desktop) -> None:
    assert desktop.span == (0, 13)
    desktop.type("A")
    assert desktop.text == "A" and desktop.offset == 1


def test_a_double_click_enters(program: Program) -> None:
    desktop = Desktop(program, layer("one two three"))
    desktop.writing.end()
    desktop.window.desk.select(())
    QTest.mouseDClick(desktop.canvas, LEFT, PLAIN, at(desktop.window, 200, 660))
    assert desktop.window.desk.mode == Mode("text", "t1") and desktop.span == (0, 13)


def test_undo_goes_by_words(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    desktop.type(" four five")
    assert desktop.text == "one two three four five"
    desktop.window.undo()
    assert desktop.text == "one two three four " and desktop.offset == 19
    desktop.window.undo()
    assert desktop.text == "one two three "
    desktop.window.redo()
    assert desktop.text == "one two three four "
    desktop.type("x")
    assert desktop.text == "one two three four x"
    desktop.window.undo()
    assert desktop.text == "one two three four "


def test_a_moved_caret_or_a_pause_begins_a_new_entry(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.key(Key.Key_Home)
    desktop.type("ab")
    desktop.key(Key.Key_Left, Key.Key_Right)
    desktop.type("cd")
    assert desktop.text == "abcdone two three" and len(desktop.labels) == 2
    monkeypatch.setattr(page, "_PAUSE", 0.0)
    desktop.type("e")
    assert desktop.text == "abcdeone two three" and len(desktop.labels) == 3
    desktop.window.undo()
    desktop.window.undo()
    assert desktop.text == "abone two three"


def test_what_another_part_of_the_window_does_is_not_joined(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    desktop.type("a")
    desktop.window.desk.apply(lambda deck: structs.replace(deck, title="T"), "Title")
    desktop.type("b")
    assert len(desktop.labels) == 3
    desktop.window.undo()
    assert desktop.text == "one two threea" and desktop.window.desk.deck.title == "T"


def test_backspaces_in_a_row_are_one_entry(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    desktop.key(*[Key.Key_Backspace] * 4)
    assert desktop.text == "one two t" and len(desktop.labels) == 1
    desktop.window.undo()
    assert desktop.text == "one two three"


@pytest.mark.parametrize(
    "words",
    ["a👨‍👩‍👧‍👦", "a🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a👍🏽", "a❤️", "a1️⃣", "ae\u0301", "aक्षि", "aก้ำ", "a🇩🇪"],
)
def test_backspace_and_delete_take_a_whole_grapheme(program: Program, words: str) -> None:
    desktop = Desktop(program, layer(words))
    before = desktop.writing.page.layout.lines[0].clusters  # type: ignore[union-attr]
    desktop.key(Key.Key_End)
    desktop.key(*[Key.Key_Backspace] * (len(before) - 1))
    assert desktop.text == "a"
    desktop.window.undo()
    assert desktop.text == words
    desktop.key(Key.Key_Home, Key.Key_Right)
    desktop.key(*[Key.Key_Delete] * (len(before) - 1))
    assert desktop.text == "a"


def test_words_are_deleted_whole(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    desktop.key(Key.Key_Backspace, keys=CTRL)
    assert desktop.text == "one two "
    desktop.key(Key.Key_Home)
    desktop.key(Key.Key_Delete, keys=CTRL)
    assert desktop.text == "two "


def test_moving_and_selecting_with_keys(program: Program) -> None:
    desktop = Desktop(program, layer("one two\nthree four"))
    desktop.key(Key.Key_Home, keys=CTRL)
    assert desktop.span == (0, 0)
    desktop.key(Key.Key_Right, keys=CTRL)
    assert desktop.offset == 4
    desktop.key(Key.Key_Right, keys=CTRL)
    assert desktop.offset == 7
    desktop.key(Key.Key_Home)
    desktop.key(Key.Key_Down)
    assert desktop.offset == 8
    desktop.key(Key.Key_End, keys=SHIFT)
    assert desktop.span == (8, 18)
    desktop.key(Key.Key_Left)
    assert desktop.span == (8, 8)
    desktop.key(Key.Key_End, keys=CTRL)
    desktop.key(Key.Key_Up, Key.Key_Down)
    assert desktop.offset == 18
    desktop.key(Key.Key_A, keys=CTRL)
    assert desktop.span == (0, 18)
    desktop.key(Key.Key_Right)
    assert desktop.span == (18, 18)


def test_enter_is_a_paragraph_and_shift_enter_a_line(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    desktop.key(Key.Key_Return)
    desktop.type("a")
    desktop.key(Key.Key_Return, keys=SHIFT)
    desktop.type("b")
    assert desktop.text == "one two three\na\u2028b"


def test_the_pointer_places_selects_and_extends(desktop: Desktop) -> None:
    desktop.click(5)
    assert desktop.span == (5, 5)
    desktop.click(9, SHIFT)
    assert desktop.span == (5, 9)
    QTest.mousePress(desktop.canvas, LEFT, PLAIN, desktop.spot(1))
    QTest.mouseMove(desktop.canvas, desktop.spot(6))
    QTest.mouseRelease(desktop.canvas, LEFT, PLAIN, desktop.spot(6))
    assert desktop.span == (1, 6)


def test_a_double_click_takes_the_word_and_a_third_the_line(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(program, layer("one two three\nfour"))
    where = desktop.spot(6, right=True)
    for soon, span in ((3_600_000, (0, 13)), (-1, (7, 7))):
        monkeypatch.setattr(QApplication, "doubleClickInterval", lambda soon=soon: soon)
        QTest.mouseClick(desktop.canvas, LEFT, PLAIN, where)
        QTest.mouseDClick(desktop.canvas, LEFT, PLAIN, where)
        assert desktop.span == (4, 7)
        QTest.mouseClick(desktop.canvas, LEFT, PLAIN, where)
        assert desktop.span == span


def test_a_drag_after_a_double_click_goes_by_words(desktop: Desktop) -> None:
    kinds = QEvent.Type
    send(desktop.canvas, kinds.MouseButtonDblClick, desktop.spot(5))
    assert desktop.span == (4, 7)
    send(desktop.canvas, kinds.MouseMove, desktop.spot(9))
    assert desktop.span == (4, 13)
    send(desktop.canvas, kinds.MouseMove, desktop.spot(1))
    assert desktop.span == (0, 7) and desktop.offset == 0
    QTest.mouseRelease(desktop.canvas, LEFT, PLAIN, desktop.spot(1))


def send(canvas: QWidget, kind: QEvent.Type, where: QPoint) -> None:
    point = QPointF(where)
    event = QMouseEvent(kind, point, canvas.mapToGlobal(point), LEFT, LEFT, PLAIN)
    QApplication.sendEvent(canvas, event)


def test_a_click_lands_right_in_a_turned_layer_inside_a_turned_group(program: Program) -> None:
    inner = layer("one two three", x=40, y=30, rotation=20)
    group = GroupLayer(id="g", x=60, y=500, width=960, height=400, rotation=-50, layers=(inner,))
    desktop = Desktop(program, group)
    for offset in (0, 4, 9):
        desktop.click(offset)
        assert desktop.span == (offset, offset)
    assert desktop.window.desk.mode == Mode("text", "t1")


def test_escape_and_a_click_beside_end_writing(desktop: Desktop) -> None:
    desktop.key(Key.Key_Escape)
    assert desktop.window.desk.mode == Mode()
    assert desktop.window.desk.editor.selection.layers == ("t1",)
    desktop.key(Key.Key_Return)
    assert desktop.window.desk.mode == Mode("text", "t1")
    QTest.mouseClick(desktop.canvas, LEFT, PLAIN, at(desktop.window, 500, 1500))
    assert desktop.window.desk.mode == Mode()
    assert desktop.window.desk.editor.selection.layers == ()


def test_a_press_on_another_layer_selects_it_at_once(program: Program) -> None:
    desktop = Desktop(program, layer("one"), layer("two", "t2", y=1200))
    QTest.mouseClick(desktop.canvas, LEFT, PLAIN, at(desktop.window, 200, 1260))
    assert desktop.window.desk.mode == Mode()
    assert desktop.window.desk.editor.selection.layers == ("t2",)


def test_a_fresh_text_left_empty_was_never_there(program: Program) -> None:
    desktop = Desktop(program, layer("one"))
    desktop.writing.end()
    before = desktop.window.desk.deck
    insert(desktop.window.desk, "text", desktop.canvas.image)
    assert desktop.window.desk.mode.name == "text"
    desktop.type("ab")
    desktop.key(*[Key.Key_Backspace] * 2)
    desktop.key(Key.Key_Escape)
    assert desktop.window.desk.deck == before and desktop.labels == []


def test_a_text_emptied_later_goes_and_one_undo_brings_it_back(desktop: Desktop) -> None:
    desktop.key(Key.Key_Backspace)
    desktop.key(Key.Key_Escape)
    assert "t1" not in spots(desktop.window.desk.deck) and len(desktop.labels) == 1
    desktop.window.undo()
    assert desktop.text == "one two three"


def test_undoing_the_layer_away_ends_writing(program: Program) -> None:
    desktop = Desktop(program, layer("one"))
    desktop.writing.end()
    insert(desktop.window.desk, "text", desktop.canvas.image)
    desktop.window.undo()
    assert desktop.window.desk.mode == Mode() and desktop.writing.page is None


def test_tab_goes_to_the_next_slot_and_back(program: Program) -> None:
    desktop = Desktop(
        program,
        ImageLayer(id="p1", source=f"media/{'0' * 64}.png", x=96, y=900),
        layer("below", "t2", y=1400),
        layer("above"),
    )
    desktop.key(Key.Key_Tab)
    assert desktop.window.desk.mode == Mode()
    assert desktop.window.desk.editor.selection.layers == ("p1",)
    desktop.window.desk.mode = Mode("text", "t2")
    assert desktop.writing.cursor.end == 5
    desktop.key(Key.Key_Tab)
    assert desktop.window.desk.mode == Mode("text", "t1")
    desktop.key(Key.Key_Backtab)
    assert desktop.window.desk.mode == Mode("text", "t2")


def test_keys_of_the_text_are_no_shortcuts_and_others_stay_so(desktop: Desktop) -> None:
    QGuiApplication.clipboard().setText("x")

    def wanted(key: Qt.Key, keys: Qt.KeyboardModifier, text: str = "") -> bool:
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, keys, text)
        return desktop.writing.wants_shortcut(event)

    for key, text in ((Key.Key_V, "v"), (Key.Key_1, "1"), (Key.Key_BracketLeft, "[")):
        assert wanted(key, PLAIN, text)
    assert wanted(Key.Key_R, SHIFT, "R") and wanted(Key.Key_Backspace, PLAIN, "\b")
    assert wanted(Key.Key_Left, SHIFT) and wanted(Key.Key_Home, PLAIN)
    for key in (Key.Key_A, Key.Key_C, Key.Key_V, Key.Key_X, Key.Key_B, Key.Key_I, Key.Key_U):
        assert wanted(key, CTRL)
    for key in (Key.Key_Z, Key.Key_Y, Key.Key_S, Key.Key_E, Key.Key_0):
        assert not wanted(key, CTRL, "\x1a")


def test_the_caret_is_painted_and_blinks(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    assert desktop.writing._blink.isActive()
    # On a busy machine it would blink by itself between two looks.
    desktop.writing._blink.stop()
    settle()
    shown = desktop.canvas.grab().toImage()
    desktop.writing._on_blink()
    settle()
    assert desktop.canvas.grab().toImage() != shown
    desktop.writing._on_blink()
    settle()
    assert desktop.canvas.grab().toImage() == shown


def test_the_document_has_no_caret_in_it(desktop: Desktop, tmp_path: Path) -> None:
    before = desktop.canvas.image.copy()
    desktop.key(Key.Key_A, keys=CTRL)
    settle()
    assert desktop.canvas.image == before
    path = tmp_path / "seen.png"
    assert desktop.canvas.grab().save(str(path)) and path.stat().st_size > 0


def test_two_carets_where_directions_meet(program: Program) -> None:
    desktop = Desktop(program, layer("abc عربي"))
    desktop.click(2)
    desktop.key(Key.Key_Right, Key.Key_Right)
    assert desktop.offset == 4
    page = desktop.writing.page
    assert page is not None and len(caret.carets(page.layout, desktop.writing.cursor.at)) == 2
    desktop.key(Key.Key_Right)
    after = desktop.offset
    desktop.type("س")
    assert desktop.text[after] == "س"
