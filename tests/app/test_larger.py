"""The window follows the size of the desktop's letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from storycomposer.app.larger import factor

SCREEN = QSize(2560, 1400)


@pytest.mark.parametrize(
    ("points", "larger"),
    [(7, 1), (9, 1), (10, 1), (11, 1), (12, 1), (12.5, 1.25), (13.75, 1.25), (15, 1.5), (16.5, 1.5),
     (20, 2), (60, 2), (0, 1), (-1, 1)],
)  # fmt: skip
def test_quarters_above_what_is_usual(points: float, larger: float) -> None:
    assert factor(points, 10, SCREEN) == larger


def test_the_window_keeps_room_on_the_screen() -> None:
    assert factor(20, 10, QSize(1366, 768)) == 1.25
    assert factor(20, 10, QSize(800, 600)) == 1


SHOWN = """
import sys
from pathlib import Path

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel

QApplication.setFont(QFont("Inter", int(sys.argv[1])))  # as the desktop has it

from storycomposer.app.run import application

app = application()
label = QLabel("Words")
label.show()
picture = label.grab()
print(label.devicePixelRatioF(), picture.height() / label.height(), app.font().pixelSize())
assert application() is app
"""


@pytest.mark.parametrize(("points", "scale"), [(10, 1.0), (15, 1.5)])
def test_everything_is_as_large_as_the_desktops_letters(
    tmp_path: Path, points: int, scale: float
) -> None:
    screen = {"name": "s", "x": 0, "y": 0, "width": 2560, "height": 1440, "dpr": 1}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    environment.pop("QT_SCALE_FACTOR", None)
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(SHOWN), str(points)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ratio, grown, letters = map(float, done.stdout.split())
    assert (ratio, letters) == (scale, 13)
    assert grown == pytest.approx(scale, abs=0.05)
