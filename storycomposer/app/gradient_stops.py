"""The colours along a gradient: one comes, goes or changes, and they stay in their order."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from storycomposer.document import resolve
from storycomposer.document.deck import Brand
from storycomposer.document.style import Stop

FEWEST, MOST = 2, 16
"""Stops that a gradient has at least and at most."""

Stops = tuple[Stop, ...]


def changed(stops: Stops, index: int, **fields: Any) -> tuple[Stops, int]:
    """The stops with fields of one changed, and its place among them now."""
    return _ordered(_without(stops, index), structs.replace(stops[index], **fields))


def removed(stops: Stops, index: int) -> Stops:
    """The stops without one; the fewest there may be stay."""
    return _without(stops, index) if len(stops) > FEWEST else stops


def added(stops: Stops, at: float, brand: Brand) -> tuple[Stops, int]:
    """The stops with one more at ``at`` in the colour that is there, and its place; as they are,
    with the place of the nearest, where no more may come."""
    if len(stops) >= MOST:
        return stops, min(range(len(stops)), key=lambda i: abs(stops[i].at - at))
    below = [stop for stop in stops if stop.at <= at]
    above = [stop for stop in stops if stop.at > at]
    first, last = (below or above[:1])[-1], (above or below[-1:])[0]
    share = (at - first.at) / ((last.at - first.at) or 1.0)
    color = tuple(
        round(a + (b - a) * share)
        for a, b in zip(_rgba(first, brand), _rgba(last, brand), strict=True)
    )
    text = "#" + "".join(f"{part:02X}" for part in (color if color[3] < 255 else color[:3]))
    return (*below, Stop(at=at, color=text), *above), len(below)


def _ordered(others: Stops, new: Stop) -> tuple[Stops, int]:
    made = sorted((*others, new), key=lambda stop: stop.at)
    return tuple(made), next(place for place, stop in enumerate(made) if stop is new)


def _without(stops: Stops, index: int) -> Stops:
    return (*stops[:index], *stops[index + 1 :])


def _rgba(stop: Stop, brand: Brand) -> tuple[int, int, int, int]:
    said = bytes.fromhex(resolve.color(stop.color, brand).removeprefix("#"))
    alpha = said[3] if len(said) == 4 else 255
    return said[0], said[1], said[2], round(alpha * stop.opacity)
