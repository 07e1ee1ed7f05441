"""Anything in any order on the editor, beside a list of decks that says what must be."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from strategies import decks, edit

from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import TextLayer
from storycomposer.document.schema import from_json, to_json
from storycomposer.editor import Change, Editor
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.story import Story


class Editing(RuleBasedStateMachine):
    """``done`` and ``undone`` are the decks that undo and redo go to; ``grown`` is what letters
    measure now: fonts may come late."""

    editor: Editor
    grown = 1.0

    @initialize(deck=decks())
    def open(self, deck: Deck) -> None:
        self.editor = Editor(Story(deck, MediaStore()), measure=self._height)
        self.start = self.now = self.shown = self.editor.deck
        self.done: list[Deck] = []
        self.undone: list[Deck] = []
        self.heard: list[Change] = []
        self.editor.listeners.append(self.heard.append)

    def _height(self, layer: TextLayer, _: str) -> float:
        return layer.size * self.grown * (1 + len(layer.text))

    @rule(data=st.data(), joined=st.booleans())
    def apply(self, data: st.DataObject, joined: bool) -> None:
        label, change = data.draw(edit(self.now))
        try:
            self.editor.apply(change, label, joined=joined)
        except StoryError:
            return  # refused: a preview, too, stays as it was
        self._committed(joined)

    @rule(data=st.data())
    def preview(self, data: st.DataObject) -> None:
        _, change = data.draw(edit(self.now))
        try:
            self.editor.preview(change)
        except StoryError:
            return
        self.shown = self.editor.deck

    @rule(joined=st.booleans())
    def commit(self, joined: bool) -> None:
        self.editor.commit("Drag", joined=joined)
        self._committed(joined)

    @rule()
    def cancel(self) -> None:
        self.editor.cancel()
        self.shown = self.now

    @rule()
    def undo(self) -> None:
        self.editor.undo()
        if self.done:
            self.undone.append(self.now)
            self.now = self.done.pop()
        self.shown = self.now

    @rule()
    def redo(self) -> None:
        self.editor.redo()
        if self.undone:
            self.done.append(self.now)
            self.now = self.undone.pop()
        self.shown = self.now

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        ids = sorted(spots(self.editor.deck))
        slides = [slide.id for slide in self.editor.deck.slides]
        some = data.draw(st.lists(st.sampled_from(ids), max_size=3)) if ids else []
        on = data.draw(st.sampled_from([None, *((one,) for one in slides)]))
        self.editor.select(on, (*some, "nobody"))

    @rule(grown=st.floats(0.5, 2))
    def fonts_come(self, grown: float) -> None:
        self.grown = grown

    @precondition(lambda self: self.done or self.undone)
    @rule()
    def all_the_way(self) -> None:
        """Undo everything, redo everything."""
        for _ in range(len(self.done) + 1):  # once too often, which also drops a preview
            self.undo()
        assert self.editor.deck == self.start
        for _ in range(len(self.undone)):
            self.redo()

    @invariant()
    def the_decks_are_those(self) -> None:
        editor, history = self.editor, self.editor.history
        assert editor.deck == self.shown and editor.committed.deck == self.now
        assert [entry.deck for entry in history.done] == self.done
        assert [entry.deck for entry in history.undone] == self.undone
        assert from_json(to_json(self.now)) == self.now
        there = {slide.id for slide in editor.deck.slides}
        assert set(editor.selection.slides) <= there and set(editor.selection.layers) <= set(
            spots(editor.deck)
        )
        assert bool(editor.selection.slides) == bool(there)

    def _committed(self, joined: bool) -> None:
        made = self.editor.deck
        if made != self.now:
            if not (joined and self.done):
                self.done.append(self.now)
            self.undone.clear()
            self.now = made
        self.shown = self.now


Editing.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestEditing = Editing.TestCase
