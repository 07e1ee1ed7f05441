"""Coverage of lines of letters, each line drawn once: a key changes one or two of them.

Lines whose ink does not meet are drawn apart, which gives the very pixels of drawing all in one go;
those that touch are drawn together, as letters that touch within a line are.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from storycomposer.cache import Cache
from storycomposer.render.context import Bounds, Matrix
from storycomposer.typography import glyphs
from storycomposer.typography.glyphs import Mask, Placed
from storycomposer.typography.layout import Fragment


class Row(NamedTuple):
    """Glyphs that stand on one baseline, in layout space."""

    baseline: float
    fragments: tuple[Fragment, ...]

    def placed(self, matrix: Matrix) -> list[Placed]:
        """Its glyphs in output pixels."""
        return glyphs.place(self.fragments, matrix, self.baseline)


_MB = 1024 * 1024
_MASKS: Cache[Mask | None] = Cache(
    24 * _MB, lambda mask: 4096 + (math.prod(mask.image.size) if mask else 0), 8 * _MB
)
_REACHES: Cache[Bounds] = Cache(1024, lambda _: 1)
_NOWHERE = Bounds(0, 0, 0, 0)


def forget() -> None:
    """Drop all lines that were drawn: each is drawn anew."""
    _MASKS.clear()
    _REACHES.clear()


class Surface(NamedTuple):
    """What is drawn on: the map from layout space to output pixels, where drawing ends, and whether
    the lines are kept for the next time."""

    matrix: Matrix
    clip: Bounds | None
    keep: bool = True


def covers(rows: Sequence[Row], surface: Surface) -> list[Mask]:
    """How much of each pixel the letters of ``rows`` cover, by lines or by several that touch.
    Glyphs with colours of their own are left out."""
    matrix, clip, keep = surface
    if not matrix.upright:
        whole = _drawn(rows, matrix, clip)
        return [whole] if whole else []
    masks = []
    for key, band, within in _planned(rows, surface):
        draw = functools.partial(_drawn, band, matrix, within)
        masks.append(_MASKS.get(key, draw, keep=keep))
    return [mask for mask in masks if mask is not None]


def unknown(rows: Sequence[Row], surface: Surface) -> list[Fragment]:
    """What :func:`covers` would have to draw, the rest being known."""
    if not surface.matrix.upright:
        return [part for row in rows for part in row.fragments]
    bands = [band for key, band, _ in _planned(rows, surface) if key not in _MASKS]
    return [part for band in bands for row in band for part in row.fragments]


def _planned(
    rows: Sequence[Row], surface: Surface
) -> Iterator[tuple[Hashable, list[Row], Bounds | None]]:
    """The rows that are drawn together, where their drawing ends, and the value it depends on."""
    matrix, clip, _ = surface
    keys = [_key(row) for row in rows]
    reaches = [_reach(*pair, matrix) for pair in zip(rows, keys, strict=True)]
    for band in _bands(reaches):
        area = functools.reduce(Bounds.join, [reaches[index] for index in band])
        within = None if area.meet(clip) == area else clip
        key = matrix, within, tuple([keys[index] for index in band])
        yield key, [rows[index] for index in band], within


def _drawn(rows: Sequence[Row], matrix: Matrix, clip: Bounds | None) -> Mask | None:
    return glyphs.coverage([glyph for row in rows for glyph in row.placed(matrix)], clip)


def _key(row: Row) -> Hashable:
    """All that a row's pixels depend on, without the offsets of its characters."""
    return row.baseline, tuple([part.look for part in row.fragments])


def _reach(row: Row, key: Hashable, matrix: Matrix) -> Bounds:
    """The pixels that the outlines of ``row`` may touch."""

    def measured() -> Bounds:
        areas = [Bounds(*area) for glyph in row.placed(matrix) if (area := glyphs.bounds(glyph))]
        return functools.reduce(Bounds.join, areas) if areas else _NOWHERE

    return _REACHES.get((matrix, key), measured)


def _bands(reaches: Sequence[Bounds]) -> Iterator[list[int]]:
    """Which rows are to be drawn together: those that touch, and those between them."""
    inked = [index for index, reach in enumerate(reaches) if not reach.empty]
    band: list[int] = []
    bottom = 0
    for index in sorted(inked, key=lambda index: reaches[index].top):
        if band and reaches[index].top >= bottom:
            yield sorted(band)
            band = []
        bottom = max(bottom, reaches[index].bottom) if band else reaches[index].bottom
        band.append(index)
    if band:
        yield sorted(band)
