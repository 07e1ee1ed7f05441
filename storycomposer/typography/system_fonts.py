"""Fonts of the operating system, looked for once and only when something asks."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from storycomposer.typography.faces import Source, read

_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc"))
_MOST_FILES = 20_000


def by_family(sources: Iterable[Source]) -> Mapping[str, tuple[Source, ...]]:
    """``sources`` by casefolded family name; of two with the same weight and slant the first."""
    found: dict[str, dict[tuple[int, bool, bool], Source]] = {}
    for source in sources:
        face = source.face
        style = (face.weight, face.italic, source.weights is not None)
        found.setdefault(face.family.casefold(), {}).setdefault(style, source)
    return {family: tuple(styles.values()) for family, styles in found.items()}


@functools.cache
def shelf() -> Mapping[str, tuple[Source, ...]]:
    """The system's faces by casefolded family name."""
    return by_family(source for path in _files(folders()) for source in _read(path))


def folders() -> tuple[Path, ...]:
    """Where this system keeps fonts; folders that are not there are left out."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        candidates = [windows / "Fonts", local / "Microsoft/Windows/Fonts"]
    elif sys.platform == "darwin":
        candidates = [
            home / "Library/Fonts",
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
        ]
    else:
        data = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
        own = Path(os.environ.get("XDG_DATA_HOME", home / ".local/share"))
        candidates = [own / "fonts", home / ".fonts", *(Path(p) / "fonts" for p in data if p)]
    return tuple(folder for folder in dict.fromkeys(candidates) if folder.is_dir())


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    count = 0
    for root in roots:
        # os.walk passes over folders that may not be read and does not follow links in circles.
        for folder, subfolders, names in os.walk(root):
            subfolders.sort()
            for name in sorted(names):
                if Path(name).suffix.lower() in _SUFFIXES and count < _MOST_FILES:
                    count += 1
                    yield Path(folder, name)


def _read(path: Path) -> tuple[Source, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    # Hashing every font of a system takes seconds: place, size and time stand for the content.
    name = f"{path}\n{status.st_size}\n{status.st_mtime_ns}"
    sources = read(path, key=hashlib.sha256(name.encode()).hexdigest()[:16])
    return tuple(s for s in sources if not s.face.family.startswith("."))
