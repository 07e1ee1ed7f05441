"""SVG paths as SVG 1.1 §8.3 has them, forms that fill their box, and what a pen covers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document import shapes
from storycomposer.document.style import Stroke
from storycomposer.render import heads, outlines, paths, raster, shape, strokes
from storycomposer.render.context import Bounds, Matrix
from storycomposer.render.paths import Contour


def drawn(data: str) -> list[tuple[list[tuple[float, float]], bool]]:
    """The corners of a path without curves."""
    found = paths.contours(data, 1, 1, 1)
    return [([(float(x), float(y)) for x, y in c.points], c.closed) for c in found]


def area(contours: tuple[Contour, ...]) -> float:
    """What contours enclose, by Gauss's formula."""
    total = 0.0
    for points, _ in contours:
        x, y = points.T
        total += float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2
    return abs(total)


@pytest.mark.parametrize(
    ("data", "corners", "closed"),
    [
        ("M1 2L3 4", [(1, 2), (3, 4)], False),
        ("m1,2 3,4-1 1", [(1, 2), (4, 6), (3, 7)], False),
        ("M1 2h4v5H0V1z", [(1, 2), (5, 2), (5, 7), (0, 7), (0, 1)], True),
        ("M.5.5.25-1e1", [(0.5, 0.5), (0.25, -10)], False),
        ("  M 1 2 3 4  ", [(1, 2), (3, 4)], False),
    ],
)
def test_commands(data: str, corners: list[tuple[float, float]], closed: bool) -> None:
    assert drawn(data) == [(corners, closed)]


def test_a_closed_contour_goes_on_from_its_start() -> None:
    assert drawn("m1 1h2v2zl0 5") == [([(1, 1), (3, 1), (3, 3)], True), ([(1, 1), (1, 6)], False)]


@pytest.mark.parametrize(
    "data", ["", "L1 1", "M1", "garbage", "1 2 3", "M1 2 z 5 5", "M1 1e999 L2 2", "M 1 2 L"]
)
def test_a_path_is_drawn_up_to_its_mistake(data: str) -> None:
    assert all(len(points) <= 1 for points, _ in drawn(data))


def test_what_stands_before_a_mistake_is_kept() -> None:
    assert drawn("M0 0L1 0L1 1L7") == [([(0, 0), (1, 0), (1, 1)], False)]
    assert drawn("M0 0L1 0A1 1 0 5 0 2 2") == [([(0, 0), (1, 0)], False)]


@given(st.text("MmLlHhVvCcSsQqTtAaZz0123456789eE+-., \n", max_size=80))
def test_no_path_data_breaks(data: str) -> None:
    for points, _ in paths.contours(data, 1, 1, 1):
        assert np.isfinite(points).all()


def test_arcs_make_circles() -> None:
    # Flags may stand without separators.
    circle = paths.contours("M-5 0a5 5 0 1010 0 5 5 0 10-10 0z", 1, 1, 10)
    assert area(circle) == pytest.approx(25 * math.pi, rel=2e-3)
    assert np.abs(np.hypot(*circle[0].points.T) - 5).max() < 0.01


def test_an_arc_whose_radii_are_too_small_reaches_all_the_same() -> None:
    half = paths.contours("M0 0A1 1 0 0 1 10 0", 1, 1, 10)[0].points
    assert tuple(half[-1]) == (10, 0)
    assert half[:, 1].min() == pytest.approx(-5, abs=0.01)


def test_smooth_commands_mirror_the_last_handle() -> None:
    one = paths.contours("M0 0C0 5 5 5 5 0S10-5 10 0", 1, 1, 1)[0].points
    two = paths.contours("M0 0C0 5 5 5 5 0C5-5 10-5 10 0", 1, 1, 1)[0].points
    assert np.allclose(one, two)
    one = paths.contours("M0 0Q2 5 4 0T8 0", 1, 1, 1)[0].points
    two = paths.contours("M0 0Q2 5 4 0Q6-5 8 0", 1, 1, 1)[0].points
    assert np.allclose(one, two)


@pytest.mark.parametrize("unit", [0.1, 1, 4])
def test_a_curve_strays_no_farther_than_allowed(unit: float) -> None:
    line = paths.contours("M0 0C0 100 100 100 100 0", 1, 1, unit)[0].points
    t = np.linspace(0, 1, 501)
    x = 300 * t**2 * (1 - t) + 100 * t**3
    y = 300 * t * (1 - t) ** 2 + 300 * t**2 * (1 - t)
    curve = np.column_stack((x, y))[:, None]
    begins, steps = line[:-1], np.diff(line, axis=0)
    share = ((curve - begins) * steps).sum(axis=2) / (steps**2).sum(axis=1)
    nearest = begins + np.clip(share, 0, 1)[..., None] * steps
    off = np.hypot(*np.moveaxis(curve - nearest, 2, 0)).min(axis=1)
    assert off.max() <= paths.TOLERANCE / unit * 1.01


FORMS = [
    shapes.Rectangle(),
    shapes.Rectangle(radius=500),
    shapes.Ellipse(),
    shapes.Polygon(sides=3),
    shapes.Polygon(sides=7),
    shapes.Star(points=5),
    shapes.Bubble(),
    shapes.Bubble(tail=0),
    shapes.Path(d="M0 0H24V24H0z"),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_forms_fill_their_box(form: shapes.ShapeForm) -> None:
    points = np.vstack([c.points for c in outlines.outline(form, 300, 200, 1)])
    low, high = points.min(axis=0), points.max(axis=0)
    soft = 8 if isinstance(form, shapes.Bubble) else 0.01  # its tail's tip is rounded
    assert np.allclose(low, 0, atol=0.01)
    assert high[0] == pytest.approx(300, abs=0.01)
    assert high[1] == pytest.approx(200, abs=soft)


@pytest.mark.parametrize("at", [0, 0.05, 0.5, 1])
@pytest.mark.parametrize("radius", [0, 40, 2000])
def test_a_bubble_stays_in_its_box_and_is_one_piece(at: float, radius: float) -> None:
    (ring,) = outlines.outline(shapes.Bubble(radius=radius, at=at), 300, 200, 1)
    assert ring.points.min() >= -0.01
    assert (ring.points.max(axis=0) <= (300.01, 200.01)).all()
    cover = raster.coverage(raster.edges([ring.points]), Bounds(0, 0, 300, 200))
    # Where an outline crosses itself, sum and area part ways.
    assert cover.sum() == pytest.approx(area((ring,)), rel=1e-3)


def test_round_corners_share_a_side_that_is_too_short() -> None:
    (pill,) = outlines.rectangle(100, 40, 1000, 1)
    assert area((pill,)) == pytest.approx(60 * 40 + 400 * math.pi, rel=1e-3)


def pen(contours: tuple[Contour, ...], width: float, **how: object) -> float:
    """The area that a pen covers."""
    options = {"join": "miter", "round_ends": False, **how}
    lines = strokes.stroke(contours, width, tolerance=0.01, **options)  # type: ignore[arg-type]
    return float(raster.coverage(lines, Bounds(-50, -50, 250, 250)).sum())


LINE = (Contour(np.array([(0.0, 0.0), (100.0, 0.0)]), False),)
SQUARE = outlines.rectangle(100, 100, 0, 1)


def test_what_a_pen_covers() -> None:
    assert pen(LINE, 10) == pytest.approx(1000)
    assert pen(LINE, 10, round_ends=True) == pytest.approx(1000 + 25 * math.pi, rel=1e-3)
    assert pen(SQUARE, 10) == pytest.approx(110**2 - 90**2)
    corners = 4 * (25 - 25 * math.pi / 4)
    assert pen(SQUARE, 10, join="round") == pytest.approx(110**2 - 90**2 - corners, rel=1e-3)


def test_sharp_corners_are_cut_where_a_mitre_would_fly_off() -> None:
    spike = (Contour(np.array([(0.0, 0.0), (100.0, 2.0), (0.0, 4.0)]), False),)
    lines = strokes.stroke(spike, 10, "miter", False, 0.01)
    assert lines[:, 0].max() < 110


def test_a_curve_has_no_gaps_between_its_parts() -> None:
    ring = outlines.outline(shapes.Ellipse(), 180, 180, 1)
    assert pen(ring, 12) == pytest.approx(math.pi * (96**2 - 84**2), rel=5e-4)


def test_an_edge_does_not_depend_on_how_finely_its_curve_is_divided() -> None:
    coarse, fine = (outlines.outline(shapes.Bubble(), 180, 120, unit) for unit in (1, 40))
    extent = Bounds(-20, -20, 220, 160)
    found = [
        raster.coverage(strokes.stroke(one, 12, "miter", False, 0.02), extent)
        for one in (coarse, fine)
    ]
    assert np.abs(found[0] - found[1]).max() < 0.06


@given(st.floats(1, 60), st.floats(1, 60), st.sampled_from([LINE, SQUARE]))
def test_dashes_are_even_and_meet_the_ends(
    dash: float, gap: float, line: tuple[Contour, ...]
) -> None:
    parts = strokes.dashed(line, dash, gap)
    lengths = [float(np.hypot(*np.diff(p.points, axis=0).T).sum()) for p in parts]
    assert max(lengths) - min(lengths) < 1e-6
    total = 400 if line is SQUARE else 100
    spaces = len(parts) if line is SQUARE else len(parts) - 1
    assert sum(lengths) + spaces * lengths[0] * gap / dash == pytest.approx(total)
    if line is LINE:
        assert parts[-1].points[-1, 0] == pytest.approx(100)


def test_dots_are_spread_over_the_whole_line() -> None:
    dots = strokes.dashed(LINE, 0, 20)
    assert [float(d.points[0, 0]) for d in dots] == pytest.approx([0, 20, 40, 60, 80, 100])
    assert pen(dots, 10, round_ends=True) == pytest.approx(6 * 25 * math.pi, rel=1e-2)


def test_more_dashes_than_can_be_seen_are_a_line() -> None:
    assert strokes.dashed(LINE, 0.001, 0.001) == LINE


@pytest.mark.parametrize("end", ["arrow", "triangle", "circle", "bar", "none"])
@pytest.mark.parametrize("width", [300, 20])
def test_heads_touch_the_end_and_stay_inside(end: str, width: float) -> None:
    form = shapes.Line(start=end, end=end)  # type: ignore[arg-type]
    parts = heads.line(form, width, 100, 10, 1)
    lines = strokes.joined(
        [
            strokes.stroke((parts.shaft,), 10, "round", False, 0.01),
            strokes.stroke(parts.strokes, 10, "round", True, 0.01),
            raster.edges(parts.fills),
        ]
    )
    assert lines[:, 0::2].min() == pytest.approx(0, abs=0.6)
    assert lines[:, 0::2].max() == pytest.approx(width, abs=0.6)
    assert lines[:, 1::2].mean() == pytest.approx(50, abs=1)


@pytest.mark.parametrize("position", ["inside", "outside", "center"])
def test_a_stroke_lies_where_it_is_said(position: str) -> None:
    stroke = Stroke(width=10, position=position)  # type: ignore[arg-type]
    lines = shape.edge(SQUARE, stroke, Matrix(), soft=False)
    reach = {"inside": 10, "outside": 10, "center": 5}[position]
    assert lines.min() == pytest.approx(-reach)
