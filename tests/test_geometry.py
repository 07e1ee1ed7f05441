"""Boxes that turn, points that are inside them, dragged handles, snapping."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document.geometry import (
    STORY,
    Box,
    Handle,
    Point,
    Pose,
    bounds,
    contains,
    corners,
    dragged,
    inward,
    lifted,
    lowered,
    normal_angle,
    outward,
    overlaps,
    turned,
    union,
)
from storycomposer.document.layers import GroupLayer, ShapeLayer
from storycomposer.document.picking import hits, marquee
from storycomposer.document.snapping import Gap, Line, snap, targets

NUMBERS = st.floats(-1000, 1000).map(lambda x: round(x, 2))
LENGTHS = st.floats(2, 1000).map(lambda x: round(x, 2))
POINTS = st.builds(Point, NUMBERS, NUMBERS)
POSES = st.builds(Pose, NUMBERS, NUMBERS, LENGTHS, LENGTHS, st.integers(-360, 360).map(float))
HANDLES: tuple[Handle, ...] = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
OPPOSITE = {"nw": 2, "ne": 3, "se": 0, "sw": 1}


def close(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return all(math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-6) for x, y in zip(a, b, strict=True))


def test_a_quarter_turn_is_clockwise_and_exact() -> None:
    assert turned(Point(1, 0), 90) == (0, 1)
    assert turned(Point(0, 1), -90) == (1, 0)
    assert bounds(Pose(0, 0, 200, 100, 90)) == (50, -50, 100, 200)
    assert bounds(Pose(0, 0, 200, 100, 45)).width == pytest.approx(300 / math.sqrt(2))
    assert corners(Pose(0, 0, 200, 100, 90))[0] == (150, -50)


@given(st.floats(-1e6, 1e6))
def test_normal_angles_point_the_same_way(degrees: float) -> None:
    angle = normal_angle(degrees)
    assert -180 < angle <= 180
    assert math.isclose(
        math.cos(math.radians(angle)), math.cos(math.radians(degrees)), abs_tol=1e-6
    )
    assert math.isclose(
        math.sin(math.radians(angle)), math.sin(math.radians(degrees)), abs_tol=1e-6
    )


@given(POSES, POINTS)
def test_going_in_undoes_going_out(pose: Pose, point: Point) -> None:
    assert close(inward(pose, outward(pose, point)), point)


@given(POSES, POSES, POINTS)
def test_lifting_keeps_every_point_in_place(child: Pose, parent: Pose, point: Point) -> None:
    seen = outward(parent, outward(child, point))
    assert close(outward(lifted(child, parent), point), seen)
    assert close(outward(lowered(lifted(child, parent), parent), point), outward(child, point))


@given(POSES)
def test_bounds_hold_the_corners_and_no_more(pose: Pose) -> None:
    box = bounds(pose)
    xs, ys = zip(*corners(pose), strict=True)
    assert close((box.x, box.y, box.right, box.bottom), (min(xs), min(ys), max(xs), max(ys)))


@given(POSES, st.sampled_from(HANDLES), NUMBERS, NUMBERS, st.booleans())
def test_a_dragged_handle_leaves_the_opposite_corner_in_place(
    pose: Pose, handle: Handle, dx: float, dy: float, ratio: bool
) -> None:
    made = dragged(pose, handle, dx, dy, ratio=ratio)
    assert made.width >= 1 - 1e-9
    assert made.height >= 1 - 1e-9
    assert made.rotation == pose.rotation
    if ratio:
        assert math.isclose(made.width / made.height, pose.width / pose.height, rel_tol=1e-9)
    if handle in OPPOSITE:
        fixed = OPPOSITE[handle]
        assert close(corners(made)[fixed], corners(pose)[fixed])
    if handle == "e" and not ratio:
        assert made.height == pose.height
        assert close(corners(made)[3], corners(pose)[3])
    centered = dragged(pose, handle, dx, dy, ratio=ratio, center=True)
    assert close(centered.center, pose.center)


@given(POSES, NUMBERS, NUMBERS)
def test_a_corner_follows_the_pointer(pose: Pose, dx: float, dy: float) -> None:
    made = dragged(pose, "se", dx, dy)
    if made.width > 1 and made.height > 1:
        corner = corners(pose)[2]
        assert close(corners(made)[2], (corner.x + dx, corner.y + dy))


def test_a_point_is_inside_a_turned_box_or_not() -> None:
    pose = Pose(0, 0, 100, 20, 90)
    assert contains(pose, Point(50, 59))
    assert not contains(pose, Point(5, 10))
    assert not contains(pose, Point(50, 62))
    assert contains(pose, Point(50, 62), slack=3)


def test_a_frame_beside_a_turned_corner_does_not_touch_it() -> None:
    pose = Pose(0, 0, 100, 100, 45)
    assert overlaps(pose, Box(40, 40, 20, 20))
    assert not overlaps(pose, Box(-20, -20, 25, 25))  # inside its bounds, outside itself
    assert not overlaps(pose, Box(200, 0, 10, 10))


@given(POSES, POINTS)
def test_a_frame_around_a_point_inside_touches(pose: Pose, point: Point) -> None:
    place = outward(pose, Point(abs(point.x) % pose.width, abs(point.y) % pose.height))
    assert overlaps(pose, Box(place.x - 1, place.y - 1, 2, 2))


def test_hits_go_from_the_top_through_groups() -> None:
    ground = ShapeLayer(id="r1", width=1080, height=1920)
    inner = ShapeLayer(id="r2", x=0, y=0, width=100, height=20)
    beside = ShapeLayer(id="r3", x=0, y=180, width=100, height=20)
    group = GroupLayer(
        id="g1", x=200, y=200, width=100, height=200, rotation=90, layers=(inner, beside)
    )
    hidden = ShapeLayer(id="r4", width=1080, height=1920, visible=False)
    locked = ShapeLayer(id="r5", width=1080, height=1920, locked=True)
    layers = (ground, group, hidden, locked)
    # Turned by 90° the upper bar stands at the right: x 330 … 350, y 250 … 350.
    assert hits(layers, Point(340, 300)) == (("g1", "r2"), ("r1",))
    assert hits(layers, Point(160, 300)) == (("g1", "r3"), ("r1",))
    assert hits(layers, Point(250, 300)) == (("r1",),)
    assert hits(layers, Point(250, 300), locked=True) == (("r5",), ("r1",))
    assert hits(layers, Point(-5, 300), slack=6) == (("r1",),)
    assert marquee(layers, Box(335, 290, 5, 5)) == ("r1", "g1")
    assert marquee(layers, Box(240, 290, 5, 5)) == ("r1",)
    assert marquee(layers[1:], Box(240, 290, 5, 5)) == ()


def test_a_box_snaps_to_the_nearest_and_says_to_what() -> None:
    found = targets(
        [Box(300, 900, 200, 100)], STORY, guides=[("y", 500)], safe=Box(0, 270, 1080, 1266)
    )
    near_margin = snap(Box(92, 620, 100, 50), found)
    assert (near_margin.dx, near_margin.dy) == (4, 0)
    assert near_margin.lines == (Line("x", 96, 0, 1920, "margin"),)
    centered = snap(Box(487, 447, 100, 50), found)
    assert (centered.dx, centered.dy) == (3, 3)
    assert Line("x", 540, 0, 1920, "canvas") in centered.lines
    assert Line("y", 500, 0, 1080, "guide") in centered.lines
    safe = snap(Box(700, 1490, 100, 50), found)
    assert safe.dy == -4
    assert Line("y", 1536, 0, 1080, "safe") in safe.lines
    level = snap(Box(700, 903, 60, 50), found)
    assert level.dy == -3
    assert Line("y", 900, 300, 760, "layer") in level.lines
    far = snap(Box(620, 620, 50, 50), found)
    assert (far.dx, far.dy, far.lines) == (0, 0, ())


def test_only_the_dragged_edge_snaps_while_resizing() -> None:
    found = targets([], STORY)
    assert snap(Box(92, 620, 891, 50), found, across=("end",), down=()).dx == 1
    assert snap(Box(92, 620, 600, 50), found, across=("end",), down=()).dx == 0


def test_equal_gaps_are_found_and_shown() -> None:
    row = [Box(100, 700, 100, 100), Box(240, 700, 100, 100)]
    found = targets(row, STORY)
    third = snap(Box(383, 715, 100, 100), found)
    assert third.dx == -3
    assert third.gaps == (Gap("x", 200, 240, 750), Gap("x", 340, 380, 757.5))
    assert {gap.length for gap in third.gaps} == {40}
    pair = targets([Box(100, 700, 100, 100), Box(600, 700, 100, 100)], STORY)
    between = snap(Box(347, 720, 100, 40), pair)
    assert between.dx == 3
    assert [gap.length for gap in between.gaps] == [150, 150]
    above = targets([Box(100, 100, 100, 100), Box(100, 240, 100, 100)], STORY)
    assert snap(Box(131, 383, 10, 10), above).dy == -3


@given(st.lists(st.builds(Box, NUMBERS, NUMBERS, LENGTHS, LENGTHS), max_size=4), st.data())
def test_a_snapped_box_stays_where_it_is(others: list[Box], data: st.DataObject) -> None:
    box = data.draw(st.builds(Box, NUMBERS, NUMBERS, LENGTHS, LENGTHS))
    found = targets(others, STORY)
    first = snap(box, found)
    assert abs(first.dx) <= 8
    assert abs(first.dy) <= 8
    again = snap(Box(box.x + first.dx, box.y + first.dy, box.width, box.height), found)
    assert abs(again.dx) < 1e-6
    assert abs(again.dy) < 1e-6
    for line in first.lines:
        place = box.x + first.dx if line.axis == "x" else box.y + first.dy
        length = box.width if line.axis == "x" else box.height
        assert min(abs(line.at - place - part * length) for part in (0, 0.5, 1)) < 0.02


@given(st.lists(st.builds(Box, NUMBERS, NUMBERS, LENGTHS, LENGTHS), min_size=1, max_size=5))
def test_a_union_holds_all(boxes: list[Box]) -> None:
    whole = union(boxes)
    for box in boxes:
        assert whole.x <= box.x
        assert whole.bottom >= box.bottom - 1e-9
    assert whole.x == min(box.x for box in boxes)
