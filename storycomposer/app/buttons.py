"""Buttons with an icon and words."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

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
