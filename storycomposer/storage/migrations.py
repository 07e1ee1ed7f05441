"""Decks of older formats become decks of this one, a step at a time, on plain objects.

A step is a function from the objects of format N to those of N + 1; it may change what it is given.
Adding one: raise ``FORMAT`` in ``document/deck.py``, append the step to :data:`STEPS`, and put a
deck of the old format into ``tests/data/formats``; the tests fail until all three are there.

What lies beside the deck needs no step: a ``preview.jpg`` may be there or not, and one made for an
earlier format is passed over until the story is saved again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from storycomposer.document.deck import FORMAT
from storycomposer.document.schema import check_format

Step = Callable[[dict[str, Any]], dict[str, Any]]


def only_adds(raw: dict[str, Any]) -> dict[str, Any]:
    """The step to a format that has further fields and no other meaning of the old ones."""
    return raw


STEPS: tuple[Step, ...] = (only_adds,)
"""``STEPS[0]`` takes format 1 to format 2, and so on."""


def migrate(raw: Any, steps: Sequence[Step] = STEPS, newest: int = FORMAT) -> Any:
    """``raw`` (what :func:`~storycomposer.document.parsing.parse` returned) in format ``newest``.
    StoryError when it says no format, or a newer one; then nothing has been changed."""
    said = check_format(raw)
    if len(steps) != newest - 1:
        raise ValueError(f"format {newest} takes {newest - 1} steps, there are {len(steps)}")
    for number in range(said, newest):
        raw = steps[number - 1](raw)
        raw["format"] = number + 1
    return raw
