"""What a way of working on the canvas is: selecting, writing in place, cropping.

The canvas sends its events to the handler of the desk's mode; what a handler does not take goes on
to the canvas itself (zooming, panning).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu

from storycomposer.app.canvas.view import View
from storycomposer.document.geometry import Point

Keys = Qt.KeyboardModifier


class Handler:
    """Takes nothing and paints nothing. Points are canvas pixels; methods that return a bool say
    whether the event was taken."""

    def paint(self, painter: QPainter, view: View) -> None:
        """Paint over the slide, in widget points; never the document itself."""

    def press(self, at: Point, keys: Keys) -> bool:
        """The left button went down."""
        return False

    def move(self, at: Point, keys: Keys) -> bool:
        """The pointer moved with the left button down."""
        return False

    def release(self, at: Point, keys: Keys) -> bool:
        """The left button went up."""
        return False

    def double_click(self, at: Point, keys: Keys) -> bool:
        """The second press of a double-click."""
        return False

    def wheel(self, at: Point, turned: int, keys: Keys) -> bool:
        """The wheel turned by eighths of a degree, away from the person above zero."""
        return False

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        """The pointer moved with no button down; returns the cursor to show."""
        return None

    def left(self) -> None:
        """The pointer left the canvas: nothing is pointed at."""

    def key(self, event: QKeyEvent) -> bool:
        """A key went down."""
        return False

    def wants_shortcut(self, event: QKeyEvent) -> bool:
        """Whether a key that is also an action's shortcut is to come here as a key instead."""
        return False

    def input_method(self, event: QInputMethodEvent) -> bool:
        """An input method composes or commits text."""
        return False

    def input_query(self, query: Qt.InputMethodQuery) -> Any:
        """What an input method asks; None for Qt's own answer."""
        return None

    def point_out(self, at: Point) -> None:
        """The right button went down: choose what a menu there is about."""

    def menu(self, at: Point) -> QMenu | None:
        """The right button went down: the menu to open there; None for the usual one."""
        return None

    def menu_here(self) -> QMenu | None:
        """A key asks for the menu: the one for what is selected; None for the usual one."""
        return None

    def focus(self, focused: bool) -> None:
        """Keys come here from now on, or go elsewhere."""

    def cancel(self) -> bool:
        """Esc: drop what is under way. Returns False where nothing was."""
        return False

    def leave(self) -> None:
        """The mode ends: bring what is under way to an end that can be undone."""
