"""JPEG files for destinations that take no PNG."""

from __future__ import annotations

import io

from PIL import Image

from storycomposer.encode.srgb import profile

QUALITY = 92
"""High enough that words keep clean edges through one more recompression by the platform."""


def jpeg_bytes(image: Image.Image, quality: int = QUALITY) -> bytes:
    """``image`` (RGB, sRGB) as a JPEG file: colours at full resolution (4:4:4: red words on blue
    would smear otherwise), an sRGB profile, no other metadata. Raises ValueError for other modes.
    """
    if image.mode != "RGB":
        raise ValueError(f"a JPEG is written from RGB, not {image.mode}")
    clean = image.copy()
    clean.info.clear()  # comments of a source picture would travel along
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=quality, subsampling=0, optimize=True, icc_profile=profile())
    return out.getvalue()
