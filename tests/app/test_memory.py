"""What repainting leaves behind: nothing."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable

import pytest
from conftest import at, settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app.main_window import MainWindow
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageLayer, TextLayer


def left_by(paint: Callable[[], None], times: int) -> int:
    """How many references to None ``times`` paintings leave, after one that fills what is kept."""
    paint()
    gc.collect()  # what earlier tests left would go in between
    before = sys.getrefcount(None)
    for _ in range(times):
        paint()
    return sys.getrefcount(None) - before


def keeps(paint: Callable[[], None], times: int, most: int) -> bool:
    """Whether ``times`` paintings leave ``most`` references or more, three times in a row: what
    ends on another thread in between takes its own along only once."""
    return all(abs(left_by(paint, times)) >= most for _ in range(3))


def test_references_that_are_kept_are_counted() -> None:
    """So that the others can fail. From Python 3.12 on there is nothing to lose of None."""
    kept: list[None] = []
    assert keeps(lambda: kept.append(None), 200, 200) or sys.version_info >= (3, 12)


@pytest.mark.parametrize("zoom", [0.1, 0.35])
def test_repaints_of_the_canvas_keep_no_references(
    qtbot: QtBot, window: MainWindow, zoom: float
) -> None:
    """PySide6 6.12 lost references to None with every repaint until the process aborted."""
    window.resize(900, 700)
    window.desk.select(tuple(layer.id for layer in window.desk.slide.layers))
    window.canvas.set_zoom(zoom)
    settle()
    qtbot.waitUntil(lambda: not window.workers.busy)
    assert not keeps(window.canvas.repaint, 5000 if zoom == 0.1 else 200, 100)


def test_repaints_of_everything_else_keep_no_references(qtbot: QtBot, window: MainWindow) -> None:
    """One widget of each class, in both panels of the right side."""
    window.resize(1100, 700)
    seen: set[type[QWidget]] = set()
    for layer in window.desk.slide.layers:
        window.desk.select((layer.id,))
        for tab in range(window.right_panel.tabs.count()):
            window.right_panel.tabs.setCurrentIndex(tab)
            qtbot.waitUntil(lambda: not window.workers.busy)
            settle()
            visible = [one for one in window.findChildren(QWidget) if one.isVisible()]
            for part in {type(one): one for one in visible if type(one) not in seen}.values():
                seen.add(type(part))
                assert not keeps(part.repaint, 200, 50), part
    assert len(seen) > 30


@pytest.mark.parametrize("state", ["text", "crop", "drag", "safe", "player"])
def test_repaints_in_every_state_keep_no_references(
    qtbot: QtBot, window: MainWindow, state: str
) -> None:
    """Caret, crop, snapping lines and read-out, safe area, player."""
    window.resize(900, 700)
    desk, part = window.desk, window.canvas
    kinds = {"text": TextLayer, "crop": ImageLayer, "drag": TextLayer}
    kind = kinds.get(state, TextLayer)
    slide, layer = next(
        (slide, one) for slide in desk.deck.slides for one in slide.layers if isinstance(one, kind)
    )
    desk.select((layer.id,), (slide.id,))
    if state in ("text", "crop"):
        window.enter(layer.id)
        assert desk.mode.name == state
    elif state == "drag":
        start = at(window, *bounds(spots(desk.deck)[layer.id].pose).center)
        QTest.mousePress(part, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(part, start + QPoint(9, 9))
        QTest.mouseMove(part, start + QPoint(19, 2))
        assert window.canvas.selecting.gesture is not None
    elif state == "safe":
        part.show_safe = True
    else:
        window.actions_by_id["preview"].trigger()
        part = window.player
        qtbot.waitUntil(lambda: part.reel.ready(0))
    qtbot.waitUntil(lambda: not window.workers.busy)
    settle()
    for _ in range(10):
        part.repaint()
    assert not keeps(part.repaint, 200, 50)
    desk.editor.cancel()


@pytest.mark.usefixtures("qapp")
def test_a_widget_that_nobody_knows_goes_where_it_lives() -> None:
    """Found on another thread it would be destroyed there."""
    went: list[threading.Thread] = []

    def lost() -> None:
        widget = QWidget()
        widget.itself = widget  # type: ignore[attr-defined]
        direct = Qt.ConnectionType.DirectConnection
        widget.destroyed.connect(lambda: went.append(threading.current_thread()), direct)

    lost()
    other = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    other.start()
    other.join()
    assert not went
    gc.collect()
    assert went == [threading.main_thread()]
