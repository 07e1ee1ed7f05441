"""Where a layer is among those of a slide, by its id."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from storycomposer.document.layers import AnyLayer, GroupLayer


def index(layers: Sequence[AnyLayer], layer: str) -> int:
    """The place of ``layer``, which is in no group. KeyError if there is none."""
    for at, one in enumerate(layers):
        if one.id == layer:
            return at
    raise KeyError(layer)


def below(layers: tuple[AnyLayer, ...], layer: str) -> tuple[AnyLayer, ...] | None:
    """``layers`` up to ``layer``; a group that holds it keeps what lies below it inside.
    None where there is no such layer."""
    for at, one in enumerate(layers):
        if one.id == layer:
            return layers[:at]
        if isinstance(one, GroupLayer):
            kept = below(one.layers, layer)
            if kept is not None:
                return (*layers[:at], structs.replace(one, layers=kept))
    return None


def path(layers: Sequence[AnyLayer], layer: str) -> tuple[AnyLayer, ...] | None:
    """The groups around ``layer``, from outside, and the layer itself; None where there is none."""
    for one in layers:
        if one.id == layer:
            return (one,)
        if isinstance(one, GroupLayer):
            rest = path(one.layers, layer)
            if rest is not None:
                return (one, *rest)
    return None
