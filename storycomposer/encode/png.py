"""PNG files: fast ones by default, small ones on demand.

A story's photographs make PNG the slowest step of an export, so the two costly parts are chosen by
measurement: the Up filter over whole pictures in numpy with ISA-L's deflate at level 1 is seven
times faster than zlib at its default on photographs and a few percent larger. The format is W3C
PNG (Third Edition): section 5 for chunks, 9 for filters, 10 for compression.

What is promised are pixels. Bytes differ between machines, and ISA-L was seen, very rarely, to
choose other tokens of the same length for the same data on one machine.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

try:
    from isal import isal_zlib

    _fast: Callable[[Any, int], bytes] = isal_zlib.compress
except ImportError:  # no wheel for this machine
    _fast = zlib.compress

try:
    from zlib_ng import zlib_ng

    _small: Callable[[Any, int], bytes] = zlib_ng.compress
except ImportError:  # no wheel for this machine
    _small = zlib.compress

Effort = Literal["fast", "small"]
Bytes = NDArray[np.uint8]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOR_TYPES = {"RGB": 2, "RGBA": 6}
_UP = 2
# Rows filtered together with small effort: the five candidates of a whole slide would take 60 MB.
_STRIP = 64


def png_bytes(image: Image.Image, effort: Effort = "fast") -> bytes:
    """``image`` (RGB or RGBA, sRGB) as a PNG file: tagged sRGB, without any other metadata.

    ``fast`` is for exports; ``small`` takes about four times as long and saves some percent on
    photographs, more on flat slides. Pixels are the same. Raises ValueError for other modes.
    """
    if image.mode not in _COLOR_TYPES:
        raise ValueError(f"a PNG is written from RGB or RGBA, not {image.mode}")
    rows = np.asarray(image).reshape(image.height, -1)
    small = effort == "small"
    data = _small(_best(rows, len(image.mode)), 6) if small else _fast(_up(rows), 1)
    header = struct.pack(">IIBBBBB", *image.size, 8, _COLOR_TYPES[image.mode], 0, 0, 0)
    perceptual = b"\0"
    return b"".join(
        (
            _SIGNATURE,
            *_chunk(b"IHDR", header),
            *_chunk(b"sRGB", perceptual),
            *_chunk(b"IDAT", data),
            *_chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> tuple[bytes, ...]:
    crc = zlib.crc32(data, zlib.crc32(name))
    return struct.pack(">I", len(data)), name, data, struct.pack(">I", crc)


def _up(rows: Bytes) -> Bytes:
    """Every row minus the one above, modulo 256, behind the filter's number."""
    out = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    out[:, 0] = _UP
    out[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=out[1:, 1:])
    return out


def _best(rows: Bytes, pixel: int) -> Bytes:
    """Each row under the filter that leaves the smallest sum of absolute differences (W3C PNG
    section 12.7). ``pixel`` is the bytes of one pixel."""
    height, width = rows.shape
    out = np.empty((height, width + 1), np.uint8)
    for top in range(0, height, _STRIP):
        strip = rows[top : top + _STRIP]
        above = np.zeros_like(strip)
        above[1:] = strip[:-1]
        if top:
            above[0] = rows[top - 1]
        candidates = _candidates(strip, above, pixel)
        # A difference of 255 is one of -1: its size is the smaller of itself and its negative.
        sizes = np.minimum(candidates, np.negative(candidates)).sum(axis=2, dtype=np.int64)
        chosen = sizes.argmin(axis=0)
        out[top : top + _STRIP, 0] = chosen
        out[top : top + _STRIP, 1:] = candidates[chosen, np.arange(len(strip))]
    return out


def _candidates(row: Bytes, above: Bytes, pixel: int) -> Bytes:
    """``row``s under filters None, Sub, Up, Average and Paeth (W3C PNG section 9.2)."""
    left = np.zeros_like(row)
    left[:, pixel:] = row[:, :-pixel]
    corner = np.zeros_like(row)
    corner[:, pixel:] = above[:, :-pixel]
    mean = ((left.astype(np.uint16) + above) // 2).astype(np.uint8)
    predictions = (0, left, above, mean, _paeth(left, above, corner))
    return np.stack([row - prediction for prediction in predictions])


def _paeth(left: Bytes, above: Bytes, corner: Bytes) -> Bytes:
    """Whichever neighbour is nearest to left + above - corner; ties go in that order (section
    9.4)."""
    a, b, c = left.astype(np.int16), above.astype(np.int16), corner.astype(np.int16)
    to_left, to_above = np.abs(b - c), np.abs(a - c)
    to_corner = np.abs(a + b - 2 * c)
    nearest = np.where(to_above <= to_corner, above, corner)
    is_left = (to_left <= to_above) & (to_left <= to_corner)
    return np.where(is_left, left, nearest).astype(np.uint8)
