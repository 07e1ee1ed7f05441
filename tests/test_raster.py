"""Coverage is exact: areas, halves of pixels, the nonzero rule, and seams that are not there."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.render import raster
from storycomposer.render.context import Bounds, Matrix, rotation

CANVAS = Bounds(0, 0, 40, 30)


def cover(*rings: list[tuple[float, float]], extent: Bounds = CANVAS) -> np.ndarray:
    """What polygons cover of ``extent``."""
    return raster.coverage(raster.edges([np.array(ring, float) for ring in rings]), extent)


def rectangle(x: float, y: float, right: float, bottom: float) -> list[tuple[float, float]]:
    """A rectangle, clockwise on screen."""
    return [(x, y), (right, y), (right, bottom), (x, bottom)]


def test_parts_of_pixels_are_exact() -> None:
    found = cover(rectangle(2.25, 3.5, 5.5, 6))
    assert found[3, 2] == pytest.approx(0.75 * 0.5)
    assert found[4, 2] == pytest.approx(0.75)
    assert found[4, 3] == 1
    assert found[5, 5] == pytest.approx(0.5)
    assert found[4, 6] == 0


def test_a_triangle_halves_the_pixels_on_its_diagonal() -> None:
    found = cover([(0, 0), (10, 10), (0, 10)])
    assert np.allclose(np.diag(found)[:10], 0.5)
    assert found[9, 3] == pytest.approx(1)
    assert found[3, 9] == 0


points = st.tuples(st.floats(-30, 70, width=32), st.floats(-30, 60, width=32))


@given(st.lists(points, min_size=3, max_size=3), st.booleans())
def test_a_triangle_covers_its_area(corners: list[tuple[float, float]], turned: bool) -> None:
    ring = corners[::-1] if turned else corners
    around = raster.bounds(raster.edges([np.array(ring)]))
    if around.empty:
        return
    (ax, ay), (bx, by), (cx, cy) = corners
    area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    assert cover(ring, extent=around).sum() == pytest.approx(area, abs=1e-3 + area * 1e-5)


@given(st.lists(points, min_size=3, max_size=8))
def test_a_part_equals_that_part_of_the_whole(corners: list[tuple[float, float]]) -> None:
    whole, part = Bounds(-40, -40, 80, 80), Bounds(-3, 7, 21, 19)
    found = cover(corners, extent=whole)[47:59, 37:61]
    assert np.abs(cover(corners, extent=part) - found).max() < 1e-5


@given(st.lists(points, min_size=3, max_size=7))
def test_the_nonzero_rule_against_samples(corners: list[tuple[float, float]]) -> None:
    # Winding numbers at sample points, by counting the edges left of them. Pixels that edges of
    # both directions cross may differ: coverage there is a sum.
    grid = 8
    y, x = np.mgrid[0 : 30 * grid, 0 : 40 * grid]
    px, py = (x + 0.5) / grid, (y + 0.5) / grid
    winding = np.zeros(px.shape, int)
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        if y0 != y1:
            inside = (py >= min(y0, y1)) & (py < max(y0, y1))
            crossing = x0 + (py - y0) * (x1 - x0) / (y1 - y0)
            winding += (1 if y1 > y0 else -1) * (inside & (crossing < px))
    expected = (winding != 0).reshape(30, grid, 40, grid).mean(axis=(1, 3))
    off = np.abs(cover(corners) - expected)
    assert np.quantile(off, 0.98) < 0.13
    assert off.mean() < 0.01


def test_neighbours_leave_no_seam() -> None:
    turn = rotation(23, 20, 15)
    sides = [raster.edges([np.array(rectangle(5 + 10 * i, 5, 15 + 10 * i, 25))]) for i in range(3)]
    lines = raster.through(np.vstack(sides), turn)
    one = raster.through(raster.edges([np.array(rectangle(5, 5, 35, 25))]), turn)
    assert np.allclose(raster.coverage(lines, CANVAS), raster.coverage(one, CANVAS), atol=1e-5)


def test_only_a_rectangle_of_whole_pixels_fills() -> None:
    lines = raster.edges([np.array(rectangle(0, 0, 40, 30))])
    assert raster.fills(lines, CANVAS)
    assert raster.fills(raster.through(lines, rotation(180, 20, 15)), CANVAS)
    assert not raster.fills(raster.edges([np.array(rectangle(0, 0, 39.5, 30))]), CANVAS)
    assert not raster.fills(raster.through(lines, rotation(1, 20, 15)), CANVAS)
    crossed = np.array([(0, 0), (40, 30), (40, 0), (0, 30)], float)
    assert not raster.fills(raster.edges([crossed]), CANVAS)


@given(st.floats(-360, 360), points, points)
def test_matrices_turn_clockwise_and_back(
    degrees: float, about: tuple[float, float], p: tuple[float, float]
) -> None:
    turn = rotation(degrees, *about)
    there = turn.apply(*p)
    assert turn.apply(*about) == pytest.approx(about, abs=1e-6)
    assert turn.inverse().apply(*there) == pytest.approx(p, abs=1e-6)
    assert math.dist(there, about) == pytest.approx(math.dist(p, about), abs=1e-6)
    twice = rotation(degrees / 2, *about).after(rotation(degrees / 2, *about))
    assert twice.apply(*p) == pytest.approx(there, abs=1e-6)


def test_quarter_turns_are_exact() -> None:
    assert rotation(90, 0, 0).apply(1, 0) == (0, 1)
    assert rotation(-90, 0, 0).apply(1, 0) == (0, -1)
    assert rotation(180, 5, 5).upright
    assert Matrix().upright


def test_thousands_of_long_edges_do_not_fill_the_memory() -> None:
    # A star of 1001 edges, each across the whole picture: 2 million crossings.
    angle = np.arange(1001) * 2 * math.pi * 500 / 1001
    ring = np.column_stack((540 + 500 * np.cos(angle), 960 + 900 * np.sin(angle)))
    found = raster.coverage(raster.edges([ring]), Bounds(0, 0, 1080, 1920))
    assert found[960, 540] == pytest.approx(1, abs=1e-3)
    assert found[20, 20] == pytest.approx(0, abs=1e-6)
    some = raster.coverage(raster.edges([ring]), Bounds(300, 400, 360, 430))
    assert np.abs(some - found[400:430, 300:360]).max() < 1e-4
