"""What one window works on: the editor, and what is on the way to becoming an edit.

Panels listen to the signals and read again; they hold ids, never layers, and never each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from storycomposer.app.words import say
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import AnyLayer
from storycomposer.editor import Change, Edit, Editor
from storycomposer.errors import StoryError
from storycomposer.platforms import ANY


@dataclass(frozen=True, slots=True)
class Mode:
    """What the canvas is doing beyond selecting: ``name`` is "select", "text", "crop" or "group"
    (inside a group), on ``layer``."""

    name: str = "select"
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line shown over the canvas for a while, with one thing that can be done about it."""

    text: str
    kind: str = "info"
    label: str = ""
    run: Callable[[], None] | None = None


class Desk(QObject):
    """One window's story and how it is being looked at."""

    changed = Signal(object)
    """A :class:`~storycomposer.editor.Change`: deck, preview or selection are otherwise now."""
    mode_coming = Signal(object)
    """The mode will be another: whoever works in it may still come into being."""
    mode_changed = Signal(object)
    tool_changed = Signal(str)
    noticed = Signal(object)

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._mode = Mode()
        self._tool = "select"
        self.destination = ANY
        """The destination, by its id, whose covered parts are shown."""
        self._selected: tuple[Deck, tuple[str, ...], tuple[AnyLayer, ...]] | None = None
        editor.listeners.append(self._on_change)

    @property
    def deck(self) -> Deck:
        """The deck to show."""
        return self.editor.deck

    @property
    def slide(self) -> Slide | None:
        """The slide on the canvas; None in a deck without slides."""
        wanted = self.editor.selection.slide
        return next((slide for slide in self.deck.slides if slide.id == wanted), None)

    @property
    def slide_index(self) -> int:
        """Its place in the deck; -1 where there is none."""
        wanted = self.editor.selection.slide
        ids = [slide.id for slide in self.deck.slides]
        return ids.index(wanted) if wanted in ids else -1

    @property
    def selected(self) -> tuple[AnyLayer, ...]:
        """The selected layers as they are now; in groups, with positions relative to the group."""
        deck, ids = self.deck, self.editor.selection.layers
        # Every action asks on every change.
        if self._selected is None or self._selected[0] is not deck or self._selected[1] != ids:
            found = spots(deck)
            layers = tuple(found[id_].layer for id_ in ids if id_ in found)
            self._selected = (deck, ids, layers)
        return self._selected[2]

    @property
    def mode(self) -> Mode:
        """What the canvas is doing."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode != self._mode:
            self.mode_coming.emit(mode)
            self._mode = mode
            self.mode_changed.emit(mode)

    @property
    def tool(self) -> str:
        """Id of the tool: what a drag on the canvas makes."""
        return self._tool

    @tool.setter
    def tool(self, tool: str) -> None:
        if tool != self._tool:
            self._tool = tool
            self.tool_changed.emit(tool)

    def apply(self, edit: Edit, label: str, *, joined: bool = False) -> bool:
        """Make an edit, or with ``joined`` a part of the newest one; what is refused is said over
        the canvas. Returns whether it was made."""
        return self._try(lambda: self.editor.apply(edit, label, joined=joined))

    def preview(self, edit: Edit) -> bool:
        """Show an edit without making it."""
        return self._try(lambda: self.editor.preview(edit))

    def select(self, layers: tuple[str, ...] = (), slides: tuple[str, ...] | None = None) -> None:
        """Select layers on the slide on the canvas, or on ``slides``."""
        self.editor.select(slides, layers)

    def notice(
        self, text: str, kind: str = "info", label: str = "", run: Callable[[], None] | None = None
    ) -> None:
        """Say something over the canvas."""
        self.noticed.emit(Notice(text, kind, label, run))

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except StoryError as error:
            self.notice(say(error.sentence), "error")
            return False
        return True

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)
