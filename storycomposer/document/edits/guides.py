"""Guides of a slide, which are named by their place in its list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from storycomposer.document.deck import Deck, Guide
from storycomposer.document.edits.tree import missing, slide_of, with_slide


def set_guides(deck: Deck, slide: str, guides: Iterable[Guide]) -> Deck:
    """The slide with these guides."""
    return with_slide(deck, slide, structs.replace(slide_of(deck, slide), guides=tuple(guides)))


def add_guide(deck: Deck, slide: str, guide: Guide) -> Deck:
    """The slide with one guide more, at the end of its list."""
    return set_guides(deck, slide, (*slide_of(deck, slide).guides, guide))


def move_guide(deck: Deck, slide: str, index: int, at: float) -> Deck:
    """The slide with guide ``index`` at ``at`` canvas pixels from the left or the top. StoryError
    where there is no such guide."""
    guides = _guides(deck, slide, index)
    moved = structs.replace(guides[index], at=at)
    return set_guides(deck, slide, (*guides[:index], moved, *guides[index + 1 :]))


def remove_guide(deck: Deck, slide: str, index: int) -> Deck:
    """The slide without guide ``index``. StoryError where there is no such guide."""
    guides = _guides(deck, slide, index)
    return set_guides(deck, slide, (*guides[:index], *guides[index + 1 :]))


def _guides(deck: Deck, slide: str, index: int) -> tuple[Guide, ...]:
    guides = slide_of(deck, slide).guides
    if not 0 <= index < len(guides):
        raise missing("guide", str(index))
    return guides
