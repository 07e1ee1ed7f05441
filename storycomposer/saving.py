"""Saving as everyone who composes does it: with a preview of the first slide in the file."""

from __future__ import annotations

import os
from pathlib import Path

from storycomposer.document.schema import validated
from storycomposer.errors import StoryError
from storycomposer.storage.files import Stamp
from storycomposer.storage.files import save_story as _save
from storycomposer.storage.preview import MOST, seal
from storycomposer.story import Story

_SHARE = 0.5
"""Of the slide's size: sharp in a window, and on cards of twice the usual density."""

_QUALITIES = (85, 70, 50, 30)


def save_story(
    story: Story,
    path: str | os.PathLike[str],
    expected: Stamp | None = None,
    history: Path | None = None,
) -> Stamp:
    """Write ``story`` to ``path`` as :func:`storycomposer.storage.files.save_story` does; a
    ``.story`` file also gets a preview. One that cannot be drawn does not stop the saving."""
    story = Story(validated(story.deck), story.media)
    folder = Path(path).is_dir() or Path(path).suffix.lower() not in (".story", ".zip")
    return _save(story, path, expected, history, None if folder else preview(story))


def preview(story: Story) -> bytes | None:
    """The first slide of ``story``, whose deck is valid, as a small JPEG that says of what it is,
    at the best quality that stays below :data:`~storycomposer.storage.preview.MOST` bytes; None
    where there is none to draw."""
    # A story that is only read has no need of the renderer.
    from storycomposer.encode.jpeg import jpeg_bytes  # noqa: PLC0415
    from storycomposer.render.slide import render  # noqa: PLC0415

    if not story.deck.slides:
        return None
    try:
        picture = render(story, story.deck.slides[0], _SHARE, keep=False)
    except StoryError:
        return None
    seals = seal(story.deck)
    made = (jpeg_bytes(picture, quality, seals) for quality in _QUALITIES)
    return next((data for data in made if len(data) <= MOST), None)
