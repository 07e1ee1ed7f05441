"""About how long painting takes, so that the window knows what to leave to a thread."""

from __future__ import annotations

from typing import TypeGuard

from msgspec import structs

from storycomposer.document.layers import AnyLayer, GroupLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.shapes import Path
from storycomposer.document.style import Solid
from storycomposer.render import group, painters
from storycomposer.render.context import Context

_SLOW = 100.0
"""A picture or a code."""
_MENDED = 4.0
"""Millions of pixels up to which a text or its shadow is mended after a key."""


def effort(layer: AnyLayer, ctx: Context, before: AnyLayer | None = None) -> float:
    """About how many milliseconds ``painters.paint`` takes for the resolved ``layer`` on an
    ordinary machine; ``before`` is how it looked last, in the same place. What was painted before
    is only laid over what is below."""
    area = layer.width * layer.height * ctx.matrix.unit**2 / 1e6
    if painters.painted(layer, ctx):
        return 4 * area
    if isinstance(layer, GroupLayer):
        return 10 * area + sum(effort(one, group.inside(one, ctx)[0]) for one in layer.layers)
    shadow = 10 * area if layer.shadow is not None else 0.0
    if isinstance(layer, ShapeLayer):
        smooth = layer.fill is not None and not isinstance(layer.fill, Solid)
        drawn = len(layer.shape.d) / 100 if isinstance(layer.shape, Path) else 0.0
        # An edge is mixed with what it runs along.
        edge = 0.0 if layer.stroke is None else 200 if layer.fill or drawn else 60
        return 2 + drawn + ((15 if smooth else 3) + edge) * area + shadow
    if isinstance(layer, TextLayer):
        edged = layer.stroke is not None or layer.glow is not None
        letters = sum(len(run.text) for run in layer.text)
        if _written(before, layer) and painters.painted(before, ctx) and area < _MENDED:
            new = _new_letters(layer.text, before.text)
            shadow, words = shadow / 5, new / 30 + letters / 100
        else:
            words = letters / 30
        return 2 + words + (50 * area if edged else 0.0) + shadow
    return _SLOW


def _written(before: AnyLayer | None, layer: TextLayer) -> TypeGuard[TextLayer]:
    """Whether nothing but what is written differs, and the height that follows from it."""
    if not isinstance(before, TextLayer) or layer.rotation:
        return False
    if any(max(run.text, default="") > "\uffff" for run in layer.text):
        return False  # emoji are painted anew wherever a line moves by a part of a pixel
    return structs.replace(before, text=layer.text, height=layer.height) == layer


def _new_letters(now: tuple[Run, ...], before: tuple[Run, ...]) -> int:
    """Letters of ``now`` that may lie elsewhere than in ``before``: from the first that differs to
    the end of the last paragraph in which one does."""
    first = next(
        (k for k, pair in enumerate(zip(now, before, strict=False)) if pair[0] != pair[1]), None
    )
    first = min(len(now), len(before)) if first is None else first
    same = sum(len(run.text) for run in now[:first])
    if first < min(len(now), len(before)):
        one, other = now[first], before[first]
        if structs.replace(one, text=other.text) == other:
            same += _alike(one.text, other.text)
    new, old = ("".join(run.text for run in runs) for runs in (now, before))
    if len(now) != len(before) or any(
        _style(a) != _style(b) for a, b in zip(now, before, strict=True)
    ):
        return len(new) - same
    tail = _alike(new[same:][::-1], old[same:][::-1])
    end = new.find("\n", len(new) - tail)
    return (len(new) if end < 0 else end) - same


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _style(run: Run) -> Run:
    return structs.replace(run, text="")
