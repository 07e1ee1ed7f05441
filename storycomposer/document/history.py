"""Undo and redo: two stacks of what was, as one immutable value. A gesture is one entry."""

from __future__ import annotations

from dataclasses import dataclass

from storycomposer.document.deck import Deck

LONGEST = 1000
"""Entries kept. Decks share what they have in common, so one costs what it changed."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen, as ids: slides (the last one is on the canvas) and layers on it."""

    slides: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()

    @property
    def slide(self) -> str | None:
        """The slide on the canvas."""
        return self.slides[-1] if self.slides else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A deck and a selection, and what the edit between them and the next ones is called."""

    deck: Deck
    selection: Selection
    label: str


@dataclass(frozen=True, slots=True)
class History:
    """What can be undone and redone; the newest is last."""

    done: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()

    def record(self, deck: Deck, selection: Selection, label: str) -> History:
        """The history after edit ``label`` changed ``deck``, which had ``selection``. Nothing can
        be redone any more."""
        return History((*self.done, Entry(deck, selection, label))[-LONGEST:])

    def undo(self, deck: Deck, selection: Selection) -> tuple[History, Entry] | None:
        """The history after going back from ``deck``, and where to; None at the beginning."""
        if not self.done:
            return None
        *rest, last = self.done
        return History(tuple(rest), (*self.undone, Entry(deck, selection, last.label))), last

    def redo(self, deck: Deck, selection: Selection) -> tuple[History, Entry] | None:
        """The history after going forward from ``deck``, and where to; None at the end."""
        if not self.undone:
            return None
        *rest, last = self.undone
        return History((*self.done, Entry(deck, selection, last.label)), tuple(rest)), last


def changed_slides(before: Deck, after: Deck) -> tuple[str, ...]:
    """Ids of the slides of ``after`` that are new or look otherwise than in ``before``; all of
    them where brand, fonts or language changed."""
    if (before.brand, before.fonts, before.language) != (after.brand, after.fonts, after.language):
        return tuple(slide.id for slide in after.slides)
    old = {slide.id: slide for slide in before.slides}
    return tuple(
        slide.id
        for slide in after.slides
        if (was := old.get(slide.id)) is not slide and was != slide
    )
