"""What floats has round corners with and without a compositing manager."""

from __future__ import annotations

import pytest
from conftest import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from storycomposer.app import corners
from storycomposer.app.asking import Flyout
from storycomposer.app.command_palette import CommandPalette
from storycomposer.app.main_window import MainWindow


def opened(window: MainWindow, name: str) -> QWidget:
    if name == "palette":
        window.actions_by_id["palette"].trigger()
        settle()
        return window.findChildren(CommandPalette)[-1]
    window.rail.open("shapes")
    settle()
    found = window.rail.flyouts["shapes"]
    assert isinstance(found, Flyout)
    return found


@pytest.mark.parametrize("name", ["palette", "shapes"])
def test_where_windows_blend_the_shadow_and_corners_are_see_through(
    window: MainWindow, name: str
) -> None:
    found = opened(window, name)
    assert found.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert found.mask().isEmpty()
    assert found.grab().toImage().pixelColor(0, 0).alpha() == 0
    found.close()


@pytest.mark.parametrize("name", ["palette", "shapes"])
def test_where_they_do_not_the_window_has_the_panels_shape(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(corners, "blends", lambda: False)
    found = opened(window, name)
    shape = found.mask()
    box = shape.boundingRect()
    assert found.rect().contains(box) and shape.contains(box.center())
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        assert not shape.contains(corner)
    if name == "shapes":
        assert not shape.contains(QPoint(2, found.height() // 2)), "no black frame for a shadow"
    found.close()
    window.rail.flyouts.clear()


def test_offscreen_blends() -> None:
    assert corners.blends()
