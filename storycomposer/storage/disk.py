"""Writing so that a file is whole or as it was, whatever happens in between.

A kill or a power cut at any moment leaves the old file or the new one: the new one is written
beside it, forced to the disk, looked at, and only then takes its name; then the folder is forced
to the disk too (without that, a power cut undoes acknowledged saves).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from storycomposer.errors import StoryError
from storycomposer.storage import locks

PART = ".story-part"
"""How the names of files end that are being written."""

ALIVE = "alive"
"""The locked file in a folder that is being written."""

_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ABSENT = (errno.ENOENT, errno.ENOTDIR)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_SENTENCES: tuple[tuple[tuple[int, ...], bool | None, str, str], ...] = (
    (
        *(_FULL, None, "disk-full"),
        "{path}: the disk is full; free some space or choose another place.",
    ),
    (
        *(_REFUSED, True, "write-refused"),
        "{path}: writing here is not allowed; choose another folder or change its permissions.",
    ),
    (
        *(_REFUSED, False, "read-refused"),
        "{path}: reading it is not allowed; change its permissions.",
    ),
    (
        *(_ABSENT, True, "folder-not-found"),
        "{path}: there is no such folder to write in; create it or choose another.",
    ),
    (
        *((errno.EEXIST,), True, "file-in-the-way"),
        "{path}: a file is where a folder is needed; choose another name.",
    ),
    (_ABSENT, False, "not-found", "{path} does not exist; check the name."),
)
"""What the system says, whether on writing (None: always), and the sentence that says it."""


def write(
    target: Path,
    fill: Callable[[BinaryIO], None],
    verify: Callable[[Path], None] | None = None,
    ready: Callable[[], None] | None = None,
    shown: Path | None = None,
) -> None:
    """Replace or make the file ``target`` by what ``fill`` writes. ``verify`` looks at the finished
    file under its working name, ``ready`` is asked last before it takes the place; what they raise
    stops the writing. A symbolic link is followed. Raises StoryError, naming ``shown`` or else the
    target, for what the disk refuses; then the old file is as it was and nothing is left beside it
    (only when the very last step, forcing the folder to the disk, fails is the new file in its
    place)."""
    target = Path(os.path.realpath(target))
    with refusals(shown or target, writing=True), _part(target) as (part, file):
        fill(file)
        file.flush()
        _force(file.fileno())
        if verify:
            verify(part)
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(target, part)
        if ready:
            ready()
        if os.name == "nt":
            file.close()
        replace(part, target)
        force_folder(target.parent)


def replace(source: Path, target: Path) -> None:
    """``os.replace``, tried again for two seconds on Windows, where a virus scanner or a search
    index may hold the file for a moment."""
    for wait in _WAITS:
        try:
            return os.replace(source, target)  # noqa: PTH105 (tests watch the calls in order)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(wait)
    return os.replace(source, target)  # noqa: PTH105


def sweep(folder: Path, name: str) -> None:
    """Remove what killed runs left half written of the file or folder ``name`` in ``folder``; what
    a living one is writing is locked and stays."""
    for stray in folder.glob(f"{_prefix(name)}-*{PART}"):
        with contextlib.suppress(OSError):
            if stray.is_dir():
                if not locks.held(stray / ALIVE):
                    shutil.rmtree(stray)
            elif not locks.held(stray):
                stray.unlink()


def part_name(name: str) -> str:
    """A name to write the file ``name`` under, told from others by :func:`sweep`."""
    return f"{_prefix(name)}-{secrets.token_hex(6)}{PART}"


def force_folder(folder: Path) -> None:
    """Force a folder's entries to the disk, where the system has such a thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def refusals(path: Path, *, writing: bool = False) -> Iterator[None]:
    """What the system refuses inside becomes a StoryError about ``path``."""
    try:
        yield
    except OSError as error:
        raise refused(error, path, writing=writing) from error


def refused(error: OSError, path: Path, *, writing: bool = False) -> StoryError:
    """The sentence that says ``error`` of ``path``."""
    for numbers, on_write, id, pattern in _SENTENCES:
        if error.errno in numbers and on_write in (None, writing):
            return StoryError(id, pattern, path=str(path))
    return StoryError(
        "disk-error",
        "{path}: {reason}; try again or choose another place.",
        path=str(path),
        reason=error.strerror or str(error),
    )


@contextlib.contextmanager
def _part(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new, locked file beside ``target``; gone afterwards unless it has been renamed."""
    sweep(target.parent, target.name)
    part = target.parent / part_name(target.name)
    file = locks.create(part)
    try:
        yield part, file
    finally:
        # First unlink, while the lock tells others that it is ours; Windows needs it closed first.
        if os.name != "nt":
            part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # what could not be flushed has been said already
            file.close()
        part.unlink(missing_ok=True)


def _prefix(name: str) -> str:
    """Short, so that long names stay within the system's limit, and of no special characters."""
    return "." + hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:10]


def _force(handle: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 (POSIX only)
    except ImportError:
        os.fsync(handle)
        return
    full = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone stops at the drive's cache
    if full is None:
        os.fsync(handle)
    else:
        fcntl.fcntl(handle, full)
