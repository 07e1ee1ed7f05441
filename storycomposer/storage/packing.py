"""How a story is written: as a zip, or as a folder. What is written is read back and compared."""

from __future__ import annotations

import functools
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from storycomposer.document.deck import Deck
from storycomposer.document.schema import from_json, to_json
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore, reference
from storycomposer.storage import disk, locks
from storycomposer.storage.container import DECK, MOST_DECK, MOST_MEDIA, place, zipped
from storycomposer.storage.preview import NAME
from storycomposer.story import media_refs

Ready = Callable[[], None]
"""Asked last, just before the new story takes its place; what it raises stops the saving."""

_PLAIN = ("svg", "ttf", "otf", "ttc", "bin")
"""Media that deflating makes smaller; the others are compressed already."""


def write_zip(
    target: Path, deck: Deck, media: MediaStore, ready: Ready, preview: bytes | None = None
) -> None:
    """Replace ``target`` by a zip of ``deck``, its ``preview`` and the media that it names. One
    story gives the same bytes always: order is fixed and no time is written. StoryError as
    :func:`disk.write`, when media cannot be read, and when the story is above 2 GB."""
    data = to_json(deck)

    def fill(file: BinaryIO) -> None:
        try:
            _fill(file, data, deck, media, preview)
        except zipfile.LargeZipFile as error:
            raise StoryError(
                "story-too-large",
                "{path}: the story has more than 2 GB; use fewer or smaller pictures.",
                path=str(target),
            ) from error

    disk.write(target, fill, functools.partial(_check_zip, data, deck, media, preview), ready)


def write_folder(
    target: Path, deck: Deck, media: MediaStore, ready: Ready, *, trusted: bool = False
) -> None:
    """Write the story into the folder ``target``: media first, each under its hash, then deck.json,
    so that a deck never names what is not there. Media that are no longer named stay, for earlier
    decks and a person's own files may need them. A new folder appears whole or not at all. With
    ``trusted``, media that are there already are not read again. StoryError as :func:`write_zip`,
    and for a folder that holds other things."""
    with disk.refusals(target, writing=True):
        if not target.exists():
            with _new_folder(target, ready) as part:
                _write_into(part, deck, media, lambda: None, shown=target)
            return
        if not (target / DECK).exists() and any(target.iterdir()):
            raise StoryError(
                "folder-not-empty",
                "{path} is not empty and holds no story; choose an empty or a new folder.",
                path=str(target),
            )
        _write_into(target, deck, media, ready, shown=target, trusted=trusted)


def _fill(
    file: BinaryIO, data: bytes, deck: Deck, media: MediaStore, preview: bytes | None
) -> None:
    with zipfile.ZipFile(file, "w", allowZip64=False) as packed:
        packed.writestr(_entry(DECK, deflated=True), data)
        if preview is not None:
            packed.writestr(_entry(NAME, deflated=False), preview)
        for ref in _there(deck, media):
            content = _content(media, ref)
            if content is not None:
                deflated = ref.rpartition(".")[2] in _PLAIN
                packed.writestr(_entry(ref, deflated=deflated), content)


def _entry(name: str, *, deflated: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    return entry


def _check_zip(
    data: bytes, deck: Deck, media: MediaStore, preview: bytes | None, path: Path
) -> None:
    try:
        written = zipped(path)
        _check_deck(deck, data, written.read(DECK, MOST_DECK))
        if preview is not None and written.read(NAME, len(preview)) != preview:
            raise _unverified(f"{NAME} reads back differently")
        for ref in _there(deck, media):
            _check_media(ref, written.read(ref, MOST_MEDIA))
    except StoryError as error:
        raise _unverified(str(error)) from error


def _write_into(
    target: Path,
    deck: Deck,
    media: MediaStore,
    ready: Ready,
    *,
    shown: Path,
    trusted: bool = False,
) -> None:
    data = to_json(deck)
    with _undone_on_failure(target / DECK, data) as made:
        folder = place(target, "media")
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
        for ref in _there(deck, media):
            path = place(target, ref)
            if path.exists() and (trusted or _holds(path, ref)):
                continue
            content = _content(media, ref)
            if content is None:
                continue
            if not path.exists():
                made.append(path)
            disk.write(
                path,
                functools.partial(_put, content),
                functools.partial(_check_part, ref),
                shown=shown,
            )
        disk.write(
            place(target, DECK),
            functools.partial(_put, data),
            lambda part: _check_deck(deck, data, part.read_bytes()),
            ready,
            shown,
        )


@contextmanager
def _new_folder(target: Path, ready: Ready) -> Iterator[Path]:
    """A working folder that becomes ``target``, or goes."""
    disk.sweep(target.parent, target.name)
    part = target.parent / disk.part_name(target.name)
    part.mkdir()
    with ExitStack() as cleanup:
        cleanup.callback(shutil.rmtree, part, ignore_errors=True)
        alive = cleanup.enter_context(locks.create(part / disk.ALIVE))
        yield part
        ready()
        alive.close()
        (part / disk.ALIVE).unlink()
        part.rename(target)
        disk.force_folder(target.parent)


@contextmanager
def _undone_on_failure(deck: Path, data: bytes) -> Iterator[list[Path]]:
    """Remove what was made, unless the new ``deck`` is in place and needs it: the last step, which
    forces its folder to the disk, can fail too."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        if not (deck.is_file() and deck.read_bytes() == data):
            for path in reversed(made):
                with suppress(OSError):
                    path.rmdir() if path.is_dir() else path.unlink()
        raise


def _there(deck: Deck, media: MediaStore) -> list[str]:
    """What is missing already cannot be saved, and must not keep the rest from being saved."""
    return sorted(ref for ref in media_refs(deck) if ref in media)


def _content(media: MediaStore, ref: str) -> bytes | None:
    """The bytes of ``ref``; None for what turns out to be damaged for good, hence missing."""
    try:
        return media.get(ref)
    except StoryError:
        if ref in media:
            raise
        return None


def _holds(path: Path, ref: str) -> bool:
    return path.is_file() and reference(path.read_bytes(), ref.rpartition(".")[2]) == ref


def _put(data: bytes, file: BinaryIO) -> None:
    file.write(data)


def _check_deck(deck: Deck, meant: bytes, data: bytes) -> None:
    if data != meant or from_json(data) != deck:
        raise _unverified(f"{DECK} reads back differently")


def _check_media(ref: str, data: bytes) -> None:
    if reference(data, ref.rpartition(".")[2]) != ref:
        raise _unverified(f"{ref} reads back differently")


def _check_part(ref: str, part: Path) -> None:
    _check_media(ref, part.read_bytes())


def _unverified(what: str) -> StoryError:
    return StoryError(
        "save-unverified",
        "The story was not saved, for what was written is not right ({what}); save it elsewhere.",
        what=what,
    )
