"""Paragraphs made ready for breaking: shown text, levels, glyphs and places where lines may end.

A block depends on words and type only, not on the box: resizing a box, fitting and moving shape
nothing again, and a keystroke shapes its own paragraph alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from storycomposer.cache import remembered
from storycomposer.document.layers import TextLayer
from storycomposer.typography import bidi, cases, itemising, segments, shaping
from storycomposer.typography.fonts import Face, FontBook
from storycomposer.typography.itemising import Item, Span, Style
from storycomposer.typography.properties import (
    LINE_END,
    PARAGRAPH_END,
    SOFT_HYPHEN,
    hangs,
    is_blank,
)
from storycomposer.typography.shaping import Piece

_KEPT = 200_000
"""Characters whose shapes are remembered: about 500 bytes each."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One paragraph, shaped. Indices count pieces. ``sources[k]`` is the offset of piece ``k`` in
    the paragraph as typed; ``ends[k]`` the advance of all pieces before ``k``; ``visible[k]`` the
    index after the last piece before ``k`` that does not hang; ``breaks`` are (index, forced)
    in order, the paragraph's end included."""

    text: str
    bidi: bidi.Paragraph
    spans: tuple[Span, ...]
    items: tuple[Item, ...]
    pieces: tuple[Piece, ...]
    boundaries: tuple[int, ...]
    sources: tuple[int, ...]
    ends: tuple[float, ...]
    visible: tuple[int, ...]
    blank: tuple[bool, ...]
    breaks: tuple[tuple[int, bool], ...]
    missing: tuple[tuple[int, int], ...]

    @property
    def rtl(self) -> bool:
        """Whether the paragraph reads right to left."""
        return self.bidi.base == 1

    def size(self, first: int, last: int) -> float:
        """The largest type size of pieces ``first`` to ``last``, without the character that ends
        the line unless it is alone."""
        if len(self.spans) == 1:
            return self.spans[0].style.size
        start, end = self.boundaries[first], self.boundaries[last]
        if end - start > 1 and self.text[end - 1] in (PARAGRAPH_END, LINE_END):
            end -= 1
        end = max(end, start + 1)
        sizes = [s.style.size for s in self.spans if s.start < end and s.end > start]
        return max(sizes) if sizes else self.spans[-1].style.size


class Typed(NamedTuple):
    """One paragraph as typed: its place in the layer's text, its characters, the line feed
    included, and their styles; the style of an empty one is that of what stands before it."""

    start: int
    text: str
    spans: tuple[Span, ...]


def full_text(layer: TextLayer) -> str:
    """The concatenated text of ``layer``'s runs."""
    return "".join(run.text for run in layer.text)


def paragraphs(layer: TextLayer, language: str) -> tuple[Typed, ...]:
    """``layer``'s text cut after every U+000A; a text that ends with one has an empty last
    paragraph, and an empty text has one."""
    spans = _spans(layer, language)
    text = full_text(layer)
    found = []
    start = 0
    while True:
        feed = text.find(PARAGRAPH_END, start)
        end = len(text) if feed < 0 else feed + 1
        found.append(Typed(start, text[start:end], _cut(spans, start, end)))
        if feed < 0:
            return tuple(found)
        start = end


def _spans(layer: TextLayer, language: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    default = layer_style(layer, language)
    for run in layer.text:
        end = start + len(run.text)
        style = Style(
            font=run.font if run.font is not None else default.font,
            weight=run.weight if run.weight is not None else default.weight,
            italic=run.italic if run.italic is not None else default.italic,
            size=float(run.size) if run.size is not None else default.size,
            tracking=float(run.tracking) if run.tracking is not None else default.tracking,
            features=run.features if run.features is not None else default.features,
            language=run.language if run.language is not None else default.language,
        )
        if spans and spans[-1].style == style:
            spans[-1] = Span(spans[-1].start, end, style)
        elif end > start:
            spans.append(Span(start, end, style))
        start = end
    return spans or [Span(0, 0, default)]


def layer_style(layer: TextLayer, language: str) -> Style:
    """The style of what sets nothing itself. ``language`` is the slide's."""
    return Style(
        layer.font,
        layer.weight,
        layer.italic,
        float(layer.size),
        float(layer.tracking),
        layer.features,
        layer.language or language,
    )


def _cut(spans: list[Span], start: int, end: int) -> tuple[Span, ...]:
    if start == end:
        before = [span for span in spans if span.start < max(start, 1)]
        return (Span(0, 0, before[-1].style),)
    return tuple(
        Span(max(span.start, start) - start, min(span.end, end) - start, span.style)
        for span in spans
        if span.start < end and span.end > start
    )


@remembered(_KEPT, lambda made, *_: len(made.text))
def block(
    text: str,
    spans: tuple[Span, ...],
    case: cases.Case,
    direction: bidi.Direction,
    book: FontBook,
) -> Block:
    """Shapes one paragraph. Raises nothing: characters that no font has are in ``missing``."""
    shown, places = _shown(text, spans, case)
    sources = segments.graphemes(text)
    boundaries = tuple(places[offset] for offset in sources)
    shown_spans = tuple(Span(places[s.start], places[s.end], s.style) for s in spans)
    resolved = bidi.resolve(shown, direction)
    told = [_told(span, shown) for span in shown_spans]
    items, missing = itemising.itemise(shown, boundaries, told, resolved.levels, book)
    pieces = _pieces(shown, items, boundaries)
    clusters = [shown[a:b] for a, b in pairwise(boundaries)]
    back = dict(zip(boundaries, sources, strict=True))
    return Block(
        text=shown,
        bidi=resolved,
        spans=shown_spans,
        items=items,
        pieces=pieces,
        boundaries=boundaries,
        sources=sources,
        ends=tuple(accumulate((piece.advance for piece in pieces), initial=0.0)),
        visible=_visible(clusters),
        blank=tuple(is_blank(c) and c != SOFT_HYPHEN for c in clusters),
        breaks=_breaks(shown, shown_spans, boundaries),
        missing=tuple((back[a], back[b]) for a, b in missing),
    )


def _told(span: Span, text: str) -> Span:
    """``span`` with the language that its paragraph's letters tell where its own does not."""
    language = segments.han_language(text, span.style.language)
    if language == span.style.language:
        return span
    return span._replace(style=span.style._replace(language=language))


def _shown(text: str, spans: tuple[Span, ...], case: cases.Case) -> tuple[str, tuple[int, ...]]:
    languages = {span.style.language for span in spans}
    if case == "none" or len(languages) == 1:
        return cases.shown(text, case, languages.pop())
    parts = []
    places = [0]
    for span in spans:
        part, offsets = cases.shown(text[span.start : span.end], case, span.style.language)
        parts.append(part)
        places += [places[-1] + offset for offset in offsets[1:]]
    return "".join(parts), tuple(places)


def _pieces(text: str, items: tuple[Item, ...], boundaries: tuple[int, ...]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = {offset: index for index, offset in enumerate(boundaries)}
    for index, item in enumerate(items):
        own = boundaries[at[item.start] : at[item.end] + 1]
        pieces += shaping.shape(text, item, index, own)
    return tuple(pieces)


def _visible(clusters: list[str]) -> tuple[int, ...]:
    found = [0]
    for index, cluster in enumerate(clusters):
        found.append(found[-1] if hangs(cluster[:1]) else index + 1)
    return tuple(found)


def _breaks(
    text: str, spans: tuple[Span, ...], boundaries: tuple[int, ...]
) -> tuple[tuple[int, bool], ...]:
    languages = {span.style.language for span in spans}
    allowed: set[int] = set()
    if len(languages) == 1:
        allowed.update(segments.opportunities(text, languages.pop()))
    else:
        for language in languages:
            own = segments.opportunities(text, language)
            stretches = [(s.start, s.end) for s in spans if s.style.language == language]
            allowed.update(o for o in own if any(a < o <= b for a, b in stretches))
    last = len(boundaries) - 1
    found = []
    for index in range(1, last + 1):
        offset = boundaries[index]
        if index == last or text[offset - 1] == LINE_END:
            found.append((index, True))
        elif offset in allowed:
            found.append((index, False))
    return tuple(found)


def stand_in(layer: TextLayer, language: str, book: FontBook) -> Face:
    """The layer's primary face, whose ascent and descent place every baseline."""
    return itemising.primary_face(layer_style(layer, language), book)
