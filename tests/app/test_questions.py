"""Questions have the looks of the window: words at one edge, and one button that stands out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from storycomposer.app import questions
from storycomposer.app.questions import question
from storycomposer.app.theme import tokens

WAYS = Qt.LayoutDirection


@pytest.mark.parametrize("way", [WAYS.LeftToRight, WAYS.RightToLeft])
def test_words_stand_at_one_edge_as_far_in_as_the_buttons(
    qapp: QApplication, qtbot: QtBot, way: WAYS
) -> None:
    qapp.setLayoutDirection(way)
    window = QWidget()
    qtbot.addWidget(window)
    box = question(window, "Save “win” before closing?", "What you changed is lost otherwise.")
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Save)
    box.open()
    QApplication.processEvents()
    qapp.setLayoutDirection(WAYS.LeftToRight)
    said = [one for one in box.findChildren(QLabel) if one.isVisible() and one.text()]
    lefts = {one.mapTo(box, QPoint(0, 0)).x() for one in said}
    rights = {one.mapTo(box, QPoint(one.width(), 0)).x() for one in said}
    assert len(said) == 2
    assert (lefts if way == WAYS.LeftToRight else {box.width() - one for one in rights}) == {24}
    save = box.button(QMessageBox.StandardButton.Save)
    assert save.grab().toImage().pixelColor(12, 15).name().upper() == tokens().accent
    assert question(window, "Another?", "") is not box


@pytest.mark.parametrize("name", ["sixty.story", "We need two lock keepers for the Söder canal"])
def test_long_words_are_whole(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Qt wraps them on small screens only; elsewhere it asks for the width that they want."""
    monkeypatch.setattr(questions, "_WIDE", 200)
    window = QWidget()
    qtbot.addWidget(window)
    box = question(window, f"“{name}” was changed by another program.", "More.")
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    box.open()
    QApplication.processEvents()
    for label in (one for one in box.findChildren(QLabel) if one.text()):
        words = label.fontMetrics().horizontalAdvance(label.text())
        assert label.wordWrap() or label.width() >= words
        assert label.height() >= label.heightForWidth(label.width())
        assert label.x() == 24
