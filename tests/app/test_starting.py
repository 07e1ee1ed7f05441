"""The window is there before what it need not show is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import SAMPLES
from pytestqt.qtbot import QtBot

from storycomposer.app.program import Program

LATER = ("numpy", "PIL", "uharfbuzz", "icu4py", "fontTools", "qrcode", "storycomposer.render.slide")
SEEN = """
import sys
from pathlib import Path
from storycomposer.app.run import start
program = start(Path(sys.argv[1]), Path(sys.argv[2]))
program.windows[0].canvas.grab()
loaded = set(sys.modules)
print(*sorted({name for name in sys.argv[3:] if name in loaded}))
import os; sys.stdout.flush(); os._exit(0)
"""


def test_a_window_is_painted_before_the_renderer_is_loaded(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SEEN, SAMPLES / "win", tmp_path / "home", *LATER],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == []


def test_then_its_parts_are_built_one_after_another(program: Program, qtbot: QtBot) -> None:
    window = program.open(SAMPLES / "win")
    parts = ("filmstrip", "right_panel", "writing", "dropping", "linking", "steps")
    qtbot.waitUntil(lambda: all(name in window.__dict__ for name in parts))
    assert window.right_panel.isVisible() and window.filmstrip.isVisible()
    qtbot.waitUntil(lambda: not window.canvas.showing.behind)
