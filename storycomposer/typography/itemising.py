"""From characters to the runs that HarfBuzz shapes in one go.

A run is split by face, level, script, size, features, language and tracking, and by nothing else:
a change of colour inside a word leaves kerning, ligatures and joins as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from storycomposer.typography import segments
from storycomposer.typography.fonts import Face, FontBook

_LONGEST_ITEM = 100_000
"""Characters. HarfBuzz counts 4096 operations for each and gives up where they pass 2³¹."""


class Style(NamedTuple):
    """What of a run's style changes its glyphs."""

    font: str
    weight: int
    italic: bool
    size: float
    tracking: float
    features: tuple[str, ...]
    language: str


class Span(NamedTuple):
    """A stretch of text in one style."""

    start: int
    end: int
    style: Style


class Item(NamedTuple):
    """A run to be shaped in one go. ``tracking`` is in pixels."""

    start: int
    end: int
    face: Face
    size: float
    level: int
    script: str
    language: str
    features: tuple[str, ...]
    tracking: float


class Itemised(NamedTuple):
    """The runs of a text and the (start, end) of graphemes that no font draws."""

    items: tuple[Item, ...]
    missing: tuple[tuple[int, int], ...]


def itemise(
    text: str,
    boundaries: Sequence[int],
    spans: Sequence[Span],
    levels: Sequence[int],
    book: FontBook,
) -> Itemised:
    """Cuts ``text`` into runs at grapheme ``boundaries``. Each grapheme takes the attributes of
    its first character and the first face that has all of it: its style's own, else a fallback of
    like weight and slant. Colour emoji are chosen as UTS #51 says. Runs of more than
    :data:`_LONGEST_ITEM` characters are cut."""
    items: list[Item] = []
    missing: list[tuple[int, int]] = []
    faces: dict[tuple[int, str], tuple[Face, bool]] = {}
    styles = [index for index, span in enumerate(spans) for _ in range(span.start, span.end)]
    scripts = [run.script for run in segments.scripts(text) for _ in range(run.start, run.end)]
    key: tuple[int, int, str, Face] | None = None
    begun = 0
    for start, end in pairwise(boundaries):
        index = styles[start]
        cluster = text[start:end]
        found = faces.get((index, cluster))
        if found is None:
            found = faces[index, cluster] = _face(cluster, spans[index].style, book)
        face, known = found
        if not known:
            missing.append((start, end))
        now = (index, levels[start], scripts[start], face)
        if now != key or end - begun > _LONGEST_ITEM:
            if key is not None:
                items.append(_item(begun, start, key, spans))
            key, begun = now, start
    if key is not None:
        items.append(_item(begun, boundaries[-1], key, spans))
    return Itemised(tuple(items), tuple(missing))


def _item(start: int, end: int, key: tuple[int, int, str, Face], spans: Sequence[Span]) -> Item:
    index, level, script, face = key
    style = spans[index].style
    tracking = style.tracking * style.size / 1000
    return Item(
        start, end, face, style.size, level, script, style.language, style.features, tracking
    )


def own_face(style: Style, book: FontBook) -> Face | None:
    """The face that ``style`` names, None where nobody has its family."""
    return book.match(style.font, style.weight, style.italic)


def _face(cluster: str, style: Style, book: FontBook) -> tuple[Face, bool]:
    own = own_face(style, book)
    face = book.choose(own, cluster, style.weight, style.italic, style.language)
    if face is not None:
        return face, True
    return primary_face(style, book), False


def primary_face(style: Style, book: FontBook) -> Face:
    """The face whose metrics stand for ``style``: its own, else the one that stands in for it."""
    own = own_face(style, book)
    if own is not None:
        return own
    stand_in = book.fallback("x", style.weight, style.italic, style.language)
    if stand_in is None:
        raise LookupError("no font at all, not even a bundled one")
    return stand_in
