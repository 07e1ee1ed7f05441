"""Opening, saving, closing: what people made is never lost and never written over unasked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import settle
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from storycomposer.app import drafts, files, recents
from storycomposer.app.main_window import MainWindow
from storycomposer.app.naming import drawable, layer_name, slide_name
from storycomposer.app.program import Program
from storycomposer.app.settings import Settings, Values
from storycomposer.app.slots import slots
from storycomposer.app.story_title import Title
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.errors import StoryError
from storycomposer.storage.files import open_story, save_story
from storycomposer.story import Story

Copied = Callable[[str], Path]
Buttons = QMessageBox.StandardButton


def rename(window: MainWindow, title: str) -> None:
    assert window.desk.apply(lambda deck: structs.replace(deck, title=title), "Rename")


def written(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.disk.busy)
    settle()


def box(window: MainWindow) -> QMessageBox:
    (found,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return found


def press(found: QMessageBox, words: str) -> None:
    next(one for one in found.buttons() if one.text().replace("&", "") == words).click()
    settle()


def name_it(window: MainWindow, path: Path) -> None:
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.fixture
def told(window: MainWindow) -> list[str]:
    said: list[str] = []
    window.desk.noticed.connect(lambda notice: said.append(notice.text))
    return said


def test_save_writes_beside_the_window_and_says_so_when_it_is_done(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    rename(window, "New")
    assert window.isWindowModified() and "•" in window.top_bar.title.shown.text()
    window.actions_by_id["save"].trigger()
    assert "Saved" not in window.top_bar._said.text()
    written(qtbot, program)
    assert window.top_bar._said.text() == "Saved"
    assert not window.isWindowModified()
    assert open_story(window.desk.editor.path).deck.title == "New"


def test_what_changes_while_saving_is_not_taken_for_saved(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    rename(window, "First")
    window.files.save()
    rename(window, "Second")
    written(qtbot, program)
    assert window.desk.editor.dirty
    window.files.save()
    window.files.save()
    written(qtbot, program)
    assert open_story(window.desk.editor.path).deck.title == "Second"
    assert not window.desk.editor.dirty


def test_a_save_asked_for_while_saving_comes_after_it(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    rename(window, "First")
    window.files.save()
    rename(window, "Second")
    window.files.save()
    assert window.files.saving
    qtbot.waitUntil(lambda: not window.desk.editor.dirty)
    written(qtbot, program)
    assert open_story(window.desk.editor.path).deck.title == "Second"


def test_what_changed_while_saving_is_asked_about_before_closing(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    rename(window, "First")
    window.files.save()
    rename(window, "Second")
    assert not window.close()
    written(qtbot, program)
    assert open_story(window.desk.editor.path).deck.title == "First"
    assert window in program.windows
    press(box(window), "Save")
    written(qtbot, program)
    qtbot.waitUntil(lambda: window not in program.windows)


def test_closing_waits_for_what_is_being_saved(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    path = window.desk.editor.path
    rename(window, "Saved")
    window.files.save()
    assert not window.close() and window in program.windows
    qtbot.waitUntil(lambda: window not in program.windows)
    assert open_story(path).deck.title == "Saved"


def test_a_story_without_a_file_asks_where(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    window = program.blank()
    rename(window, "Fresh / start")
    window.files.save()
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    assert Path(dialog.selectedFiles()[0]).name == "Fresh start.story"
    name_it(window, tmp_path / "mine.story")
    written(qtbot, program)
    assert open_story(tmp_path / "mine.story").deck.title == "Fresh / start"
    assert window.windowTitle() == "mine[*]"
    assert program.settings.values.recents[0].path == str(tmp_path / "mine.story")


def test_a_copy_leaves_the_window_with_its_file(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    before = window.desk.editor.path
    rename(window, "Copied")
    window.files.save_copy()
    name_it(window, tmp_path / "copy.story")
    written(qtbot, program)
    assert window.desk.editor.path == before and window.desk.editor.dirty
    assert open_story(tmp_path / "copy.story").deck.title == "Copied"
    assert told == ["A copy is saved as “copy.story”."]


def test_closing_waits_for_copies_and_every_one_is_written(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    for name in ("one.story", "two.story"):
        window.files.save_copy()
        name_it(window, tmp_path / name)
    assert not window.close() and window in program.windows
    qtbot.waitUntil(lambda: window not in program.windows)
    assert len(told) == 2
    assert (tmp_path / "one.story").exists() and (tmp_path / "two.story").exists()


def test_a_window_whose_copy_the_disk_refuses_stays_and_says_so(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    window.files.save_copy()
    name_it(window, tmp_path / "nowhere" / "copy.story")
    assert not window.close()
    written(qtbot, program)
    assert window in program.windows
    assert len(told) == 1 and "no such folder" in told[0]
    assert window.close()


def test_a_save_that_the_disk_refuses_is_told_and_leaves_the_work_unsaved(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    rename(window, "Unlucky")
    (tmp_path / "taken").write_text("a file, not a folder")
    window.files.save_as()
    name_it(window, tmp_path / "taken" / "story.story")
    written(qtbot, program)
    assert window.desk.editor.dirty
    assert len(told) == 1 and "taken" in told[0]


def test_what_is_undone_while_it_is_saved_is_another_story_than_the_files(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    rename(window, "Saved")
    window.files.save()
    window.undo()
    assert not window.desk.editor.dirty
    assert not window.close()
    written(qtbot, program)
    assert window.desk.editor.dirty and window in program.windows
    press(box(window), "Discard")
    qtbot.waitUntil(lambda: window not in program.windows)


@pytest.mark.parametrize("answer", ["Overwrite", "Save as…", "Cancel"])
def test_somebody_elses_work_is_not_overwritten_unasked(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path, answer: str
) -> None:
    path = window.desk.editor.path
    theirs = open_story(path)
    save_story(Story(structs.replace(theirs.deck, title="Theirs"), theirs.media), path)
    rename(window, "Mine")
    window.files.save()
    written(qtbot, program)
    assert open_story(path).deck.title == "Theirs"
    press(box(window), answer)
    if answer == "Save as…":
        name_it(window, tmp_path / "elsewhere.story")
    written(qtbot, program)
    assert open_story(path).deck.title == ("Mine" if answer == "Overwrite" else "Theirs")
    assert window.desk.editor.dirty == (answer == "Cancel")
    if answer == "Save as…":
        assert open_story(tmp_path / "elsewhere.story").deck.title == "Mine"


def test_two_windows_on_one_file_never_overwrite_silently(
    qtbot: QtBot, program: Program, window: MainWindow, qapp: object
) -> None:
    path = window.desk.editor.path
    assert program.open(path) is window
    second = Program(qapp, program.home / "second")  # type: ignore[arg-type]
    other = second.open(path)
    rename(other, "Other")
    other.files.save()
    written(qtbot, second)
    rename(window, "Mine")
    window.files.save()
    written(qtbot, program)
    assert open_story(path).deck.title == "Other"
    press(box(window), "Cancel")
    other.close()
    written(qtbot, second)


def test_going_back_to_what_was_saved_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    saved = window.desk.deck
    rename(window, "Second thoughts")
    window.files.revert()
    qtbot.waitUntil(lambda: window.desk.deck == saved)
    assert not window.desk.editor.dirty
    window.undo()
    assert window.desk.deck.title == "Second thoughts" and window.desk.editor.dirty


@pytest.mark.parametrize("answer", ["Save", "Discard", "Cancel"])
def test_closing_a_named_story_asks_once(
    qtbot: QtBot, program: Program, window: MainWindow, answer: str
) -> None:
    path = window.desk.editor.path
    before = open_story(path).deck.title
    rename(window, "Changed")
    assert not window.close()
    press(box(window), answer)
    written(qtbot, program)
    assert open_story(path).deck.title == ("Changed" if answer == "Save" else before)
    assert (window in program.windows) == (answer == "Cancel")


def test_untitled_work_is_kept_as_a_draft_without_a_question(
    qtbot: QtBot, program: Program
) -> None:
    window = program.blank()
    rename(window, "Half done")
    window.close()
    written(qtbot, program)
    assert not program.windows
    (draft,) = drafts.drafts(program.drafts)
    again = program.open_draft(draft)
    assert again.desk.deck.title == "Half done"
    assert again.desk.editor.path is None and not again.desk.editor.dirty
    assert program.open_draft(draft) is again
    rename(again, "Further")
    again.close()
    written(qtbot, program)
    assert drafts.drafts(program.drafts) == (draft,)
    assert open_story(draft).deck.title == "Further"


def test_a_draft_that_gets_a_name_is_no_draft_any_more(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    window = program.blank()
    rename(window, "Half done")
    window.close()
    written(qtbot, program)
    again = program.open_draft(drafts.drafts(program.drafts)[0])
    again.files.save_as()
    name_it(again, tmp_path / "done.story")
    written(qtbot, program)
    assert drafts.drafts(program.drafts) == ()


def test_a_copy_nobody_touched_leaves_no_draft(qtbot: QtBot, program: Program) -> None:
    window = program.sample("question")
    settle()
    window.close()
    written(qtbot, program)
    assert drafts.drafts(program.drafts) == () and not program.windows


def test_where_a_draft_cannot_be_kept_the_window_stays(qtbot: QtBot, program: Program) -> None:
    program.drafts.write_text("no folder can be here")
    window = program.blank()
    rename(window, "Precious")
    window.close()
    written(qtbot, program)
    assert window.isVisible()
    press(box(window), "Cancel")
    assert window in program.windows


def test_quitting_closes_all_and_finishes_when_all_is_written(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    draft = program.blank()
    rename(draft, "Kept")
    rename(window, "Asked")
    finished: list[bool] = []
    program.finished.connect(lambda: finished.append(True))
    program.quit()
    written(qtbot, program)
    assert program.windows == [window] and not finished
    press(box(window), "Save")
    written(qtbot, program)
    qtbot.waitUntil(lambda: bool(finished))
    assert not program.windows and len(drafts.drafts(program.drafts)) == 1


def test_removed_drafts_come_back_until_the_next_start(tmp_path: Path) -> None:
    story = open_story(Path("assets/samples/question"))
    path = drafts.keep(story, tmp_path / "drafts", tmp_path / "versions")
    drafts.remove(path)
    assert drafts.drafts(tmp_path / "drafts") == ()
    drafts.restore(path)
    assert drafts.drafts(tmp_path / "drafts") == (path,)
    drafts.remove(path)
    drafts.clear(tmp_path / "drafts")
    drafts.restore(path)
    assert drafts.drafts(tmp_path / "drafts") == ()


def test_recents_are_in_order_each_once_and_not_endless(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(20):
        recents.add(settings, tmp_path / f"{number}.story")
    recents.add(settings, tmp_path / "12.story")
    names = [Path(one.path).name for one in Settings(tmp_path / "settings.json").values.recents]
    assert names[:3] == ["12.story", "19.story", "18.story"]
    assert len(names) == recents.MOST == len(set(names))


@pytest.mark.parametrize("damage", [b"", b"{", b'{"theme": "pink"}', b"\xff"])
def test_damaged_settings_count_as_none(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damage)
    settings = Settings(path)
    assert settings.values == Values()
    settings.change(theme="dark")
    assert Settings(path).values.theme == "dark"


def test_times_as_people_say_them() -> None:
    now = time.mktime((2026, 11, 23, 15, 30, 0, 0, 0, -1))
    assert recents.when(now - 5, now) == "Just now"
    assert recents.when(now - 125, now) == "2 min ago"
    assert recents.when(now - 2 * 3600, now).startswith("Today, ")
    assert recents.when(now - 24 * 3600, now).startswith("Yesterday, ")
    assert "26" in recents.when(now - 30 * 86400, now)


def test_names_of_files_are_what_every_disk_takes() -> None:
    assert files.file_name('a/b\\c: "d"?') == "a b c d"
    assert files.file_name("...") == "story"
    assert files.file_name("con") == "Story con"
    assert len(files.file_name("x" * 300)) == 60


def test_what_cannot_be_opened_is_refused(program: Program, tmp_path: Path) -> None:
    (tmp_path / "no.story").write_bytes(b"nothing")
    with pytest.raises(StoryError):
        program.open(tmp_path / "no.story")
    assert not program.windows
    assert os.listdir(tmp_path)  # noqa: PTH208


def test_a_story_without_a_file_is_renamed_in_the_bar(program: Program) -> None:
    window = program.blank()
    settle()
    title, editor = window.top_bar.title, window.desk.editor
    headline = window.files.name()
    assert "rename" in title.shown.toolTip()

    def typed(words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        QTest.mouseClick(title.shown, Qt.MouseButton.LeftButton)
        assert title.field.hasFocus() and title.field.selectedText() == window.files.name()
        QTest.keyClick(title.field, Qt.Key.Key_Delete)
        QTest.keyClicks(title.field, words)
        QTest.keyClick(title.field, key)
        assert title.field.isHidden() and title.shown.isVisible() and title.shown.hasFocus()

    typed("  We   hire ")
    assert window.desk.deck.title == window.files.name() == "We hire"
    assert title.shown.text().startswith("We hire")
    assert editor.history.done[-1].label == "Rename story"
    typed("Other", Qt.Key.Key_Escape)
    typed("We hire")
    assert window.desk.deck.title == "We hire" and len(editor.history.done) == 1
    typed("")
    assert window.desk.deck.title == "" and window.files.name() == headline
    window.undo()
    assert window.desk.deck.title == "We hire"
    window.actions_by_id["rename-story"].trigger()
    QTest.keyClicks(title.field, "Elsewhere")
    window.canvas.setFocus()
    assert window.desk.deck.title == "Elsewhere" and window.canvas.hasFocus()


def test_a_file_is_called_as_the_file(window: MainWindow) -> None:
    title, path = window.top_bar.title, window.desk.editor.path
    QTest.mouseClick(title.shown, Qt.MouseButton.LeftButton)
    assert title.field.isHidden() and title.shown.toolTip() == str(path)
    assert not window.actions_by_id["rename-story"].isEnabled()


def test_an_untitled_story_is_called_by_its_first_headline_on_whatever_slide(
    program: Program,
) -> None:
    window = program.blank()

    def begin(deck: Deck) -> Deck:
        emoji = TextLayer(id="e", size=240, text=(Run(text="🚀"),))
        words = TextLayer(id="w", size=56, text=(Run(text="Three days up"),))
        return structs.replace(
            deck, slides=(Slide(id="a", layers=(emoji, words)), Slide(id="b"), Slide(id="c"))
        )

    assert window.desk.apply(begin, "Write")
    assert window.files.name() == "Three days up"
    assert window.desk.apply(
        lambda deck: structs.replace(deck, slides=deck.slides[::-1]), "Turn round"
    )
    assert window.files.name() == "Three days up"
    assert window.top_bar.title.shown.text().startswith("Three days up")
    assert slide_name(window.desk.deck.slides[2], 2) == "Three days up"
    assert slide_name(window.desk.deck.slides[0], 0) == "Slide 1"
    (first, *_) = slots(window.desk.deck)
    assert (first.kind, first.layer) == ("headline", "w")


@pytest.mark.parametrize(
    ("text", "most", "least"),
    [
        ("🚀 5 tips", "🚀 5 tips", "5 tips"),
        ("Us 👩‍👩‍👧 two", "Us 👩‍👩‍👧 two", "Us two"),
        ("🚀", "🚀", "Text"),
        ("☀ سلام →", "☀ سلام →", "☀ سلام →"),
    ],
)
def test_names_have_no_emoji_that_would_be_empty_boxes(
    qapp: QApplication, text: str, most: str, least: str
) -> None:
    rocket = QFontMetrics(qapp.font()).inFontUcs4(ord("🚀"))
    name = layer_name(TextLayer(id="t", text=(Run(text=text),)))
    assert name == (most if rocket else least)


def test_typed_names_are_drawn_without_empty_boxes(qapp: QApplication, program: Program) -> None:
    """And stay as they were typed."""
    there = QFontMetrics(qapp.font()).inFontUcs4(ord("🚀"))
    window = program.blank()
    rename(window, "🚀 Launch ✨")
    title = window.findChildren(Title)[0]
    said = title.text().removesuffix("  •")
    assert said == ("🚀 Launch ✨" if there else "Launch")
    assert window.desk.deck.title == window.files.name() == "🚀 Launch ✨"
    layer = TextLayer(id="t", name="🚀 One", text=(Run(text="x"),))
    assert layer_name(layer) == "🚀 One"
    assert drawable("→ ☀ One") == "→ ☀ One"


def test_a_draft_that_two_programs_changed_is_kept_twice(qtbot: QtBot, program: Program) -> None:
    window = program.blank()
    rename(window, "Half done")
    window.close()
    written(qtbot, program)
    (draft,) = drafts.drafts(program.drafts)
    window = program.open_draft(draft)
    assert not window.desk.editor.dirty
    rename(window, "Here")
    story = open_story(draft)
    there = Story(structs.replace(story.deck, title="There"), story.media)
    save_story(there, draft)  # as another program does that has the draft open too
    window.close()
    written(qtbot, program)
    kept = drafts.drafts(program.drafts)
    assert sorted(open_story(one).deck.title for one in kept) == ["Here", "There"]
    assert len({open_story(one).deck.id for one in kept}) == 2
