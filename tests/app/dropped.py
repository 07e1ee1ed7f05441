"""A file is dropped on the start page from another program: ``python dropped.py FOLDER FILE`` on an
X server of its own. What the window that opens holds is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

os.environ["QT_QPA_PLATFORM"] = "xcb"

from pointer import dragged, settled
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app.program import Program
from storycomposer.app.run import application
from storycomposer.story import media_refs


class Holder(QWidget):
    """The other program: a drag begun in it carries ``path``."""

    def __init__(self, path: Path) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint)
        self.path = path

    def mouseMoveEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self.path))])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


def hold(path: Path) -> None:
    """Stand at the left of the screen until somebody ends it, for five minutes at most."""
    app = QApplication([])
    holder = Holder(path)
    holder.setGeometry(0, 0, 80, 300)
    holder.show()
    settled(holder)
    print("there", flush=True)
    QTimer.singleShot(300_000, app.quit)  # should nobody do so
    app.exec()


def wait(until: Callable[[], bool]) -> None:
    """Let events run until ``until`` holds, for two minutes at most."""
    ends = monotonic() + 120
    while not until():
        QTest.qWait(50)
        assert monotonic() < ends


def main(folder: Path, path: Path) -> None:
    """How many slides and pictures the story has that the drop opens."""
    program = Program(application(), folder / "home")
    page = program.show_start()
    page.setGeometry(100, 0, 1200, 900)
    command = [sys.executable, __file__, "hold", path]
    quiet = subprocess.DEVNULL  # or who waits for this program's last word waits for that one too
    other = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "there\n"
    settled(page)
    dragged(QPoint(40, 150), QPoint(700, 450))
    other.terminate()
    other.communicate()
    wait(lambda: bool(program.windows))
    (window,) = program.windows
    wait(lambda: bool(media_refs(window.desk.deck)) and program.start is None)
    print(len(window.desk.deck.slides), len(media_refs(window.desk.deck)))
    window.desk.editor.undo()
    window.close()
    program.disk.finish()


if __name__ == "__main__":
    if sys.argv[1] == "hold":
        hold(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
