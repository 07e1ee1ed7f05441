"""What the rules for links look at: a link layer, where it lies, its code and the pixels there."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from msgspec import structs
from numpy.typing import NDArray
from PIL import Image

from storycomposer.document.deck import Slide
from storycomposer.document.edits.tree import Spot, spots
from storycomposer.document.geometry import Box, bounds
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer
from storycomposer.links import proof
from storycomposer.links.proof import Proof
from storycomposer.platforms import ANY, platform
from storycomposer.render.codes import Code
from storycomposer.render.slide import codes, render, size
from storycomposer.story import Story

Region: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True)
class Subject:
    """A link that is seen on slide ``index``; ``safe`` is what its destination leaves clear,
    ``room`` the part of it that all destinations of the story do: where what mends moves it to. Its
    pixels are rendered when a rule asks for them."""

    story: Story
    index: int
    layer: LinkLayer
    spot: Spot
    code: Code | None
    safe: Box
    room: Box

    @property
    def slide(self) -> Slide:
        """The slide it is on."""
        return self.story.deck.slides[self.index]

    @property
    def box(self) -> Box:
        """The upright box around it on the slide, in canvas pixels."""
        return bounds(self.spot.pose)

    @functools.cached_property
    def finished(self) -> Image.Image:
        """The finished slide in :attr:`region`."""
        return render(self.story, self.slide, region=self.region)

    @functools.cached_property
    def uncovered(self) -> Image.Image:
        """:attr:`finished` without what lies above the link; the same object where nothing does."""
        layers = _upto(self.slide.layers, self.layer.id) or ()
        if layers == self.slide.layers:
            return self.finished
        slide = structs.replace(self.slide, layers=layers)
        return render(self.story, slide, region=self.region)

    @functools.cached_property
    def region(self) -> Region:
        """The part of the slide around the code that proving it looks at, in output pixels at
        scale 1; empty where it lies outside the slide."""
        if self.code is None:
            return 0, 0, 0, 0
        left, top, right, bottom = proof.around(self.code.corners, size(self.story))
        return left, top, max(left, right), max(top, bottom)

    @functools.cached_property
    def proof(self) -> Proof | None:
        """Whether phones read the code, from :attr:`finished`; None where there is none."""
        if self.code is None:
            return None
        if self.unseen:
            return Proof("unreadable", proof.IDS)
        left, top = self.region[:2]
        a, b, c, d = ((x - left, y - top) for x, y in self.code.corners)
        whole = size(self.story)[0]
        return proof.prove_part(self.finished, (a, b, c, d), self.code.payload, whole)

    @property
    def unseen(self) -> bool:
        """Whether there is no code, or no pixel of it on the slide."""
        left, top, right, bottom = self.region
        return left >= right or top >= bottom


def subjects(
    story: Story, index: int, safe: Box | None = None, room: Box | None = None
) -> tuple[Subject, ...]:
    """The links that are seen on slide ``index``, bottom to top. ``safe`` is what their destination
    leaves clear (None: what any does), ``room`` where what mends may move them to (None: there)."""
    safe = safe or platform(ANY).clear(story.deck.canvas)
    slide = story.deck.slides[index]
    places = spots(story.deck)
    found = {code.layer: code for code in codes(story, slide)}
    return tuple(
        Subject(story, index, layer, places[layer.id], found.get(layer.id), safe, room or safe)
        for layer in _links(slide.layers)
    )


def at(code: Code, across: NDArray[Any], down: NDArray[Any]) -> NDArray[np.float64]:
    """Where on the slide the places (``across``, ``down``), counted in modules, lie: x and y in
    the last axis."""
    start, right, _, below = (np.array(corner) for corner in code.corners)
    side = code.symbol.side
    along = np.asarray(across, float)[..., None] / side
    along_down = np.asarray(down, float)[..., None] / side
    return np.asarray(start + (right - start) * along + (below - start) * along_down)


def _links(layers: tuple[AnyLayer, ...]) -> Iterator[LinkLayer]:
    for layer in layers:
        if not layer.visible or layer.opacity == 0:
            continue
        if isinstance(layer, LinkLayer):
            yield layer
        elif isinstance(layer, GroupLayer):
            yield from _links(layer.layers)


def _upto(layers: tuple[AnyLayer, ...], layer: str) -> tuple[AnyLayer, ...] | None:
    """``layers`` without those above ``layer``, in the groups around it too; None where it is not
    among them."""
    for index, one in enumerate(layers):
        if one.id == layer:
            return layers[: index + 1]
        if isinstance(one, GroupLayer):
            kept = _upto(one.layers, layer)
            if kept is not None:
                return (*layers[:index], structs.replace(one, layers=kept))
    return None
