"""How the modules and the corner marks of a symbol are drawn: outlines in units of one module.

An outline is SVG path data (SVG 1.1 §8.3), so that the renderer and a saved drawing show the same.
All outlines of a symbol wind the same way and holes the other way: together they are one form
under the nonzero rule, and sides that neighbours share vanish.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from storycomposer.links.anatomy import alignments
from storycomposer.links.symbol import QUIET, Symbol

Modules = Literal["square", "rounded", "connected", "dots"]
Finders = Literal["square", "rounded", "round"]


class Piece(NamedTuple):
    """One outline at many places: ``path`` begins at the top left corner of a module, ``places``
    are the x and y of such corners, counted in modules from the symbol's own (n × 2)."""

    path: str
    places: NDArray[np.int64]


class Forms(NamedTuple):
    """A symbol as it is drawn: its corner marks, and all the rest of it."""

    modules: tuple[Piece, ...]
    finders: tuple[Piece, ...]


_BEAD = 0.28
_BEND = 0.5
_FILLET = 0.28
"""Radii in modules: of a rounded module, of a connected form's outer and its inner corners."""

_EYES: dict[Finders, tuple[float, float]] = {
    "square": (0, 0),
    "rounded": (2.1, 0.95),
    "round": (2.1, 1.5),
}
"""Radii of a corner mark's ring and of its middle. Full circles would be lost when the phone leans:
at 6 % perspective 26 of 40 codes were read, with 2.8 modules and less all 40. From afar rings of
2.7 are lost, too: 4 of 20 small codes were read at 330 pixels across, with 2.1 all 20."""


@functools.lru_cache(maxsize=256)
def forms(symbol: Symbol, modules: Modules, finders: Finders) -> Forms:
    """The outlines of ``symbol`` in a style. Corner marks are solid rings in all of them: broken
    ones are not found by readers."""
    dark = np.array(symbol.rows)
    side = symbol.side
    last = side - 7
    corners = np.array([(0, 0), (last, 0), (0, last)])
    for x, y in corners:
        dark[y : y + 7, x : x + 7] = False
    first = (side - symbol.clear) // 2
    dark[first : first + symbol.clear, first : first + symbol.clear] = False
    pieces: list[Piece] = []
    if modules in ("rounded", "dots"):
        pieces += _alignments(symbol, dark, finders)
    pieces += _CELLS[modules](dark)
    return Forms(tuple(pieces), (Piece(_eye(7, *_EYES[finders]), corners),))


def svg_path(pieces: tuple[Piece, ...], quiet: int = QUIET) -> str:
    """``pieces`` as the data of one SVG path in a view box of a symbol with ``quiet`` modules of
    clear ground around it."""
    return "".join(
        f"M{x} {y}{piece.path}" for piece in pieces for x, y in (piece.places + quiet).tolist()
    )


def _alignments(symbol: Symbol, dark: NDArray[np.bool_], finders: Finders) -> Iterator[Piece]:
    """The small marks inside the symbol as rings of their own, where no mark covers them. They are
    taken out of ``dark``."""
    first = (symbol.side - symbol.clear) / 2
    last = first + symbol.clear
    places = [
        (column - 2, row - 2)
        for row, column in alignments(symbol.version)
        if not (first - 3 < row < last + 2 and first - 3 < column < last + 2)
    ]
    for x, y in places:
        dark[y : y + 5, x : x + 5] = False
    if places:
        ring, middle = (radius * 5 / 7 for radius in _EYES[finders])
        yield Piece(_eye(5, ring, min(middle, 0.5)), np.array(places))


def _squares(dark: NDArray[np.bool_]) -> list[Piece]:
    return _placed({"h1v1h-1z": dark})


def _beads(dark: NDArray[np.bool_]) -> list[Piece]:
    return _placed({_box(1, _BEAD): dark})


def _dots(dark: NDArray[np.bool_]) -> list[Piece]:
    return _placed({_box(1, 0.5): dark})


def _connected(dark: NDArray[np.bool_]) -> list[Piece]:
    """Modules that touch grow together: a corner is round where neither neighbour is dark, and
    where two dark neighbours meet in a light corner, that is filled a little."""
    around = np.pad(dark, 1)
    up, down = around[:-2, 1:-1], around[2:, 1:-1]
    left, right = around[1:-1, :-2], around[1:-1, 2:]
    sides = ((left, up), (up, right), (right, down), (down, left))
    bends = sum((~(one | other)).astype(int) << bit for bit, (one, other) in enumerate(sides))
    found = {
        _box(1, *(_BEND * (n >> bit & 1) for bit in range(4))): dark & (bends == n)
        for n in range(16)
    }
    meets = (around[:-2, :-2], around[:-2, 2:], around[2:, 2:], around[2:, :-2])
    r = _FILLET
    arcs = (
        f"h{r}a{r} {r} 0 0 0-{r} {r}z",
        f"m1 0v{r}a{r} {r} 0 0 0-{r}-{r}z",
        f"m1 1h-{r}a{r} {r} 0 0 0 {r}-{r}z",
        f"m0 1v-{r}a{r} {r} 0 0 0 {r} {r}z",
    )
    for arc, (one, other), corner in zip(arcs, sides, meets, strict=True):
        found[arc] = ~dark & one & other & corner
    return _placed(found)


def _placed(found: dict[str, NDArray[np.bool_]]) -> list[Piece]:
    """The outlines with the modules they stand for; those that stand for none are left out."""
    pairs = ((path, np.argwhere(where)[:, ::-1]) for path, where in found.items())
    return [Piece(path, places) for path, places in pairs if len(places)]


_CELLS = {"square": _squares, "rounded": _beads, "connected": _connected, "dots": _dots}


def _eye(side: float, ring: float, middle: float) -> str:
    """A square ring one module wide, with a middle: ``ring`` and ``middle`` are their radii."""
    hole = _hole(side - 2, max(ring - 1, 0))
    return f"{_box(side, ring)}m1 1{hole}m1 1{_box(side - 4, middle)}"


def _box(side: float, *radii: float) -> str:
    """A square from (0, 0) clockwise, with corners of ``radii`` (one for all, or top left, top
    right, bottom right, bottom left). It ends where it began."""
    a, b, c, d = radii if len(radii) == 4 else radii * 4
    sides = (
        _line("h", side - a - b) + _turn(b, b, b, 1),
        _line("v", side - b - c) + _turn(c, -c, c, 1),
        _line("h", c + d - side) + _turn(d, -d, -d, 1),
        _line("v", d + a - side) + _turn(a, a, -a, 1),
    )
    return f"m{_n(a)} 0{''.join(sides)}zm{_n(-a)} 0"


def _hole(side: float, r: float) -> str:
    """As :func:`_box`, anticlockwise."""
    straight = side - 2 * r
    sides = (
        _line("v", straight) + _turn(r, r, r, 0),
        _line("h", straight) + _turn(r, r, -r, 0),
        _line("v", -straight) + _turn(r, -r, -r, 0),
        _line("h", -straight) + _turn(r, -r, r, 0),
    )
    return f"m0 {_n(r)}{''.join(sides)}zm0 {_n(-r)}"


def _line(command: str, length: float) -> str:
    return f"{command}{_n(length)}" if abs(length) > 1e-9 else ""


def _turn(radius: float, dx: float, dy: float, sweep: int) -> str:
    r = _n(radius)
    return f"a{r} {r} 0 0 {sweep} {_n(dx)} {_n(dy)}" if radius else ""


def _n(value: float) -> str:
    return f"{round(value, 4) + 0.0:g}"
