"""Unsaved work outlives a crash: each run of the program keeps its stories in the app's data folder
and, when it ends well, discards them; what a dead run left is offered to the next.

``<root>/<document>/<run>/`` is a story folder like any other, so what recovers it is what opens
stories. A run is its process id and a random token, and a locked file that the system frees when
the process dies: no time stamps, no guessing. Nothing is removed but by :func:`discard`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import platformdirs

from storycomposer.document.deck import Deck
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.storage import locks
from storycomposer.storage.container import DECK
from storycomposer.storage.disk import refusals
from storycomposer.storage.disk import write as write_file
from storycomposer.storage.files import Stamp, open_story
from storycomposer.storage.packing import write_folder
from storycomposer.story import Story, media_refs

_RUNS = "runs"
_ORIGIN = "origin.json"


@dataclass(frozen=True)
class Run:
    """This run of the program: it counts as living as long as ``lock`` is open."""

    root: Path
    name: str
    lock: BinaryIO


@dataclass(frozen=True)
class Origin:
    """The file that a kept story belongs to, and what that said when it was read or written."""

    path: Path
    stamp: Stamp | None


@dataclass(frozen=True)
class Found:
    """What a dead run left of one story: its deck, or why that cannot be read, and the file that it
    belongs to, if any."""

    path: Path
    deck: Deck | None
    problem: StoryError | None
    origin: Origin | None = None


def home() -> Path:
    """Where recovered work lies unless another folder is given."""
    return platformdirs.user_data_path("storycomposer", appauthor=False) / "recovery"


def start(root: Path | None = None) -> Run:
    """Begin a run; call once when the program starts. StoryError when the folder cannot be
    written."""
    root = root or home()
    name = f"{os.getpid()}-{secrets.token_hex(8)}"
    with refusals(root, writing=True):
        (root / _RUNS).mkdir(parents=True, exist_ok=True)
        _tidy(root)
        return Run(root, name, locks.create(root / _RUNS / name))


def write(story: Story, run: Run, origin: Origin | None = None) -> Path:
    """Keep ``story`` as it is now, in place of what this run kept of it before, and return where.
    A kill at any moment leaves this state or the one before. Media are written once. StoryError as
    for saving a folder."""
    folder = run.root / _document(story.deck.id) / run.name
    with refusals(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True)
    # In between no file is told: one that is not the deck's would be written over.
    moved = _origin(folder) != origin
    if moved:
        with refusals(folder, writing=True):
            (folder / _ORIGIN).unlink(missing_ok=True)
    write_folder(folder, story.deck, story.media, lambda: None, trusted=True)
    if moved and origin is not None:
        _tell(folder / _ORIGIN, origin)
    return folder


def found(root: Path | None = None) -> tuple[Found, ...]:
    """What runs that are dead have left, in a fixed order; leftovers that cannot be read are told
    with their problem, never removed."""
    root = root or home()
    kept = sorted(folder for folder in _folders(root) if (folder / DECK).exists())
    return tuple(_look(path) for path in kept if not locks.held(root / _RUNS / path.name))


def read(what: Found) -> Story:
    """The story that was left, its media held in memory, so that discarding it later takes nothing
    away. Media that were lost are missing from it. StoryError when the deck cannot be read."""
    left = open_story(what.path)
    media = MediaStore()
    for ref in media_refs(left.deck):
        with contextlib.suppress(StoryError):
            media.put(left.media.get(ref), ref.rpartition(".")[2])
    return Story(left.deck, media)


def discard(what: Found) -> None:
    """Remove what was left, because the person has it or does not want it. StoryError when the
    system refuses."""
    with refusals(what.path, writing=True):
        _remove(what.path)
        lock = what.path.parent.parent / _RUNS / what.path.name
        if not _keeps(what.path.parent.parent, what.path.name):
            lock.unlink(missing_ok=True)


def forget(document: str, run: Run) -> None:
    """Remove what this run kept of the story ``document`` (a deck's id): it is saved or closed."""
    folder = run.root / _document(document) / run.name
    with refusals(folder, writing=True):
        if folder.exists():
            _remove(folder)


def end(run: Run) -> None:
    """End a run well. What it still keeps stays for the next to find."""
    with run.lock:
        kept = _keeps(run.root, run.name)
    if not kept:
        (run.root / _RUNS / run.name).unlink(missing_ok=True)


def _look(path: Path) -> Found:
    try:
        return Found(path, open_story(path).deck, None, _origin(path))
    except StoryError as problem:
        return Found(path, None, problem, _origin(path))


def _origin(folder: Path) -> Origin | None:
    """The file that what is kept in ``folder`` belongs to; None where that is not said."""
    try:
        said = json.loads((folder / _ORIGIN).read_bytes())
        return Origin(Path(said["path"]), said["stamp"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _tell(file: Path, origin: Origin) -> None:
    # JSON in ASCII holds names that are no Unicode, too.
    said = json.dumps({"path": str(origin.path), "stamp": origin.stamp}).encode()
    write_file(file, lambda part: _put(said, part))


def _put(data: bytes, file: BinaryIO) -> None:
    file.write(data)


def _tidy(root: Path) -> None:
    """Remove what dead runs left without a deck: nothing in it can be offered to anybody."""
    for folder in _folders(root):
        if not (folder / DECK).exists() and not locks.held(root / _RUNS / folder.name):
            with contextlib.suppress(OSError):
                _remove(folder)
    names = {folder.name for folder in _folders(root)}
    for lock in _listed(root / _RUNS):
        if lock.name not in names:
            locks.sweep(lock)


def _keeps(root: Path, run: str) -> bool:
    return any(folder.name == run and (folder / DECK).exists() for folder in _folders(root))


def _folders(root: Path) -> list[Path]:
    """What runs keep, a folder for each story and run."""
    return [folder for story in _listed(root) for folder in _listed(story) if folder.is_dir()]


def _listed(folder: Path) -> list[Path]:
    """What is in ``folder``; nothing where another run has just taken it away."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _remove(folder: Path) -> None:
    """The deck first: a kill in between leaves media that nobody is offered."""
    (folder / DECK).unlink(missing_ok=True)
    shutil.rmtree(folder)
    with contextlib.suppress(OSError):  # another run's folder is there too
        folder.parent.rmdir()


def _document(id_: str) -> str:
    """A folder name for a deck's id that differs wherever ids do, also where case does not."""
    return hashlib.sha256(id_.encode()).hexdigest()[:32]
