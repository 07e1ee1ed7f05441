"""A story can carry the fonts that only this computer has, so that it looks alike on others."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from storycomposer.document.edits import restyle_deck
from storycomposer.document.layers import LinkLayer, TextLayer
from storycomposer.document.schema import validated
from storycomposer.errors import StoryError
from storycomposer.export.walk import every
from storycomposer.media.formats import FONTS, sniff
from storycomposer.render.slide import book, layout
from storycomposer.story import Story
from storycomposer.typography.embedding import file_of
from storycomposer.typography.faces import Face


def faces(story: Story) -> Iterator[Face]:
    """The faces that the words of ``story`` are drawn in, fallbacks included, hidden layers too;
    most of them many times."""
    for slide in story.deck.slides:
        for layer in every(slide.layers):
            if isinstance(layer, TextLayer | LinkLayer):
                lines = layout(story, slide, layer.id).lines
                yield from (part.face for line in lines for part in line.fragments)


def local_faces(story: Story) -> tuple[Face, ...]:
    """Those of :func:`faces` that are fonts of this computer, neither bundled nor carried by the
    story; each once, sorted by family."""
    fonts = book(story)
    found = {face for face in faces(story) if fonts.origin(face) == "system"}
    return tuple(sorted(found, key=lambda face: (face.family, face.weight, face.italic, face.key)))


def embed_fonts(story: Story, families: Collection[str] | None = None) -> Story:
    """``story`` with the files of its :func:`local_faces` in it, only those of ``families`` if
    given. What it shows does not change.

    Raises StoryError for a font whose licence bits forbid it or whose file cannot be read, and for
    a family asked for in which no words of the story are drawn from this computer's fonts.
    """
    found = local_faces(story)
    wanted = {name.casefold(): name for name in families or ()}
    for name in wanted.keys() - {face.family.casefold() for face in found}:
        raise StoryError(
            "font-not-used",
            "No words of the story are drawn in a font “{family}” of this computer.",
            family=wanted[name],
        )
    refs = list(story.deck.fonts)
    for face in found:
        if families is None or face.family.casefold() in wanted:
            data = file_of(face)
            suffix = FONTS.get(sniff(data) or "", "ttf")
            refs.append(story.media.put(data, suffix, face.family))
    deck = restyle_deck(story.deck, {"fonts": tuple(dict.fromkeys(refs))})
    return Story(validated(deck), story.media)
