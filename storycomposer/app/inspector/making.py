"""From the metadata of a field to the input it asks for."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.inputs.amount import AmountField
from storycomposer.app.inputs.choice import ChoiceCombo, Option, Switch
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.inputs.text import TextField
from storycomposer.app.words import t
from storycomposer.document.deck import Brand
from storycomposer.document.fields import Field, describe


def described(struct: type[Struct], name: str) -> Field:
    """What is said on a field; dotted names go into nested values. KeyError if there is none."""
    head, _, rest = name.partition(".")
    found = next((field for field in describe(struct) if field.name == head), None)
    if found is None:
        raise KeyError(f"{struct.__name__}.{name}")
    if not rest:
        return found
    for kind in found.nested:
        if any(field.name == rest.partition(".")[0] for field in describe(kind)):
            return described(kind, rest)
    raise KeyError(f"{struct.__name__}.{name}")


def made(field: Field, label: str, desk: Desk, prefix: str = "") -> Any:
    """The input for a field, called ``label``, in a window on ``desk``."""
    if field.kind == "number":
        return _number(field, label, prefix)
    if field.kind == "choice":
        given: QWidget = ChoiceCombo(options(field), label)
    elif field.kind == "switch":
        given = Switch(label)
    elif field.kind in ("color", "literal-color"):
        given = ColorButton(label, partial(brand_of, desk), roles=field.kind == "color")
    elif field.kind in ("font", "family"):
        given = FontButton(label, desk, roles=field.kind == "font")
    else:
        given = TextField(label, longest=field.longest)
    if field.help:
        given.setToolTip(t(f"help.{field.title}.{field.name}", field.help))
    return given


def options(field: Field) -> tuple[Option, ...]:
    """A field's choices as they are called."""
    return tuple(Option(value, choice_name(value)) for value in field.choices)


def choice_name(value: str) -> str:
    """What a choice of the document is called."""
    return t(f"choice.{value}", value.replace("-", " ").capitalize())


def _number(field: Field, label: str, prefix: str) -> QWidget:
    scale = Scale.of(field)
    if scale.factor == 100 and scale.high - scale.low <= 3 and not prefix:
        return AmountField(scale, label)
    given = NumberField(scale, label, prefix)
    if field.help:
        given.setToolTip(t(f"help.{field.title}.{field.name}", field.help))
    return given


def brand_of(desk: Desk) -> Brand:
    """The brand of the deck on ``desk``, now."""
    return desk.deck.brand
