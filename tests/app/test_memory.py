"""What repainting leaves behind: nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from conftest import settle
from PySide6.QtWidgets import QWidget

from storycomposer.app.main_window import MainWindow


def left_by(paint: Callable[[], None], times: int) -> int:
    """How many references to None ``times`` paintings leave, after one that fills what is kept."""
    paint()
    before = sys.getrefcount(None)
    for _ in range(times):
        paint()
    return sys.getrefcount(None) - before


@pytest.mark.parametrize("zoom", [0.1, 0.35])
def test_repaints_of_the_canvas_keep_no_references(window: MainWindow, zoom: float) -> None:
    """PySide6 6.12 lost references to None with every repaint until the process aborted."""
    window.resize(900, 700)
    window.desk.select(tuple(layer.id for layer in window.desk.slide.layers))
    window.canvas.set_zoom(zoom)
    settle()
    assert abs(left_by(window.canvas.repaint, 5000 if zoom == 0.1 else 200)) < 100


def test_repaints_of_everything_else_lose_no_references(window: MainWindow) -> None:
    window.desk.select((window.desk.slide.layers[-1].id,))
    settle()
    parts = [one for one in window.findChildren(QWidget) if one.isVisible()]
    assert len(parts) > 50

    def paint() -> None:
        for one in parts:
            one.repaint()

    # Each new pixmap that is painted on leaves six in PySide's table of methods: only losing them
    # is what ends processes.
    assert left_by(paint, 20) > -100
