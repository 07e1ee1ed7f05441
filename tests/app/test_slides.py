"""The filmstrip shows every slide as it is, and orders, adds and deletes them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import settle
from msgspec import structs
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from storycomposer.app.actions.slide import picture_name, save_picture
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.slides_panel import SlidesView
from storycomposer.app.thumbnails import Thumbnails, rgba
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.errors import StoryError
from storycomposer.render.slide import render

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(program: Program, sample: Callable[[str], Path]) -> MainWindow:
    """Seven slides."""
    made = program.open(sample("world"))
    settle()
    return made


def ids(window: MainWindow) -> list[str]:
    return [slide.id for slide in window.desk.deck.slides]


def view(window: MainWindow) -> SlidesView:
    return window.filmstrip.view


def pixels(image: QImage) -> bytes:
    # Without the colour space, which is part of a QImage and not of what is seen here.
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return bytes(plain.constBits())


def click(window: MainWindow, row: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
    strip = view(window)
    index = strip.model().index(row, 0)
    strip.scrollTo(index)
    QTest.mouseClick(strip.viewport(), LEFT, keys, strip.visualRect(index).center())
    settle()


def test_every_slide_has_a_row_with_its_name_and_seconds(window: MainWindow) -> None:
    model = view(window).model()
    assert model.rowCount() == 7
    said = model.data(model.index(4, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Slide 5: 日本語, 5 s"
    there = QAccessible.queryAccessibleInterface(view(window))
    assert there.text(QAccessible.Text.Name) == "Slides"
    assert there.child(4).text(QAccessible.Text.Name) == said


def test_a_click_shows_the_slide_and_keys_go_on(window: MainWindow) -> None:
    click(window, 2)
    assert window.desk.slide_index == 2
    QTest.keyClick(view(window), Qt.Key.Key_Right)
    assert window.desk.slide_index == 3
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.desk.slide_index == 4
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.desk.slide_index == 3
    assert view(window).chosen == (ids(window)[3],)


def test_several_are_selected_with_ctrl_and_shift(window: MainWindow) -> None:
    all_ = ids(window)
    click(window, 0)
    click(window, 2, CTRL)
    assert window.desk.editor.selection.slides == (all_[0], all_[2])
    click(window, 2)
    click(window, 4, SHIFT)
    assert set(window.desk.editor.selection.slides) == {*all_[2:5]}
    assert window.desk.slide_index == 4
    click(window, 3, CTRL)
    assert set(window.desk.editor.selection.slides) == {all_[2], all_[4]}


def test_the_editors_selection_is_shown(window: MainWindow) -> None:
    all_ = ids(window)
    window.desk.select((), (all_[5], all_[1]))
    assert view(window).chosen == (all_[1], all_[5])
    assert view(window).currentIndex().row() == 1
    assert window.desk.editor.selection.slides == (all_[5], all_[1])


def test_thumbnails_come_from_the_renderer(window: MainWindow, qtbot: QtBot) -> None:
    strip = view(window)
    qtbot.waitUntil(lambda: not window.workers.busy)
    settle()
    shown = strip.grab().toImage()
    rect = strip.visualRect(strip.model().index(0, 0))
    story, slide = window.desk.editor.story, window.desk.deck.slides[0]
    drawn = rgba(render(story, slide, 96 / 1920))
    # The card's padding; corners are round, so the middle is compared.
    part = shown.copy(rect.left() + 2 + 6 + 10, rect.top() + 6 + 10, 30, 70)
    want = drawn.copy(10, 10, 30, 70)
    assert pixels(part) == pixels(want)


def test_a_thumbnail_follows_its_slide(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.workers.busy)
    before = view(window).grab().toImage()
    gone = [layer.id for layer in window.desk.slide.layers]
    window.desk.apply(lambda deck: edits.delete(deck, gone), "Empty")
    settle()
    qtbot.waitUntil(lambda: not window.workers.busy)
    settle()
    assert view(window).grab().toImage() != before
    window.undo()
    settle()
    qtbot.waitUntil(lambda: not window.workers.busy)
    settle()
    assert view(window).grab().toImage() == before


def test_alt_with_arrows_moves_the_selected_slides(window: MainWindow) -> None:
    a, b, c, *rest = ids(window)
    click(window, 0)
    QTest.keyClick(view(window), Qt.Key.Key_Right, ALT)
    assert ids(window) == [b, a, c, *rest]
    assert window.desk.slide.id == a and view(window).chosen == (a,)
    assert window.desk.editor.history.done[-1].label == "Move slide 1"
    QTest.keyClick(view(window), Qt.Key.Key_Left, ALT)
    QTest.keyClick(view(window), Qt.Key.Key_Left, ALT)
    assert ids(window) == [a, b, c, *rest]
    assert len(window.desk.editor.history.done) == 2


def test_in_mirrored_windows_arrows_go_the_way_they_point(window: MainWindow) -> None:
    a, b, *rest = ids(window)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    click(window, 0)
    QTest.keyClick(view(window), Qt.Key.Key_Left, ALT)
    assert ids(window) == [b, a, *rest]


def drop(window: MainWindow, rows: list[int], at: QPoint) -> None:
    strip = view(window)
    model = strip.model()
    data = model.mimeData([model.index(row, 0) for row in rows])
    actions = model.supportedDragActions()
    event = QDropEvent(QPointF(at), actions, data, LEFT, PLAIN, QEvent.Type.Drop)
    strip.dropEvent(event)
    settle()
    # Qt removes the rows itself after a move.
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_dragging_moves_slides_before_the_gap(window: MainWindow) -> None:
    a, b, c, d, e, *rest = ids(window)
    strip = view(window)
    rect = strip.visualRect(strip.model().index(3, 0))
    drop(window, [0, 4], QPoint(rect.left() + 10, 40))
    assert ids(window) == [b, c, a, e, d, *rest]
    assert window.desk.editor.history.done[-1].label == "Move 2 slides"
    window.undo()
    bar = strip.horizontalScrollBar()
    bar.setValue(bar.maximum())  # in a narrow window the end is out of sight
    drop(window, [1], QPoint(strip.viewport().width() - 1, 40))
    assert ids(window) == [a, c, d, e, *rest, b]


def test_what_is_not_ours_moves_nothing(window: MainWindow) -> None:
    before = window.desk.deck
    data = QMimeData()
    data.setData("application/x-storycomposer-slide-rows", b"\xff nonsense s999")
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, LEFT, PLAIN, QEvent.Type.Drop)
    view(window).dropEvent(event)
    assert window.desk.deck is before


def test_plus_adds_a_slide_with_the_same_background(window: MainWindow) -> None:
    click(window, 1)
    first = window.desk.slide
    window.actions_by_id["slide-new"].trigger()
    assert window.desk.slide_index == 2
    assert window.desk.slide.background == first.background
    assert window.desk.slide.layers == ()
    assert view(window).currentIndex().row() == 2
    window.undo()
    assert len(ids(window)) == 7


def test_duplicates_are_selected(window: MainWindow) -> None:
    all_ = ids(window)
    window.desk.select((), (all_[0], all_[1]))
    window.actions_by_id["slide-duplicate"].trigger()
    now = ids(window)
    assert len(now) == 9
    assert window.desk.editor.selection.slides == (now[2], now[3])
    assert window.desk.editor.history.done[-1].label == "Duplicate 2 slides"


def test_deleting_all_leaves_an_empty_one(window: MainWindow) -> None:
    window.desk.select((), tuple(ids(window)))
    window.actions_by_id["slide-delete"].trigger()
    assert len(ids(window)) == 1
    assert window.desk.slide.layers == ()
    assert view(window).model().rowCount() == 1


def test_what_cannot_be_done_is_grey(window: MainWindow) -> None:
    click(window, 0)
    enabled = {
        id_: window.actions_by_id[id_].isEnabled()
        for id_ in ("slide-previous", "slide-next", "slide-earlier", "slide-later")
    }
    assert enabled == {
        "slide-previous": False,
        "slide-next": True,
        "slide-earlier": False,
        "slide-later": True,
    }


def test_the_picture_is_copied_and_saved(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    story, slide = window.desk.editor.story, window.desk.slide
    want = pixels(rgba(render(story, slide)))
    window.actions_by_id["slide-copy-picture"].trigger()
    qtbot.waitUntil(lambda: not window.workers.busy)
    settle()
    image = QGuiApplication.clipboard().image()
    assert pixels(image) == want
    save_picture(window, tmp_path / "one.png")  # type: ignore[arg-type]
    qtbot.waitUntil((tmp_path / "one.png").exists)
    qtbot.waitUntil(lambda: not window.workers.busy)
    saved = QImage(str(tmp_path / "one.png"))
    assert pixels(saved) == want


def test_a_picture_is_proposed_under_its_storys_and_its_own_name() -> None:
    said = TextLayer(id="t", text=(Run(text="River/ranger?"),))
    slides = (Slide(id="a"), Slide(id="b", layers=(said,)), Slide(id="c", name="The end"))
    deck = Deck(id="d", slides=slides)
    file = Path("stories") / "Job opening.story"
    assert picture_name(deck, 1, file) == "Job opening - 2 River ranger.png"
    assert picture_name(deck, 0, file) == "Job opening - 1.png"
    assert picture_name(deck, 1, None) == "2 River ranger.png"
    titled = structs.replace(deck, title="We hire")
    assert picture_name(titled, 2, None) == "We hire - 3 The end.png"
    assert picture_name(Deck(id="d", slides=(Slide(id="a"),)), 0, None) == "Untitled story - 1.png"


def test_saving_a_picture_asks_with_that_name(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_: object, __: str, place: str, *___: object) -> tuple[str, str]:
        asked.append(Path(place).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_by_id["slide-save-picture"].trigger()
    path = window.desk.editor.path
    assert path is not None and asked == [picture_name(window.desk.deck, 0, path)]
    assert asked[0].startswith("world - 1 ")


def test_two_pictures_saved_in_one_moment_are_both_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    gate = threading.Event()
    for busy in ("one", "other"):
        window.workers.run(busy, lambda: gate.wait(120), lambda _: None)
    for name in ("one.png", "two.png"):
        save_picture(window, tmp_path / name)  # type: ignore[arg-type]
    gate.set()
    qtbot.waitUntil(lambda: not window.workers.busy)
    assert {path.name for path in tmp_path.glob("*.png")} == {"one.png", "two.png"}


def test_a_picture_that_cannot_be_saved_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    window.desk.noticed.connect(lambda notice: said.append(notice.kind))
    save_picture(window, tmp_path / "none" / "one.png")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["error"]


def test_the_newest_value_wins_and_failures_are_not_repeated(
    window: MainWindow, qtbot: QtBot
) -> None:
    thumbnails = Thumbnails(window.workers)
    red, blue = (QImage(4, 4, QImage.Format.Format_RGB32) for _ in range(2))
    red.fill(Qt.GlobalColor.red)
    blue.fill(Qt.GlobalColor.blue)
    calls: list[int] = []

    def fails() -> QImage:
        calls.append(1)
        raise StoryError("no", "No.")

    assert thumbnails.get("a", 1, lambda: red) is None
    assert thumbnails.get("a", 2, lambda: blue) is None
    qtbot.waitUntil(lambda: thumbnails.get("a", 2, fails) is not None)
    assert thumbnails.get("a", 2, fails) == blue
    # What cannot be drawn shows the old picture, and is tried once.
    assert thumbnails.get("a", 3, fails) == blue
    qtbot.waitUntil(lambda: bool(calls))
    settle()
    qtbot.waitUntil(lambda: not window.workers.busy)
    assert thumbnails.get("a", 3, fails) == blue
    assert calls == [1]


@pytest.mark.parametrize("at", [0, 3, 6])
def test_undo_of_deleting_a_slide_shows_and_highlights_the_slide_that_came_back(
    window: MainWindow, at: int
) -> None:
    gone, view = ids(window)[at], window.filmstrip.view
    view.setCurrentIndex(view.model().index(at, 0))
    view.setFocus()
    settle()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    settle()
    assert gone not in ids(window)
    window.actions_by_id["undo"].trigger()
    settle()
    assert window.desk.slide is not None and window.desk.slide.id == gone
    assert view.chosen == (gone,)
    assert view.currentIndex().row() == at
