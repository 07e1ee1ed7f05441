"""What the inspector edits: the selected layers, a stretch of text, slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from storycomposer.app.desk import Desk
from storycomposer.app.inputs.base import MIXED
from storycomposer.document import edits, runs
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.values import fresh, has_field
from storycomposer.document.layers import AnyLayer, TextLayer
from storycomposer.editor import Edit


class Stretch(NamedTuple):
    """Characters of a text that are selected."""

    layer: str
    start: int
    end: int


class About(NamedTuple):
    """What an edit is about: layers or slides by id, and the characters selected in a text."""

    ids: tuple[str, ...]
    stretch: Stretch | None = None


Change = Mapping[str, Any] | Edit
Write = Callable[[tuple[str, ...], Any], Change]
"""From the ids and an input's value to what changes."""


class Subject:
    """Values read of what is selected, and changes previewed and made on it. A gesture stays with
    what was selected when it began."""

    def __init__(self, desk: Desk, stretch: Callable[[], Stretch | None] | None = None) -> None:
        self.desk = desk
        self._stretch = stretch
        self._held: About | None = None

    @property
    def about(self) -> About:
        """What an edit would be about now."""
        return About(tuple(self._ids()), self._stretch() if self._stretch else None)

    def values(self, name: str) -> tuple[Any, ...]:
        """The different values of a field (dotted names go into nested ones), in order."""
        raise NotImplementedError

    def read(self, name: str) -> Any:
        """The value of a field, or MIXED; None where nothing has it."""
        found = self.values(name)
        if len(found) > 1:
            return MIXED
        return found[0] if found else None

    def each(self, name: str, change: Callable[[Any], Any]) -> Edit:
        """An edit that makes each one's field what ``change`` makes of it."""
        raise NotImplementedError

    def preview(self, change: Change) -> None:
        """Show a change."""
        self._held = self._held or self.about
        self.desk.preview(self._edit(change))

    def commit(self, change: Change, label: str) -> None:
        """Make a change one entry of the history."""
        self._held = self._held or self.about
        if self.desk.preview(self._edit(change)):
            self.desk.editor.commit(label)
        self._held = None

    def cancel(self) -> None:
        """Drop what is previewed."""
        self._held = None
        self.desk.editor.cancel()

    def let_go(self) -> None:
        """What was previewed is gone."""
        self._held = None

    @property
    def held(self) -> tuple[str, ...]:
        """The ids that a gesture under way is about, else those selected."""
        return (self._held or self.about).ids

    def _ids(self) -> Iterable[str]:
        raise NotImplementedError

    def _edit(self, change: Change) -> Edit:
        raise NotImplementedError


class LayersSubject(Subject):
    """The selected layers; while characters of a text are selected, their style is these
    characters'."""

    @property
    def layers(self) -> tuple[AnyLayer, ...]:
        """The selected layers."""
        return self.desk.selected

    def values(self, name: str) -> tuple[Any, ...]:
        stretch = self._stretch() if self._stretch else None
        found: list[Any] = []
        for layer in self.layers:
            if isinstance(layer, TextLayer) and name in runs.STYLE and name != "highlight":
                at = (0, len(runs.plain(layer.text)))
                if stretch is not None and stretch.layer == layer.id:
                    at = (stretch.start, stretch.end)
                found += runs.values(layer, *at, name)
            elif has_field(layer, name):
                found.append(value_of(layer, name))
        return _different(found)

    def each(self, name: str, change: Callable[[Any], Any]) -> Edit:
        ids = self.held

        def edit(deck: Deck) -> Deck:
            for id_, spot in edits.chosen(deck, ids).items():
                if has_field(spot.layer, name):
                    new = change(value_of(spot.layer, name))
                    deck = edits.restyle(deck, (id_,), {name: new})
            return deck

        return edit

    def _ids(self) -> Iterable[str]:
        return self.desk.editor.selection.layers

    def _edit(self, change: Change) -> Edit:
        if callable(change):
            return change
        ids, stretch = self._held or self.about
        fields = dict(change)
        styled = stretch is not None and all(
            name in runs.STYLE and name != "highlight" for name in fields
        )
        if stretch is not None and styled:
            return lambda deck: edits.style_text(deck, *stretch, fields)
        return lambda deck: edits.restyle(deck, ids, fields)


class SlidesSubject(Subject):
    """The selected slides."""

    @property
    def slides(self) -> tuple[Slide, ...]:
        """The selected slides."""
        wanted = self.desk.editor.selection.slides
        return tuple(slide for slide in self.desk.deck.slides if slide.id in wanted)

    def values(self, name: str) -> tuple[Any, ...]:
        return _different(value_of(slide, name) for slide in self.slides if has_field(slide, name))

    def each(self, name: str, change: Callable[[Any], Any]) -> Edit:
        ids = self.held

        def edit(deck: Deck) -> Deck:
            for slide in deck.slides:
                if slide.id in ids and has_field(slide, name):
                    new = change(value_of(slide, name))
                    deck = edits.restyle_slides(deck, (slide.id,), {name: new})
            return deck

        return edit

    def _ids(self) -> Iterable[str]:
        return self.desk.editor.selection.slides

    def _edit(self, change: Change) -> Edit:
        if callable(change):
            return change
        ids, fields = (self._held or self.about).ids, dict(change)
        return lambda deck: edits.restyle_slides(deck, ids, fields)


class BrandSubject(Subject):
    """The deck's brand."""

    def values(self, name: str) -> tuple[Any, ...]:
        return (value_of(self.desk.deck.brand, name),)

    def each(self, name: str, change: Callable[[Any], Any]) -> Edit:
        return lambda deck: edits.rebrand(deck, {name: change(value_of(deck.brand, name))})

    def _ids(self) -> Iterable[str]:
        return ()

    def _edit(self, change: Change) -> Edit:
        if callable(change):
            return change
        fields = dict(change)
        return lambda deck: edits.rebrand(deck, fields)


def value_of(value: Any, name: str) -> Any:
    """The value of a field of ``value``; what is absent on the way counts with its defaults."""
    head, _, rest = name.partition(".")
    inner = getattr(value, head, None)
    if not rest:
        return inner
    if inner is None and isinstance(value, Struct):
        inner = fresh(type(value), head)
    return value_of(inner, rest) if isinstance(inner, Struct) else None


def _different(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
