"""Real windows, offscreen. What Qt warns of fails the test."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from storycomposer.app import garbage, mishaps, theme
from storycomposer.app.canvas import crop
from storycomposer.app.canvas.text import page
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"

# What the offscreen platform says of itself, whatever the program does.
_OF_THE_PLATFORM = (
    "does not support propagateSizeHints",
    "does not support raise()",
    "does not support grabbing",
    "does not support setting window masks",
)


# A busy machine takes its time: what waits for something to happen waits long, and goes on at once
# when it has happened.
for _wait in (QtBot.waitUntil, QtBot.waitSignal):
    _wait.__kwdefaults__["timeout"] = 120_000
# Nor does it take for a pause between two steps what is only the time that the first one takes.
page._PAUSE = crop._TOGETHER = mishaps._PAUSE = 3600.0


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The program's own application object, so that tests see its theme."""
    app = application()
    theme.apply(app, "light")
    yield app
    # The offscreen platform frees what is copied after Python has ended, and crashes.
    app.clipboard().clear()


@pytest.fixture(scope="package", autouse=True)
def widgets_go_where_they_live(qapp: QApplication) -> Iterator[None]:
    """As in the program, no garbage is looked for on other threads."""
    timer = garbage.collect_here(qapp)
    yield
    timer.stop()
    gc.enable()


@pytest.fixture(autouse=True)
def qt_says_nothing() -> Iterator[None]:
    """Fails a test in which Qt warned."""
    said: list[str] = []

    def take(kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(known in text for known in _OF_THE_PLATFORM):
            said.append(text)

    before = qInstallMessageHandler(take)
    yield
    qInstallMessageHandler(before)
    assert not said


@pytest.fixture
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program without windows; the windows it opens are closed at the end."""
    made = Program(qapp, tmp_path_factory.mktemp("home"))
    yield made
    for window in list(made.windows):
        window.desk.editor._saved = window.desk.editor.committed.deck
        window.close()
    qapp.processEvents()
    garbage.collect()


@pytest.fixture
def sample(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a sample story to a folder of the test's own."""

    def copied(name: str) -> Path:
        return Path(shutil.copytree(SAMPLES / name, tmp_path / name))

    return copied


@pytest.fixture
def window(program: Program, sample: Callable[[str], Path]) -> MainWindow:
    """A window on a copy of the sample "win", shown and settled."""
    made = program.open(sample("win"))
    made.resize(1440, 900)
    settle()
    return made


def settle() -> None:
    """Let events run until none is left, and the canvases show what is there now."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    for window in windows:
        window.complete()
    for _ in range(5):
        QApplication.processEvents()
    for window in windows:
        if isValid(window):
            window.canvas.showing.settle()


def at(window: MainWindow, x: float, y: float) -> QPoint:
    """The widget point of a canvas pixel."""
    point = window.canvas.view().point(x, y)
    return QPoint(round(point.x()), round(point.y()))
