"""What an action is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from storycomposer.app.desk import Desk
from storycomposer.app.words import t

MENUS = (
    ("file", "File"),
    ("edit", "Edit"),
    ("insert", "Insert"),
    ("slide", "Slide"),
    ("layer", "Layer"),
    ("text", "Text"),
    ("view", "View"),
    ("help", "Help"),
)
"""The menus with their English names, in their order."""


class Window(Protocol):
    """What actions may ask of the window they run in. Parts that this list does not type are the
    window's own widgets, reached by the names that :class:`MainWindow` gives them."""

    desk: Desk
    canvas: Any
    program: Any
    workers: Any
    rail: Any
    top_bar: Any
    files: Any
    actions_by_id: Any
    widget: Any
    """The window itself, for what needs a parent."""

    @property
    def writing(self) -> Any:
        """What writes on the canvas."""

    @property
    def bringing(self) -> Any:
        """What takes pictures, addresses and stories in."""

    @property
    def linking(self) -> Any:
        """The panel over a link."""

    @property
    def proving(self) -> Any:
        """Whether phones read the links."""

    @property
    def right_panel(self) -> Any:
        """Design and layers."""

    @property
    def exporting(self) -> Any:
        """The window's exports."""

    @property
    def export_panel(self) -> Any:
        """The panel below the Export button."""

    @property
    def player(self) -> Any:
        """The preview."""

    def close(self) -> bool:
        """Ask to close the window."""

    def undo(self) -> None:
        """Go back one entry."""

    def redo(self) -> None:
        """Go forward one entry."""


def always(_: Window) -> bool:
    """For actions that are always possible."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do in a window.

    ``label`` is English (its translation's id is ``action.<id>``); ``title`` gives a label that
    depends on the window, such as "Undo Move". ``keys`` are shortcuts in Qt's portable form, the
    first is shown. ``menu`` names the menu it stands in, with ``-`` before its name to begin a new
    section; an empty one keeps it out of menus. ``checked`` makes it a switch."""

    id: str
    label: str
    run: Callable[[Window], None]
    icon: str = ""
    keys: tuple[str, ...] = ()
    menu: str = ""
    enabled: Callable[[Window], bool] = always
    checked: Callable[[Window], bool] | None = None
    title: Callable[[Window], str] | None = None

    def text(self, window: Window | None = None) -> str:
        """What it is called, in the language in use."""
        if window is not None and self.title is not None:
            return self.title(window)
        return t(f"action.{self.id}", self.label)


def has_selection(window: Window) -> bool:
    """True where a layer is selected."""
    return bool(window.desk.editor.selection.layers)


def has_slide(window: Window) -> bool:
    """True where the deck has a slide."""
    return window.desk.slide is not None
