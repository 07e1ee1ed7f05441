"""The running program: its windows, and what outlives any of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from storycomposer.app.main_window import MainWindow
from storycomposer.editor import Editor
from storycomposer.story import Story


class Program(QObject):
    """Opens windows and knows which are open."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.windows: list[MainWindow] = []

    def new(self, story: Story) -> MainWindow:
        """A new window on ``story``, which has no file yet."""
        return self._show(Editor(story))

    def open(self, path: Path) -> MainWindow:
        """A new window on the story at ``path``. Raises StoryError if it cannot be read."""
        editor = Editor.at(path)
        return self._show(editor)

    def _show(self, editor: Editor) -> MainWindow:
        window = MainWindow(self, editor)
        window.destroyed.connect(self._forget)
        self.windows.append(window)
        window.show()
        return window

    @Slot(QObject)
    def _forget(self, gone: QObject) -> None:
        self.windows = [window for window in self.windows if window is not gone]
