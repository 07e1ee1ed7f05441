"""What a story asks for and nobody has: pictures, fonts, glyphs. Said before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storycomposer.document.layers import TextLayer
from storycomposer.errors import StoryError
from storycomposer.export.walk import drawn
from storycomposer.render.slide import layout
from storycomposer.story import Story


class Missing(NamedTuple):
    """One lack of one text layer: a family (``font``) or the characters (``glyphs``) that no font
    at hand draws; the other is empty. ``slide`` is an index."""

    slide: int
    layer: str
    font: str = ""
    glyphs: str = ""


def missing(story: Story, slides: Sequence[int]) -> Iterator[Missing]:
    """What the visible texts of ``slides`` (indices) lack, in reading order of the deck."""
    for index in slides:
        slide = story.deck.slides[index]
        for layer in drawn(slide.layers):
            if not isinstance(layer, TextLayer):
                continue
            laid = layout(story, slide, layer)
            for family in laid.missing_fonts:
                yield Missing(index, layer.id, font=family)
            glyphs = "".join(laid.text[start:end] for start, end in laid.missing_glyphs)
            if glyphs:
                yield Missing(index, layer.id, glyphs=glyphs)


def refuse_missing(story: Story, slides: Sequence[int]) -> None:
    """Raises StoryError for the first lack of ``slides``, so that no set goes out in another
    typeface or with empty boxes for letters unless a person says so."""
    for found in missing(story, slides):
        if found.font:
            raise StoryError(
                "export-font-missing",
                'The font "{family}" of slide {number}, layer {layer}, is not on this computer: '
                "install it, embed it in the story, or allow a substitute.",
                family=found.font,
                number=found.slide + 1,
                layer=found.layer,
            )
        raise StoryError(
            "export-glyphs-missing",
            'No font draws "{glyphs}" of slide {number}, layer {layer}: change the text, install a '
            "font that has it, or allow it to be left out.",
            glyphs=found.glyphs[:20],
            number=found.slide + 1,
            layer=found.layer,
        )
