"""Drawn edges: a polyline of some width, dashes and dots, and the heads of lines.

A stroke is made of many small polygons that all turn the same way (a quadrilateral for each part, a
wedge or disc for each joint), so the rasteriser's nonzero rule unites them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from storycomposer.render import paths, raster
from storycomposer.render.paths import Contour, Points
from storycomposer.render.raster import Floats

Join = Literal["miter", "round"]
_MITER_LIMIT = 4.0
_MOST_DASHES = 4000


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
        parts += _body(line, closed, width, join, tolerance)
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
        first, last = np.searchsorted(along, (begin, end), side="right")
        inside = line[first:last]
        inside = inside[along[first:last] < end]
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


def _body(line: Points, closed: bool, width: float, join: Join, tolerance: float) -> list[Floats]:
    """A quadrilateral for each part of ``line`` and a wedge for each sharp joint.

    At a joint two neighbours share the points where their sides meet, on the inner side if the
    parts are long enough for that, on the outer one if a mitre is allowed. So they abut; only what
    cannot be shared overlaps."""
    begins, ends = (line, np.roll(line, -1, axis=0)) if closed else (line[:-1], line[1:])
    length = np.hypot(*(ends - begins).T)
    along = (ends - begins) / length[:, None]
    side = np.column_stack((-along[:, 1], along[:, 0])) * (width / 2)
    corners = np.stack((begins + side, begins - side, ends - side, ends + side), axis=1)
    one = np.arange(len(begins) if closed else len(begins) - 1)
    two = (one + 1) % len(begins)
    at = ends[one]
    cross = along[one, 0] * along[two, 1] - along[one, 1] * along[two, 0]
    open_by = np.maximum(1 + (along[one] * along[two]).sum(axis=1), 1e-12)
    miter = (side[one] + side[two]) / open_by[:, None]
    # A mitre's length over the stroke's width is 1 / cos(half the turn) (SVG 1.1 §11.4). Curves
    # bend so little from part to part that their joints are mitres whatever the join.
    outer = np.sqrt(2 / open_by) <= (_MITER_LIMIT if join == "miter" else 1.05)
    room = np.minimum(length[one], length[two]) / 2
    inner = np.abs(cross) / open_by * (width / 2) <= room
    right = cross > 0
    for sign, first, last, shared in (
        (1, 0, 3, np.where(right, inner, outer)),
        (-1, 1, 2, np.where(right, outer, inner)),
    ):
        point = (at + sign * miter)[shared]
        corners[one[shared], last] = corners[two[shared], first] = point
    turn = np.where(right, 1, -1)[:, None]
    apex = np.where(inner[:, None], at + turn * miter, at)
    wedges = [
        _wedge(apex[i], at[i], -turn[i] * side[[one[i], two[i]]], join, tolerance)
        for i in np.flatnonzero(~outer)
    ]
    return [_sides(corners), raster.edges(wedges)]


def _wedge(apex: Points, at: Points, rim: Points, join: Join, tolerance: float) -> Points:
    """What fills the outer side of a sharp joint ``at``: a flat cut, or part of a disc, between the
    two ends of ``rim`` (counted from the joint). It turns as the quadrilaterals do."""
    (bx, by), (ax, ay) = rim.tolist()
    begin = math.atan2(by, bx)
    sweep = (math.atan2(ay, ax) - begin + math.pi) % (2 * math.pi) - math.pi
    edge = at + rim
    if join == "round":
        radius, center = math.hypot(bx, by), (float(at[0]), float(at[1]))
        edge = paths.arc(center, (radius, radius), (begin, sweep), tolerance)
    ring = np.vstack((apex[None], edge))
    return ring if sweep > 0 else ring[::-1]


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
