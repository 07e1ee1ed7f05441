"""Lines below and through letters. Underlines leave room for what hangs down into them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from storycomposer.cache import Cache
from storycomposer.render.highlights import Bar
from storycomposer.render.text_runs import Styles, stretches
from storycomposer.typography import glyphs
from storycomposer.typography.layout import Layout, Line

_THINNEST = 0.04
"""Fonts without a thickness of their own still get a line that is seen, in type sizes."""
_FINE = 4.0
"""Pixels to a line's thickness when looking for ink in its way."""
_INK = 64
"""Coverage from which a column counts as ink."""

_PARTED: Cache[tuple[Bar, ...]] = Cache(8192, lambda bars: 1 + len(bars))


def forget() -> None:
    """Drop all lines that were parted: each is parted anew."""
    _PARTED.clear()


def rules(layout: Layout, styles: Styles) -> dict[str, list[Bar]]:
    """Underlines and strikes, by colour, where the run's font wants them."""
    found: dict[str, list[Bar]] = {}
    layer = layout.layer
    if layer.underline or any(run.underline for run in layout.runs):
        for line in layout.lines:
            for color, bar in _bars(line, styles, styles.underlined, below=True):
                found.setdefault(color, []).extend(_parted(bar, line, layout.text))
    if layer.strike or any(run.strike for run in layout.runs):
        for line in layout.lines:
            for color, bar in _bars(line, styles, styles.struck, below=False):
                found.setdefault(color, []).append(bar)
    return found


def _bars(
    line: Line, styles: Styles, wanted: Callable[[int], bool], below: bool
) -> Iterator[tuple[str, Bar]]:
    def color(offset: int) -> str | None:
        return styles.color(offset) if wanted(offset) else None

    for found, first, left, right in stretches(line, color, styles):
        size, face = styles.size(first), styles.face(first)
        if below:
            at, thick = (face.underline, face.underline_thickness) if face else (0.1, 0.05)
        else:
            at, thick = (-face.strike, face.strike_thickness) if face else (-0.3, 0.05)
        top = line.baseline + at * size
        yield found, Bar(left, top, right, top + max(thick, _THINNEST) * size)


def _parted(bar: Bar, line: Line, text: str) -> tuple[Bar, ...]:
    """``bar`` as ``_gapped`` parts it, kept: a key changes few lines of a long text."""
    every = () if text.isascii() else [one for part in line.fragments for one in part.glyphs]
    skipped = tuple([at for at, one in enumerate(every) if _cjk(text[one.cluster])])
    key = bar, skipped, tuple([part.look for part in line.fragments])
    return _PARTED.get(key, lambda: tuple(_gapped(bar, line, text)))


def _gapped(bar: Bar, line: Line, text: str) -> Iterator[Bar]:
    """``bar`` with gaps of one thickness around ink that crosses it (CSS Text Decoration Level 4,
    ``text-decoration-skip-ink: auto``: not around Han, kana and Hangul, which would leave nothing).
    Measured in box space: the gaps are the same at every scale and angle."""
    thick = bar.bottom - bar.top
    unit = _FINE / thick
    placed = glyphs.place(line.fragments, (unit, 0, 0, unit, 0, 0))
    area = (
        math.floor(bar.left * unit),
        math.floor((bar.top - thick / 4) * unit),
        math.ceil(bar.right * unit),
        math.ceil((bar.bottom + thick / 4) * unit),
    )
    mask = glyphs.coverage((g for g in placed if not _cjk(text[g.cluster])), area)
    start = bar.left
    for first, last in (*_runs_of_ink(mask), ((bar.right + thick) * unit, bar.right * unit)):
        end = first / unit - thick
        if end - start > thick or (start, end) == (bar.left, bar.right):  # no crumbs
            yield bar._replace(left=start, right=end)
        start = max(start, last / unit + thick)


def _runs_of_ink(mask: glyphs.Mask | None) -> Iterator[tuple[float, float]]:
    """First and last column of each stretch of ``mask`` with ink."""
    if mask is None:
        return
    inked = np.asarray(mask.image).max(axis=0) > _INK
    steps = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False]))))
    for first, end in steps.reshape(-1, 2).tolist():
        yield mask.left + first, mask.left + end


def _cjk(char: str) -> bool:
    return any(low <= char <= high for low, high in _CJK)


_CJK = (
    ("\u2e80", "\ua4cf"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
