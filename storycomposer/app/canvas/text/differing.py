"""Where two texts differ."""

from __future__ import annotations


def changed_end(before: str, after: str) -> int:
    """The offset in ``after`` where what is new in it ends; where something only went, where it
    was."""
    start = _alike(before, after)
    return len(after) - _alike(before[start:][::-1], after[start:][::-1])


def _alike(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
