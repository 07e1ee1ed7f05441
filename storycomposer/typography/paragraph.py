"""Laying out a text layer: the one door from words and a box to placed glyphs.

Everything is computed in canvas pixels, whatever the export's size: line breaks are the same in
view, thumbnail and every export.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import structs

from storycomposer.cache import remembered
from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography import fitting
from storycomposer.typography.blocks import Block, Typed, block, full_text, paragraphs, stand_in
from storycomposer.typography.breaking import Broken
from storycomposer.typography.fonts import FontBook
from storycomposer.typography.layout import Layout, Line
from storycomposer.typography.markers import Marks, marks
from storycomposer.typography.placing import Frame, Place, place_line

_KEPT = 200_000
"""Characters whose layout is remembered: about 800 bytes each."""
_FORM = TextLayer(id="form")


def layout(layer: TextLayer, book: FontBook, language: str) -> Layout:
    """``layer`` (brand roles resolved) laid out in its box with the fonts of ``book``;
    ``language`` is the slide's, which the layer's and its runs' own override. Equal values give
    equal layouts. Moving, turning or recolouring a layer lays out nothing again."""
    form = structs.replace(
        _FORM,
        width=layer.width,
        height=layer.height,
        language=layer.language,
        text=tuple(map(_form, layer.text)),
        font=layer.font,
        weight=layer.weight,
        italic=layer.italic,
        size=layer.size,
        align=layer.align,
        valign=layer.valign,
        leading=layer.leading,
        tracking=layer.tracking,
        paragraph_spacing=layer.paragraph_spacing,
        list=layer.list,
        case=layer.case,
        fit=layer.fit,
        direction=layer.direction,
        features=layer.features,
    )
    found = _layout(form, book, language)
    return Layout(
        layer=layer,
        runs=layer.text,
        text=found.text,
        scale=found.scale,
        height=found.height,
        lines=found.lines,
        overflows=found.overflows,
        missing_fonts=found.missing_fonts,
        missing_glyphs=found.missing_glyphs,
    )


def height(layer: TextLayer, book: FontBook, language: str) -> float:
    """The height that ``layer``'s lines ask for in its width: what a box with ``fit: height`` is
    to be."""
    return layout(layer, book, language).height


def _form(run: Run) -> Run:
    """``run`` without what does not move glyphs."""
    return structs.replace(run, color=None, underline=None, strike=None, highlight=None)


class _Words(NamedTuple):
    """A layer's paragraphs as typed, as shaped, and their list marks."""

    typed: tuple[Typed, ...]
    blocks: list[Block]
    marks: Marks


@remembered(_KEPT, lambda made, *_: len(made.text))
def _layout(layer: TextLayer, book: FontBook, language: str) -> Layout:
    typed = paragraphs(layer, language)
    blocks = [block(p.text, p.spans, layer.case, layer.direction, book) for p in typed]
    words = _Words(typed, blocks, marks(layer, typed, blocks, book))
    indent = words.marks.indent
    scale = fitting.scale(layer, blocks, indent)
    lines = fitting.set_lines(layer, blocks, fitting.limit(layer, scale, indent))
    assert lines is not None  # None is the answer of split=False only
    face = stand_in(layer, language, book)
    frame = Frame(layer.width / scale, indent, layer.align, scale, face.ascent, face.descent)
    return Layout(
        layer=layer,
        runs=layer.text,
        text=full_text(layer),
        scale=scale,
        height=lines.height * scale,
        lines=_placed(layer, words, lines, frame),
        overflows=fitting.overflows(layer, lines, scale, indent),
        missing_fonts=_missing_fonts(typed, book),
        missing_glyphs=tuple(
            (paragraph.start + a, paragraph.start + b)
            for paragraph, own in zip(typed, blocks, strict=True)
            for a, b in own.missing
        ),
    )


def _placed(layer: TextLayer, words: _Words, lines: fitting.Set, frame: Frame) -> tuple[Line, ...]:
    share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[layer.valign]
    top = (layer.height / frame.scale - lines.height) * share
    placed: list[Line] = []
    for number, own in enumerate(words.blocks):
        mark = words.marks.blocks[number]
        at = Place(words.typed[number].start, number, top, 0.0, mark, words.marks.gap)
        pitches = lines.pitches[number]
        placed += _standing(own, lines.lines[number], pitches, frame, at)
        for pitch in pitches:
            top += pitch
        top += layer.paragraph_spacing
    return tuple(placed)


@remembered(_KEPT, lambda _, block, *__: len(block.text))
def _standing(
    block: Block, lines: tuple[Broken, ...], pitches: tuple[float, ...], frame: Frame, first: Place
) -> tuple[Line, ...]:
    """The lines of one paragraph, its ``first`` one's place given. A key moves those of the
    paragraphs below it by a character, and nothing else of them."""
    if first.start:
        still = _standing(block, lines, pitches, frame, first._replace(start=0))
        return tuple([line.moved(first.start) for line in still])
    placed = []
    place = first
    for broken, pitch in zip(lines, pitches, strict=True):
        place = place._replace(pitch=pitch)
        placed.append(place_line(block, broken, frame, place))
        place = place._replace(top=place.top + pitch, mark=None)
    return tuple(placed)


def _missing_fonts(typed: tuple[Typed, ...], book: FontBook) -> tuple[str, ...]:
    styles = {span.style for paragraph in typed for span in paragraph.spans}
    families = {s.font for s in styles if book.match(s.font, s.weight, s.italic) is None}
    return tuple(sorted(families))
