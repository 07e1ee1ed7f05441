"""Runs of text: cutting, styling, replacing, and merging neighbours of one style.

Offsets are code points of the concatenated text; that they lie between graphemes is the caller's
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import structs

from storycomposer.document.layers import Run, TextLayer

STYLE = tuple(name for name in Run.__struct_fields__ if name != "text")
"""Names of the fields that style a run."""

LONGEST = 20000
"""Characters that one run takes; merging stops there."""

_BREAK = re.compile("\r\n?|\u2029|\x85")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` as a layer holds it: every kind of paragraph end is U+000A, control characters and
    half surrogate pairs are gone."""
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def plain(runs: Iterable[Run]) -> str:
    """The concatenated text."""
    return "".join(run.text for run in runs)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same styled text in the fewest runs. Empty runs go; where nothing but styled emptiness
    is there, the first stays and keeps its style for what will be typed."""
    made: list[Run] = []
    all_ = tuple(runs)
    for run in all_:
        if not run.text:
            continue
        last = made[-1] if made else None
        if last is None or style(last) != style(run) or len(last.text + run.text) > LONGEST:
            made.append(run)
        else:
            made[-1] = structs.replace(last, text=last.text + run.text)
    if made or not all_ or style(all_[0]) == Run(text=""):
        return tuple(made)
    return (all_[0],)


def style(run: Run) -> Run:
    """The run's style alone: the run without its text."""
    return structs.replace(run, text="")


def style_at(runs: tuple[Run, ...], offset: int) -> Run:
    """The style that text typed at ``offset`` takes: of the character before it, at the start of
    the one after it."""
    end = 0
    for run in runs:
        end += len(run.text)
        if offset <= end and (run.text or end):
            return style(run)
    return style(runs[-1]) if runs else Run(text="")


def cut(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs of the text from ``start`` to ``end``."""
    made: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            made.append(structs.replace(run, text=text))
    return tuple(made)


def replaced(
    runs: tuple[Run, ...], start: int, end: int, new: str | Iterable[Run]
) -> tuple[Run, ...]:
    """The runs with ``start`` to ``end`` replaced. A string takes the style of what it replaces, or
    else the one that typing there has."""
    if isinstance(new, str):
        old = cut(runs, start, end)
        base = style(old[0]) if old else style_at(runs, start)
        new = tuple(
            structs.replace(base, text=new[i : i + LONGEST])
            for i in range(0, max(1, len(new)), LONGEST)
        )
    length = len(plain(runs))
    return merged((*cut(runs, 0, start), *new, *cut(runs, end, length)))


def styled(
    runs: tuple[Run, ...], start: int, end: int, changes: Mapping[str, Any]
) -> tuple[Run, ...]:
    """The runs with ``changes`` (fields of a run; null means as the layer) from ``start`` to
    ``end``. In a text without characters they style what will be typed."""
    length = len(plain(runs))
    inside = cut(runs, start, end)
    if not length:
        inside = runs[:1] or (Run(text=""),)
    made = (structs.replace(run, **changes) for run in inside)
    return merged((*cut(runs, 0, start), *made, *cut(runs, end, length)))


def values(layer: TextLayer, start: int, end: int, name: str) -> tuple[Any, ...]:
    """The different values that field ``name`` of a run has from ``start`` to ``end``, in the order
    of the text: one for a uniform stretch. What a run leaves unset is the layer's."""
    inside = cut(layer.text, start, end) or (style_at(layer.text, start),)
    found: dict[Any, None] = {}
    for run in inside:
        own = getattr(run, name)
        # A layer's highlight is another thing than a run's: a form, not a colour.
        inherited = None if name == "highlight" else getattr(layer, name)
        found[inherited if own is None else own] = None
    return tuple(found)
