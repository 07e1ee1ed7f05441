"""Starting the window."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from storycomposer import resources
from storycomposer.app import garbage, larger, memory, theme

if TYPE_CHECKING:
    from storycomposer.app.program import Program


def application(argv: Sequence[str] = ()) -> QApplication:
    """The one QApplication, dressed; made where there is none yet."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    memory.share()
    before = qInstallMessageHandler(_say_fatal)
    # That a font lacks a script is no news: the next one in the list has it. Nor is a preview whose
    # pixels are damaged: the slide itself comes soon.
    QLoggingCategory.setFilterRules("qt.text.font.db=false\nqt.gui.imageio.jpeg=false")
    app = QApplication(["storycomposer", *argv])
    scale = larger.desktops(app)
    if scale > 1:
        larger.use(scale)
        app.shutdown()
        app = QApplication(["storycomposer", *argv])
    qInstallMessageHandler(before)
    app.setApplicationName("Story Composer")
    app.setDesktopFileName("storycomposer")
    app.setWindowIcon(QIcon(str(resources.path("desktop", "storycomposer.svg"))))
    theme.apply(app, "system")
    return app


def _say_fatal(kind: QtMsgType, _: object, text: str) -> None:
    """Qt aborts where it finds no display or a library is missing: say so and leave before."""
    if kind == QtMsgType.QtFatalMsg:
        reason = " ".join(text.partition(".")[0].split())
        sys.stderr.write(
            f"storycomposer: The window cannot be opened ({reason}): start it on a desktop; the "
            "commands in storycomposer --help work without.\n"
        )
        sys.stderr.flush()
        os._exit(2)


def start(path: Path | None = None, home: Path | None = None) -> Program:
    """Open the window on the story at ``path``, or the start page; what the program keeps lies in
    ``home``. StoryError if the story cannot be read."""
    # Looking for garbage among what is being loaded finds none, and takes a third of the time.
    gc.disable()
    app = application(sys.argv[1:])
    from storycomposer.app.mishaps import Mishaps  # noqa: PLC0415
    from storycomposer.app.program import Program  # noqa: PLC0415

    app.setQuitOnLastWindowClosed(False)
    program = Program(app, home)
    Mishaps(program).watch()
    program.finished.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    if path is None:
        program.show_start()
    else:
        program.tell_of_recovered(program.open(path))
    QTimer.singleShot(_STARTED_MS, app, lambda: _collect_again(app))
    return program


_STARTED_MS = 2000


def _collect_again(app: QApplication) -> None:
    # What is loaded stays: to look through it time and again would stop the window.
    gc.freeze()
    garbage.collect_here(app)


def main(path: Path | None = None) -> int:
    """:func:`start`; returns the exit code when the last window has closed and all is written."""
    program = start(path)
    # Python hears of Ctrl+C only between Qt's events; what is unsaved is kept anyway.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = int(QApplication.exec())
    # The system may end a program that is still writing.
    program.disk.finish()
    return code
