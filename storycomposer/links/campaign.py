"""Campaigns: how visits from a story are told apart in statistics, and what that costs."""

from __future__ import annotations

import re
import unicodedata

from storycomposer.document.deck import Deck
from storycomposer.document.link import Campaign, Target
from storycomposer.links import payload
from storycomposer.links.symbol import smallest
from storycomposer.links.tags import content, tag, tagged

__all__ = ["content", "cost", "defaults", "tag", "tagged"]

_LONGEST = 24
"""Characters of a title in a tag: every one costs room in the code."""


def defaults(deck: Deck, index: int, source: str = "story") -> Campaign:
    """Tags for a link on slide ``index`` of ``deck``: the campaign is named by the story's title,
    the content by the slide, such as ``slide-03-qr``. ``source`` is the destination's own name for
    itself; an export for a destination puts that in its place. The medium is one of Google
    Analytics' own: made-up mediums are counted as "Unassigned"."""
    return Campaign(
        source=source, medium="social", campaign=_short(deck.title), content=content(index)
    )


def cost(target: Target, campaign: Campaign | None) -> tuple[int, int]:
    """Modules on a side of the code of ``target`` without and with the tags of ``campaign``.
    Raises StoryError where there is no such code."""
    plain, full = payload.text(target), payload.text(target, campaign)
    return 17 + 4 * smallest(plain)[0], 17 + 4 * smallest(full)[0]


def _short(title: str) -> str:
    made = ""
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).lower()):
        longer = f"{made}-{word}" if made else word
        if len(longer) > _LONGEST:
            break
        made = longer
    return made
