"""How far letters really reach: scripts and swashes go beyond what a font's metrics say."""

from __future__ import annotations

import functools
from typing import NamedTuple

from storycomposer.typography.faces import EM, Face, hb_font
from storycomposer.typography.layout import Line


class Reach(NamedTuple):
    """From a baseline, in canvas pixels; never negative."""

    above: float
    below: float


def reach(line: Line) -> Reach:
    """How far the letters of ``line`` reach above and below its baseline."""
    above = below = 0.0
    for fragment in line.fragments:
        unit = fragment.size / EM
        for glyph in fragment.glyphs:
            top, bottom = _extent(fragment.face, glyph.id)
            above = max(above, line.baseline - glyph.y + top * unit)
            below = max(below, glyph.y - line.baseline - bottom * unit)
    return Reach(above, below)


@functools.lru_cache(maxsize=4096)
def _extent(face: Face, glyph: int) -> tuple[int, int]:
    """Upper and lower edge of a glyph, y up; both 0 where it has no outline."""
    box = hb_font(face).get_glyph_extents(glyph)
    return (box.y_bearing, box.y_bearing + box.height) if box is not None else (0, 0)
