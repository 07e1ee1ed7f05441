"""Killed at any moment, the program loses at most the seconds between two writings."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import SAMPLES, settle
from msgspec import structs
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from storycomposer.app import drafts, start_cards, start_work
from storycomposer.app.main_window import MainWindow
from storycomposer.app.mishaps import Mishaps
from storycomposer.app.program import Program
from storycomposer.app.start_work import rescued
from storycomposer.errors import StoryError
from storycomposer.storage import recovery
from storycomposer.storage.files import open_story, save_story

WORK = """
    import sys
    from pathlib import Path
    from msgspec import structs
    from PySide6.QtCore import QTimer
    from storycomposer.app.run import application
    from storycomposer.app.program import Program

    app = application()
    program = Program(app, Path(sys.argv[1]))
    program.settings.change(recovery_seconds=1)
    for number in range(2):
        window = program.sample("win")
        window.desk.apply(lambda deck: structs.replace(deck, title=f"Work {number}"), "Rename")
    app.exec()
"""


NEVER_RESTING = """
    import sys, time
    from pathlib import Path
    from msgspec import structs
    from PySide6.QtCore import QTimer
    from storycomposer.app.run import application
    from storycomposer.app.program import Program

    app = application()
    program = Program(app, Path(sys.argv[1]))
    program.settings.change(recovery_seconds=1)
    window = program.sample("win")

    def write():
        now = str(time.time())
        window.desk.apply(lambda deck: structs.replace(deck, title=now), "Rename", joined=True)

    timer = QTimer(interval=25)
    timer.timeout.connect(write)
    timer.start()
    app.exec()
"""
"""Titles the story with the time, again and again."""


@contextmanager
def at_work(script: str, home: Path, folder: Path | None = None) -> Iterator[None]:
    """A program that runs ``script`` in ``folder``, until it has done what is waited for within the
    block; then it is killed. Should the tests be killed themselves, it ends after some minutes."""
    bounded = "import faulthandler; faulthandler.dump_traceback_later(600, exit=True)\n"
    command = [sys.executable, "-c", bounded + textwrap.dedent(script), str(home)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        yield
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()


def until(done: Callable[[], bool]) -> None:
    """Waits for what another process does."""
    end = time.monotonic() + 120
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def rename(window: MainWindow, title: str) -> None:
    assert window.desk.apply(lambda deck: structs.replace(deck, title=title), "Rename")


def test_work_of_a_killed_process_is_offered_and_opens_untitled(
    qtbot: QtBot, program: Program
) -> None:
    with at_work(WORK, program.home):
        until(lambda: len(list(program.recovered.glob("*/*/deck.json"))) == 2)
        assert recovery.found(program.recovered) == ()  # it lives

    page = program.show_start()
    qtbot.waitUntil(lambda: page.work._rows.count() == 2)
    assert page.work.rescued.isVisible()
    found = recovery.found(program.recovered)
    assert {one.deck.title for one in found} == {"Work 0", "Work 1"}
    window = program.open_recovered(found[0])
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert window.desk.editor.path is None and window.desk.editor.dirty
    assert window.desk.deck.title == found[0].deck.title
    # What was recovered is kept for this run before the dead run's copy goes.
    assert [one.deck.title for one in recovery.found(program.recovered)] == [found[1].deck.title]
    assert len(list(program.recovered.glob("*/*/deck.json"))) == 2
    program.discard_recovered(found[1])
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert recovery.found(program.recovered) == ()


ON_A_FILE = """
    import sys
    from pathlib import Path
    from msgspec import structs
    from storycomposer.app.run import application
    from storycomposer.app.program import Program

    app = application()
    program = Program(app, Path(sys.argv[1]))
    program.settings.change(recovery_seconds=1)
    window = program.open(Path("hills.story"))
    window.desk.apply(lambda deck: structs.replace(deck, title="Changed"), "Rename")
    app.exec()
"""


def killed_over_a_file(program: Program, script: str, folder: Path) -> None:
    """A process that runs ``script`` in ``folder``, killed once what belongs to a file is kept."""
    with at_work(script, program.home, folder):
        until(lambda: bool(list(program.recovered.glob("*/*/origin.json"))))


def left_of_a_file(program: Program, path: Path) -> recovery.Found:
    """What a process left that was killed while the story at ``path`` was changed in it."""
    killed_over_a_file(program, ON_A_FILE, path.parent)
    (found,) = recovery.found(program.recovered)
    return found


def hills(folder: Path) -> Path:
    """A saved story in ``folder``."""
    path = folder / "hills.story"
    save_story(open_story(SAMPLES / "win"), path)
    return path


def test_work_on_a_file_comes_back_on_that_file(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = hills(tmp_path)
    found = left_of_a_file(program, path)
    (row,) = rescued(program.recovered, program.drafts)
    assert row.name == "hills"
    plain = program.open(path)  # as by a second start on the file
    window = program.open_recovered(found)
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert program.windows == [window] and plain is not window
    assert window.windowTitle() == "hills[*]" and window.isWindowModified()
    assert window.top_bar.title.shown.text() == "hills  •"
    assert open_story(path).deck.title != "Changed", "recovering writes over nothing"
    assert program.open(path) is window
    window.files.save()
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert open_story(path).deck.title == "Changed" and not window.desk.editor.dirty
    assert recovery.found(program.recovered) == ()


def test_what_was_left_is_told_before_any_picture_is_drawn(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_of_a_file(program, hills(tmp_path))
    drawing = threading.Event()

    def slow(path: Path, most: int = 1) -> start_cards.Look:
        drawing.wait(60)
        return start_cards.look(path, most)

    monkeypatch.setattr(start_work, "look", slow)
    page = program.show_start()
    try:
        qtbot.waitUntil(page.work.rescued.isVisible)
        thumbnail = next(one for one in page.work.rescued.findChildren(QLabel) if not one.text())
        assert thumbnail.pixmap().isNull()
    finally:
        drawing.set()
    qtbot.waitUntil(lambda: not thumbnail.pixmap().isNull())
    assert thumbnail.pixmap().deviceIndependentSize().toSize() == thumbnail.size()


def test_a_newer_file_is_not_replaced_by_recovered_work_without_a_question(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = hills(tmp_path)
    found = left_of_a_file(program, path)
    story = open_story(path)
    deck = structs.replace(story.deck, title="Newer")
    save_story(type(story)(deck, story.media), path)
    window = program.open_recovered(found)
    window.files.save()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    (box,) = window.findChildren(QMessageBox)
    assert "hills.story" in box.text() and open_story(path).deck.title == "Newer"
    box.close()


def test_what_was_left_stays_until_it_is_kept_again(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = left_of_a_file(program, hills(tmp_path))

    def full(*_: object) -> None:
        raise StoryError("disk-full", "The disk is full.")

    monkeypatch.setattr(recovery, "write", full)
    program.open_recovered(found)
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert [one.path for one in recovery.found(program.recovered)] == [found.path]


ON_A_DRAFT = """
    import sys
    from pathlib import Path
    from msgspec import structs
    from storycomposer.app import drafts, start_cards, start_work
    from storycomposer.app.run import application
    from storycomposer.app.program import Program

    app = application()
    program = Program(app, Path(sys.argv[1]))
    program.settings.change(recovery_seconds=1)
    (draft,) = drafts.drafts(program.drafts)
    window = program.open_draft(draft)
    window.desk.apply(lambda deck: structs.replace(deck, title="Changed"), "Rename")
    app.exec()
"""


def left_of_a_draft(program: Program) -> Path:
    """The draft that a process was killed over, and leaves newer work of."""
    story = open_story(SAMPLES / "win")
    deck = structs.replace(story.deck, title="Kept")
    draft = drafts.keep(type(story)(deck, story.media), program.drafts, program.history)
    killed_over_a_file(program, ON_A_DRAFT, program.home)
    return draft


def test_a_recovered_draft_is_offered_once_and_stays_one_draft(
    qtbot: QtBot, program: Program
) -> None:
    draft = left_of_a_draft(program)
    page = program.show_start()
    qtbot.waitUntil(lambda: not page.workers.busy)
    (row,) = [page.work._rows.itemAt(at).widget() for at in range(page.work._rows.count())]
    assert "Changed" in [label.text() for label in row.findChildren(QLabel)]
    assert page.work.cards == [], "the draft is older, and the same story"
    discard, open_it = row.findChildren(QPushButton)
    discard.click()
    assert len(page.work.cards) == 1, "what is left of it then"
    discard.click()
    assert page.work.cards == []
    open_it.click()
    (window,) = program.windows
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert window.desk.editor.path is None and window.desk.editor.dirty
    assert program.open_draft(draft) is window
    window.close()
    qtbot.waitUntil(lambda: not program.disk.busy and not program.windows)
    assert drafts.drafts(program.drafts) == (draft,)
    assert open_story(draft).deck.title == "Changed"
    assert recovery.found(program.recovered) == ()


def test_a_draft_that_is_newer_than_what_was_recovered_stays_too(
    qtbot: QtBot, program: Program
) -> None:
    draft = left_of_a_draft(program)
    story = open_story(draft)
    save_story(type(story)(structs.replace(story.deck, title="Newer"), story.media), draft)
    (found,) = recovery.found(program.recovered)
    window = program.open_recovered(found)
    window.close()
    qtbot.waitUntil(lambda: not program.disk.busy and not program.windows)
    titles = {open_story(one).deck.title for one in drafts.drafts(program.drafts)}
    assert titles == {"Newer", "Changed"}


def leave(program: Program) -> None:
    """What two dead windows left."""
    for title in ("One", "Two"):
        run = recovery.start(program.recovered)
        story = open_story(SAMPLES / "win")
        recovery.write(type(story)(structs.replace(story.deck, title=title), story.media), run)
        run.lock.close()


def test_what_is_discarded_can_be_brought_back_until_the_page_closes(
    qtbot: QtBot, program: Program
) -> None:
    leave(program)
    page = program.show_start()
    qtbot.waitUntil(lambda: page.work._rows.count() == 2)
    rows = [page.work._rows.itemAt(at).widget() for at in range(2)]
    for row in rows:
        discard, open_it = row.findChildren(QPushButton)
        discard.click()
        assert discard.text() == "Undo" and not open_it.isVisible()
    discard, open_it = rows[0].findChildren(QPushButton)
    discard.click()
    assert discard.text() == "Discard" and open_it.isVisible()
    assert len(recovery.found(program.recovered)) == 2
    page.close()
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert len(recovery.found(program.recovered)) == 1


def test_opening_one_of_several_tells_of_the_others(qtbot: QtBot, program: Program) -> None:
    leave(program)
    said: list[str] = []
    for one in recovery.found(program.recovered):
        window = program.open_recovered(one)
        window.desk.noticed.connect(lambda notice: said.append(notice.text))
        qtbot.waitUntil(lambda: not program.disk.busy)
    assert said == ["Work from before a crash was found."]


def killed_at_work(home: Path, after: float) -> tuple[float, float]:
    """Starts the program, kills it ``after`` seconds after its work was kept a second time, and
    returns the time that was told then, and the one that what is recovered tells."""
    told: set[float] = set()

    def twice() -> bool:
        kept = home.glob("recovery/*/*/deck.json")
        told.update(float(open_story(at.parent).deck.title) for at in kept)
        return len(told) > 1

    with at_work(NEVER_RESTING, home):
        until(twice)
        time.sleep(after)
    (found,) = recovery.found(home / "recovery")
    assert found.problem is None and found.deck is not None
    assert recovery.read(found).deck == found.deck
    recovery.discard(found)
    assert not list(home.glob("recovery/*/*"))
    return max(told), float(found.deck.title)


@pytest.mark.parametrize("after", [0.0, 0.95, 1.45])
def test_killed_at_any_moment_only_what_is_newer_than_the_last_writing_is_lost(
    tmp_path: Path, after: float
) -> None:
    told, kept = killed_at_work(tmp_path, after)
    assert kept >= told


def test_a_clean_close_leaves_nothing(qtbot: QtBot, program: Program) -> None:
    window = program.open(SAMPLES / "win")
    rename(window, "Kept")
    window.recovering.write()
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert len(list(program.recovered.glob("*/*/deck.json"))) == 1
    window.undo()
    assert window.close()
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert not list(program.recovered.glob("*/*/deck.json"))
    assert not list((program.recovered / "runs").iterdir())


QUITTING = """
    import sys, time
    from pathlib import Path
    from msgspec import structs
    from storycomposer.app import run

    begin = run.start

    def start(path):
        program = begin(path, Path("home"))
        window = program.windows[0]
        window.desk.apply(lambda deck: structs.replace(deck, title="Kept"), "Rename")
        window.recovering.write_now()
        program.disk.run("slow", lambda: time.sleep(0.5), print)
        window.files.save()
        window.gone()
        run.QTimer.singleShot(0, run.QApplication.quit)
        return program

    run.start = start
    sys.exit(run.main(Path("hills.story")))
"""
"""The system ends the program, which still has to save and to forget what it kept."""


def test_what_is_being_written_is_finished_when_the_program_is_ended(tmp_path: Path) -> None:
    save_story(open_story(SAMPLES / "win"), tmp_path / "hills.story")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(QUITTING)]
    done = subprocess.run(
        command,
        check=False,
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0 and "Error" not in done.stderr, done.stderr
    assert open_story(tmp_path / "hills.story").deck.title == "Kept"
    assert not list((tmp_path / "home/recovery/runs").iterdir())
    assert recovery.found(tmp_path / "home/recovery") == ()


def test_saving_forgets_what_was_kept(qtbot: QtBot, program: Program, window: MainWindow) -> None:
    rename(window, "Kept")
    window.recovering.write()
    qtbot.waitUntil(lambda: not program.disk.busy)
    window.files.save()
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert not list(program.recovered.glob("*/*/deck.json"))


def test_the_timer_runs_from_the_first_change_on(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    program.settings.change(recovery_seconds=1)
    began = time.monotonic()
    count = 0
    while count < 2 or not list(program.recovered.glob("*/*/deck.json")):
        count += 1
        rename(window, f"Never resting {count}")
        qtbot.wait(50)
        assert time.monotonic() - began < 120, "it is not put off by each change"


def kept(program: Program) -> str:
    """The title of the one story that is kept."""
    (path,) = program.recovered.glob("*/*/deck.json")
    return open_story(path.parent).deck.title


def test_what_is_undone_is_kept_as_it_is_then(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    program.settings.change(recovery_seconds=1)
    rename(window, "First")
    rename(window, "Second")
    window.recovering.write_now()
    assert kept(program) == "Second"
    qtbot.wait(1200)
    window.undo()
    qtbot.waitUntil(lambda: kept(program) == "First")


def test_what_was_changed_while_saving_stays_kept(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    rename(window, "First")
    window.recovering.write_now()
    window.files.save()
    rename(window, "Second")
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert window.desk.editor.dirty and kept(program) == "First"
    assert window.recovering._timer.isActive()


def test_two_windows_on_one_deck_are_both_kept(qtbot: QtBot, program: Program) -> None:
    first = program.open(SAMPLES / "win")
    second = program._show(type(first.desk.editor)(first.desk.editor.story))
    for number, window in enumerate((first, second)):
        rename(window, f"Window {number}")
        window.recovering.write()
    qtbot.waitUntil(lambda: not program.disk.busy)
    assert len(list(program.recovered.glob("*/*/deck.json"))) == 2


def test_what_nobody_foresaw_keeps_the_work_and_goes_on(
    program: Program, window: MainWindow, capsys: object
) -> None:
    said: list[str] = []
    window.desk.noticed.connect(lambda notice: said.append(notice.text))
    mishaps = Mishaps(program)
    rename(window, "Precious")
    for _ in range(3):
        error = ZeroDivisionError("a slip")
        mishaps.take(ZeroDivisionError, error, None)
    settle()
    assert len(said) == 1 and "work is kept" in said[0]
    (kept,) = program.recovered.glob("*/*/deck.json")
    assert "Precious" in Path(kept).read_text(encoding="utf-8")
    assert "a slip" in capsys.readouterr().err  # type: ignore[attr-defined]
    window.undo()
