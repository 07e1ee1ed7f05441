"""Opening and saving stories. A save is whole or has not happened; what it replaces is kept."""

from __future__ import annotations

import functools
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from storycomposer.document.parsing import parse
from storycomposer.document.schema import from_plain, to_json, validated
from storycomposer.errors import StoryError
from storycomposer.media import formats
from storycomposer.media.store import MediaStore, is_reference, reference
from storycomposer.storage import disk, packing, versions
from storycomposer.storage.container import (
    DECK,
    MOST_DECK,
    MOST_MEDIA,
    Container,
    container,
    real,
)
from storycomposer.storage.migrations import migrate
from storycomposer.story import Story, media_refs

Stamp = str
"""What a story on disk said when it was read: the SHA-256 of its deck.json. Times are not trusted:
copying and syncing change them, and two saves can share one."""


@dataclass(frozen=True)
class Opened:
    """A story as read, and the stamp to hand to :func:`save_story`."""

    story: Story
    stamp: Stamp


def open_story(path: str | os.PathLike[str]) -> Story:
    """The story at ``path``, a folder or a ``.story`` file. Pictures are read when they are wanted;
    ones that are not there are no error yet (:func:`storycomposer.story.missing` lists them),
    except that a name which a person wrote by hand must exist. StoryError, one sentence, for
    whatever is wrong; nothing outside the story is read."""
    return read_story(path).story


def read_story(path: str | os.PathLike[str]) -> Opened:
    """:func:`open_story` with the stamp of what was read."""
    with disk.refusals(Path(path)):
        source = container(Path(path))
        data = source.read(DECK, MOST_DECK)
        media = MediaStore()
        named = functools.partial(_named, source, media)
        deck = from_plain(migrate(parse(data)), media=named)
        for ref in media_refs(deck):
            if ref not in media and source.has(ref):
                media.lazy(ref, functools.partial(source.read, ref, MOST_MEDIA))
    return Opened(Story(deck, media), hashlib.sha256(data).hexdigest())


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """The stamp of the story that lies at ``path`` now; None when nothing does. StoryError when
    what is there cannot be read."""
    with disk.refusals(Path(path)):
        place = real(Path(path))
        if not place.exists() or (place.is_dir() and not (place / DECK).exists()):
            return None
        return hashlib.sha256(container(place).read(DECK, MOST_DECK)).hexdigest()


def save_story(
    story: Story,
    path: str | os.PathLike[str],
    expected: Stamp | None = None,
    history: Path | None = None,
    preview: bytes | None = None,
) -> Stamp:
    """Write ``story`` to ``path`` and return its new stamp: a folder if one lies there or the name
    ends in neither ``.story`` nor ``.zip``, else a zip. Only media that the deck names are written.
    A zip carries ``preview`` (:mod:`storycomposer.storage.preview`), a folder, which is for people
    and version control, does not.

    With ``expected`` the story is saved only if what lies at ``path`` is what that stamp was read
    from (or has gone). What is replaced is kept in ``history`` (:mod:`versions`). StoryError, one
    sentence; then whatever was at ``path`` is as it was, and nothing is left beside it.
    """
    saved = Story(validated(story.deck), story.media)
    with disk.refusals(Path(path), writing=True):
        return _save(saved, Path(path), expected, history, preview)


def _save(
    saved: Story, path: Path, expected: Stamp | None, history: Path | None, preview: bytes | None
) -> Stamp:
    target = real(path)
    as_folder = _is_folder(target)
    replaced = target / DECK if as_folder else target

    new = hashlib.sha256(to_json(saved.deck)).hexdigest()

    def ready() -> None:
        now = _check_unchanged(path, target, expected)
        if now != new:  # saving twice must not push earlier versions out
            versions.keep(replaced, history)

    _check_unchanged(path, target, expected)
    if target.exists():
        _hold_what_goes(saved)
    if as_folder:
        packing.write_folder(target, saved.deck, saved.media, ready)
    else:
        packing.write_zip(target, saved.deck, saved.media, ready, preview)
    _settle(saved, container(target))
    return new


def _named(source: Container, media: MediaStore, name: str) -> str:
    """The reference for ``name`` as a deck on disk says it: a reference, or a path in the story."""
    if is_reference(name):
        return name
    data = source.read(name, MOST_MEDIA)
    told = formats.suffix(data) or Path(name).suffix.lower().lstrip(".")
    suffix = told if told.isascii() and told.isalnum() and len(told) <= 5 else "bin"
    ref = reference(data, suffix)
    media.lazy(ref, functools.partial(source.read, name, MOST_MEDIA), name=name)
    return ref


def _is_folder(target: Path) -> bool:
    if target.exists():
        return target.is_dir()
    return target.suffix.lower() not in (".story", ".zip")


def _check_unchanged(shown: Path, target: Path, expected: Stamp | None) -> Stamp | None:
    """The stamp of what lies at ``target``; StoryError unless it is as ``expected``, if given."""
    try:
        now = stamp(target)
    except StoryError:  # damaged, or no story at all
        now = ""
    if expected is not None and now not in (expected, None):
        raise StoryError(
            "file-changed",
            "{path} has been changed by another program since it was opened; save under another "
            "name, or open it again.",
            path=str(shown),
        )
    return now


def _hold_what_goes(story: Story) -> None:
    """Take into memory what the deck no longer names: undo may bring it back when the file that it
    would be read from has been replaced. What cannot be read is lost already."""
    for ref in story.media.refs().difference(media_refs(story.deck)):
        try:
            story.media.keep(ref)
        except StoryError:
            continue


def _settle(story: Story, saved: Container) -> None:
    """From now on lazy media can be read from the saved file too."""
    for ref in media_refs(story.deck):
        if ref in story.media and not story.media.held(ref):
            story.media.lazy(ref, functools.partial(saved.read, ref, MOST_MEDIA))
