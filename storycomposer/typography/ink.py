"""How far letters really reach: scripts and swashes go beyond what a font's metrics say."""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.typography.faces import EM, hb_font
from storycomposer.typography.layout import Line


class Reach(NamedTuple):
    """From a baseline, in canvas pixels; never negative."""

    above: float
    below: float


def reach(line: Line) -> Reach:
    """How far the letters of ``line`` reach above and below its baseline."""
    above = below = 0.0
    for fragment in line.fragments:
        unit, font = fragment.size / EM, hb_font(fragment.face)
        for id_, y in {(glyph.id, glyph.y) for glyph in fragment.glyphs}:
            box = font.get_glyph_extents(id_)
            if box is not None:
                above = max(above, line.baseline - y + box.y_bearing * unit)
                below = max(below, y - line.baseline - (box.y_bearing + box.height) * unit)
    return Reach(above, below)
