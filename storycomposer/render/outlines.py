"""The forms of shape layers and picture masks as contours in box space."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from storycomposer.document import shapes
from storycomposer.render import paths
from storycomposer.render.paths import Contour, Point, Points

Outline = tuple[Contour, ...]


def outline(form: shapes.ShapeForm, width: float, height: float, unit: float) -> Outline:
    """The contours of ``form`` filling a box of ``width`` × ``height``. ``unit`` is output pixels
    per canvas pixel: curves are divided as finely as that size shows."""
    return _FORMS[type(form)](form, width, height, paths.TOLERANCE / max(unit, 1e-9))


def rectangle(width: float, height: float, radius: float, unit: float) -> Outline:
    """A rectangle with rounded corners; the radius is at most half of the shorter side."""
    return _rectangle(shapes.Rectangle(radius=radius), width, height, paths.TOLERANCE / unit)


def rounded(corners: Points, radii: Points, tolerance: float) -> Points:
    """A polygon with its corners (n × 2) rounded by arcs of ``radii``. Where two arcs do not fit on
    one side, both shrink in proportion (as CSS Backgrounds §4.5 lets border radii shrink)."""
    back, ahead = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    side = np.hypot(*ahead.T)
    before = np.roll(side, 1)
    lengths = np.maximum(before * side, 1e-12)
    half = np.arccos(np.clip((back * ahead).sum(axis=1) / lengths, -1, 1)) / 2
    # A corner that is none (straight on, or straight back) stays as it is.
    bends = (radii > 0) & (half > 1e-6) & (half < math.pi / 2 - 1e-6) & (before * side > 0)
    slope = np.tan(np.where(bends, half, math.pi / 4))
    reach = np.where(bends, radii / slope, 0)
    fits = np.minimum(1, side / np.maximum(reach + np.roll(reach, -1), 1e-12))
    reach *= np.minimum(fits, np.roll(fits, 1))
    parts = [
        _corner(corner, b / x, a / y, (r, s), tolerance) if bend and r > 0 else corner[None]
        for corner, b, a, x, y, r, s, bend in zip(
            corners, back, ahead, before, side, reach, slope, bends, strict=True
        )
    ]
    return np.vstack(parts)


def _corner(corner: Points, back: Points, ahead: Points, shape: Point, tolerance: float) -> Points:
    """The arc that replaces ``corner``. ``back`` and ``ahead`` point along its sides with length 1;
    ``shape`` is how far the arc reaches along them, and the tangent of half the angle."""
    reach, slope = shape
    radius = reach * slope
    inward = back + ahead
    center = corner + inward / math.hypot(*inward) * math.hypot(reach, radius)
    begin, end = corner + back * reach - center, corner + ahead * reach - center
    first, last = math.atan2(begin[1], begin[0]), math.atan2(end[1], end[0])
    sweep = (last - first + math.pi) % (2 * math.pi) - math.pi
    return paths.arc((center[0], center[1]), (radius, radius), (first, sweep), tolerance)


def _rectangle(form: shapes.Rectangle, width: float, height: float, tolerance: float) -> Outline:
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], float)
    return (Contour(rounded(corners, np.full(4, form.radius), tolerance), True),)


def _ellipse(_: shapes.Ellipse, width: float, height: float, tolerance: float) -> Outline:
    rx, ry = width / 2, height / 2
    ring = paths.arc((rx, ry), (rx, ry), (-math.pi / 2, 2 * math.pi), tolerance)
    return (Contour(ring[:-1], True),)


def _line(_: shapes.Line, width: float, height: float, _tolerance: float) -> Outline:
    return (Contour(np.array([(0, height / 2), (width, height / 2)]), False),)


def _polygon(form: shapes.Polygon, width: float, height: float, tolerance: float) -> Outline:
    corners = _spread(np.ones(form.sides), width, height)
    return (Contour(rounded(corners, np.full(form.sides, form.radius), tolerance), True),)


def _star(form: shapes.Star, width: float, height: float, tolerance: float) -> Outline:
    corners = _spread(np.tile([1.0, form.inner], form.points), width, height)
    return (Contour(rounded(corners, np.full(len(corners), form.radius), tolerance), True),)


def _spread(distances: Points, width: float, height: float) -> Points:
    """Corners at equal angles from the top, clockwise, stretched so that they touch the box."""
    angle = np.linspace(0, 2 * math.pi, len(distances), endpoint=False)
    corners = np.column_stack((np.sin(angle), -np.cos(angle))) * distances[:, None]
    low, high = corners.min(axis=0), corners.max(axis=0)
    stretched: Points = (corners - low) / (high - low) * (width, height)
    return stretched


def _bubble(form: shapes.Bubble, width: float, height: float, tolerance: float) -> Outline:
    """A rounded body; the tail leaves it through a base that stands towards the middle, so that a
    tail at the side leans outward."""
    body = height * (1 - form.tail)
    radius = min(form.radius, width / 2, body / 2)
    corners: list[Point] = [(0, 0), (width, 0), (width, body), (0, body)]
    radii = [radius] * 4
    straight = width - 2 * radius
    base = min(max(height * form.tail * 1.1, 0), max(straight, width * 0.2))
    if form.tail > 0:
        tip = form.at * width
        lean = (0.5 - form.at) * base
        low, high = min(radius, (width - base) / 2), max(width - radius, (width + base) / 2) - base
        left = min(max(tip - base / 2 + lean, low), high)
        corners[3:3] = [(left + base, body), (tip, height), (left, body)]
        soft = height * form.tail * 0.12
        radii[3:3] = [soft * 2, soft, soft * 2]
    return (Contour(rounded(np.array(corners), np.array(radii), tolerance), True),)


def _path(form: shapes.Path, width: float, height: float, tolerance: float) -> Outline:
    unit = paths.TOLERANCE / tolerance
    return paths.contours(form.d, width / form.width, height / form.height, unit)


_FORMS: dict[type[shapes.ShapeForm], Callable[[Any, float, float, float], Outline]] = {
    shapes.Rectangle: _rectangle,
    shapes.Ellipse: _ellipse,
    shapes.Line: _line,
    shapes.Polygon: _polygon,
    shapes.Star: _star,
    shapes.Bubble: _bubble,
    shapes.Path: _path,
}
