"""Untitled work that was closed: kept without a question, found again on the start page.

A draft is a story file in the app's data folder, named by its deck's id, so that closing it again
replaces it. What is removed lies aside until the program starts the next time, so that removing can
be undone.
"""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from pathlib import Path

from msgspec import structs

from storycomposer.errors import StoryError
from storycomposer.saving import save_story
from storycomposer.storage import disk
from storycomposer.storage.files import Stamp
from storycomposer.story import Story

_ASIDE = ".removed"


def place(folder: Path, deck_id: str) -> Path:
    """Where the draft of the deck ``deck_id`` lies."""
    return folder / f"{hashlib.sha256(deck_id.encode()).hexdigest()[:32]}.story"


def keep(story: Story, folder: Path, history: Path, read: Stamp | None = None) -> Path:
    """Write the draft of ``story`` and return where. It takes the place of the draft that it was
    opened from, which said ``read`` then; where another window has kept its own there since, both
    stay. StoryError when the disk refuses."""
    with disk.refusals(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True)
    path = place(folder, story.deck.id)
    try:
        save_story(story, path, read or "", history)
    except StoryError as error:
        if error.sentence.id != "file-changed":
            raise
        deck = structs.replace(story.deck, id=uuid.uuid4().hex)
        path = place(folder, deck.id)
        save_story(Story(deck, story.media), path, history=history)
    return path


def is_draft(path: Path, folder: Path) -> bool:
    """Whether ``path`` is a draft's place in the ``folder`` of drafts."""
    return path.parent == folder.absolute()


def drafts(folder: Path) -> tuple[Path, ...]:
    """The drafts that there are, the newest first."""
    dated = []
    for path in folder.glob("*.story"):
        with contextlib.suppress(OSError):
            dated.append((path.stat().st_mtime, path))
    return tuple(path for _, path in sorted(dated, reverse=True))


def remove(draft: Path) -> None:
    """Put a draft aside; :func:`restore` brings it back."""
    with contextlib.suppress(FileNotFoundError):
        draft.replace(_aside(draft))


def restore(draft: Path) -> None:
    """Bring back a draft that was put aside."""
    with contextlib.suppress(FileNotFoundError):
        _aside(draft).replace(draft)


def clear(folder: Path) -> None:
    """Remove for good what was put aside."""
    for path in folder.glob(f"*{_ASIDE}"):
        with contextlib.suppress(OSError):
            path.unlink()


def _aside(draft: Path) -> Path:
    return draft.with_name(draft.name + _ASIDE)
