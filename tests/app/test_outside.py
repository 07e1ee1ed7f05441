"""Layers that reach outside the slide are seen there, dimmed."""

from __future__ import annotations

import pytest
from conftest import at, settle
from mouse import move, press, release
from pytestqt.qtbot import QtBot

from storycomposer.app.main_window import MainWindow
from storycomposer.document import edits
from storycomposer.document.geometry import Box
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.style import Solid

RED = Solid(color="#FF0000")


def redness(window: MainWindow, x: float, y: float) -> int:
    """How much redder than the ground a pixel of the canvas is."""
    settle()
    color = window.canvas.grab().toImage().pixelColor(at(window, x, y))
    return int(color.red() - color.green())


def added(window: MainWindow) -> None:
    layer = ShapeLayer(id="red", x=-200, y=600, width=300, height=300, fill=RED)
    window.desk.apply(lambda deck: edits.add(deck, deck.slides[0].id, (layer,)), "Add")
    window.desk.select((), (window.desk.deck.slides[0].id,))


def test_what_reaches_outside_is_dimmed(window: MainWindow, qtbot: QtBot) -> None:
    assert redness(window, -100, 750) < 10
    added(window)
    qtbot.waitUntil(lambda: redness(window, -100, 750) > 40)
    assert redness(window, 50, 750) == 255 > redness(window, -100, 750) * 2
    window.undo()
    assert redness(window, -100, 750) < 10


def test_it_follows_a_drag_and_is_gone_on_another_slide(window: MainWindow, qtbot: QtBot) -> None:
    added(window)
    press(window.canvas, at(window, 50, 750))
    for y in (800, 900, 1000):
        move(window.canvas, at(window, 50, y))
    qtbot.waitUntil(lambda: redness(window, -100, 1100) > 40)
    assert redness(window, -100, 650) < 10
    release(window.canvas, at(window, 50, 1000))
    window.desk.select((), (window.desk.deck.slides[1].id,))
    assert redness(window, -100, 1000) < 10


@pytest.mark.parametrize(("width", "height"), [(300, 5000), (1000, 9000)])
def test_what_goes_on_far_below_the_slide_is_seen_when_one_looks_there(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    layer = ShapeLayer(id="red", x=100, y=600, width=width, height=height, fill=RED)
    window.desk.apply(lambda deck: edits.add(deck, deck.slides[0].id, (layer,)), "Add")
    window.desk.select((), (window.desk.deck.slides[0].id,))
    window.canvas.reveal(window.canvas.view().box(Box(100, 4500, 300, 300)))
    qtbot.waitUntil(lambda: redness(window, 250, 4600) > 40)


def test_what_was_put_far_beside_the_slide_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    layer = ShapeLayer(id="red", x=1750, y=600, width=200, height=300, fill=RED)
    window.desk.apply(lambda deck: edits.add(deck, deck.slides[0].id, (layer,)), "Add")
    window.desk.select((), (window.desk.deck.slides[0].id,))
    window.canvas.reveal(window.canvas.view().box(Box(1700, 600, 300, 300)))
    qtbot.waitUntil(lambda: redness(window, 1850, 750) > 40)
    window.canvas.set_zoom(0.02)
    qtbot.waitUntil(lambda: redness(window, 1850, 750) > 40)
