"""What a story asks for and nobody has: pictures, fonts, glyphs. Said before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from storycomposer.document.deck import Slide
from storycomposer.document.layers import LinkLayer, TextLayer
from storycomposer.errors import StoryError
from storycomposer.export.walk import drawn
from storycomposer.render.slide import layout
from storycomposer.story import Story, media_refs


class Missing(NamedTuple):
    """One lack of a slide (an index): ``what`` is a picture's name, a family, or the characters
    that no font at hand draws; ``layer`` is the text or link layer's id, empty for pictures."""

    kind: Literal["picture", "font", "glyphs"]
    what: str
    slide: int
    layer: str = ""


def missing(story: Story, slides: Sequence[int]) -> Iterator[Missing]:
    """What is lacking to draw ``slides`` (indices), slide by slide."""
    for index in slides:
        slide = story.deck.slides[index]
        for ref in media_refs(slide):
            if ref not in story.media:
                yield Missing("picture", story.media.name(ref), index)
        yield from _words(story, slide, index)


def refuse_missing(story: Story, slides: Sequence[int]) -> None:
    """Raises StoryError for the first lack of ``slides``, so that no set goes out with a hole for a
    picture, in another typeface or with empty boxes for letters unless a person says so."""
    for found in missing(story, slides):
        raise StoryError(
            *_SENTENCES[found.kind],
            what=found.what[:100],
            number=found.slide + 1,
            layer=found.layer,
        )


_SENTENCES = {
    "picture": (
        "export-picture-missing",
        "The picture {what} of slide {number} is not in the story: put it back or take it "
        "off the slide.",
    ),
    "font": (
        "export-font-missing",
        'The font "{what}" of layer {layer} on slide {number} is not on this computer: install '
        "it, embed it in the story, or allow a substitute.",
    ),
    "glyphs": (
        "export-glyphs-missing",
        'No font draws "{what}" of layer {layer} on slide {number}: change the text or '
        "install a font that has it.",
    ),
}


def _words(story: Story, slide: Slide, index: int) -> Iterator[Missing]:
    for layer in drawn(slide.layers):
        if isinstance(layer, TextLayer | LinkLayer):
            laid = layout(story, slide, layer.id)
            for family in laid.missing_fonts:
                yield Missing("font", family, index, layer.id)
            glyphs = "".join(laid.text[start:end] for start, end in laid.missing_glyphs)
            if glyphs:
                yield Missing("glyphs", glyphs, index, layer.id)
