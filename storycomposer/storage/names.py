"""Names inside a story that cannot lead out of it."""

from __future__ import annotations

import re

from storycomposer.errors import StoryError

_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 1000


def inside(name: str, story: str) -> str:
    """``name`` if, read on any system, it is a path that stays in its folder: relative, of plain
    parts with ``/`` between. StoryError otherwise; ``story`` is what the sentence calls the story.
    Symbolic links are for whoever opens it to follow."""
    parts = name.split("/")
    bad = (
        not name
        or len(name) > _LONGEST
        or "\\" in name
        or _DRIVE.match(name)
        or any(ord(char) < 32 or ord(char) == 127 for char in name)
        or any(part in ("", ".", "..") for part in parts)
    )
    if bad:
        raise StoryError(
            "path-outside",
            '{story}: "{name}" leads out of the story or is no proper name; put the file into the '
            "story's folder and name it by its path there.",
            story=story,
            name=name[:200].encode("unicode_escape").decode(),
        )
    return name
