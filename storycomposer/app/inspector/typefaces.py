"""The font and the weights that it really has."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from storycomposer.app import doors, slants
from storycomposer.app.inputs.choice import ChoiceCombo, Option, ToggleRow
from storycomposer.app.inputs.fonts import FontButton
from storycomposer.app.inspector.form import Form
from storycomposer.app.words import t
from storycomposer.document import resolve
from storycomposer.typography.fonts import Family

WEIGHTS = {
    100: "Thin",
    200: "Extra light",
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "Semibold",
    700: "Bold",
    800: "Extra bold",
    900: "Black",
}


def weight_name(weight: int) -> str:
    """What a weight is called."""
    known = WEIGHTS.get(weight)
    return t(f"weight.{weight}", known) if known else str(weight)


class WeightCombo(ChoiceCombo):
    """The weights of the family in use; one that it has not is shown as what is drawn."""

    def __init__(self, form: Form, name: str) -> None:
        super().__init__((), name)
        self._subject: Any = form.subject

    def show_value(self, value: object) -> None:
        """Show a weight among those that the family has."""
        desk = self._subject.desk
        fonts = self._subject.values("font")
        names = {resolve.family(font, desk.deck.brand) for font in fonts}
        weights = _weights(doors.book(desk.editor.story), tuple(sorted(names)))
        self.set_options(tuple(Option(weight, weight_name(weight)) for weight in weights))
        if isinstance(value, int) and weights:
            wanted = value
            value = min(weights, key=lambda weight: abs(weight - wanted))
        super().show_value(value)


class StyleRow(ToggleRow):
    """Italic and its neighbours; where no font in use has an italic, that one says so."""

    def __init__(self, form: Form, options: Sequence[Option], name: str) -> None:
        super().__init__(options, name)
        self._subject: Any = form.subject

    def show_value(self, value: object) -> None:
        """Show what is switched on, and what can be."""
        super().show_value(value)
        lack = slants.missing(self._subject.desk, self._subject.values("font"))
        for button, option in zip(self._group.buttons(), self.options, strict=True):
            if option.value == "italic":
                button.setEnabled(not lack or button.isChecked())
                button.setToolTip(lack or option.label)


class FontRow(FontButton):
    """The font button, with the families that the story has."""

    def __init__(self, form: Form, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, form.subject.desk, parent)


@functools.lru_cache(maxsize=256)
def _weights(shelf: Any, names: tuple[str, ...]) -> tuple[int, ...]:
    """The weights that all of the families have."""
    found: set[int] | None = None
    for family in _families(shelf):
        if family.name in names:
            mine = set(family.weights or family.italics)
            found = mine if found is None else found & mine
    return tuple(sorted(found or WEIGHTS))


@functools.lru_cache(maxsize=4)
def _families(shelf: Any) -> tuple[Family, ...]:
    return tuple(shelf.families())
