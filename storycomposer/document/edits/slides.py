"""Slides come, go and change; the brand and the deck's own fields change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, structs

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.ids import fresh, own, renamed_slide, taken
from storycomposer.document.edits.tree import missing, slide_of
from storycomposer.document.edits.values import has_field, with_field

V = TypeVar("V", bound=Struct)


def add_slide(deck: Deck, after: str | None = None) -> Deck:
    """An empty slide right after slide ``after`` (the last one if None) with its background."""
    base = slide_of(deck, after) if after is not None else deck.slides[-1] if deck.slides else None
    new = Slide(id=fresh(taken(deck))("s"))
    if base is not None:
        new = structs.replace(new, background=base.background)
    at = deck.slides.index(base) + 1 if base is not None else 0
    return _spliced(deck, at, (new,))


def insert_slides(deck: Deck, slides: Iterable[Slide], at: int) -> Deck:
    """``slides`` (of a template, a clipboard) put before place ``at``; ids that are in use get new
    ones."""
    used, made = taken(deck), []
    for slide in slides:
        new = slide
        if slide.id in used:
            new = structs.replace(slide, id=fresh(used | _ids(slide))("s"))
        new = structs.replace(new, layers=own(new.layers, used | {new.id}))
        used |= _ids(new)
        made.append(new)
    return _spliced(deck, at, tuple(made))


def duplicate_slides(deck: Deck, ids: Iterable[str]) -> Deck:
    """A copy of each slide, with new ids: together, after the last of them."""
    wanted = _wanted(deck, ids)
    next_id = fresh(taken(deck))
    places = [at for at, slide in enumerate(deck.slides, 1) if slide.id in wanted]
    copies = [renamed_slide(deck.slides[at - 1], next_id) for at in places]
    end = max(places, default=0)
    return structs.replace(deck, slides=(*deck.slides[:end], *copies, *deck.slides[end:]))


def move_slides(deck: Deck, ids: Iterable[str], at: int) -> Deck:
    """The slides, in their order, put before place ``at`` of the present order."""
    wanted = _wanted(deck, ids)
    before = tuple(slide for slide in deck.slides[: max(0, at)] if slide.id not in wanted)
    after = tuple(slide for slide in deck.slides[max(0, at) :] if slide.id not in wanted)
    moved = tuple(slide for slide in deck.slides if slide.id in wanted)
    return structs.replace(deck, slides=(*before, *moved, *after))


def delete_slides(deck: Deck, ids: Iterable[str]) -> Deck:
    """``deck`` without those slides. A story keeps one: where none would be left, an empty one with
    the last one's background takes their place."""
    wanted = _wanted(deck, ids)
    kept = tuple(slide for slide in deck.slides if slide.id not in wanted)
    if kept or not deck.slides:
        return structs.replace(deck, slides=kept)
    last = deck.slides[-1]
    empty = Slide(id=fresh(taken(deck))("s"), background=last.background)
    return structs.replace(deck, slides=(empty,))


def restyle_slides(deck: Deck, ids: Iterable[str], changes: Mapping[str, Any]) -> Deck:
    """The slides with the fields of ``changes`` set (``seconds``, ``alt``, ``background.color`` …);
    those a slide does not have are passed over."""
    wanted = _wanted(deck, ids)
    slides = tuple(
        _changed(slide, changes) if slide.id in wanted else slide for slide in deck.slides
    )
    return structs.replace(deck, slides=slides)


def rebrand(deck: Deck, changes: Mapping[str, Any]) -> Deck:
    """The deck with fields of its brand set: every layer that refers to them follows."""
    return structs.replace(deck, brand=_changed(deck.brand, changes))


def restyle_deck(deck: Deck, changes: Mapping[str, Any]) -> Deck:
    """The deck with its own fields set: ``title``, ``language`` …"""
    return _changed(deck, changes)


def _changed(value: V, changes: Mapping[str, Any]) -> V:
    for name, new in changes.items():
        if name.split(".")[0] in ("id", "layers", "slides", "format"):
            raise ValueError(f"{name} cannot be restyled")
        if has_field(value, name):
            value = with_field(value, name, new)
    return value


def _wanted(deck: Deck, ids: Iterable[str]) -> set[str]:
    wanted = set(ids)
    for id_ in wanted - {slide.id for slide in deck.slides}:
        raise missing("slide", id_)
    return wanted


def _spliced(deck: Deck, at: int, slides: tuple[Slide, ...]) -> Deck:
    return structs.replace(deck, slides=(*deck.slides[:at], *slides, *deck.slides[at:]))


def _ids(slide: Slide) -> set[str]:
    return taken(Deck(id="deck", slides=(slide,)))
