"""Sizes and boxes in canvas pixels: origin top left, y down, degrees clockwise."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """A width and a height in canvas pixels."""

    width: int
    height: int


STORY = Size(1080, 1920)
"""The 9:16 canvas of stories."""


class Box(NamedTuple):
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height
