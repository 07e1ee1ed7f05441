"""Opens a sample, writes, exports, saves and closes: ``python offline_journey.py FOLDER``. Run in
a process that is not allowed internet sockets."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
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
    loop = QEventLoop()
    made: list[object] = []
    window.exporting.finished.connect(made.append)
    window.exporting.finished.connect(loop.quit)
    QTimer.singleShot(60_000, loop.quit)
    window.actions_by_id["export-again"].trigger()
    if not made:
        loop.exec()
    window.desk.editor.save()
    window.close()
    app.processEvents()
    program.disk.close()
    for path in made[0].pictures:
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
