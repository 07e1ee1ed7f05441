"""Layers made larger with all that is measured in pixels: type, strokes, radii, shadows, children.

What is measured in pixels is said on the fields themselves (their unit), so new fields follow.
"""

from __future__ import annotations

import math
from typing import Any, TypeVar

from msgspec import Struct, structs

from storycomposer.document.edits.tree import posed
from storycomposer.document.fields import Field, describe
from storycomposer.document.geometry import Pose
from storycomposer.document.layers import AnyLayer, GroupLayer
from storycomposer.document.picking import pose

V = TypeVar("V", bound=Struct)


def scaled(value: V, factor: float) -> V:
    """``value`` (a layer, a run, a shadow …) with every length in it times ``factor``, kept within
    the fields' limits. A layer's position counts as a length: a group's children spread with it."""
    changes = {}
    for field in describe(type(value)):
        old = getattr(value, field.name)
        new = _scaled(old, field, factor)
        if new is not old:
            changes[field.name] = new
    return structs.replace(value, **changes) if changes else value


def stretched(group: GroupLayer, across: float, down: float) -> GroupLayer:
    """``group`` with its layers spread and stretched along its axes. Type, strokes and radii stay;
    a turned layer stretches along its own axes by what falls on them."""
    layers = tuple(_stretched(layer, across, down) for layer in group.layers)
    made = structs.replace(group, layers=layers)
    return posed(
        made,
        Pose(group.x, group.y, group.width * across, group.height * down, group.rotation),
    )


def _scaled(old: Any, field: Field, factor: float) -> Any:
    if isinstance(old, Struct):
        return scaled(old, factor)
    if isinstance(old, tuple):
        new = tuple(_scaled(item, field, factor) for item in old)
        return new if any(a is not b for a, b in zip(new, old, strict=True)) else old
    if field.unit != "px" or not isinstance(old, int | float) or isinstance(old, bool) or not old:
        return old
    low, high = field.low or 0, field.high if field.high is not None else math.inf
    return min(max(round(old * factor, 4), low), high)


def _stretched(layer: AnyLayer, across: float, down: float) -> AnyLayer:
    angle = math.radians(layer.rotation)
    own_across = math.hypot(math.cos(angle) * across, math.sin(angle) * down)
    own_down = math.hypot(math.sin(angle) * across, math.cos(angle) * down)
    place = pose(layer)
    width, height = max(1.0, layer.width * own_across), max(1.0, layer.height * own_down)
    x, y = place.center.x * across - width / 2, place.center.y * down - height / 2
    inner = (
        stretched(layer, width / layer.width, height / layer.height)
        if isinstance(layer, GroupLayer)
        else layer
    )
    return posed(inner, Pose(x, y, width, height, layer.rotation))
