"""How large the type may be: the largest scale at which the words stay in their box.

Laying out at scale ``s`` is laying out at scale 1 in a box of 1/s times the size, since shaping
does not depend on the size. Nothing is shaped again while a scale is sought.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from storycomposer.document.layers import TextLayer
from storycomposer.typography.blocks import Block
from storycomposer.typography.breaking import Broken, break_lines

STEP = 4096
"""Scales are whole multiples of 1/4096, so that every box is fitted on the same ladder: a larger
box never gets smaller type, and equal boxes get equal type."""

SMALLEST = 64
"""Type never shrinks below 64/4096 of its size; what is still too long is reported."""

BREAK_BELOW = STEP // 2
"""Long words are cut only where keeping them whole would ask for less than half the size."""

LARGEST_SIZE = 2000.0

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
    """Breaks every paragraph into lines of at most ``limit``; None where a word would have to be cut and
    ``split`` forbids it."""
    lines: list[tuple[Broken, ...]] = []
    pitches: list[tuple[float, ...]] = []
    for block in blocks:
        broken = break_lines(block, limit, split=split)
        if broken is None:
            return None
        lines.append(tuple(broken))
        pitches.append(tuple(layer.leading * block.size(b.first, b.last) for b in broken))
    height = sum(map(sum, pitches)) + layer.paragraph_spacing * (len(blocks) - 1)
    widest = max(line.width for group in lines for line in group)
    return Set(tuple(lines), tuple(pitches), float(height), widest)


def limit(layer: TextLayer, factor: float, indent: float) -> float:
    """How wide a line may be, at scale 1, when the type is then scaled by ``factor``."""
    return (layer.width + SLACK) / factor - indent


def overflows(layer: TextLayer, found: Set, factor: float, indent: float) -> bool:
    """Whether ``found``, scaled by ``factor``, leaves ``layer``'s box."""
    return found.height * factor > layer.height + SLACK or found.width > limit(
        layer, factor, indent
    )


def scale(layer: TextLayer, blocks: list[Block], indent: float) -> float:
    """The scale that ``layer.fit`` asks for: 1 for ``none`` and ``height``, at most 1 for
    ``shrink``; ``fill`` ends where the largest type would pass 2,000 pixels."""
    if layer.fit not in ("shrink", "fill") or not any(block.pieces for block in blocks):
        return 1.0

    def fits(steps: int, split: bool) -> bool:
        factor = steps / STEP
        found = set_lines(layer, blocks, limit(layer, factor, indent), split=split)
        return found is not None and not overflows(layer, found, factor, indent)

    most = STEP
    if layer.fit == "fill":
        largest = max(span.style.size for block in blocks for span in block.spans)
        most = max(STEP, int(STEP * LARGEST_SIZE / largest))
    best = _largest(lambda steps: fits(steps, False), most)
    if best < BREAK_BELOW:
        best = max(best, _largest(lambda steps: fits(steps, True), BREAK_BELOW))
    return best / STEP


def _largest(fits: Callable[[int], bool], most: int) -> int:
    """The largest step that fits, by bisection; the smallest step where none does."""
    if fits(most):
        return most
    low, high = SMALLEST, most
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low
