"""What goes wrong is one sentence that can be translated: an id, an English pattern, values."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """One sentence for a person. ``id`` is stable (translations are keyed by it), ``pattern`` is
    English with ``{name}`` places, ``values`` fills them."""

    id: str
    pattern: str
    values: tuple[tuple[str, str | int | float], ...] = ()

    def __str__(self) -> str:
        return self.pattern.format_map(dict(self.values))


class StoryError(Exception):
    """Bad input or a circumstance that a person can mend. ``str(error)`` is one English sentence
    that says what is wrong, where, and what to do; the command line exits with code 2."""

    def __init__(self, id: str, pattern: str, **values: str | int | float) -> None:
        self.sentence = Sentence(id, pattern, tuple(values.items()))
        super().__init__(str(self.sentence))


class RefusedError(StoryError):
    """What was asked for is in order, and what came of it is not: a code that phones cannot read.
    The command line exits with code 1."""
