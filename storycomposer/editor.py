"""The one mutable object: the deck that is being edited, what is selected, its history, its file.

It takes decks, never commands, and refuses invalid ones; what can be undone is the old value. It
knows no window: whoever shows the deck listens and reads again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from storycomposer.document.deck import Deck
from storycomposer.document.edits.measuring import Measure, measured
from storycomposer.document.edits.tree import spots
from storycomposer.document.history import History, Selection, changed_slides
from storycomposer.document.schema import validated
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.saving import save_story
from storycomposer.storage.files import Stamp, read_story
from storycomposer.story import Story

Edit = Callable[[Deck], Deck]
Kind = Literal["preview", "cancel", "edit", "undo", "redo", "select", "open", "save"]


@dataclass(frozen=True, slots=True)
class Change:
    """What listeners are told: what happened, and the slides that look otherwise now. Slides that
    are gone are not named: read the deck."""

    kind: Kind
    slides: tuple[str, ...] = ()


class Editor:
    """One open story. ``listeners`` are called after every change, in their order."""

    _media: MediaStore
    _deck: Deck  # as the history knows it
    _shown: Deck  # the same, or a preview of what it may become
    _saved: Deck | None  # None: nothing of it is saved
    _path: Path | None
    _stamp: Stamp | None
    _history: History
    _selection: Selection
    _previewed: tuple[Deck, Selection, Selection] | None = None

    def __init__(self, story: Story, measure: Measure | None = None) -> None:
        """Edit ``story``, which has no file yet; :meth:`open` takes one from a file. ``measure``
        tells the height of a text's lines; by default typography does."""
        self.listeners: list[Callable[[Change], None]] = []
        self._given_measure = measure
        self._start(story, None, None)

    @classmethod
    def at(cls, path: Path, measure: Measure | None = None) -> Editor:
        """An editor of the story at ``path``. Raises :class:`StoryError` if it cannot be read."""
        opened = read_story(path)
        editor = cls(opened.story, measure)
        editor._path, editor._stamp = path, opened.stamp
        return editor

    @property
    def deck(self) -> Deck:
        """The deck to show, a preview included."""
        return self._shown

    @property
    def story(self) -> Story:
        """The deck to show, with its media."""
        return Story(self._shown, self._media)

    @property
    def selection(self) -> Selection:
        """What is selected; every id in it is one of the deck's."""
        if self._shown is self._deck:
            return self._selection
        # A gesture asks many times for what one preview leaves of it.
        known = self._previewed
        if known is None or known[0] is not self._shown or known[1] is not self._selection:
            kept = _kept(self._selection, self._deck, self._shown)
            known = self._previewed = (self._shown, self._selection, kept)
        return known[2]

    @property
    def history(self) -> History:
        """What can be undone and redone."""
        return self._history

    @property
    def path(self) -> Path | None:
        """The story's file, if it has one."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not saved. Previews do not count."""
        return self._deck != self._saved

    def apply(self, edit: Edit, label: str, *, joined: bool = False) -> None:
        """Make ``edit`` one entry of the history, called ``label``; ``joined`` makes it part of the
        newest entry instead, as the letters of a word are one. An edit that changes nothing leaves
        none. Raises :class:`StoryError` for what is no valid deck; then nothing changes."""
        made = self._accepted(edit)
        self.cancel()
        self._shown = made
        self.commit(label, joined=joined)

    def preview(self, edit: Edit) -> None:
        """Show what ``edit`` makes of the deck as it was before the gesture; the next preview
        replaces this one. Raises as :meth:`apply` does."""
        before, self._shown = self._shown, self._accepted(edit)
        self._tell("preview", changed_slides(before, self._shown))

    def commit(self, label: str, *, joined: bool = False) -> None:
        """Make what is previewed one entry of the history, or part of the newest one."""
        before, self._deck = self._deck, self._shown
        if self._deck == before:  # keep the old objects: what is drawn is remembered by them
            self._deck = self._shown = before
            return
        if joined and self._history.done:
            self._history = History(self._history.done)
        else:
            self._history = self._history.record(before, self._selection, label)
        self._selection = _kept(self._selection, before, self._deck)
        self._tell("edit", changed_slides(before, self._deck))

    def cancel(self) -> None:
        """Drop the preview."""
        before, self._shown = self._shown, self._deck
        if before != self._shown:
            self._selection = _kept(self._selection, before, self._shown)
            self._tell("cancel", changed_slides(before, self._shown))

    def undo(self) -> tuple[str, ...] | None:
        """Go back one entry. Returns the slides that changed, one of which is then on the canvas;
        None if there is nothing to undo."""
        return self._step("undo")

    def redo(self) -> tuple[str, ...] | None:
        """Go forward one entry, as :meth:`undo` goes back."""
        return self._step("redo")

    def select(self, slides: tuple[str, ...] | None = None, layers: tuple[str, ...] = ()) -> None:
        """Select ``slides`` (None: those that are) and ``layers``. Ids the deck does not have are
        passed over. This is no edit: nothing can be undone by it, and all can still be redone."""
        asked = Selection(self._selection.slides if slides is None else slides, layers)
        kept = _kept(asked, self._shown, self._shown)
        if kept != self._selection:
            self._selection = kept
            self._tell("select", ())

    def open(self, path: Path) -> None:
        """Edit the story at ``path`` instead. Raises :class:`StoryError` if it cannot be read; then
        nothing changes."""
        opened = read_story(path)
        self._start(opened.story, path, opened.stamp)
        self._tell("open", tuple(slide.id for slide in self._deck.slides))

    @property
    def committed(self) -> Story:
        """The deck as the history knows it, without what is previewed, with its media."""
        return Story(self._deck, self._media)

    @property
    def stamp(self) -> Stamp | None:
        """What the story's file said when it was read or written last; None without a file."""
        return self._stamp

    def saved(self, deck: Deck | None, path: Path | None, stamp: Stamp | None) -> None:
        """Take note that ``deck`` has been written to ``path``, which says ``stamp`` now, for those
        who save beside the editor's thread. None for the deck: what there is lies nowhere yet."""
        self._path, self._stamp, self._saved = path, stamp, deck
        self._tell("save", ())

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        """Write the story, without what is previewed, to ``path`` (None: where it lies). Raises
        :class:`StoryError` if it lies nowhere, cannot be written, or has been changed there by
        somebody else, whose work only ``overwrite`` replaces."""
        target = path if path is not None else self._path
        if target is None:
            raise StoryError("story-untitled", "The story has no file yet: say where to save it.")
        expected = self._stamp if target == self._path and not overwrite else None
        deck = self._deck
        self._stamp = save_story(Story(deck, self._media), target, expected)
        self._path, self._saved = target, deck
        self._tell("save", ())

    def _start(self, story: Story, path: Path | None, stamp: Stamp | None) -> None:
        deck = validated(story.deck)
        self._stamp = stamp
        self._media = story.media
        self._deck = self._shown = self._saved = deck
        self._path = path
        self._history = History()
        self._selection = Selection(tuple(slide.id for slide in deck.slides[:1]))

    def _accepted(self, edit: Edit) -> Deck:
        """What ``edit`` makes of the committed deck, valid and with its texts measured."""
        deck = validated(edit(self._deck), self._deck)
        if deck is self._deck:
            return deck
        fitted = measured(deck, self._deck, self._measurer(deck))
        return deck if fitted is deck else validated(fitted, deck)

    def _measurer(self, deck: Deck) -> Measure:
        if self._given_measure is not None:
            return self._given_measure
        # Shaping is loaded with the first edit, not with the first window.
        from storycomposer.render.slide import book  # noqa: PLC0415
        from storycomposer.typography.paragraph import height  # noqa: PLC0415

        shelf = book(Story(deck, self._media))
        return lambda layer, language: height(layer, shelf, language)

    def _step(self, way: Literal["undo", "redo"]) -> tuple[str, ...] | None:
        self.cancel()
        go = self._history.undo if way == "undo" else self._history.redo
        found = go(self._deck, self._selection)
        if found is None:
            return None
        before = self._deck
        self._history, entry = found
        self._deck = self._shown = entry.deck
        slides = changed_slides(before, entry.deck)
        kept = _kept(entry.selection, before, entry.deck)
        # Undo goes to the slide that it changes.
        if slides and kept.slide not in slides:
            kept = Selection((slides[0],))
        self._selection = kept
        self._tell(way, slides)
        return slides

    def _tell(self, kind: Kind, slides: tuple[str, ...]) -> None:
        for listener in tuple(self.listeners):
            listener(Change(kind, slides))


def _kept(selection: Selection, before: Deck, after: Deck) -> Selection:
    """What of ``selection`` is still there. Where its slides are gone, the one that took their
    place is selected."""
    there = [slide.id for slide in after.slides]
    slides = tuple(id_ for id_ in selection.slides if id_ in there)
    if not slides and there:
        old = [slide.id for slide in before.slides]
        at = old.index(selection.slide) if selection.slide in old else 0
        slides = (there[min(at, len(there) - 1)],)
    layers = spots(after)
    return Selection(slides, tuple(id_ for id_ in selection.layers if id_ in layers))
