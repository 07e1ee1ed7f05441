"""Which fonts have an italic: letters of those that have none stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from storycomposer.app import doors
from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document import runs
from storycomposer.document.layers import TextLayer
from storycomposer.document.resolve import family


def missing(desk: Desk, fonts: Iterable[str]) -> str:
    """The sentence that says that none of ``fonts`` (families, or roles of the brand) has an
    italic; empty where one has, or where one is not there to be asked."""
    brand, shelf = desk.deck.brand, doors.book(desk.editor.story)
    families = tuple(dict.fromkeys(family(font, brand) for font in fonts))
    faces = [shelf.match(one, 400, True) for one in families]
    if not faces or any(face is None or face.italic for face in faces):
        return ""
    if len(families) > 1:
        return t("text.no-italics", "These fonts have no italic.")
    return t("text.no-italic", "{family} has no italic.", family=families[0])


def fonts_of(layers: Iterable[TextLayer]) -> tuple[str, ...]:
    """Every font that the words of ``layers`` are in."""
    return tuple(
        font
        for layer in layers
        for font in runs.values(layer, 0, len(runs.plain(layer.text)), "font")
    )
