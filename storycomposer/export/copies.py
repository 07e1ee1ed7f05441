"""A finished set copied to another place: a synced folder, a stick, a phone.

Nothing there is replaced before every file was copied and read back. A place like a phone may
know neither locks nor times: what it cannot do is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

from storycomposer.errors import StoryError
from storycomposer.export.manifest import MANIFEST, Manifest, read
from storycomposer.storage.disk import refusals, replace

_PART = ".storycomposer-copy"


def copy_set(
    source: Path,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: threading.Event | None = None,
) -> list[Path]:
    """Copies the set in ``source`` into ``folder``, where it replaces the set copied before, and
    returns the paths of its files, without the manifest's. Each copy is read back and compared by
    its SHA-256, and dated as the file it was made from. ``progress(done, all)`` is called after
    each file. Raises StoryError, ``copy-cancelled`` where ``cancel`` was set; until the last file
    was copied the old set is as it was."""
    cancelled = (cancel or threading.Event()).is_set
    with refusals(source):
        made = read(source)
    if made is None:
        raise StoryError(
            "copy-no-set", "There is no exported set in {path}: export it again.", path=str(source)
        )
    names = [*made.files, MANIFEST]
    with refusals(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True)
        earlier = read(folder)
        _refuse_foreign(source, folder, names, earlier)
        try:
            for done, name in enumerate(names):
                if cancelled():
                    raise StoryError("copy-cancelled", "Copying was cancelled.")
                _copy(source / name, folder / (name + _PART))
                if progress:
                    progress(done + 1, len(names))
            _take_place(folder, names, earlier)
        finally:
            for name in names:
                with contextlib.suppress(OSError):
                    (folder / (name + _PART)).unlink()
    return [folder / name for name in made.files]


def _copy(source: Path, part: Path) -> None:
    data = source.read_bytes()
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        with contextlib.suppress(OSError):  # phones behind a bridge know no forcing to the disk
            os.fsync(file.fileno())
    if hashlib.sha256(part.read_bytes()).digest() != hashlib.sha256(data).digest():
        raise OSError(f"{source.name} does not read back as it was copied")
    # One second apart, as they were exported: galleries sort by time.
    modified = source.stat().st_mtime
    with contextlib.suppress(OSError):
        os.utime(part, (modified, modified))


def _take_place(folder: Path, names: list[str], earlier: Manifest | None) -> None:
    """The copies take their names, the manifest last; what only the earlier set had goes."""
    for name in names:
        replace(folder / (name + _PART), folder / name)
    for name in set(earlier.files if earlier else ()) - set(names):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _refuse_foreign(source: Path, folder: Path, names: list[str], earlier: Manifest | None) -> None:
    ours = {MANIFEST, *earlier.files} if earlier else set()
    for name in names:
        there = folder / name
        if name not in ours and there.exists() and not _alike(there, source / name):
            raise StoryError(
                "copy-foreign-file",
                "{path} is not from an earlier copy: move it away or choose another folder.",
                path=str(there),
            )


def _alike(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()
