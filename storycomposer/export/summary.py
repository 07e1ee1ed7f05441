"""What is in a story, for people and scripts."""

from __future__ import annotations

from collections import Counter

import msgspec

from storycomposer.export import manifest
from storycomposer.export.carried_fonts import faces
from storycomposer.export.missing import missing
from storycomposer.export.names import slide_name
from storycomposer.export.walk import every
from storycomposer.story import Story, media_refs


class SlideSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One slide: ``layers`` counts its layers by kind, those in groups too."""

    number: int
    id: str
    name: str
    alt: str
    seconds: float
    layers: dict[str, int]
    links: tuple[str, ...]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A story. ``fonts`` are the families that its words are drawn in, fallbacks included,
    ``missing`` what it asks for and nobody has; ``media`` counts the files that the deck names and
    their bytes."""

    title: str
    id: str
    language: str
    format: int
    slides: tuple[SlideSummary, ...]
    fonts: tuple[str, ...]
    missing: tuple[str, ...]
    media: int
    media_bytes: int


def summary(story: Story) -> Summary:
    """What is in ``story``. Raises StoryError where a picture cannot be read."""
    deck = story.deck
    numbers = range(len(deck.slides))
    lacks = dict.fromkeys(found.what for found in missing(story, numbers))
    refs = media_refs(deck)
    return Summary(
        title=deck.title,
        id=deck.id,
        language=deck.language,
        format=deck.format,
        slides=tuple(_slide(story, index) for index in numbers),
        fonts=tuple(sorted({face.family for face in faces(story)})),
        missing=tuple(lacks),
        media=len(refs),
        media_bytes=sum(len(story.media.get(ref)) for ref in refs if ref in story.media),
    )


def _slide(story: Story, index: int) -> SlideSummary:
    slide = story.deck.slides[index]
    kinds = Counter(str(layer.__struct_config__.tag) for layer in every(slide.layers))
    return SlideSummary(
        number=index + 1,
        id=slide.id,
        name=slide_name(slide),
        alt=slide.alt,
        seconds=slide.seconds,
        layers=dict(kinds),
        links=tuple(link.url for link in manifest.links(slide)),
    )
