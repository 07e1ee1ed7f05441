"""A story: a deck and the pictures and fonts it names."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from storycomposer.document.deck import Deck
from storycomposer.document.fields import describe
from storycomposer.media.store import MediaStore


@dataclass(frozen=True)
class Story:
    """``deck`` says what the story is; ``media`` holds the bytes that it names by hash."""

    deck: Deck
    media: MediaStore


def media_refs(value: Struct) -> tuple[str, ...]:
    """Every media reference in ``value`` (a deck, a slide, a layer …), each once, in the order it
    stands: pictures in layers, groups and backgrounds, the brand's logo, the deck's fonts."""
    return tuple(dict.fromkeys(_refs(value)))


def missing(story: Story) -> tuple[str, ...]:
    """The references of the deck that the story has no bytes for."""
    return tuple(ref for ref in media_refs(story.deck) if ref not in story.media)


def _refs(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _refs(item)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in _fields(type(value)):
            yield from _refs(getattr(value, name))


@functools.cache
def _fields(struct: type[Struct]) -> tuple[str, ...]:
    """The fields of ``struct`` that are references or can lead to some."""
    return tuple(f.name for f in describe(struct) if f.kind == "media" or f.nested)
