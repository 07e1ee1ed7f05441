"""An error in a method that Qt calls ends in a sentence over the canvas, not in a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES

MISHAP = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import delete
from storycomposer.app.run import start

program = start(Path(sys.argv[1]), Path(sys.argv[2]))
window = program.windows[0]
window.desk.noticed.connect(lambda notice: print(notice.text, flush=True))
gone = QPushButton()
delete(gone)
window.canvas.handler.key = lambda _: eval(sys.argv[3])
key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
QApplication.postEvent(window.canvas, key)
QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: os._exit(0)))
QApplication.exec()
"""


PAINTED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from storycomposer.app.run import start

program = start(Path(sys.argv[1]), Path(sys.argv[2]))
window = program.windows[0]
window.desk.noticed.connect(lambda notice: print(notice.text, flush=True))
painted = []

def paint(*_):
    painted.append(1)
    if len(painted) == 1:
        raise IndexError
    if len(painted) == 4:
        print("goes on", flush=True)
        os._exit(0)

window.canvas.handler.paint = paint
timer = QTimer(interval=10)
timer.timeout.connect(window.canvas.update)
timer.start()
QTimer.singleShot(60_000, lambda: os._exit(1))
QApplication.exec()
"""


@pytest.mark.parametrize("error", ["[][1]", "int('x')", "1 / 0", "None.x", "gone.setFocus()"])
def test_what_goes_wrong_with_a_key_is_told(error: str, tmp_path: Path) -> None:
    run = ran(MISHAP, tmp_path, error)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("Something went wrong in the program. Your work is kept")
    assert "Traceback" in run.stderr


def test_what_goes_wrong_in_painting_stops_no_other_painting(tmp_path: Path) -> None:
    run = ran(PAINTED, tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("Something went wrong") and run.stdout.endswith("goes on\n")
    assert "QPainter" not in run.stderr and "QBackingStore" not in run.stderr


def ran(program: str, folder: Path, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, SAMPLES / "win", folder / "home", *given],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
