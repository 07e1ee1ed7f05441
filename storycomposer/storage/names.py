"""Names inside a story that cannot lead out of it."""

from __future__ import annotations

import re

from storycomposer.errors import StoryError

_LONGEST = 1000
_PROPER = re.compile(
    r"""(?![A-Za-z]:)               # no drive
    (?!(?:.*/)?\.{0,2}(?:/|\Z))    # no part that is empty, . or ..
    [^\\\x00-\x1f\x7f]+            # no backslash, no control characters""",
    re.VERBOSE | re.DOTALL,
)


def inside(name: str, story: str) -> str:
    """``name`` if, read on any system, it is a path that stays in its folder: relative, of plain
    parts with ``/`` between. StoryError otherwise; ``story`` is what the sentence calls the story.
    Symbolic links are for whoever opens it to follow."""
    if len(name) > _LONGEST or not _PROPER.fullmatch(name):
        raise StoryError(
            "path-outside",
            '{story}: "{name}" leads out of the story or is no proper name; put the file into the '
            "story's folder and name it by its path there.",
            story=story,
            name=name[:200].encode("unicode_escape").decode(),
        )
    return name
