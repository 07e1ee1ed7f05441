"""Work on threads: the newest wins, nothing comes too late, nothing is asked of closed windows."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storycomposer.app.main_window import MainWindow
from storycomposer.app.workers import Workers
from storycomposer.errors import StoryError


@pytest.mark.usefixtures("qapp")
def test_results_arrive_on_the_windows_thread(qtbot: QtBot) -> None:
    workers, arrived = Workers(), []
    workers.run("a", lambda: 1, lambda made: arrived.append((made, QThread.currentThread())))
    qtbot.waitUntil(lambda: not workers.busy)
    assert arrived == [(1, QApplication.instance().thread())]
    workers.close()


@pytest.mark.usefixtures("qapp")
def test_the_newest_wins_however_late_the_older_ends(qtbot: QtBot) -> None:
    workers, arrived = Workers(), []
    gate = threading.Event()
    workers.run("a", lambda: gate.wait(60) and "old", arrived.append)
    workers.run("a", lambda: "new", arrived.append)
    qtbot.waitUntil(lambda: arrived == ["new"])
    gate.set()
    workers.run("b", lambda: "other", arrived.append)
    qtbot.waitUntil(lambda: len(arrived) > 1)
    qtbot.wait(50)
    assert arrived == ["new", "other"]
    workers.close()


@pytest.mark.usefixtures("qapp")
def test_what_failed_is_told_and_what_is_dropped_is_not(qtbot: QtBot) -> None:
    workers, told, gate = Workers(), [], threading.Event()

    def fails() -> None:
        raise StoryError("trouble", "There is trouble.")

    workers.run("a", fails, told.append, lambda error: told.append(error.sentence.id))
    qtbot.waitUntil(lambda: told == ["trouble"])
    workers.run("b", lambda: gate.wait(60), told.append)
    workers.drop("b")
    gate.set()
    assert not workers.busy
    qtbot.wait(50)
    assert told == ["trouble"]
    workers.close()


@pytest.mark.usefixtures("qapp")
def test_nothing_is_done_or_told_after_the_end(qtbot: QtBot) -> None:
    workers, told = Workers(), []
    workers.run("a", lambda: 1, told.append)
    workers.close()
    workers.run("a", lambda: told.append("done"), told.append)
    qtbot.wait(50)
    assert told == [] and not workers.busy


@pytest.mark.usefixtures("qapp")
def test_what_was_asked_for_is_finished_at_the_end(qtbot: QtBot) -> None:
    workers, done, gate = Workers(threads=1), [], threading.Event()
    workers.run("a", lambda: gate.wait(60) and done.append("a"), done.append, leading=True)
    workers.run("b", lambda: done.append("b"), done.append)
    workers.run("c", lambda: done.append("dropped"), done.append)
    workers.drop("c")
    gate.set()
    workers.finish()
    workers.run("d", lambda: done.append("d"), done.append)
    qtbot.wait(50)
    assert done == ["a", "b"] and not workers.busy


@pytest.mark.usefixtures("qapp")
def test_what_leads_comes_first(qtbot: QtBot) -> None:
    workers, arrived, gate = Workers(), [], threading.Event()
    workers.run("a", lambda: gate.wait(60) and "leader", arrived.append, leading=True)
    workers.run("b", lambda: "dropped", arrived.append)
    workers.run("c", lambda: "old", arrived.append)
    workers.run("c", lambda: "new", arrived.append)
    workers.drop("b")
    qtbot.wait(50)
    assert arrived == [] and workers.busy
    gate.set()
    qtbot.waitUntil(lambda: not workers.busy)
    assert arrived == ["leader", "new"]
    workers.close()


@pytest.mark.usefixtures("qapp")
def test_nothing_waits_for_a_leader_that_is_not_wanted_or_fails(qtbot: QtBot) -> None:
    workers, arrived, gate = Workers(), [], threading.Event()

    def fails() -> None:
        raise StoryError("trouble", "There is trouble.")

    workers.run("a", lambda: gate.wait(60), arrived.append, leading=True)
    workers.run("b", lambda: "one", arrived.append)
    workers.drop("a")
    qtbot.waitUntil(lambda: arrived == ["one"])
    gate.set()
    workers.run("a", fails, arrived.append, lambda _: arrived.append("failed"), leading=True)
    workers.run("b", lambda: "two", arrived.append)
    qtbot.waitUntil(lambda: arrived == ["one", "failed", "two"])
    workers.run("a", lambda: "again", arrived.append, leading=True)
    workers.run("a", lambda: "newer", arrived.append)
    qtbot.waitUntil(lambda: not workers.busy)
    assert arrived[-1] == "newer"
    workers.close()


def test_a_window_is_out_of_sight_before_its_threads_are_waited_for(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    close = window.workers.close
    monkeypatch.setattr(window.workers, "close", lambda: (seen.append(window.isVisible()), close()))
    assert window.isVisible()
    assert window.close()
    assert seen == [False]
