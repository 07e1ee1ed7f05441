"""Slides and layers are dragged with a real pointer: ``python pointer.py FOLDER`` on an X server of
its own, for drags of lists are the window system's and do not happen offscreen. ``xdotool`` moves
the pointer; what became of the order is printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

os.environ["QT_QPA_PLATFORM"] = "xcb"

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


def settled(widget: QWidget) -> None:
    """Until the screen shows ``widget`` as it is now."""
    assert QTest.qWaitForWindowExposed(widget, 60_000)
    while isinstance(widget, MainWindow) and widget.workers.busy:
        QTest.qWait(20)
    QTest.qWait(300)


def dragged(start: QPoint, end: QPoint) -> None:
    """A drag between two points of the screen. All of it is one process beside this one: while Qt
    drags, it stays in an event loop of its own."""
    steps = [start + (end - start) * n / 12 for n in range(1, 13)]
    moves = [f"mousemove {point.x()} {point.y()} sleep 0.05" for point in steps]
    words = f"mousemove {start.x()} {start.y()} sleep 0.3 mousedown 1 sleep 0.2"
    hand = subprocess.Popen(["xdotool", *f"{words} {' '.join(moves)} sleep 0.4 mouseup 1".split()])
    ends = monotonic() + 60
    while hand.poll() is None:
        QTest.qWait(20)
        assert monotonic() < ends
    QTest.qWait(500)  # what the drop brings begins


def places(view: QAbstractItemView, first: int, last: int) -> tuple[QPoint, QPoint]:
    """The middle of row ``first``, and the far edge of row ``last``, on the screen."""
    model, viewport = view.model(), view.viewport()
    start = view.visualRect(model.index(first, 0)).center()
    box = view.visualRect(model.index(last, 0))
    level = view.visualRect(model.index(1, 0)).left() > view.visualRect(model.index(0, 0)).left()
    end = QPoint(box.right() - 3, box.center().y()) if level else box.bottomLeft() + QPoint(60, -1)
    return viewport.mapToGlobal(start), viewport.mapToGlobal(end)


def view_in(part: object) -> QAbstractItemView:
    """The list or tree of a part of the window."""
    found = [one for one in part.findChildren(QAbstractItemView) if one.isVisible()]  # type: ignore[attr-defined]
    return found[-1]


def told(window: MainWindow) -> str:
    slides = [slide.id for slide in window.desk.deck.slides]
    return " ".join([*slides, "|", *(layer.id for layer in window.desk.slide.layers)])


def main(folder: Path) -> None:
    """The order of slides and layers: as it is, after each drag, and undone."""
    program = Program(application(), folder / "home")
    window = program.open(Path(shutil.copytree(SAMPLES / "win", folder / "story")))
    window.setGeometry(0, 0, 1440, 900)
    settled(window)
    print(told(window))
    dragged(*places(view_in(window.filmstrip), 0, 2))
    print(told(window))
    window.right_panel.tabs.setCurrentIndex(1)
    settled(window)
    dragged(*places(view_in(window.right_panel), 0, 1))
    print(told(window))
    window.undo()
    window.undo()
    print(told(window))
    window.close()
    program.disk.finish()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
