"""What laying out a text layer yields: values in canvas pixels, origin at the box's top left.

Offsets are code points of the layer's concatenated text. Nothing here depends on the export
scale, so line breaks never change between view, thumbnail and any export size. What there are
thousands of are msgspec's structs, which are made in a fraction of a data class's time.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace

from msgspec import Struct

from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography.fonts import Face


class Glyph(Struct, frozen=True, gc=False):
    """One glyph of ``face`` with its origin at (x, y) on the baseline, y down. ``cluster`` is the
    offset of the first code point of the grapheme it belongs to."""

    id: int
    x: float
    y: float
    cluster: int


class Cluster(Struct, frozen=True, gc=False):
    """One grapheme on a line: code points ``start`` to ``end``, and the x of its left and right
    edges. ``level`` is its bidi level: odd reads right to left."""

    start: int
    end: int
    left: float
    right: float
    level: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """Glyphs of one face at one size, in visual order from left to right. ``ink`` holds their ids
    and places: it tells at once whether others are drawn alike, whatever their clusters."""

    face: Face
    size: float
    glyphs: tuple[Glyph, ...]
    ink: bytes = field(default=b"", compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.ink:
            numbers = [number for one in self.glyphs for number in (one.id, one.x, one.y)]
            object.__setattr__(self, "ink", array("d", numbers).tobytes())

    @property
    def look(self) -> tuple[str, float, bytes]:
        """All that its pixels depend on."""
        return self.face.key, self.size, self.ink

    def moved(self, by: int) -> Fragment:
        """The same glyphs, ``by`` characters further on in the text."""
        later = tuple([Glyph(one.id, one.x, one.y, one.cluster + by) for one in self.glyphs])
        return Fragment(self.face, self.size, later, self.ink)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``start`` to ``end`` with its trailing spaces and break character; ``clusters``
    are in reading order, ``fragments`` from left to right. ``left`` and ``right`` bound its
    visible advance (trailing spaces hang), ``top`` and ``bottom`` its pitch, ``ascent`` and
    ``descent`` are the primary font's, positive, from the ``baseline``."""

    start: int
    end: int
    left: float
    right: float
    baseline: float
    top: float
    bottom: float
    ascent: float
    descent: float
    rtl: bool
    clusters: tuple[Cluster, ...]
    fragments: tuple[Fragment, ...]
    paragraph: int
    marker: tuple[Fragment, ...] = ()

    def moved(self, by: int) -> Line:
        """The same line, ``by`` characters further on in the text."""
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            clusters=tuple(
                [
                    Cluster(one.start + by, one.end + by, one.left, one.right, one.level)
                    for one in self.clusters
                ]
            ),
            fragments=tuple([one.moved(by) for one in self.fragments]),
            marker=tuple([one.moved(by) for one in self.marker]),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out text layer. ``scale`` is the fitted scale (1 unless ``fit`` shrinks or fills) and
    is already applied to every number. ``height`` is what the lines ask for. ``missing_fonts``
    names families nobody has; ``missing_glyphs`` lists (start, end) of clusters no font draws."""

    layer: TextLayer
    runs: tuple[Run, ...]
    text: str
    scale: float
    height: float
    lines: tuple[Line, ...]
    overflows: bool
    missing_fonts: tuple[str, ...]
    missing_glyphs: tuple[tuple[int, int], ...]
