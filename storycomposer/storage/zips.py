"""Reading zips that strangers made. Python's reader checks little, so what is wrong is found here
before anything is unpacked (APPNOTE.TXT 6.3.10 has the layout)."""

from __future__ import annotations

import functools
import os
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from storycomposer.errors import StoryError
from storycomposer.media.store import DAMAGED
from storycomposer.storage.disk import refusals
from storycomposer.storage.names import inside

MOST_ENTRIES = 10_000
MOST_BYTES = 2_000_000_000
"""Of all entries, unpacked."""

MOST_RATIO = 200
"""Unpacked to packed, above 32 MB: below, a deck of many like layers may well be denser."""

_SMALL = 32_000_000
_DIRECTORY = 8_000_000
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s22x2H")
_UTF8 = 0x800
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40 | 0x2000

BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError,
    struct.error, LookupError, ArithmeticError, MemoryError, TypeError,
)  # fmt: skip
"""What Python's reader raises over damaged zips."""


def names(path: Path) -> frozenset[str]:
    """The names of the files in the zip at ``path``. StoryError for one that is no zip, is damaged
    or could harm: names that lead out, entries that overlap, lie, are locked or blow up."""
    with refusals(path), _opened(path) as file:
        return frozenset(_entries(file, path))


def read(path: Path, name: str, most: int) -> bytes:
    """The file ``name`` of the zip at ``path``, at most ``most`` bytes, its checksum compared.
    StoryError as :func:`names`, and when it is not there or larger."""
    with refusals(path), _opened(path) as file:
        entry = _entries(file, path).get(name)
        if entry is None:
            raise StoryError("not-in-story", "{path} holds no {name}.", path=str(path), name=name)
        if entry.file_size > most:
            raise _harmful(path, f"{name} is too large")
        data = _content(file, entry)
        if data is None or len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise _damaged(path, DAMAGED)
        return data


def _content(file: BinaryIO, entry: zipfile.ZipInfo) -> bytes | None:
    """What ``entry`` unpacks to, at most one byte more than it says; None when it is damaged."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        return None
    mark, name, extra = _LOCAL.unpack(header)
    said = file.read(name).decode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")
    if mark != b"PK\x03\x04" or said != entry.orig_filename:
        return None
    file.seek(extra, 1)
    packed = file.read(entry.compress_size)
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(packed, entry.file_size + 1)
    except zlib.error:
        return None
    return data if unpacker.eof else None


def _opened(path: Path) -> BinaryIO:
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
        raise _damaged(path)
    return path.open("rb")


@dataclass(frozen=True)
class _Same:
    """An open zip; two count as one when the system says that the file has not changed between."""

    path: Path
    state: tuple[int, ...]
    file: BinaryIO = field(compare=False)


def _entries(file: BinaryIO, path: Path) -> dict[str, zipfile.ZipInfo]:
    """The checked directory, remembered for as long as the file is the same."""
    now = os.fstat(file.fileno())
    return _checked(_Same(path, (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns), file))


@functools.lru_cache(maxsize=4)
def _checked(opened: _Same) -> dict[str, zipfile.ZipInfo]:
    path = opened.path
    _check_end(opened.file, path)
    try:
        with zipfile.ZipFile(opened.file) as directory:
            listed, end = directory.infolist(), directory.start_dir
    except (*BROKEN, OSError) as error:
        raise _damaged(path) from error
    _check_sizes(listed, path)
    _check_overlaps(listed, end, path)
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        name = inside(entry.orig_filename.removesuffix("/"), str(path))
        if entry.flag_bits & _ENCRYPTED:
            raise _harmful(path, "it is locked with a password")
        if entry.compress_type not in _PACKED:
            raise _harmful(path, "it is packed in a way that is not read")
        if name in found:
            raise _harmful(path, f"it holds {name} twice")
        found[name] = entry
    return {name: entry for name, entry in found.items() if not entry.is_dir()}


def _check_end(file: BinaryIO, path: Path) -> None:
    """Before Python reads the directory: that it is there, and not too large to read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise _damaged(path)
    count, length = _END.unpack_from(tail, at)[4:6]
    if tail[max(0, at - 20) :].startswith(b"PK\x06\x07") or count > MOST_ENTRIES:
        raise _harmful(path, "it holds too much")
    if length > _DIRECTORY:
        raise _harmful(path, "its table of contents is too long")


def _check_sizes(listed: list[zipfile.ZipInfo], path: Path) -> None:
    if len(listed) > MOST_ENTRIES or sum(entry.file_size for entry in listed) > MOST_BYTES:
        raise _harmful(path, "it holds too much")
    for entry in listed:
        if entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size):
            raise _harmful(path, "it unpacks to far more than it should")


def _check_overlaps(listed: list[zipfile.ZipInfo], end: int, path: Path) -> None:
    """Entries that share bytes unpack to millions of times what they weigh."""
    for entry in sorted(listed, key=lambda entry: entry.header_offset, reverse=True):
        # 30 bytes of local header and the name; an extra field may follow.
        size = 30 + len(entry.orig_filename) + entry.compress_size
        if entry.header_offset < 0 or entry.header_offset + size > end:
            raise _harmful(path, "its files overlap")
        end = entry.header_offset


def _damaged(path: Path, id: str = "not-a-story") -> StoryError:
    return StoryError(
        id,
        "{path} is no story or is damaged; choose a .story file, or a folder with a deck.json.",
        path=str(path),
    )


def _harmful(path: Path, what: str) -> StoryError:
    return StoryError(
        "unsafe-zip",
        "{path} cannot be opened safely: {what}; ask for it to be saved anew by Story Composer.",
        path=str(path),
        what=what,
    )
