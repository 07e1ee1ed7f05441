"""Looks travel from layer to layer, and from the brand to layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import structs

from storycomposer.document.deck import Deck, TextStyle
from storycomposer.document.edits.basic import restyle
from storycomposer.document.edits.tree import changed, chosen, missing
from storycomposer.document.fields import Field, describe
from storycomposer.document.layers import AnyLayer, TextLayer
from storycomposer.document.runs import STYLE, merged

Style = tuple[type[AnyLayer], tuple[tuple[str, Any], ...]]
"""A layer's look: the kind it was copied from, and its fields."""

_CONTENT_GROUPS = ("Position", "Crop", "Link")
_CONTENT = ("id", "name", "visible", "locked", "language", "text", "source", "alt", "layers")
_FORM = ("shape", "mask", "display", "hint", "call", "fit", "direction")
"""What a layer says, where it is and what form it has; everything else is its look."""


def copy_style(deck: Deck, id: str) -> Style:
    """The look of the layer."""
    layer = chosen(deck, (id,))[id].layer
    names = (
        field.name
        for field in describe(type(layer))
        if field.group not in _CONTENT_GROUPS and field.name not in _CONTENT + _FORM
    )
    return type(layer), tuple((name, getattr(layer, name)) for name in names)


def paste_style(deck: Deck, ids: Iterable[str], style: Style) -> Deck:
    """The layers with that look, as far as each kind has it: a field goes to another kind only
    where it takes the same values there."""
    kind, values = style
    source = {field.name: _takes(field) for field in describe(kind)}

    def paste(layer: AnyLayer) -> tuple[AnyLayer]:
        fields = {field.name: _takes(field) for field in describe(type(layer))}
        changes = {n: value for n, value in values if n in fields and fields[n] == source[n]}
        if isinstance(layer, TextLayer):
            runs = (structs.replace(run, **_plain(changes)) for run in layer.text)
            changes["text"] = merged(runs)
        return (structs.replace(layer, **changes),)

    return changed(deck, ids, paste)


def apply_preset(deck: Deck, ids: Iterable[str], name: str) -> Deck:
    """The texts among ``ids`` in the brand's preset of that name. Raises :class:`StoryError` if the
    brand has none."""
    preset = next((style for style in deck.brand.styles if style.name == name), None)
    if preset is None:
        raise missing("style", name)
    fields = {f: getattr(preset, f) for f in preset.__struct_fields__ if f != "name"}
    found = chosen(deck, ids)
    return restyle(deck, [i for i, s in found.items() if isinstance(s.layer, TextLayer)], fields)


def save_preset(deck: Deck, id: str, name: str) -> Deck:
    """The look of the text layer kept in the brand as preset ``name``; one of that name is
    replaced."""
    layer = chosen(deck, (id,))[id].layer
    if not isinstance(layer, TextLayer):
        raise missing("text", id)
    fields = {f: getattr(layer, f) for f in TextStyle.__struct_fields__ if f != "name"}
    new = TextStyle(name=name, **fields)
    kept = tuple(style for style in deck.brand.styles if style.name != name)
    return structs.replace(deck, brand=structs.replace(deck.brand, styles=(*kept, new)))


def _takes(field: Field) -> tuple[Any, ...]:
    return (field.kind, field.choices, field.nested, field.low, field.high, field.optional)


def _plain(changes: Mapping[str, Any]) -> dict[str, None]:
    """Run fields that the pasted look decides, unset: runs' own would hide it."""
    return {n: None for n in changes if n != "highlight" and n in STYLE}
