"""Undo and redo as a value."""

from __future__ import annotations

from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.history import LONGEST, Entry, History, Selection, changed_slides

A, B, C = (Deck(id="d", title=title) for title in "ABC")
NOTHING = Selection()
FIRST = Selection(("s1",), ("t1",))


def test_undo_gives_back_deck_and_selection_and_redo_too() -> None:
    history = History().record(A, FIRST, "Move").record(B, NOTHING, "Turn")
    back = history.undo(C, FIRST)
    assert back is not None
    history, entry = back
    assert entry == Entry(B, NOTHING, "Turn")
    back = history.undo(B, NOTHING)
    assert back is not None
    history, entry = back
    assert entry == Entry(A, FIRST, "Move")
    assert history.undo(A, FIRST) is None
    forward = history.redo(A, NOTHING)
    assert forward is not None
    history, entry = forward
    assert entry == Entry(B, NOTHING, "Move")
    forward = history.redo(B, NOTHING)
    assert forward is not None
    assert forward[1] == Entry(C, FIRST, "Turn")
    assert forward[0].redo(C, FIRST) is None


def test_a_new_edit_ends_what_could_be_redone() -> None:
    back = History().record(A, NOTHING, "Move").undo(B, NOTHING)
    assert back is not None
    assert back[0].undone
    assert not back[0].record(A, NOTHING, "Turn").undone


def test_history_is_a_value_and_bounded() -> None:
    first = History()
    longer = first.record(A, NOTHING, "Move")
    assert first == History()
    for _ in range(LONGEST + 5):
        longer = longer.record(B, NOTHING, "Turn")
    assert len(longer.done) == LONGEST
    assert hash(longer) == hash(History(longer.done))


def test_the_slides_that_changed_are_named() -> None:
    one, two = Slide(id="s1"), Slide(id="s2")
    before = Deck(id="d", slides=(one, two))
    assert changed_slides(before, before) == ()
    louder = Slide(id="s2", alt="Sea")
    assert changed_slides(before, Deck(id="d", slides=(one, louder))) == ("s2",)
    assert changed_slides(before, Deck(id="d", slides=(two, one))) == ()
    assert changed_slides(before, Deck(id="d", slides=(one, two, Slide(id="s3")))) == ("s3",)
    assert changed_slides(before, Deck(id="d", slides=(one,))) == ()
    branded = Deck(id="d", slides=(one, two), brand=Brand(ink="#000000"))
    assert changed_slides(before, branded) == ("s1", "s2")
    assert Selection(("s1", "s2")).slide == "s2"
    assert Selection().slide is None
