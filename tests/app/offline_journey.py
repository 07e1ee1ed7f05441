"""Opens a sample, writes, pastes a page, exports with all that the tray offers, plays, saves and
closes: ``python offline_journey.py FOLDER``. Run in a process that is not allowed internet
sockets."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application


def main(folder: Path) -> None:
    """The journey; prints the pictures."""
    app = application()
    program = Program(app, folder / "home")
    program.show_start()
    sample = Path(__file__).parents[2] / "assets" / "samples" / "win"
    window = program.open(Path(shutil.copytree(sample, folder / "story")))
    window.exporting.remembered = Remembered(folder / "export.json")
    remember(window.exporting, home=str(folder / "Stories"))
    app.processEvents()
    text = window.desk.slide.layers[-1].id
    window.desk.select((text,))
    window.desk.mode = Mode("text", text)
    window.canvas.setFocus()
    QTest.keyClicks(window.canvas, "Twelve of us")
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.desk.editor.dirty
    paste_a_page(window)
    made = export(window, folder)
    play(window)
    window.desk.editor.save()
    window.close()
    app.processEvents()
    program.disk.finish()
    for path in made:
        print(path)


def paste_a_page(window: MainWindow) -> None:
    """What a browser puts on the clipboard, and an address."""
    clipboard = QApplication.clipboard()
    page = QMimeData()
    page.setHtml("<h1>Twelve</h1><img src='https://example.org/a.png'><link href='//x.org/s.css'>")
    page.setText("Twelve")
    for data in (
        page,
        address("https://example.org/tickets?of=12"),
        address("https://x.org/a.png"),
    ):
        clipboard.setMimeData(data)
        window.actions_by_id["paste"].trigger()
        until(window, lambda: not window.workers.busy)
    clipboard.clear()


def address(text: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(text)])
    data.setText(text)
    return data


def export(window: MainWindow, folder: Path) -> tuple[Path, ...]:
    """Through the panel to the tray, and everything in it that needs no other program."""
    window.actions_by_id["export"].trigger()
    panel = window.export_panel
    panel.options.go.click()
    until(window, panel.tray.isVisible)
    panel.tray.copy.click()
    remember(window.exporting, copy_to=str(folder / "stick"))
    (folder / "stick").mkdir()
    panel.tray.copy_on()
    until(window, lambda: not window.workers.busy)
    panel.tray.links.click()
    assert panel.links.isVisible()
    panel.grab()
    made: tuple[Path, ...] = panel.tray.made.pictures
    assert len(list((folder / "stick").rglob("*.png"))) >= len(made)
    panel.close_panel()
    QApplication.clipboard().clear()
    return made


def play(window: MainWindow) -> None:
    """Some slides, in the window and over the screen."""
    window.actions_by_id["preview"].trigger()
    until(window, lambda: window.player.reel.ready(0))
    window.player.step(1)
    window.player.toggle_full_screen()
    until(window, lambda: window.player.reel.ready(1))
    window.player.stop()


def until(window: MainWindow, done: Callable[[], bool]) -> None:
    """Let events run until it is done."""
    ends = monotonic() + 60
    while not done():
        QTest.qWait(20)
        assert monotonic() < ends and window.isVisible()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
