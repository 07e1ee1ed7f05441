"""Lines with heads: where the shaft ends and what stands there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from storycomposer.document.shapes import Line
from storycomposer.render import paths
from storycomposer.render.paths import Contour, Points

_LENGTH = {"none": 0.0, "arrow": 2.9, "triangle": 3.6, "circle": 3.0, "bar": 1.0}
"""Of each head, in widths of the line."""


class Drawn(NamedTuple):
    """A line's parts: ``shaft`` may be dashed, ``strokes`` are drawn by a round pen and ``fills``
    are filled polygons; all touch the ends of the box and none goes past them."""

    shaft: Contour
    strokes: tuple[Contour, ...]
    fills: tuple[Points, ...]


def line(form: Line, width: float, height: float, pen: float, unit: float) -> Drawn:
    """The level line of ``form`` in a box of ``width`` × ``height``, drawn by a pen of ``pen``.
    Heads that are longer than the line together shrink until they fit."""
    heads = (form.start, form.end)
    room = width / max(sum(_LENGTH[head] for head in heads) * pen, 1e-9)
    size = pen * min(1.0, room)
    ends, strokes, fills = [], [], []
    for head, at, inward in ((form.start, 0.0, 1.0), (form.end, width, -1.0)):
        inset, drawn, filled = _head(head, size, pen, unit)
        ends.append((at + inward * inset, height / 2))
        place = np.array([at, height / 2])
        strokes += [Contour(points * (inward, 1) + place, False) for points in drawn]
        fills += [points * (inward, 1) + place for points in filled]
    return Drawn(Contour(np.array(ends), False), tuple(strokes), tuple(fills))


def _head(
    head: str, size: float, pen: float, unit: float
) -> tuple[float, list[Points], list[Points]]:
    """How far the shaft ends from the box's side, what is stroked and what is filled, for a head
    that points to the left and touches x = 0."""
    length = _LENGTH[head] * size
    if head == "arrow":
        reach, half = length - pen / 2, 2.0 * size
        arms = [(pen / 2 + reach * 0.8, -half), (pen / 2, 0.0), (pen / 2 + reach * 0.8, half)]
        return pen / 2, [np.array(arms)], []
    if head == "triangle":
        corners = [(0.0, 0.0), (length, -length * 0.52), (length, length * 0.52)]
        # The shaft reaches a little into the head, or a seam would show.
        return length * 0.9, [], [np.array(corners)]
    if head == "circle":
        radius = length / 2
        ring = paths.arc((radius, 0), (radius, radius), (0, 2 * np.pi), paths.TOLERANCE / unit)
        return radius, [], [ring]
    if head == "bar":
        return pen / 2, [np.array([(pen / 2, -2.0 * size), (pen / 2, 2.0 * size)])], []
    return 0.0, [], []
