"""Text changes: its characters, and the styles of stretches of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import structs

from storycomposer.document import runs
from storycomposer.document.deck import Deck
from storycomposer.document.edits.tree import changed, missing
from storycomposer.document.layers import AnyLayer, Run, TextLayer


def set_text(deck: Deck, id: str, text: str | Iterable[Run]) -> Deck:
    """The text layer saying ``text``: a string takes the style of the text's first character, runs
    bring their own."""
    return _with_runs(
        deck,
        id,
        lambda layer: runs.replaced(layer.text, 0, len(runs.plain(layer.text)), _clean(text)),
    )


def replace_text(deck: Deck, id: str, start: int, end: int, text: str | Iterable[Run]) -> Deck:
    """The text layer with the characters from ``start`` to ``end`` replaced: typing (``start`` is
    ``end``), deleting (an empty ``text``), pasting."""
    return _with_runs(deck, id, lambda layer: runs.replaced(layer.text, start, end, _clean(text)))


def style_text(deck: Deck, id: str, start: int, end: int, changes: Mapping[str, Any]) -> Deck:
    """The text layer with fields of a run set from ``start`` to ``end``. A value that the layer has
    itself is left to the layer, so that the stretch follows it from now on."""

    def change(layer: TextLayer) -> tuple[Run, ...]:
        own = {
            name: None if name != "highlight" and value == getattr(layer, name) else value
            for name, value in changes.items()
        }
        return runs.styled(layer.text, start, end, own)

    return _with_runs(deck, id, change)


def _with_runs(deck: Deck, id: str, change: Callable[[TextLayer], tuple[Run, ...]]) -> Deck:
    def write(layer: AnyLayer) -> tuple[AnyLayer]:
        if not isinstance(layer, TextLayer):
            raise missing("text", id)
        new = change(layer)
        return (layer if new == layer.text else structs.replace(layer, text=new),)

    return changed(deck, (id,), write)


def _clean(text: str | Iterable[Run]) -> str | tuple[Run, ...]:
    if isinstance(text, str):
        return runs.clean(text)
    return tuple(structs.replace(run, text=runs.clean(run.text)) for run in text)
