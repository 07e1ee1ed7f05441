"""The text layer that is being written in: its characters, its place, and changes to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from storycomposer.app import doors
from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document import edits, runs
from storycomposer.document.deck import Deck
from storycomposer.document.edits.measuring import language
from storycomposer.document.edits.tree import Spot, spots
from storycomposer.document.geometry import Point, Pose, inward
from storycomposer.document.history import Entry
from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography.layout import Layout
from storycomposer.typography.segments import graphemes

_PAUSE = 3.0
"""Seconds after which typing begins a new entry of the history."""


class Page:
    """The layer ``id`` under the caret. Letters typed in a row are one entry of the history; only
    an entry that this page wrote, and that is still the newest, is ever added to."""

    def __init__(self, desk: Desk, id: str) -> None:
        self._desk = desk
        self.id = id
        self._read: tuple[Deck, Spot | None, Layout | None] | None = None
        self._entries: list[Entry] = []
        self._kind = ""
        self._next = -1
        self._when = 0.0
        self._word_over = False
        self._previewing = False

    @property
    def layer(self) -> TextLayer | None:
        """The layer as it is shown; None once it is gone."""
        spot = self._look()[1]
        return spot.layer if spot is not None and isinstance(spot.layer, TextLayer) else None

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its text, styled."""
        layer = self.layer
        return layer.text if layer is not None else ()

    @property
    def text(self) -> str:
        """Its characters."""
        return runs.plain(self.runs)

    @property
    def typing(self) -> bool:
        """Whether a word may be on the way: characters were typed, and the caret not moved."""
        return self._kind == "type"

    @property
    def pose(self) -> Pose:
        """How it lies on the slide."""
        spot = self._look()[1]
        return spot.pose if spot is not None else Pose(0, 0, 1, 1)

    @property
    def language(self) -> str:
        """The language it is written in."""
        deck, spot, _ = self._look()
        return language(deck, spot) if spot is not None else deck.language

    @property
    def layout(self) -> Layout:
        """Its lines as they are shown. Only for a page whose layer is there."""
        deck, spot, layout = self._look()
        if layout is None:
            slide = next(one for one in deck.slides if spot and one.id == spot.slide)
            layout = doors.layout(self._desk.editor.story, slide, self.id)
            self._read = (deck, spot, layout)
        return layout

    def inside(self, at: Point) -> Point:
        """A canvas pixel, counted from the top left of the layer's box."""
        return inward(self.pose, at)

    def write(self, start: int, end: int, new: str | Iterable[Run], kind: str) -> bool:
        """Replace ``start`` to ``end``. ``kind`` is "type", "delete", "paste", "cut" or
        "spelling". Returns whether it was done."""
        labels = {
            "type": t("edit.type", "Typing"),
            "delete": t("edit.delete-text", "Delete text"),
            "paste": t("edit.paste-text", "Paste text"),
            "cut": t("edit.cut-text", "Cut text"),
            "spelling": t("edit.spelling", "Correct spelling"),
        }
        pieces = (Run(text=new),) if isinstance(new, str) else tuple(new)
        text = runs.plain(pieces)
        joined = self._joins(kind, start, end, text)
        given = new if isinstance(new, str) else pieces
        id_ = self.id
        done = self._commit(
            lambda deck: edits.replace_text(deck, id_, start, end, given), labels[kind], joined
        )
        if done:
            self._kind, self._next = kind, start + len(text)
            self._word_over, self._when = text[-1:].isspace(), time.monotonic()
        return done

    def restyle(self, start: int, end: int, changes: Mapping[str, Any], label: str) -> bool:
        """Set fields of a run from ``start`` to ``end``. Returns whether it was done."""
        self.pause()
        id_, given = self.id, dict(changes)
        return self._commit(lambda deck: edits.style_text(deck, id_, start, end, given), label)

    def preview(self, start: int, end: int, new: str) -> bool:
        """Show ``new`` in the place of ``start`` to ``end`` of the text as the history has it."""
        id_ = self.id
        self._previewing = True
        return self._desk.preview(lambda deck: edits.replace_text(deck, id_, start, end, new))

    def cancel(self) -> None:
        """Show the text as the history has it."""
        if self._previewing:
            self._previewing = False
            self._desk.editor.cancel()

    def pause(self) -> None:
        """What is typed next is an entry of its own."""
        self._kind = ""

    def leave(self) -> None:
        """An empty text is not left behind: nobody could find it again. One that was made just now
        goes as if it had never been."""
        layer = self.layer
        if layer is None or self.text:
            return
        editor = self._desk.editor
        selection, done = editor.selection, editor.history.done
        count = 0
        while count < len(done) and any(done[-1 - count] is mine for mine in self._entries):
            count += 1
        if count < len(done) and self.id not in spots(done[-1 - count].deck):
            for _ in range(count + 1):
                editor.undo()
            editor.select(selection.slides, selection.layers)
            return
        id_ = self.id
        label = t("writing.delete", "Delete")
        self._desk.apply(lambda deck: edits.delete(deck, (id_,)), label, joined=count > 0)

    def _joins(self, kind: str, start: int, end: int, text: str) -> bool:
        done = self._desk.editor.history.done
        newest = bool(done) and bool(self._entries) and done[-1] is self._entries[-1]
        soon = time.monotonic() - self._when < _PAUSE
        if not newest or not soon or kind != self._kind:
            return False
        if kind == "delete":
            return self._next in (start, end)
        one = len(graphemes(text)) == 2
        new_word = self._word_over and not text.isspace()
        return kind == "type" and one and start == end == self._next and not new_word

    def _commit(self, edit: Callable[[Deck], Deck], label: str, joined: bool = False) -> bool:
        editor = self._desk.editor
        if self._previewing:
            # What was composed becomes text without having been away in between.
            self._previewing = False
            if not self._desk.preview(edit):
                editor.cancel()
                return False
            editor.commit(label, joined=joined)
        elif not self._desk.apply(edit, label, joined=joined):
            return False
        if editor.history.done and not joined:
            self._entries.append(editor.history.done[-1])
        return True

    def _look(self) -> tuple[Deck, Spot | None, Layout | None]:
        deck = self._desk.deck
        if self._read is None or self._read[0] is not deck:
            self._read = (deck, spots(deck).get(self.id), None)
        return self._read
