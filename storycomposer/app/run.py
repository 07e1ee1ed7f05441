"""Starting the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, Qt
from PySide6.QtWidgets import QApplication

from storycomposer.app import theme
from storycomposer.app.program import Program


def application(argv: Sequence[str] = ()) -> QApplication:
    """The one QApplication, dressed; made where there is none yet."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # That a font lacks a script is no news: the next one in the list has it.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    app = QApplication(["storycomposer", *argv])
    app.setApplicationName("Story Composer")
    app.setDesktopFileName("storycomposer")
    theme.apply(app, "system")
    return app


def main(path: Path) -> int:
    """Open the window on the story at ``path``; returns the exit code when the last one closes."""
    app = application(sys.argv[1:])
    program = Program(app)
    program.open(path)
    return int(app.exec())
