"""Links in a window, as tests of them need them: a blank story, an address that is pasted."""

from __future__ import annotations

from pathlib import Path

from conftest import settle
from panels import Key
from PIL import Image
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.document.layers import LinkLayer
from storycomposer.links.symbol import symbol

CTRL = Qt.KeyboardModifier.ControlModifier


def blank(program: Program, folder: Path) -> MainWindow:
    """A window on a blank story, exporting into ``folder``."""
    window = program.blank()
    window.resize(1440, 900)
    window.exporting.remembered = Remembered(folder / "settings" / "export.json")
    remember(window.exporting, home=str(folder / "Stories"))
    settle()
    return window


def paste(window: MainWindow, words: str) -> None:
    """Paste on the canvas."""
    mime = QMimeData()
    mime.setText(words)
    QGuiApplication.clipboard().setMimeData(mime)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_V, CTRL)
    settle()


def link(window: MainWindow) -> LinkLayer:
    """The only link of the slide."""
    (found,) = (one for one in window.desk.slide.layers if isinstance(one, LinkLayer))
    return found


def proven(window: MainWindow, qtbot: QtBot) -> str:
    """Wait for the verdict on the link, what mends it too; its level."""
    id_ = link(window).id
    settle()
    qtbot.waitUntil(lambda: window.proving.whole(id_))
    settle()
    return str(window.proving.of(id_).level)


def picture(words: str) -> Image.Image:
    """A code that says ``words``, 8 pixels a module."""
    rows = symbol(words).rows
    code = Image.new("L", (len(rows) + 8,) * 2, 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            code.putpixel((x + 4, y + 4), 0 if dark else 255)
    return code.resize((code.width * 8,) * 2, Image.Resampling.NEAREST).convert("RGB")
