"""Where a slide has room for what comes in: clear of its words, rather over its photographs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from storycomposer.app.safe_area import SAFE
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box, Pose, bounds, lifted
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    TextLayer,
)
from storycomposer.document.picking import pose

GAP, LEAST = 48.0, 24.0
"""Canvas pixels between what comes in and what is there: as it looks best, and at least."""
_HEART = 400.0
"""Canvas pixels across the middle of a picture, where its subject is."""


class _Taken(NamedTuple):
    """``words`` with links; ``pictures`` with shapes; ``hearts`` are the middles of pictures."""

    words: list[Box]
    pictures: list[Box]
    hearts: list[Box]


def free(slide: Slide, places: Iterable[Box]) -> Box:
    """The one of ``places`` that lies best among the slide's layers, the first among equals. Words
    are covered last of all, and kept clear of; then pictures and shapes; large is better than
    small."""
    words, pictures, hearts = _taken(slide)

    def cost(place: Box) -> tuple[float, ...]:
        near, least = _grown(place, GAP), _grown(place, LEAST)
        return (
            _covered(place, words),
            _covered(least, words) > 0,
            _covered(least, pictures) > 0,
            _covered(near, words) > 0,
            -place.width * place.height,
            _covered(place, hearts),
            _covered(place, pictures),
            _covered(near, pictures) > 0,
        )

    return min(places, key=cost)


def tops(slide: Slide, height: float) -> list[float]:
    """Where something of that height can stand in the safe area so that it is just clear of a
    layer, or just does not touch it; from the lowest up, whole pixels."""
    taken = _taken(slide)
    found = {
        float(top)
        for box in (*taken.words, *taken.pictures)
        for gap in (GAP, LEAST, 0)
        for top in (math.floor(box.y - gap - height), math.ceil(box.bottom + gap))
    }
    return sorted((top for top in found if SAFE.y <= top <= SAFE.bottom - height), reverse=True)


def _taken(slide: Slide) -> _Taken:
    """Where there is something; what is about as large as the slide is its ground."""
    taken = _Taken([], [], [])
    for layer, place in _drawn(slide.layers):
        box = bounds(place)
        if isinstance(layer, TextLayer | LinkLayer):
            taken.words.append(_with_ground(layer, box))
        elif not _is_ground(box):
            taken.pictures.append(box)
            if isinstance(layer, ImageLayer):
                taken.hearts.append(_heart(box))
    return taken


def _drawn(layers: Sequence[AnyLayer]) -> Iterator[tuple[AnyLayer, Pose]]:
    """What is seen, out of its groups."""
    for layer in layers:
        if layer.visible and isinstance(layer, GroupLayer):
            for child, place in _drawn(layer.layers):
                yield child, lifted(place, pose(layer))
        elif layer.visible:
            yield layer, pose(layer)


def _with_ground(layer: TextLayer | LinkLayer, box: Box) -> Box:
    """The box of words with the pill or box behind them, which is larger."""
    ground = layer.highlight if isinstance(layer, TextLayer) else None
    return box if ground is None else _grown(box, ground.padding_x, ground.padding_y)


def _heart(box: Box) -> Box:
    wide, high = min(_HEART, box.width), min(_HEART, box.height)
    return Box(box.center.x - wide / 2, box.center.y - high / 2, wide, high)


def _is_ground(box: Box) -> bool:
    return box.width * box.height > 0.6 * 1080 * 1920


def _grown(box: Box, across: float, down: float | None = None) -> Box:
    down = across if down is None else down
    return Box(box.x - across, box.y - down, box.width + 2 * across, box.height + 2 * down)


def _covered(place: Box, boxes: Iterable[Box]) -> float:
    """How much of ``boxes`` lies under ``place``, in square pixels."""
    return sum(_shared(place, box) for box in boxes)


def _shared(a: Box, b: Box) -> float:
    width = min(a.right, b.right) - max(a.x, b.x)
    height = min(a.bottom, b.bottom) - max(a.y, b.y)
    return width * height if width > 0 and height > 0 else 0.0
