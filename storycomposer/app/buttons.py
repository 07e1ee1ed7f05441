"""Buttons with an icon and words, and keys that press buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from storycomposer.app.icons import icon

_GAP = " "
"""Qt leaves too little room between the two, and lets nobody say how much."""


class WordButton(QPushButton):
    """A button that keeps its icon and words apart, and is called by its words."""

    def __init__(
        self, image: str, words: str, parent: QWidget | None = None, color: str = ""
    ) -> None:
        super().__init__(parent)
        self.setIcon(icon(image, color))
        self.setText(words)

    def text(self) -> str:
        return super().text().removeprefix(_GAP)

    def setText(self, words: str) -> None:  # noqa: N802
        super().setText(f"{_GAP}{words}")
        self.setAccessibleName(words)


def press_focused(inside: QWidget, event: QKeyEvent) -> bool:
    """Let Enter press the button in ``inside`` that has the keyboard: outside dialogs Qt leaves
    that to Space. Returns whether it did."""
    focused = inside.focusWidget() if inside.isWindow() else QApplication.focusWidget()
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not (enter and isinstance(focused, QAbstractButton) and inside.isAncestorOf(focused)):
        return False
    focused.click()
    return True
