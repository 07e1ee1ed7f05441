"""What can be tried of a link without moving it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer

_PLACE: Final = ("id", "x", "y", "width", "height", "rotation", "visible")


def in_place(before: Sequence[AnyLayer], now: Sequence[AnyLayer]) -> bool:
    """Whether only links differ, and lie where they lay."""
    return len(before) == len(now) and all(map(_stays, before, now))


def _stays(before: AnyLayer, now: AnyLayer) -> bool:
    if before is now or before == now:
        return True
    if isinstance(before, GroupLayer) and isinstance(now, GroupLayer):
        bare = structs.replace(before, layers=()) == structs.replace(now, layers=())
        return bare and in_place(before.layers, now.layers)
    both = isinstance(before, LinkLayer) and isinstance(now, LinkLayer)
    return both and all(getattr(before, name) == getattr(now, name) for name in _PLACE)
