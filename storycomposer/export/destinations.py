"""One story for several destinations: a set for each, with codes of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storycomposer.platforms import destined, platform
from storycomposer.story import Story


def plan(story: Story, folder: Path, names: Sequence[str]) -> list[tuple[str, Story, Path]]:
    """For each of the destinations ``names`` its name, ``story`` as it is posted there, and the
    folder of its set: ``folder`` itself for a single one, a folder of the destination's name in it
    for each of several. Raises StoryError for a destination that nobody knows."""
    found = [platform(name) for name in names]
    return [
        (
            one.id,
            Story(destined(story.deck, one), story.media),
            folder if len(found) == 1 else folder / one.id,
        )
        for one in found
    ]
