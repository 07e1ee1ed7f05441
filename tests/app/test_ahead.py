"""What opens later is built while nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storycomposer.app import ahead
from storycomposer.app.ahead import Ahead
from storycomposer.app.main_window import MainWindow


def test_steps_come_one_at_a_time_and_never_amid_changes(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_APART_MS", 0)
    monkeypatch.setattr(ahead, "_QUIET_MS", 3_600_000)
    made: list[int] = []

    def steps() -> Iterator[None]:
        for number in range(3):
            made.append(number)
            yield

    whole, stopped = QObject(), QObject()
    Ahead(window.desk, steps(), whole)
    assert not made
    qtbot.waitUntil(lambda: made == [0, 1, 2])
    Ahead(window.desk, steps(), stopped)
    assert window.desk.slide is not None
    window.desk.select((window.desk.slide.layers[0].id,))
    QApplication.processEvents()
    assert made == [0, 1, 2]


def test_what_was_built_ahead_is_what_opens(window: MainWindow) -> None:
    for _ in window._unopened():
        pass
    panel, flyout = window.export_panel, window.rail.flyouts["stickers"]
    assert not panel.isVisible() and not flyout.isVisible()
    window.actions_by_id["export"].trigger()
    assert panel.isVisible()
    panel.close_panel()
    window.rail.buttons["stickers"].click()
    assert flyout.isVisible() and window.rail.flyouts["stickers"] is flyout
    flyout.hide()
