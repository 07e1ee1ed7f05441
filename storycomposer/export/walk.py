"""Going through a slide's layers, those in groups too."""

from __future__ import annotations

from collections.abc import Iterator

from storycomposer.document.layers import AnyLayer, GroupLayer


def every(layers: tuple[AnyLayer, ...]) -> Iterator[AnyLayer]:
    """All of ``layers`` bottom to top, each group before what is in it."""
    for layer in layers:
        yield layer
        if isinstance(layer, GroupLayer):
            yield from every(layer.layers)


def drawn(layers: tuple[AnyLayer, ...]) -> Iterator[AnyLayer]:
    """:func:`every` without what is hidden, by itself or by a group around it."""
    for layer in layers:
        if layer.visible:
            yield layer
            if isinstance(layer, GroupLayer):
                yield from drawn(layer.layers)
