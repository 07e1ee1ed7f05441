"""SVG path data (SVG 1.1 §8.3) and other curves as polylines.

As SVG asks (§F.2), a path with a mistake in it is drawn up to the mistake.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Point = tuple[float, float]


class Contour(NamedTuple):
    """A polyline, n × 2. Filling closes every contour; a stroke closes only ``closed`` ones."""

    points: Points
    closed: bool


TOLERANCE = 0.02
"""How far, in output pixels, a polyline may stray from its curve."""

_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
_LARGEST = 1e9
_MOST_PARTS = 400


def contours(data: str, sx: float, sy: float, unit: float) -> tuple[Contour, ...]:
    """The polylines of path ``data`` with its axes stretched by ``sx`` and ``sy``. ``unit`` is
    output pixels per stretched unit: curves are divided as finely as that size shows."""
    trace = _Trace(sx, sy, TOLERANCE / max(unit, 1e-9))
    for command, numbers in _commands(data):
        trace.draw(command, numbers)
    trace.finish(closed=False)
    return tuple(trace.done)


def bezier(points: list[Point], tolerance: float) -> Points:
    """A quadratic or cubic Bézier curve (3 or 4 points) as a polyline without its first point. The
    number of parts follows from the largest second difference (Wang's formula)."""
    handles = np.array(points, float)
    degree = len(handles) - 1
    bend = np.hypot(*np.diff(handles, 2, axis=0).T).max()
    parts = math.ceil(math.sqrt(degree * (degree - 1) * bend / (8 * tolerance)))
    t = np.linspace(0, 1, min(max(parts, 1), _MOST_PARTS) + 1)[1:, None]
    # De Casteljau: points between points, until one is left for each t.
    between = list(handles[:, None, :])
    while len(between) > 1:
        between = [a + (b - a) * t for a, b in pairwise(between)]
    line: Points = between[0]
    return line


def arc(center: Point, radii: Point, angles: Point, tolerance: float) -> Points:
    """Part of an upright ellipse, both ends included. ``angles`` are where it starts and how far
    it goes, in radians, clockwise on screen."""
    (rx, ry), (start, sweep) = radii, angles
    largest = max(rx, ry)
    step = 2 * math.acos(max(1 - tolerance / largest, 0.5)) if largest > tolerance else 1.0
    # Whole quarters, so that a full turn touches its four sides.
    parts = 4 * min(max(math.ceil(abs(sweep) / step / 4), 1), _MOST_PARTS)
    angle = start + np.linspace(0, sweep, parts + 1)
    return np.column_stack((center[0] + rx * np.cos(angle), center[1] + ry * np.sin(angle)))


class _Trace:
    """A pen that follows path commands: where it is, and the contours it has drawn."""

    def __init__(self, sx: float, sy: float, tolerance: float) -> None:
        self.done: list[Contour] = []
        self._scale = (sx, sy)
        self._tolerance = tolerance
        self._parts: list[Points] = []
        self._at: Point = (0, 0)
        self._start: Point = (0, 0)
        self._handle: Point | None = None
        self._last = ""

    def draw(self, command: str, numbers: tuple[float, ...]) -> None:
        """Follow one absolute command."""
        if command == "M":
            self.finish(closed=False)
            self._at = self._start = (numbers[0], numbers[1])
        elif command == "Z":
            self.finish(closed=True)
            self._at = self._start
        elif command == "A":
            self._arc(numbers)
        else:
            self._curve(command, numbers)
        self._last = command

    def finish(self, closed: bool) -> None:
        """End the contour that is being drawn."""
        if self._parts or closed:
            first = np.array([self._start], float) * self._scale
            points = np.vstack([first, *self._parts])
            keep = np.append(True, np.any(np.diff(points, axis=0) != 0, axis=1))
            self.done.append(Contour(points[keep], closed))
        self._parts = []

    def _curve(self, command: str, numbers: tuple[float, ...]) -> None:
        pairs = [(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]
        if command in "ST":
            pairs.insert(0, self._mirrored("CS" if command == "S" else "QT"))
        self._handle = pairs[-2] if len(pairs) > 1 else None
        self._add([self._at, *pairs])
        self._at = pairs[-1]

    def _mirrored(self, kinds: str) -> Point:
        if self._handle is None or self._last not in kinds or not self._last:
            return self._at
        return 2 * self._at[0] - self._handle[0], 2 * self._at[1] - self._handle[1]

    def _add(self, points: list[Point]) -> None:
        sx, sy = self._scale
        stretched = [(x * sx, y * sy) for x, y in points]
        line = np.array(stretched[1:], float)
        self._parts.append(bezier(stretched, self._tolerance) if len(points) > 2 else line)

    def _arc(self, numbers: tuple[float, ...]) -> None:
        end = (numbers[5], numbers[6])
        for curve in _arc_curves(self._at, numbers[:5], end):
            self._add(curve)
        self._at = end


def _arc_curves(begin: Point, numbers: tuple[float, ...], end: Point) -> Iterator[list[Point]]:
    """An elliptical arc as cubic curves (SVG 1.1 §F.6: endpoint to centre, radii made to reach).
    ``numbers`` are the command's: radii, turn of the ellipse, large arc, sweep."""
    rx, ry, turn = abs(numbers[0]), abs(numbers[1]), numbers[2]
    sweep, far = numbers[4], numbers[3] != numbers[4]
    if begin == end:
        return
    if rx == 0 or ry == 0:
        yield [begin, end]
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    hx, hy = (begin[0] - end[0]) / 2, (begin[1] - end[1]) / 2
    ux, uy = (cos * hx + sin * hy) / rx, (cos * hy - sin * hx) / ry
    reach = ux * ux + uy * uy
    if reach > 1:
        rx, ry = rx * math.sqrt(reach), ry * math.sqrt(reach)
        ux, uy, reach = ux / math.sqrt(reach), uy / math.sqrt(reach), 1.0
    aside = math.sqrt(max(1 / reach - 1, 0)) * (1 if far else -1)
    cx, cy = aside * uy, -aside * ux
    first = math.atan2(uy - cy, ux - cx)
    span = math.atan2(-uy - cy, -ux - cx) - first
    span = span % (2 * math.pi) if sweep else -(-span % (2 * math.pi))
    mx, my = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2

    def place(x: float, y: float) -> Point:
        x, y = (x + cx) * rx, (y + cy) * ry
        return mx + cos * x - sin * y, my + sin * x + cos * y

    count = max(math.ceil(abs(span) / (math.pi / 2) - 1e-9), 1)
    step = span / count
    k = 4 / 3 * math.tan(step / 4)
    for i in range(count):
        a, b = first + i * step, first + (i + 1) * step
        yield [
            place(math.cos(a), math.sin(a)),
            place(math.cos(a) - k * math.sin(a), math.sin(a) + k * math.cos(a)),
            place(math.cos(b) + k * math.sin(b), math.sin(b) - k * math.cos(b)),
            place(math.cos(b), math.sin(b)) if i < count - 1 else end,
        ]


_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Absolute commands with their numbers, up to the first mistake. H and V come as L."""
    place, letter, at, start = 0, "", (0.0, 0.0), (0.0, 0.0)
    while True:
        found = _COMMAND.match(data, place)
        if found:
            first, letter, place = not letter, found[1], found.end()
            if first and letter not in "Mm":
                return
        elif letter in ("", "Z", "z"):
            return
        numbers, place = _numbers(data, place, letter.upper())
        if numbers is None:
            return
        command, absolute = _absolute(letter, numbers, at)
        if command == "M":
            start = absolute[-2], absolute[-1]
        at = start if command == "Z" else (absolute[-2], absolute[-1])
        yield command, absolute
        # Pairs that follow a moveto's first pair are lines.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _numbers(data: str, place: int, command: str) -> tuple[tuple[float, ...] | None, int]:
    """The numbers of one command and where they end; None where they are not as they should be."""
    numbers: list[float] = []
    for index in range(_COUNTS[command]):
        flag = command == "A" and index in (3, 4)
        found = (_FLAG if flag else _NUMBER).match(data, place)
        if found is None or not abs(float(found[1])) < _LARGEST:
            return None, place
        numbers.append(float(found[1]))
        place = found.end()
    return tuple(numbers), place


def _absolute(letter: str, numbers: tuple[float, ...], at: Point) -> tuple[str, tuple[float, ...]]:
    command = letter.upper()
    x, y = at if letter.islower() else (0.0, 0.0)
    if command == "H":
        return "L", (numbers[0] + x, at[1])
    if command == "V":
        return "L", (at[0], numbers[0] + y)
    if command == "A":
        return command, (*numbers[:5], numbers[5] + x, numbers[6] + y)
    return command, tuple(n + (y if i % 2 else x) for i, n in enumerate(numbers))
