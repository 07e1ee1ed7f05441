"""From runs to glyphs: what HarfBuzz makes of a run, grapheme by grapheme.

Shaping happens at a fixed scale of 65,536 units per em, so that results do not depend on the type
size.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import uharfbuzz as hb
from msgspec import Struct

from storycomposer.typography import segments
from storycomposer.typography.fonts import EM, Face, hb_font
from storycomposer.typography.itemising import Item
from storycomposer.typography.properties import JOINED, drawable

CONTEXT = 8
"""How many characters around a run HarfBuzz sees, for joining; it looks at five."""

_INVISIBLE = 0x10FFFF
"""The glyph number, beyond any font's, that HarfBuzz puts for joiners and other marks without
ink."""


class Piece(Struct, frozen=True, gc=False):
    """One grapheme as shaped. ``glyphs`` are (id, x, y) in pixels from the grapheme's left edge on
    the baseline, y down. ``advance`` contains ``tracking``, which follows the grapheme: on its
    left where it reads right to left. ``item`` is the index of its run; ``safe`` says that a line
    may begin here without shaping again."""

    start: int
    end: int
    advance: float
    tracking: float
    glyphs: tuple[tuple[int, float, float], ...]
    item: int
    safe: bool


def shape(text: str, item: Item, index: int, boundaries: Sequence[int]) -> list[Piece]:
    """The pieces of ``item``, or of the part of it that ``boundaries`` (graphemes, first and last
    its ends) spans, in logical order; ``index`` is the item's. HarfBuzz's clusters are merged up
    to graphemes; a ligature of several graphemes is divided evenly among them."""
    glyphs = _shaped(text, item, boundaries[0], boundaries[-1])
    if item.tracking:
        return _grouped(text, boundaries, glyphs, item, index)
    # Nearly all text is a glyph a grapheme: the same as below, in a fraction of the time.
    rtl = bool(item.level & 1)
    logical = glyphs[::-1] if rtl else glyphs
    starts = [glyph.cluster for glyph in logical]
    pieces: list[Piece] = []
    first = at = 0
    for last, until in _alike(starts, boundaries):
        if (last, until) == (first + 1, at + 1):
            pieces.append(_alone(logical[at], boundaries[first], boundaries[last], item, index))
        else:
            part = logical[at:until]
            own = boundaries[first : last + 1]
            pieces += _grouped(text, own, part[::-1] if rtl else part, item, index)
        first, at = last, until
    return pieces


def _alike(starts: Sequence[int], boundaries: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where graphemes and glyphs, which begin at ``starts``, both begin anew: how many of each lie
    before, in order, their ends included."""
    places = {offset: index for index, offset in enumerate(boundaries)}
    before = boundaries[0]
    for at, start in enumerate(starts):
        if start > before and start in places:
            yield places[start], at
            before = start
    yield len(boundaries) - 1, len(starts)


def _grouped(
    text: str, boundaries: Sequence[int], glyphs: list[_Glyph], item: Item, index: int
) -> list[Piece]:
    pieces: list[Piece] = []
    for first, last, group in _groups(glyphs, boundaries, rtl=bool(item.level & 1)):
        pieces += _divided(text, boundaries[first : last + 1], group, item, index)
    return pieces


class _Glyph(Struct, frozen=True, gc=False):
    cluster: int
    id: int
    x: int  # of its origin, from the run's left edge
    y: int
    pen: int  # where the glyph's advance begins
    advance: int
    safe: bool


def _shaped(text: str, item: Item, start: int, end: int) -> list[_Glyph]:
    before = max(0, start - CONTEXT)
    buffer = hb.Buffer()
    buffer.add_str(drawable(text[before : end + CONTEXT]), start - before, end - start)
    buffer.direction = "rtl" if item.level & 1 else "ltr"
    buffer.script = item.script
    buffer.language = item.language
    buffer.invisible_glyph = _INVISIBLE
    hb.shape(
        hb_font(item.face),
        buffer,
        _features(item.features, item.tracking != 0 and item.script not in JOINED),
    )
    pen = 0
    found = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        dx, dy, advance, _ = position.position
        found.append(
            _Glyph(
                info.cluster + before,
                info.codepoint,
                pen + dx,
                -dy,
                pen,
                advance,
                not info.flags % 2,  # UNSAFE_TO_BREAK is 1; IntFlag's own & is ten times slower
            )
        )
        pen += advance
    return found


@functools.lru_cache(maxsize=256)
def _features(features: tuple[str, ...], tracked: bool) -> dict[str, int]:
    """HarfBuzz's feature values; tracking switches optional ligatures off, as CSS demands."""
    values: dict[str, int] = {"liga": 0, "clig": 0} if tracked else {}
    for feature in features:
        name, _, value = feature.removeprefix("-").partition("=")
        values[name] = 0 if feature.startswith("-") else int(value or 1)
    return values


def _groups(
    glyphs: Iterable[_Glyph], boundaries: Sequence[int], *, rtl: bool
) -> list[tuple[int, int, list[_Glyph]]]:
    """Glyphs grouped so that every group begins at a grapheme: (first, last, glyphs), with indices
    into ``boundaries``, in logical order; glyphs within a group stay in visual order."""
    by_cluster: dict[int, list[_Glyph]] = {}
    for glyph in glyphs:
        by_cluster.setdefault(glyph.cluster, []).append(glyph)
    places = {offset: index for index, offset in enumerate(boundaries)}
    groups: list[tuple[int, list[_Glyph]]] = []
    for cluster in sorted(by_cluster):
        group = by_cluster[cluster]
        place = places.get(cluster)
        if place is not None:
            groups.append((place, group))
        elif rtl:
            groups[-1][1][:0] = group
        else:
            groups[-1][1].extend(group)
    if not groups or groups[0][0]:  # a font without a space: HarfBuzz deletes what is invisible
        groups.insert(0, (0, []))
    lasts = [place for place, _ in groups[1:]] + [len(boundaries) - 1]
    return [(place, last, group) for (place, group), last in zip(groups, lasts, strict=True)]


def _alone(glyph: _Glyph, start: int, end: int, item: Item, index: int) -> Piece:
    """The piece of a grapheme that is one glyph and not tracked."""
    factor = item.size / EM
    at = glyph.x * factor - glyph.pen * factor
    ink = () if glyph.id == _INVISIBLE else ((glyph.id, at, glyph.y * factor),)
    return Piece(start, end, glyph.advance * factor, 0.0, ink, index, glyph.safe)


def _divided(
    text: str, boundaries: Sequence[int], group: list[_Glyph], item: Item, index: int
) -> list[Piece]:
    """The pieces of one group; its glyphs go to the first grapheme."""
    factor = item.size / EM
    count = len(boundaries) - 1
    if count == 1 and len(group) == 1 and not item.tracking:
        return [_alone(group[0], boundaries[0], boundaries[1], item, index)]
    width = sum(glyph.advance for glyph in group) * factor
    share = width / count
    # Joined letters are never torn apart (CSS Text Level 4 §9.2), nor is what takes no room.
    tracked = item.tracking and width and not segments.joins(text[boundaries[0]])
    tracking = item.tracking if tracked else 0.0
    left = group[0].pen * factor if group else 0.0
    if item.level & 1:
        left += width - share  # the first grapheme stands rightmost
    glyphs = tuple([(g.id, g.x * factor - left, g.y * factor) for g in group if g.id != _INVISIBLE])
    safe = bool(group) and group[0].safe
    advance = share + tracking
    pieces = [Piece(boundaries[0], boundaries[1], advance, tracking, glyphs, index, safe)]
    for start, end in pairwise(boundaries[1:]):
        pieces.append(Piece(start, end, advance, tracking, (), index, False))
    return pieces


def has_glyph(face: Face, char: str) -> bool:
    """Whether ``face`` has a glyph of its own for ``char``."""
    return bool(hb_font(face).get_nominal_glyph(ord(char)))
