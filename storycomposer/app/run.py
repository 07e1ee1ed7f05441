"""Starting the window."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from storycomposer import resources
from storycomposer.app import memory, theme
from storycomposer.app.mishaps import Mishaps
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
    # That a font lacks a script is no news: the next one in the list has it.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
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


def main(path: Path | None = None) -> int:
    """Open the window on the story at ``path``, or the start page; returns the exit code when the
    last window has closed and all is written. StoryError if the story cannot be read."""
    app = application(sys.argv[1:])
    app.setQuitOnLastWindowClosed(False)
    program = Program(app)
    Mishaps(program).watch()
    # Python hears of Ctrl+C only between Qt's events; what is unsaved is kept anyway.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program.finished.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    if path is None:
        program.show_start()
    else:
        program.tell_of_recovered(program.open(path))
    code = int(app.exec())
    program.disk.close()
    return code
