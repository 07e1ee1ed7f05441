"""Styles of the selected stretch, or of what will be typed at the caret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import structs

from storycomposer.document import runs
from storycomposer.document.layers import Run, TextLayer

MIXED = object()
"""The value of a field that differs within the stretch."""

_BOLD = 600
"""The lightest weight that counts as bold."""


def of_stretch(layer: TextLayer, start: int, end: int) -> dict[str, Any]:
    """Each field of a run, with its value from ``start`` to ``end`` or MIXED."""
    found = {}
    for name in runs.STYLE:
        values = runs.values(layer, start, end, name)
        found[name] = values[0] if len(values) == 1 else MIXED
    return found


def toggled(name: str, now: Mapping[str, Any], weights: tuple[int, ...]) -> dict[str, Any]:
    """The fields that Ctrl+B, I or U sets on a stretch that is styled ``now``, in a family of
    ``weights``: on unless all of it has it already."""
    if name != "bold":
        return {name: now[name] is not True}
    return {"weight": bold_of([now["weight"]], weights)}


def is_bold(weight: Any) -> bool:
    """Whether a weight counts as bold; a mixed one does not."""
    return isinstance(weight, int | float) and weight >= _BOLD


def bold_of(now: Iterable[Any], weights: tuple[int, ...] = ()) -> int:
    """The weight that Ctrl+B gives to what has the weights ``now``, in a family of ``weights``: a
    bold one, or where all is bold a plain one."""
    if all(is_bold(weight) for weight in now):
        lighter = [one for one in weights if one < _BOLD]
        return min(lighter, key=lambda one: abs(one - 400), default=400)
    heavier = [one for one in weights if one >= _BOLD]
    return min(heavier, key=lambda one: abs(one - 700), default=700)


def dressed(text: str, layer: TextLayer, offset: int, changes: Mapping[str, Any]) -> Run:
    """``text`` typed at ``offset`` with ``changes`` of what typing there looks like."""
    own = {
        name: None if name != "highlight" and value == getattr(layer, name) else value
        for name, value in changes.items()
    }
    return structs.replace(runs.style_at(layer.text, offset), text=text, **own)
