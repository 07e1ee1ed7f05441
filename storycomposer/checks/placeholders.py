"""Links that still lead to an example: right on the canvas, never meant to be posted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storycomposer.checks.finding import Finding
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer
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
        for layer in _links(story.deck.slides[index].layers)
        if placeholder(layer.target)
    )


def _links(layers: tuple[AnyLayer, ...]) -> Iterator[LinkLayer]:
    for layer in layers:
        if layer.visible and isinstance(layer, LinkLayer):
            yield layer
        elif layer.visible and isinstance(layer, GroupLayer):
            yield from _links(layer.layers)
