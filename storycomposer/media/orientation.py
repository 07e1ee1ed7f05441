"""Which way up a photograph is: the one EXIF tag that pixels depend on."""

from __future__ import annotations

import struct

from PIL import Image

_TAG = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(exif: bytes | None) -> int:
    """The Orientation tag (Exif 2.32 §4.6.4) of an EXIF block, 1 to 8; 1 where it is absent or
    the block is damaged. Read here because only this tag is wanted of data that is often broken."""
    body = (exif or b"").removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", body, 4)
        (count,) = struct.unpack_from(order + "H", body, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", body, entry)
            if tag == _TAG:
                (value,) = struct.unpack_from(order + ("I" if kind == 4 else "H"), body, entry + 8)
                return int(value) if value in _TURNS else 1
    except struct.error:
        return 1
    return 1


def swaps(value: int) -> bool:
    """Whether width and height change places."""
    return value >= 5


def upright(image: Image.Image, value: int) -> Image.Image:
    """``image`` turned or mirrored as orientation ``value`` asks."""
    return image.transpose(_TURNS[value]) if value in _TURNS else image
