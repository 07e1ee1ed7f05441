"""Reaching inputs of the right panel as people do: by what they are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app.main_window import MainWindow
from storycomposer.document import edits

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Open = Callable[[str], Path]


def shown(window: MainWindow) -> Any:
    """The form that is shown."""
    form = window.right_panel.design.form
    assert form is not None
    return form


def named(window: MainWindow, kind: type[Any], name: str) -> Any:
    """The input of a kind, by what assistive technology calls it."""
    found = [one for one in shown(window).findChildren(kind) if one.accessibleName() == name]
    assert found, name
    return found[0]


def select(window: MainWindow, slide: int, *ids: str) -> None:
    slides = (window.desk.deck.slides[slide].id,)
    window.desk.select((), slides)
    window.desk.select(ids, slides)
    QApplication.processEvents()


def typed(field: QWidget, text: str) -> None:
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def undo_labels(window: MainWindow) -> list[str]:
    return [entry.label for entry in window.desk.editor.history.done]


def layer(window: MainWindow, id_: str) -> Any:
    return edits.spots(window.desk.deck)[id_].layer
