"""Files that say "whoever made me still lives": the system frees the lock when a process dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    # A byte far behind any content: Windows keeps others from reading what is locked.
    _FAR = 1 << 40

    def _lock(file: BinaryIO, *, wait: bool = False) -> bool:
        place = file.tell()
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(place)
        return True

else:
    import fcntl

    def _lock(file: BinaryIO, *, wait: bool = False) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def create(path: Path) -> BinaryIO:
    """A new file for reading and writing, locked until it is closed or the process ends. OSError
    when it exists or cannot be made. Where the file system knows no locks it is not locked."""
    while True:
        file = _exclusive(path)
        try:
            _lock(file, wait=True)  # somebody may be asking just now whether it is held
        except OSError:
            return file
        if _still_named(path, file):
            return file
        file.close()  # somebody swept it in the moment before it was locked


def held(path: Path) -> bool:
    """Whether a living process holds the lock of ``path``; True where that cannot be told."""
    try:
        with path.open("r+b") as file:
            return not _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def sweep(path: Path) -> None:
    """Remove the file of a process that is dead. It is removed while locked here: who has just made
    it and waits for the lock sees that it is gone and makes another."""
    free = False
    with contextlib.suppress(OSError):
        with path.open("r+b") as file:
            free = _lock(file)
            if free and sys.platform != "win32":
                path.unlink()
        if free and sys.platform == "win32":  # open files cannot be removed there
            path.unlink()


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Waits until no other thread or process is inside for the same ``path``, a file that is there
    meanwhile. Where the file system knows no locks nobody waits. OSError when the file cannot be
    made."""
    while True:
        file = path.open("ab")
        with contextlib.suppress(OSError):
            while not _lock(file, wait=True):  # Windows gives up after ten seconds
                pass
        if _still_named(path, file):
            break
        file.close()  # whoever was inside has taken the file away
    try:
        yield
    finally:
        if os.name == "nt":  # nothing that is open can go: the last one to leave takes it away
            file.close()
            with contextlib.suppress(OSError):
                path.unlink()
        else:  # the other way round a file would go that somebody has just made and locked
            path.unlink(missing_ok=True)
            file.close()


def _exclusive(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o666), "w+b")


def _still_named(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
