"""The sRGB profile that JPEG and WebP files carry; PNG has a chunk of its own for it."""

from __future__ import annotations

import functools

from PIL import ImageCms

# ICC.1:2010, 7.2: bytes 24 to 35 of the header are the time of creation.
_DATE = slice(24, 36)


@functools.cache
def profile() -> bytes:
    """An ICC profile of sRGB, about half a kilobyte, without the time at which it was made."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_DATE] = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
    return bytes(made)
