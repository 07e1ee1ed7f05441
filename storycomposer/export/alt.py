"""What is said of a slide to those who do not see it.

A sample's slides come with alt texts of their own. Where somebody has written or put something
else there and left the alt text as it came, it tells of things that are not on the slide any more:
then the slide's own words are said instead.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from storycomposer import resources
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageFill, ImageLayer, LinkLayer, TextLayer
from storycomposer.document.link import Target
from storycomposer.export.walk import drawn
from storycomposer.links import languages
from storycomposer.storage.files import open_story

_LABELS = {
    "ar": "النص البديل:",
    "de": "Alternativtext:",
    "en": "Alt text:",
    "es": "Texto alternativo:",
    "fr": "Texte alternatif\u00a0:",
    "he": "טקסט חלופי:",
    "hi": "वैकल्पिक पाठ:",
    "it": "Testo alternativo:",
    "ja": "代替テキスト：",
    "ko": "대체 텍스트:",
    "nl": "Alternatieve tekst:",
    "pl": "Tekst alternatywny:",
    "pt": "Texto alternativo:",
    "ru": "Альтернативный текст:",
    "th": "ข้อความแสดงแทน:",
    "tr": "Alternatif metin:",
    "zh": "替代文本：",
    "zh-hant": "替代文字：",
}


class _Seen(NamedTuple):
    """What an alt text may tell of."""

    words: frozenset[str]
    pictures: frozenset[str]
    targets: frozenset[Target]


def described(deck: Deck, slide: Slide) -> str:
    """The alt text of ``slide``: what was written as such, or its words where that is a sample's
    and tells of something else."""
    return "\n".join(words(deck, slide)) if outdated(slide) else slide.alt


def outdated(slide: Slide) -> bool:
    """Whether the alt text of ``slide`` is a sample's own, and the slide's words, pictures or links
    are not the sample's any more."""
    before = _samples().get(slide.alt) if slide.alt else None
    return before is not None and before != _seen(slide)


def words(deck: Deck, slide: Slide) -> tuple[str, ...]:
    """The texts that are seen on ``slide``, a line each, from top to bottom."""
    places = spots(deck)
    texts = [layer for layer in drawn(slide.layers) if isinstance(layer, TextLayer)]
    boxes = {layer.id: bounds(places[layer.id].pose) for layer in texts}
    texts.sort(key=lambda layer: (boxes[layer.id].y, boxes[layer.id].x))
    return tuple(filter(None, map(_words, texts)))


def alt_label(language: str) -> str:
    """What stands before an alt text in ``language``, so that nobody posts it as a caption."""
    return languages.said(_LABELS, language)


def _words(layer: TextLayer) -> str:
    return " ".join("".join(run.text for run in layer.text).split())


def _seen(slide: Slide) -> _Seen:
    layers = tuple(drawn(slide.layers))
    return _Seen(
        frozenset(_words(layer) for layer in layers if isinstance(layer, TextLayer)),
        frozenset(_pictures(slide)),
        frozenset(layer.target for layer in layers if isinstance(layer, LinkLayer)),
    )


def _pictures(slide: Slide) -> Iterator[str]:
    if isinstance(slide.background, ImageFill):
        yield slide.background.source
    for layer in drawn(slide.layers):
        if isinstance(layer, ImageLayer):
            yield layer.source


@functools.cache
def _samples() -> Mapping[str, _Seen]:
    """What is seen on the samples' slides, by their alt texts."""
    decks = (open_story(path.parent).deck for path in resources.path("samples").glob("*/deck.json"))
    slides = (slide for deck in decks for slide in deck.slides)
    return {slide.alt: _seen(slide) for slide in slides if slide.alt}
