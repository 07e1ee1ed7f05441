"""Where a story's files lie: a folder, or a zip of it. Both are read through the same two doors."""

from __future__ import annotations

import functools
import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storycomposer.errors import StoryError
from storycomposer.storage import zips
from storycomposer.storage.disk import refusals
from storycomposer.storage.names import inside

DECK = "deck.json"
MOST_DECK = 32_000_000
MOST_MEDIA = 200_000_000


@dataclass(frozen=True)
class Container:
    """``has(name)`` tells whether there is such a file, ``read(name, most)`` gives its bytes or
    raises StoryError; names are paths inside the story."""

    path: Path
    has: Callable[[str], bool]
    read: Callable[[str, int], bytes]


def container(path: Path) -> Container:
    """The story at ``path``: a folder, its deck.json, or a zip. StoryError when there is none."""
    path = real(path)
    with refusals(path):
        if stat.S_ISDIR(path.stat().st_mode):
            return folder(path)
    return zipped(path)


def real(path: Path) -> Path:
    """Where the story that ``path`` names lies: links followed, a deck.json's folder."""
    if "\0" in str(path):
        raise StoryError("path-nul", "A file's name cannot hold a NUL character; choose another.")
    if path.name == DECK and not path.is_dir():
        path = path.parent
    return Path(os.path.realpath(path))


def folder(path: Path) -> Container:
    """A folder that holds a deck.json."""
    made = Container(
        path, functools.partial(_folder_has, path), functools.partial(_folder_read, path)
    )
    if not made.has(DECK):
        raise StoryError(
            "not-a-story-folder",
            "{path} holds no deck.json; choose a story's folder or a .story file.",
            path=str(path),
        )
    return made


def zipped(path: Path) -> Container:
    """A zip that holds a deck.json."""
    known = zips.names(path)
    if DECK not in known:
        raise StoryError(
            "not-a-story-file",
            "{path} is a zip without a deck.json; choose a story's folder or a .story file.",
            path=str(path),
        )
    return Container(path, known.__contains__, functools.partial(zips.read, path))


def _folder_has(root: Path, name: str) -> bool:
    with refusals(root / name):
        return place(root, name).is_file()


def _folder_read(root: Path, name: str, most: int) -> bytes:
    path = place(root, name)
    with refusals(root / name):
        if not stat.S_ISREG(path.stat().st_mode):
            raise StoryError("not-a-file", "{path} is not a file.", path=str(root / name))
        with path.open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise StoryError(
            "file-too-large",
            "{path} has more than {most} MB; use a smaller one.",
            path=str(root / name),
            most=most // 1_000_000,
        )
    return data


def place(root: Path, name: str) -> Path:
    """The real place of the file ``name``, links followed. StoryError where it is outside
    ``root``."""
    inside(name, str(root))
    home, found = Path(os.path.realpath(root)), _spelled(root, name)
    goal = Path(os.path.realpath(found))
    if not goal.is_relative_to(home):
        raise StoryError(
            "link-outside",
            '{story}: "{name}" is a link that leads out of the story; put the file itself there.',
            story=str(root),
            name=name,
        )
    return goal


def _spelled(root: Path, name: str) -> Path:
    """``name`` as the disk spells it: some systems and zips write é as e and an accent."""
    forms = (name, *(unicodedata.normalize(form, name) for form in ("NFC", "NFD")))
    return next((root / form for form in forms if (root / form).exists()), root / name)
