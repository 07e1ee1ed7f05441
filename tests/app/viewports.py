"""Grabs what the window's viewport shows at 100 % and saves the story it shows beside it.

A process of its own, for the screen's scale is fixed when Qt starts:
``QT_SCALE_FACTOR=1.5 python viewports.py FOLDER``.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas.handler import Handler
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.storage.files import save_story

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def grabbed(window: MainWindow) -> QImage:
    """The slide's part of a grab of the canvas widget, in the screen's pixels. What lies over the
    slide (frames, lines, the shade of what is covered, the zoom) stays away: exports have none."""
    canvas = window.canvas
    handler, canvas._handler = canvas._handler, Handler()
    canvas._dragging_into_unsafe = lambda: False
    for floating in canvas.findChildren(QWidget):
        floating.hide()
    canvas.showing.settle()
    shown = canvas.grab().toImage()
    canvas._handler = handler
    del canvas._dragging_into_unsafe
    view, size = canvas.view(), window.desk.deck.canvas
    assert view.zoom == 1 and view.left >= 0 and view.top >= 0
    # A picture of ratio 1, so that its pixels are compared one by one.
    shown.setDevicePixelRatio(1)
    return shown.copy(view.left, view.top, size.width, size.height)


def keep(window: MainWindow, folder: Path, state: str) -> None:
    """The viewport and its story as ``state`` in ``folder``."""
    grabbed(window).save(str(folder / f"{state}.bmp"))
    save_story(window.desk.editor.story, folder / state)


def walk(window: MainWindow, folder: Path) -> None:
    """The story as opened, after an edit, and in the middle of a drag."""
    window.desk.select()
    keep(window, folder, "opened")
    layer = window.desk.slide.layers[-1]
    window.desk.select((layer.id,))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(window.canvas, key, Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.editor.dirty
    keep(window, folder, "edited")
    before = window.desk.deck
    view = window.canvas.view()
    start = view.point(*bounds(spots(window.desk.deck)[layer.id].pose).center).toPoint()
    QTest.mousePress(window.canvas, LEFT, Qt.KeyboardModifier.ControlModifier, start)
    QTest.mouseMove(window.canvas, start + QPoint(20, -40))
    QTest.mouseMove(window.canvas, start + QPoint(31, -63))
    assert window.desk.deck != before and window.desk.editor.committed.deck == before
    keep(window, folder, "dragged")
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(window.canvas, LEFT, PLAIN, start)


def main(folder: Path) -> None:
    """Walk through every sample."""
    app = application()
    program = Program(app, folder / "home")
    for path in sorted(SAMPLES.glob("*/deck.json")):
        name = path.parent.name
        copy = shutil.copytree(path.parent, folder / "copies" / name)
        window = program.open(Path(copy))
        ratio = window.canvas.devicePixelRatioF()
        assert ratio == float(os.environ["QT_SCALE_FACTOR"])
        window.canvas.setMinimumSize(QSize(1140, 1980) / ratio)
        for _ in range(5):
            app.processEvents()
        window.canvas.set_zoom(1.0)
        (folder / name).mkdir()
        walk(window, folder / name)
        window.desk.editor.undo()
        window.desk.editor._saved = window.desk.editor.deck
        window.close()
    app.processEvents()
    program.disk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
