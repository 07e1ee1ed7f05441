"""How large the type may be: the largest scale at which the words stay in their box.

Laying out at scale ``s`` is laying out at scale 1 in a box of 1/s times the size, since shaping
does not depend on the size. Nothing is shaped again while a scale is sought.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from storycomposer.document.layers import TextLayer
from storycomposer.typography.blocks import Block
from storycomposer.typography.breaking import Broken, break_lines

STEP = 4096
"""Scales are whole multiples of 1/4096, so that every box is fitted on the same ladder: a larger
box never gets smaller type, and equal boxes get equal type."""

SMALLEST_SIZE = 8.0
"""Type never shrinks below 8 pixels; what is still too long is reported."""

CUT_BELOW = 24.0
"""Long words are cut only where keeping them whole would ask for type below 24 pixels."""

LARGEST_SIZE = 2000.0
"""Type never grows beyond 2,000 pixels, the document's limit."""

SLACK = 1 / 64
"""Pixels by which lines may exceed their box unnoticed: the layout unit of browsers."""


class Set(NamedTuple):
    """All lines of a layer at scale 1: per paragraph its lines and their pitches."""

    lines: tuple[tuple[Broken, ...], ...]
    pitches: tuple[tuple[float, ...], ...]
    height: float
    width: float


def set_lines(
    layer: TextLayer, blocks: list[Block], limit: float, *, split: bool = True
) -> Set | None:
    """Breaks every paragraph into lines of at most ``limit``; None where a word would have to be
    cut and ``split`` forbids it."""
    lines: list[tuple[Broken, ...]] = []
    pitches: list[tuple[float, ...]] = []
    for block in blocks:
        broken = break_lines(block, limit, split=split)
        if broken is None:
            return None
        lines.append(broken)
        pitches.append(tuple(layer.leading * block.size(b.first, b.last) for b in broken))
    height = sum(map(sum, pitches)) + layer.paragraph_spacing * (len(blocks) - 1)
    widest = max(line.width for group in lines for line in group)
    return Set(tuple(lines), tuple(pitches), float(height), widest)


def limit(layer: TextLayer, factor: float, indent: float) -> float:
    """How wide a line may be, at scale 1, when the type is then scaled by ``factor``."""
    return (layer.width + SLACK) / factor - indent


def overflows(layer: TextLayer, found: Set, factor: float, indent: float) -> bool:
    """Whether ``found``, scaled by ``factor``, leaves ``layer``'s box."""
    too_high = found.height * factor > layer.height + SLACK
    return too_high or found.width > limit(layer, factor, indent)


def scale(layer: TextLayer, blocks: list[Block], indent: float) -> float:
    """The scale that ``layer.fit`` asks for: 1 for ``none`` and ``height``, at most 1 for
    ``shrink``. Sizes in the constants above are those of the layer's largest type, so that fitting
    again what was fitted changes nothing."""
    if layer.fit not in ("shrink", "fill") or not any(block.pieces for block in blocks):
        return 1.0
    size = max(span.style.size for block in blocks for span in block.spans)
    most = _steps(LARGEST_SIZE, size) if layer.fit == "fill" else STEP
    least = min(_steps(SMALLEST_SIZE, size), STEP)
    fits = functools.partial(_fits, layer, blocks, indent)
    best = _largest(functools.partial(fits, split=False), least, most)
    cut = min(_steps(CUT_BELOW, size), most)
    if best < cut:
        best = max(best, _largest(functools.partial(fits, split=True), least, cut))
    return best / STEP


def _steps(target: float, size: float) -> int:
    return int(STEP * target / size)


def _fits(layer: TextLayer, blocks: list[Block], indent: float, steps: int, *, split: bool) -> bool:
    factor = steps / STEP
    found = set_lines(layer, blocks, limit(layer, factor, indent), split=split)
    if found is None or overflows(layer, found, factor, indent):
        return False
    return found.height * factor <= layer.height


def _largest(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The largest step from ``low`` to ``high`` that fits, by bisection; ``low`` where none
    does."""
    if low >= high or fits(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low
