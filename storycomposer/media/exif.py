"""What a camera wrote into its picture: when it was taken, and that it was a camera at all."""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

_BLOCK = re.compile(rb"(?:Exif\0\0|eXIf|EXIF....)(?=II\*\0|MM\0\*)", re.DOTALL)
"""Before the TIFF header: JPEG's and HEIC's mark, PNG's chunk, WebP's chunk and its length."""

_MAKE, _MODEL, _CHANGED, _DETAILS = 0x010F, 0x0110, 0x0132, 0x8769
_TAKEN = 0x9003
_DATE = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_MOST_ENTRIES = 512


class Shot(NamedTuple):
    """``taken`` is ``YYYY:MM:DD HH:MM:SS`` as the camera's clock said, empty where it is not told;
    ``camera`` whether a make or model is named."""

    taken: str = ""
    camera: bool = False


def shot(data: bytes) -> Shot:
    """What the Exif block (Exif 2.32 §4.6) of the picture ``data`` tells; nothing where there is
    none or it is damaged: such data is often broken, and nothing depends on it."""
    found = _BLOCK.search(data)
    if found is None:
        return Shot()
    body = memoryview(data)[found.end() :]
    order = "<" if bytes(body[:2]) == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", body, 4)
        first = _entries(body, order, start)
        inner = _entries(body, order, first[_DETAILS][1]) if _DETAILS in first else {}
    except struct.error:
        return Shot()
    taken = _text(body, inner.get(_TAKEN)) or _text(body, first.get(_CHANGED))
    camera = _MAKE in first or _MODEL in first
    return Shot(taken if _DATE.fullmatch(taken) else "", camera)


def _entries(body: memoryview, order: str, start: int) -> dict[int, tuple[int, int]]:
    """Tag → (count, value or where it lies) of one directory."""
    (count,) = struct.unpack_from(order + "H", body, start)
    found = {}
    for entry in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        tag, _, length, value = struct.unpack_from(order + "HHII", body, entry)
        found[tag] = (length, value)
    return found


def _text(body: memoryview, entry: tuple[int, int] | None) -> str:
    if entry is None:
        return ""
    length, at = entry
    raw = bytes(body[at : at + min(length, 64)])
    return raw.split(b"\0", 1)[0].decode("ascii", "replace").strip()
