"""Sizes, boxes and turned boxes in canvas pixels: origin top left, y down, degrees clockwise."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w"]
"""Where a box is dragged: a corner or the middle of a side."""

_REACH: dict[Handle, tuple[int, int]] = {
    "nw": (-1, -1),
    "n": (0, -1),
    "ne": (1, -1),
    "e": (1, 0),
    "se": (1, 1),
    "s": (0, 1),
    "sw": (-1, 1),
    "w": (-1, 0),
}


class Point(NamedTuple):
    """A place, or a way to go."""

    x: float
    y: float


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

    @property
    def center(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)


class Pose(NamedTuple):
    """A box turned by ``rotation`` degrees about its middle: how a layer lies in its parent."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0

    @property
    def box(self) -> Box:
        """The box before it is turned."""
        return Box(self.x, self.y, self.width, self.height)

    @property
    def center(self) -> Point:
        """The middle, which turning leaves in place."""
        return self.box.center


def around(center: Point, width: float, height: float, rotation: float = 0) -> Pose:
    """The pose of a ``width`` × ``height`` box whose middle is ``center``."""
    return Pose(center.x - width / 2, center.y - height / 2, width, height, rotation)


def turned(point: Point, degrees: float) -> Point:
    """``point`` turned about the origin. Quarter turns are exact."""
    cos, sin = _cos_sin(degrees)
    return Point(point.x * cos - point.y * sin, point.x * sin + point.y * cos)


def normal_angle(degrees: float) -> float:
    """The same direction as more than −180 and at most 180 degrees."""
    rest = math.fmod(degrees, 360)
    if rest > 180:
        return rest - 360
    return rest + 360 if rest <= -180 else rest


def outward(pose: Pose, point: Point) -> Point:
    """``point``, counted from the top left inside ``pose``, as its parent counts."""
    arm = turned(Point(point.x - pose.width / 2, point.y - pose.height / 2), pose.rotation)
    middle = pose.center
    return Point(middle.x + arm.x, middle.y + arm.y)


def inward(pose: Pose, point: Point) -> Point:
    """``point`` of the parent, counted from the top left inside ``pose``: undoes outward."""
    middle = pose.center
    arm = turned(Point(point.x - middle.x, point.y - middle.y), -pose.rotation)
    return Point(arm.x + pose.width / 2, arm.y + pose.height / 2)


def lifted(child: Pose, parent: Pose) -> Pose:
    """``child``, which counts from the top left inside ``parent``, as the parent's parent counts:
    what is seen stays in place."""
    center = outward(parent, child.center)
    return around(center, child.width, child.height, normal_angle(child.rotation + parent.rotation))


def lowered(child: Pose, parent: Pose) -> Pose:
    """``child``, as the parent's parent counts, counted inside ``parent``: undoes lifted."""
    center = inward(parent, child.center)
    return around(center, child.width, child.height, normal_angle(child.rotation - parent.rotation))


def corners(pose: Pose) -> tuple[Point, Point, Point, Point]:
    """The turned corners: top left, top right, bottom right, bottom left."""
    width, height = pose.width, pose.height
    return (
        outward(pose, Point(0, 0)),
        outward(pose, Point(width, 0)),
        outward(pose, Point(width, height)),
        outward(pose, Point(0, height)),
    )


def bounds(pose: Pose) -> Box:
    """The smallest upright box around the turned one."""
    cos, sin = _cos_sin(pose.rotation)
    width = abs(pose.width * cos) + abs(pose.height * sin)
    height = abs(pose.width * sin) + abs(pose.height * cos)
    return around(pose.center, width, height).box


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all ``boxes``, of which there is at least one."""
    all_ = tuple(boxes)
    left, top = min(b.x for b in all_), min(b.y for b in all_)
    return Box(left, top, max(b.right for b in all_) - left, max(b.bottom for b in all_) - top)


def contains(pose: Pose, point: Point, slack: float = 0) -> bool:
    """Whether ``point`` is in the turned box, its edge included, or within ``slack`` of its
    sides."""
    place = inward(pose, point)
    return -slack <= place.x <= pose.width + slack and -slack <= place.y <= pose.height + slack


def overlaps(pose: Pose, box: Box) -> bool:
    """Whether the turned box and the upright ``box`` share an area (separating axis theorem: they
    do unless one's side parts them)."""
    here, upright = bounds(pose), Pose(*box)
    if here.x >= box.right or box.x >= here.right or here.y >= box.bottom or box.y >= here.bottom:
        return False
    inside = [inward(pose, point) for point in corners(upright)]
    return not (
        max(p.x for p in inside) <= 0
        or min(p.x for p in inside) >= pose.width
        or max(p.y for p in inside) <= 0
        or min(p.y for p in inside) >= pose.height
    )


def moved(box: Box, dx: float, dy: float) -> Box:
    """``box`` moved by (``dx``, ``dy``)."""
    return Box(box.x + dx, box.y + dy, box.width, box.height)


def dragged(
    pose: Pose, handle: Handle, dx: float, dy: float, *, ratio: bool = False, center: bool = False
) -> Pose:
    """``pose`` with ``handle`` dragged by (``dx``, ``dy``) as its parent counts. The opposite
    corner or side stays where it is seen (with ``center`` the middle does); ``ratio`` keeps width
    to height. Sides never get shorter than one pixel."""
    reach_x, reach_y = _REACH[handle]
    way = turned(Point(dx, dy), -pose.rotation)
    both = 2 if center else 1
    width = max(1.0, pose.width + way.x * reach_x * both)
    height = max(1.0, pose.height + way.y * reach_y * both)
    if ratio:
        across, down = width / pose.width, height / pose.height
        scale = max(across, down, key=lambda s: abs(s - 1))
        scale = max(scale, 1 / pose.width, 1 / pose.height)
        width, height = pose.width * scale, pose.height * scale
    return resized(pose, width, height, (0, 0) if center else (reach_x, reach_y))


def resized(pose: Pose, width: float, height: float, reach: tuple[int, int] = (1, 1)) -> Pose:
    """``pose`` at another size. ``reach`` says which way each axis grows: 1 right or down, −1 left
    or up, 0 both ways; what it does not grow to stays where it is seen."""
    grow = Point((width - pose.width) * reach[0] / 2, (height - pose.height) * reach[1] / 2)
    shift = turned(grow, pose.rotation)
    middle = pose.center
    return around(Point(middle.x + shift.x, middle.y + shift.y), width, height, pose.rotation)


def _cos_sin(degrees: float) -> tuple[float, float]:
    quarter, rest = divmod(degrees, 90)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle)
