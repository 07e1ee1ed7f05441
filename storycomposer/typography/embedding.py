"""Whether a font may travel inside a story: what its licence bits say.

OS/2 fsType (OpenType specification, "OS/2 — fsType"): a story can be edited by whoever opens it, so
"preview & print" is not enough; nothing is ever subset, so "no subsetting" does not matter.
"""

from __future__ import annotations

import struct
from typing import Final

import uharfbuzz as hb

from storycomposer.errors import Sentence, StoryError
from storycomposer.typography.faces import Face, read

_RESTRICTED: Final = 0x0002
_PREVIEW: Final = 0x0004
_EDITABLE: Final = 0x0008
_BITMAPS: Final = 0x0200
_LARGEST = 64 * 1024 * 1024


def refusal(data: bytes) -> Sentence | None:
    """Why the font file ``data`` cannot be put into a story; None where it can."""
    sources = tuple(read(data=data)) if len(data) <= _LARGEST else ()
    if not sources:
        pattern = "This is not a font file that can be read; use a .ttf or .otf file."
        return Sentence("font-unreadable", pattern)
    family = sources[0].face.family
    for source in sources:
        bits = _licence(data, source.face.index)
        if bits is None or not _allowed(bits):
            pattern = (
                "The licence of the font “{family}” does not allow it to be put into a story; "
                "install it on each computer that opens the story, or choose another font."
            )
            return Sentence("font-not-embeddable", pattern, (("family", family),))
    return None


def file_of(face: Face) -> bytes:
    """The bytes of the whole font file that ``face`` comes from, to be carried in a story. Raises
    StoryError where its licence forbids that or the file cannot be read."""
    try:
        data = face.data if face.data is not None else _file(face)
    except OSError as error:
        pattern = "The file of the font “{family}” cannot be read; install the font again."
        raise StoryError("font-file", pattern, family=face.family) from error
    reason = refusal(data)
    if reason is not None:
        raise StoryError(reason.id, reason.pattern, **dict(reason.values))
    return data


def _file(face: Face) -> bytes:
    if face.path is None:
        raise FileNotFoundError(face.family)
    return face.path.read_bytes()


def _licence(data: bytes, index: int) -> int | None:
    """fsType; None in a font that does not say."""
    table = bytes(hb.Face(hb.Blob(data), index).reference_table("OS/2").data)
    return int(struct.unpack_from(">H", table, 8)[0]) if len(table) >= 10 else None


def _allowed(bits: int) -> bool:
    if bits & _BITMAPS:
        return False
    # Old fonts set several of the first bits: then the most generous one counts.
    return not bits & (_RESTRICTED | _PREVIEW) or bool(bits & _EDITABLE)
