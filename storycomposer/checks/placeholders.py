"""Links that still lead to an example, words that are still those a text begins with: right on the
canvas, never meant to be posted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from storycomposer.checks.finding import Finding
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer, TextLayer
from storycomposer.document.runs import plain
from storycomposer.errors import Sentence
from storycomposer.links.placeholders import placeholder
from storycomposer.story import Story


def findings(story: Story, slides: Iterable[int]) -> tuple[Finding, ...]:
    """The links on ``slides`` (indices) that are seen and lead to an example; nothing mends them
    but to say where they lead."""
    return tuple(
        Finding(
            "link-placeholder",
            "warning",
            index,
            layer.id,
            Sentence(
                "link-placeholder",
                "Slide {number}'s link still leads to {host}, which is an example.",
                (("number", index + 1), ("host", placeholder(layer.target))),
            ),
        )
        for index in slides
        for layer in _seen(story.deck.slides[index].layers)
        if isinstance(layer, LinkLayer) and placeholder(layer.target)
    )


def unwritten(story: Story, slides: Iterable[int], words: Collection[str]) -> tuple[Finding, ...]:
    """The texts on ``slides`` (indices) that are seen and say nothing but one of ``words``, with
    which texts begin; nothing mends them but to write them."""
    return tuple(
        Finding(
            "text-placeholder",
            "warning",
            index,
            layer.id,
            Sentence(
                "text-placeholder",
                "Slide {number} still says “{words}”.",
                (("number", index + 1), ("words", plain(layer.text))),
            ),
        )
        for index in slides
        for layer in _seen(story.deck.slides[index].layers)
        if isinstance(layer, TextLayer) and plain(layer.text) in words
    )


def _seen(layers: tuple[AnyLayer, ...]) -> Iterator[AnyLayer]:
    for layer in layers:
        if layer.visible and isinstance(layer, GroupLayer):
            yield from _seen(layer.layers)
        elif layer.visible:
            yield layer
