"""What a save replaces is kept: the last few versions of each file, in the app's data folder.

Not beside the file: there they would be synced, sent and left behind. A version is a hard link
where the disk allows one (saves never write into a file, so it keeps the old content), else a copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

import platformdirs

KEPT = 3


def home() -> Path:
    """Where versions lie unless another folder is given."""
    return platformdirs.user_data_path("storycomposer", appauthor=False) / "versions"


def keep(file: Path, history: Path | None = None) -> None:
    """Keep what ``file`` holds now, if it exists, and drop the oldest above :data:`KEPT`. A version
    that cannot be kept (no room, no home folder) does not stop the save that asks for it."""
    with contextlib.suppress(OSError):
        if not file.exists():
            return
        folder = _folder(file, history)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "of.txt").write_text(f"{file}\n", encoding="utf-8", errors="backslashreplace")
        known = _numbered(folder)
        number = known[-1][0] + 1 if known else 1
        version = folder / f"{number:06}{file.suffix}"
        part = folder / f"{number:06}.part"
        part.unlink(missing_ok=True)
        try:
            os.link(file, part)
        except OSError:
            shutil.copyfile(file, part)
        part.replace(version)
        for _, old in known[: len(known) + 1 - KEPT]:
            old.unlink(missing_ok=True)


def versions(path: str | os.PathLike[str], history: Path | None = None) -> tuple[Path, ...]:
    """The kept versions of the story file (or of a folder's deck.json) at ``path``, newest
    first."""
    place = Path(os.path.realpath(path))
    file = place / "deck.json" if place.is_dir() else place
    folder = _folder(file, history)
    return tuple(version for _, version in reversed(_numbered(folder)))


def _folder(file: Path, history: Path | None) -> Path:
    key = hashlib.sha256(str(file).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return (history or home()) / key


def _numbered(folder: Path) -> list[tuple[int, Path]]:
    if not folder.is_dir():
        return []
    found = (
        p for p in folder.iterdir() if p.stem.isdecimal() and p.suffix not in (".part", ".txt")
    )
    return sorted((int(p.stem), p) for p in found)
