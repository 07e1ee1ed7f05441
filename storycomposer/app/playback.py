"""Where a playing story is: which slide, how far, and whether it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST_STEP = 0.25
"""Seconds that pass at once at most: a computer that slept does not skip slides."""


@dataclass
class Playback:
    """``at`` is the slide's index, ``elapsed`` its seconds so far. At the end it begins again."""

    seconds: Sequence[float]
    at: int = 0
    elapsed: float = 0.0
    paused: bool = False

    def advance(self, step: float) -> bool:
        """Let ``step`` seconds pass; returns whether another slide is shown now."""
        if self.paused:
            return False
        self.elapsed += min(step, _LONGEST_STEP)
        if self.elapsed < self.seconds[self.at]:
            return False
        self.go(self.at + 1)
        return True

    def go(self, at: int) -> None:
        """Show slide ``at`` from its beginning; behind the last comes the first."""
        self.at = at % len(self.seconds)
        self.elapsed = 0.0

    def back(self) -> None:
        """The slide before, or the first one from its beginning."""
        self.go(max(0, self.at - 1))

    def shares(self) -> list[float]:
        """How much of each slide has been seen, 0 to 1."""
        part = min(1.0, self.elapsed / self.seconds[self.at])
        return [1.0 if n < self.at else part if n == self.at else 0.0 for n in range(self.count)]

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self.seconds)
