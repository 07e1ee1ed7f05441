"""Laws of the model: whatever is done to a deck, it stays valid, saves, and can be undone."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from strategies import decks, edit

from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.layers import AnyLayer, TextLayer
from storycomposer.document.runs import plain
from storycomposer.document.schema import from_json, to_json, validated
from storycomposer.editor import Editor
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.story import Story


def height(layer: TextLayer, language: str) -> float:
    """A stand-in for typography: as high as its line breaks and size ask for."""
    del language
    return layer.size * layer.leading * (1 + plain(layer.text).count("\n"))


def editor_of(deck: Deck) -> Editor:
    return Editor(Story(deck, MediaStore()), measure=height)


@given(decks(tame=False))
@settings(max_examples=100)
def test_every_valid_deck_is_read_back_as_it_was_written(deck: Deck) -> None:
    assert validated(deck) is deck
    data = to_json(deck)
    read = from_json(data)
    assert read == deck
    assert to_json(read) == data
    assert hash(read) == hash(deck)


@given(st.data())
@settings(max_examples=60)
def test_undo_all_gives_the_first_deck_and_redo_all_the_last(data: st.DataObject) -> None:
    editor = editor_of(data.draw(decks()))
    reached = [editor.deck]
    for _ in range(data.draw(st.integers(1, 6))):
        name, change = data.draw(edit(editor.deck))
        try:
            editor.apply(change, name)
        except StoryError as error:
            # Only limits may refuse an edit that names what is there.
            assert error.sentence.id in ("field-value", "group-too-deep")
        if editor.deck != reached[-1]:
            reached.append(editor.deck)
    for deck in reversed(reached[:-1]):
        editor.undo()
        assert editor.deck == deck
    assert editor.undo() is None
    for deck in reached[1:]:
        editor.redo()
        assert editor.deck == deck
    assert editor.redo() is None


@given(st.data())
@settings(max_examples=60)
def test_an_edit_does_the_same_every_time_and_harms_no_other_slide(data: st.DataObject) -> None:
    deck = data.draw(decks())
    name, change = data.draw(edit(deck))
    made = change(deck)
    assert change(deck) == made
    if name in ("_move", "_rotate", "_resize", "_hide", "_align", "_reorder", "_set_text"):
        kept = sum(a is b for a, b in zip(deck.slides, made.slides, strict=True))
        assert kept >= len(deck.slides) - 3


class Session(RuleBasedStateMachine):
    """A person at work: edits, previews, copies, goes back and forth; and a plain list of decks
    that says what must be seen."""

    @initialize(deck=decks())
    def start(self, deck: Deck) -> None:
        self.editor = editor_of(deck)
        self.done, self.undone = [deck], list[Deck]()
        self.clipboard: tuple[AnyLayer, ...] = ()
        self.style: Any = None

    def _did(self) -> None:
        if self.editor.deck != self.done[-1]:
            self.done.append(self.editor.deck)
            self.undone.clear()

    @rule(data=st.data())
    def edits(self, data: st.DataObject) -> None:
        name, change = data.draw(edit(self.editor.deck))
        try:
            self.editor.apply(change, name)
        except StoryError:
            assert self.editor.deck == self.done[-1]
        self._did()

    @rule(data=st.data(), commit=st.booleans())
    def gesture(self, data: st.DataObject, commit: bool) -> None:
        name, change = data.draw(edit(self.editor.deck))
        try:
            self.editor.preview(change)
            self.editor.preview(change)
        except StoryError:
            assert self.editor.deck == self.done[-1]
        if commit:
            self.editor.commit(name)
            self._did()
        else:
            self.editor.cancel()

    @rule()
    def undo(self) -> None:
        self.editor.undo()
        if len(self.done) > 1:
            self.undone.append(self.done.pop())

    @rule()
    def redo(self) -> None:
        self.editor.redo()
        if self.undone:
            self.done.append(self.undone.pop())

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        ids = [*edits.spots(self.editor.deck), "nobody"]
        chosen = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))
        self.editor.select(layers=tuple(chosen))
        assert self.editor.selection.layers == tuple(i for i in chosen if i != "nobody")

    @precondition(lambda self: self.editor.selection.layers)
    @rule()
    def copy(self) -> None:
        self.clipboard = edits.copied(self.editor.deck, self.editor.selection.layers)
        self.style = edits.copy_style(self.editor.deck, self.editor.selection.layers[0])

    @precondition(lambda self: self.clipboard)
    @rule()
    def paste(self) -> None:
        before = self.editor.deck
        slide = self.editor.selection.slide
        self.editor.apply(lambda d: edits.paste(d, (slide,), self.clipboard), "Paste")
        assert len(edits.added(before, self.editor.deck)) == len(self.clipboard)
        self._did()

    @precondition(lambda self: self.style and self.editor.selection.layers)
    @rule()
    def paste_style(self) -> None:
        ids = self.editor.selection.layers
        self.editor.apply(lambda d: edits.paste_style(d, ids, self.style), "Paste style")
        self._did()

    @invariant()
    def what_is_seen_is_what_was_done(self) -> None:
        assert self.editor.deck == self.done[-1]
        assert len(self.editor.history.done) == len(self.done) - 1
        assert len(self.editor.history.undone) == len(self.undone)
        assert self.editor.dirty == (self.editor.deck != self.done[0])

    @invariant()
    def it_saves_and_loads_equal(self) -> None:
        deck = self.editor.deck
        assert validated(deck) is deck
        assert from_json(to_json(deck)) == deck

    @invariant()
    def what_is_selected_is_there(self) -> None:
        chosen = self.editor.selection
        assert chosen.slide in {slide.id for slide in self.editor.deck.slides}
        assert set(chosen.layers) <= edits.spots(self.editor.deck).keys()


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=20, stateful_step_count=12)
