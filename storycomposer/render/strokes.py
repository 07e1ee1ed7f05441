"""Drawn edges: a polyline of some width, dashes and dots, and the heads of lines.

A stroke is made of many small polygons that all turn the same way (a quadrilateral for each part, a
wedge or disc for each joint), so the rasteriser's nonzero rule unites them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from storycomposer.render.paths import Contour, Points
from storycomposer.render.raster import Floats

Join = Literal["miter", "round"]
_MITER_LIMIT = 4.0
_MOST_DASHES = 20000


def stroke(
    contours: Sequence[Contour], width: float, join: Join, round_ends: bool, tolerance: float
) -> Floats:
    """The sides (rows x0, y0, x1, y1) of what a pen of ``width`` covers along ``contours``."""
    parts = [np.empty((0, 4))]
    for points, closed in contours:
        line = _distinct(points, closed)
        if len(line) == 1:
            # A contour without length: a dot if the pen is round, else nothing (SVG 1.1 §11.4).
            parts += [_discs(line, width, tolerance)] if round_ends else []
            continue
        parts += [_quads(line, closed, width), _joints(line, closed, width, join, tolerance)]
        if round_ends and not closed:
            parts.append(_discs(line[[0, -1]], width, tolerance))
    return np.vstack(parts)


def dashed(contours: Sequence[Contour], dash: float, gap: float) -> tuple[Contour, ...]:
    """``contours`` cut into dashes of length ``dash`` with ``gap`` between them. The pattern is
    stretched a little so that closed contours have no seam and open ones end with a dash; a dash of
    no length is a dot. A line that would fall into more dashes than anyone can see stays solid."""
    total = sum(_length(contour) for contour in contours)
    if total / (dash + gap) > _MOST_DASHES:
        return tuple(contours)
    return tuple(part for contour in contours for part in _dashes(contour, dash, gap))


def _dashes(contour: Contour, dash: float, gap: float) -> list[Contour]:
    line = _distinct(*contour)
    if contour.closed:
        line = np.vstack((line, line[:1]))
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.append(0, np.cumsum(steps))
    length = along[-1]
    if length == 0:
        return [Contour(line[:1], False)]
    if contour.closed:
        count = max(round(length / (dash + gap)), 1)
        stretch = length / (count * (dash + gap))
    else:
        count = max(round((length + gap) / (dash + gap)), 1)
        stretch = length / max(count * (dash + gap) - gap, 1e-9) if count > 1 or dash else 1.0
    parts = []
    for index in range(count):
        begin = index * (dash + gap) * stretch
        end = begin + dash * stretch
        inside = line[(along > begin) & (along < end)]
        ends = [[np.interp(at, along, line[:, axis]) for axis in (0, 1)] for at in (begin, end)]
        parts.append(Contour(np.vstack((ends[:1], inside, ends[1:])), False))
    return parts


def _length(contour: Contour) -> float:
    points = np.vstack((contour.points, contour.points[:1])) if contour.closed else contour.points
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def _distinct(points: Points, closed: bool) -> Points:
    """``points`` without repetitions, which have no direction."""
    step = np.diff(points, axis=0)
    keep = np.append(True, np.hypot(*step.T) > 1e-9)
    line: Points = points[keep]
    if closed and len(line) > 1 and np.hypot(*(line[0] - line[-1])) <= 1e-9:
        line = line[:-1]
    return line


def _quads(line: Points, closed: bool, width: float) -> Floats:
    ends = np.roll(line, -1, axis=0) if closed else line[1:]
    begins = line if closed else line[:-1]
    along = ends - begins
    side = np.column_stack((-along[:, 1], along[:, 0])) / np.hypot(*along.T)[:, None] * (width / 2)
    corners = np.stack((begins + side, begins - side, ends - side, ends + side), axis=1)
    return _sides(corners)


def _joints(line: Points, closed: bool, width: float, join: Join, tolerance: float) -> Floats:
    """What lies between two parts on the outer side of each joint."""
    steps = (np.roll(line, -1, axis=0) - line) if closed else np.diff(line, axis=0)
    unit = steps / np.hypot(*steps.T)[:, None]
    before, after = (np.roll(unit, 1, axis=0), unit) if closed else (unit[:-1], unit[1:])
    at = line if closed else line[1:-1]
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    dot = (before * after).sum(axis=1)
    outer = np.where(cross > 0, -1.0, 1.0)[:, None] * (width / 2)
    a = at + outer * np.column_stack((-before[:, 1], before[:, 0]))
    b = at + outer * np.column_stack((-after[:, 1], after[:, 0]))
    # Length of a mitre over the stroke's width is 1 / cos(half the turn) (SVG 1.1 §11.4). Curves
    # bend so little from part to part that their joints are mitres whatever the join.
    ratio = np.sqrt(2 / np.maximum(1 + dot, 1e-12))
    sharp = ratio <= (_MITER_LIMIT if join == "miter" else 1.05)
    reach = (ratio**2 / 2)[:, None]
    tip = np.where(sharp[:, None], at + (a - at + b - at) * reach, (a + b) / 2)
    turns = (cross > 0)[:, None]
    wedges = np.stack((at, np.where(turns, a, b), tip, np.where(turns, b, a)), axis=1)
    parts = [_sides(wedges)]
    if join == "round":
        parts.append(_discs(at[~sharp], width, tolerance))
    return np.vstack(parts)


def _discs(centers: Points, width: float, tolerance: float) -> Floats:
    step = 2 * math.acos(max(1 - tolerance / max(width / 2, tolerance * 2), 0.5))
    angle = np.linspace(0, 2 * math.pi, max(math.ceil(2 * math.pi / step), 8), endpoint=False)
    ring = np.column_stack((np.cos(angle), np.sin(angle))) * (width / 2)
    return _sides(centers[:, None, :] + ring[None])


def _sides(polygons: Floats) -> Floats:
    """The sides of n polygons of m corners each (n × m × 2)."""
    return np.concatenate((polygons, np.roll(polygons, -1, axis=1)), axis=2).reshape(-1, 4)


def joined(parts: Sequence[Floats]) -> Floats:
    """All sides of ``parts`` in one array."""
    return np.vstack([np.empty((0, 4)), *parts])
