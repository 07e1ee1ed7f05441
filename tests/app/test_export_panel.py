"""The Export button's panel: what it says, what it writes, how it ends."""

from __future__ import annotations

import errno
import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import settle
from msgspec import structs
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from storycomposer import cli
from storycomposer.app import export_job
from storycomposer.app.export_panel import ExportPanel
from storycomposer.app.export_settings import (
    ExportSettings,
    Remembered,
    folder,
    home,
    placed,
)
from storycomposer.app.exporting import Sizes, remember
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.safe_names import safe_name
from storycomposer.errors import StoryError
from storycomposer.export import sets

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ready(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window, with settings and pictures in the test's own folder."""
    window.exporting.remembered = Remembered(tmp_path / "settings" / "export.json")
    remember(window.exporting, home=str(tmp_path / "Stories"))
    return window


def opened(window: MainWindow) -> ExportPanel:
    window.actions_by_id["export"].trigger()
    settle()
    return window.export_panel


def exported(window: MainWindow, qtbot: QtBot) -> list[Path]:
    """Press the button and wait; the pictures' paths."""
    with qtbot.waitSignal(window.exporting.finished) as told:
        window.export_panel.options.go.click()
    settle()
    return list(told.args[0].pictures)


def said(window: MainWindow) -> list[str]:
    texts: list[str] = []
    window.desk.noticed.connect(lambda notice: texts.append(notice.text))
    return texts


def test_the_summary_counts_names_and_measures(ready: MainWindow, qtbot: QtBot) -> None:
    options = opened(ready).options
    count, title = len(ready.desk.deck.slides), ready.files.name()
    assert options.go.text() == f"Export {count} slides"
    qtbot.waitUntil(lambda: "about" in options.summary.text())
    qtbot.waitUntil(lambda: not ready.workers.busy)
    first, kind, place, size = options.summary.text().replace("\u00a0", " ").split(" · ")
    assert (first, kind) == (f"{count} slides", "PNG")
    assert Path(place).name == title
    pictures = exported(ready, qtbot)
    real = sum(path.stat().st_size for path in pictures)
    assert size == f"about {round(real / 1000)} KB" or size == f"about {real / 1e6:.1f} MB"


def test_one_slide_alone_does_not_tell_the_size(window: MainWindow, qtbot: QtBot) -> None:
    sizes, story = Sizes(window.workers, window), window.desk.editor.story
    count, said = len(story.deck.slides), []
    assert count == 4

    def measure() -> None:
        said.append(sizes.estimate(story, tuple(range(count)), "png", 90))

    sizes.changed.connect(measure)
    measure()
    qtbot.waitUntil(lambda: len(said) > count)
    assert said[:2] == [None, None] and all(said[2:])


def told(manifest: Path) -> dict[str, Any]:
    """What a manifest says, but for what it says of files, which is true of those beside it."""
    said: dict[str, Any] = json.loads(manifest.read_bytes())
    for slide in said["slides"]:
        data = (manifest.parent / slide["file"]).read_bytes()
        assert slide.pop("sha256") == hashlib.sha256(data).hexdigest()
        assert slide.pop("size") == len(data)
    return said


def test_the_pictures_are_the_command_lines_to_the_pixel(
    ready: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(ready)
    pictures = exported(ready, qtbot)
    there = tmp_path / "cli"
    assert cli.main(["export", str(ready.desk.editor.path), "-o", str(there)]) == cli.DONE
    assert [path.name for path in pictures] == sorted(path.name for path in there.glob("*.png"))
    # Files may differ: ISA-L was seen to write the same pixels in other tokens of the same length.
    for path in pictures:
        with Image.open(path) as ours, Image.open(there / path.name) as theirs:
            assert ours.mode == theirs.mode and ours.size == theirs.size
            assert ours.tobytes() == theirs.tobytes()
    assert told(pictures[0].parent / "manifest.json") == told(there / "manifest.json")


def test_choices_are_remembered_in_the_next_window(
    ready: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    options = opened(ready).options
    options.format.committed.emit("webp")
    options.width_.committed.emit(540)
    options.zip.click()
    pictures = exported(ready, qtbot)
    assert {path.suffix for path in pictures} == {".webp"}
    assert list(pictures[0].parent.glob("*.zip"))
    other = program.new(ready.desk.editor.story)
    other.exporting.remembered = Remembered(tmp_path / "settings" / "export.json")
    settings = other.exporting.settings()
    assert (settings.format, settings.width, settings.zip) == ("webp", 540, True)


def test_only_the_selected_slides_or_a_range(ready: MainWindow, qtbot: QtBot) -> None:
    slides = ready.desk.deck.slides
    ready.desk.select(slides=(slides[0].id, slides[2].id))
    options = opened(ready).options
    options.which.committed.emit("selected")
    assert options.go.text() == "Export 2 slides"
    assert [path.name[:2] for path in exported(ready, qtbot)] == ["01", "03"]
    ready.export_panel.close_panel()
    opened(ready)
    options.which.committed.emit("range")
    QTest.keyClicks(options.range, "2")
    assert options.go.text() == "Export 1 slide"
    QTest.keyClicks(options.range, "-900")
    assert not options.go.isEnabled()
    assert "There is no slide" in options.summary.text()
    options.range.setText("2-3")
    assert [path.name[:2] for path in exported(ready, qtbot)] == ["02", "03"]


def test_again_does_not_ask(ready: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ready.exporting.finished) as told:
        QTest.keyClick(ready, Qt.Key.Key_E, CTRL | SHIFT)
    assert len(told.args[0].pictures) == len(ready.desk.deck.slides)
    QTest.keyClick(ready, Qt.Key.Key_E, CTRL)


def test_while_it_runs_the_window_works_and_cancel_leaves_the_old_set(
    ready: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(ready)
    before = {path: path.read_bytes() for path in exported(ready, qtbot)}
    go_on, at_work = threading.Event(), threading.Event()
    real = export_job.export_set

    def slow(*args: object, progress: Callable[[int, int], None], **kw: object) -> object:
        def reported(done: int, whole: int) -> None:
            progress(done, whole)
            at_work.set()
            assert go_on.wait(120)

        return real(*args, progress=reported, jobs=1, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(export_job, "export_set", slow)
    remember(ready.exporting, format="jpeg")
    ready.actions_by_id["export-again"].trigger()
    page = ready.export_panel.progress
    assert at_work.wait(120)
    count = len(ready.desk.deck.slides)
    qtbot.waitUntil(lambda: page.label.text() == f"1 of {count}")
    assert page.isVisible() and page.bar.value() == 1
    slide = ready.desk.deck.slides[1].id
    ready.desk.select(slides=(slide,))
    assert ready.desk.slide.id == slide
    texts = said(ready)
    with qtbot.waitSignal(ready.exporting.stopped):
        page.cancel.click()
        go_on.set()
    assert texts == ["The export was cancelled; the folder is as it was."]
    there = next(iter(before)).parent
    assert {path: path.read_bytes() for path in there.glob("*.png")} == before
    assert not list(there.glob("*.jpg")) and not ready.export_panel.isVisible()
    assert not ready.exporting.running


def test_a_window_closes_when_its_pictures_are_written_and_copied(
    ready: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    remember(ready.exporting, copy_to=str(stick), copy=True)
    there = ready.exporting.folder()
    opened(ready)
    texts = said(ready)
    ready.exporting.start()
    assert not ready.close() and ready.isVisible()
    assert texts == ["The window closes when the pictures are written."]
    qtbot.waitUntil(lambda: ready not in program.windows, timeout=60_000)
    names = {path.name for path in there.iterdir()}
    assert names == {path.name for path in (stick / there.name).iterdir()} and len(names) > 1


def test_a_window_whose_export_fails_stays_and_quits_no_other(
    ready: MainWindow, program: Program, qtbot: QtBot
) -> None:
    home(ready.exporting.settings()).write_text("in the way")
    opened(ready)
    with qtbot.waitSignal(ready.exporting.stopped):
        ready.exporting.start()
        program.quit()
    settle()
    assert ready in program.windows and ready.isVisible() and not ready.files.then_quit


def test_a_window_that_closes_now_ends_its_export(
    ready: MainWindow, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, ends = threading.Event(), []
    real = export_job.export_set

    def watched(*args: object, cancel: threading.Event, **kw: object) -> object:
        at_work.set()
        assert cancel.wait(120)
        try:
            return real(*args, cancel=cancel, **kw)  # type: ignore[arg-type]
        except StoryError as error:
            ends.append(error.sentence.id)
            raise

    monkeypatch.setattr(export_job, "export_set", watched)
    there = ready.exporting.folder()
    ready.exporting.start()
    assert at_work.wait(120)
    assert not ready.close()
    ready.files.close_now()
    settle()
    assert ends == ["export-cancelled"] and not there.exists()
    assert ready not in program.windows


def test_a_disk_that_refuses_leaves_the_old_set(
    ready: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(ready)
    before = {path: path.read_bytes() for path in exported(ready, qtbot)}

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(sets, "write", refuse)
    texts = said(ready)
    with qtbot.waitSignal(ready.exporting.stopped):
        ready.exporting.start()
    assert len(texts) == 1 and "writing here is not allowed" in texts[0]
    assert {path: path.read_bytes() for path in before} == before
    panel = ready.export_panel
    assert not panel.isVisible()
    ready.notices._button.click()
    assert panel.isVisible() and panel.options.isVisible()


def test_a_file_where_the_folder_should_be_is_said(ready: MainWindow, qtbot: QtBot) -> None:
    home(ready.exporting.settings()).write_text("in the way")
    texts = said(ready)
    with qtbot.waitSignal(ready.exporting.stopped):
        ready.exporting.start()
    assert len(texts) == 1 and str(ready.exporting.folder()) in texts[0]


def test_a_lack_can_be_passed_over(ready: MainWindow, qtbot: QtBot) -> None:
    deck = ready.desk.deck
    first = deck.slides[0].layers[-1]
    odd = structs.replace(deck.slides[0], layers=(structs.replace(first, font="No Such Family"),))
    ready.desk.apply(lambda old: structs.replace(old, slides=(odd, *old.slides[1:])), "Font")
    with qtbot.waitSignal(ready.exporting.stopped):
        ready.exporting.start()
    assert "No Such Family" in ready.notices._text.text()
    with qtbot.waitSignal(ready.exporting.finished):
        ready.notices._button.click()


def test_another_folder_is_chosen_once(
    ready: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "Elsewhere")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    options = opened(ready).options
    options.change.click()
    assert options.place.text().startswith(chosen)
    assert exported(ready, qtbot)[0].parent == Path(chosen) / ready.files.name()


def test_escape_and_presses_beside_it_close_the_options(ready: MainWindow) -> None:
    panel = opened(ready)
    QTest.keyClick(panel.options.go, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    opened(ready)
    QTest.mouseClick(panel.options.summary, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    QTest.mouseClick(ready.top_bar, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()


def test_keys_in_the_panel_do_not_reach_the_canvas(ready: MainWindow) -> None:
    ready.desk.select((ready.desk.slide.layers[-1].id,))
    before, tool = ready.desk.deck, ready.desk.tool
    go = opened(ready).options.go
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_R, Qt.Key.Key_5):
        QTest.keyClick(go, key)
    assert (ready.desk.deck, ready.desk.tool) == (before, tool)
    QTest.keyClick(go, Qt.Key.Key_E, CTRL)
    assert not ready.export_panel.isVisible()


def test_no_story_replaces_anothers_pictures(tmp_path: Path) -> None:
    settings = ExportSettings(home=str(tmp_path))
    settings = placed(settings, "one", folder(settings, "one", "Job"))
    assert folder(settings, "one", "Job") == tmp_path / "Job"
    assert folder(settings, "two", "Job") == tmp_path / "Job 2"
    settings = placed(settings, "two", tmp_path / "Job 2")
    assert folder(settings, "two", "Job") == tmp_path / "Job 2"
    assert folder(settings, "one", "Job") == tmp_path / "Job"


def test_a_headline_that_is_written_on_does_not_move_the_set(tmp_path: Path) -> None:
    settings = placed(ExportSettings(home=str(tmp_path)), "one", tmp_path / "A first word")
    assert folder(settings, "one", "Another", settled=False) == tmp_path / "A first word"
    assert folder(settings, "one", "Another") == tmp_path / "Another"
    elsewhere = structs.replace(settings, home=str(tmp_path / "new"))
    assert folder(elsewhere, "one", "Another", settled=False) == tmp_path / "new" / "Another"
    assert folder(settings, "two", "...", settled=False) == tmp_path / "Story"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Job opening", "Job opening"),
        ("50 % / more: why?", "50 % more why"),
        (" .. ", ""),
        ("con", "Story con"),
        ("قصة", "قصة"),
        ("x" * 100, "x" * 60),
        (
            "Why teams stop writing things down - 12 And what they do",
            "Why teams stop writing things down - 12 And what they do",
        ),
        (
            "Why teams stop writing things down at all, and why it hurts us",
            "Why teams stop writing things down at all, and why it hurts",
        ),
    ],
)
def test_titles_become_names_on_a_disk(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_settings_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text('{"format": "gif"}')
    assert Remembered(path).read() == ExportSettings()
    blocked = Remembered(path / "below" / "a file")
    assert blocked.change(lambda old: old) == ExportSettings()


def test_sizes_are_measured_once(ready: MainWindow, qtbot: QtBot) -> None:
    options = opened(ready).options
    qtbot.waitUntil(lambda: not ready.workers.busy)
    first = options.summary.text()
    options.refresh()
    assert not ready.workers.busy and options.summary.text() == first


def test_what_is_asked_twice_is_exported_once_and_as_it_was_then(
    ready: MainWindow, qtbot: QtBot
) -> None:
    started: list[object] = []
    ready.exporting.started.connect(started.append)
    made = ready.desk.deck
    assert ready.desk.preview(lambda deck: structs.replace(deck, slides=deck.slides[:1]))
    with qtbot.waitSignal(ready.exporting.finished) as told:
        for _ in range(3):
            ready.actions_by_id["export-again"].trigger()
    assert len(started) == 1
    ready.desk.editor.cancel()
    assert told.args[0].job.story.deck == made
