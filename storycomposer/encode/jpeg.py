"""JPEG files for destinations that take no PNG."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from storycomposer.encode.srgb import profile

QUALITY = 92
"""High enough that words keep clean edges through one more recompression by the platform."""


def jpeg_bytes(image: Image.Image, quality: int = QUALITY, comment: bytes = b"") -> bytes:
    """``image`` (RGB, sRGB) as a JPEG file: colours at full resolution (4:4:4: red words on blue
    would smear otherwise), an sRGB profile, ``comment`` if given, and no other metadata. Raises
    ValueError for other modes.
    """
    if image.mode != "RGB":
        raise ValueError(f"a JPEG is written from RGB, not {image.mode}")
    clean = image.copy()
    clean.info.clear()  # comments of a source picture would travel along
    said: dict[str, Any] = {"comment": comment} if comment else {}
    said |= {"quality": quality, "subsampling": 0, "icc_profile": profile()}
    try:
        return _saved(clean, said | {"optimize": True})
    except OSError:  # what hardly packs, noise, is more than Pillow holds back to choose its codes
        return _saved(clean, said)


def _saved(image: Image.Image, how: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **how)
    return out.getvalue()
