"""WebP files for web pages and the destinations that take them."""

from __future__ import annotations

import io

from PIL import Image

from storycomposer.encode.srgb import profile

QUALITY = 90


def webp_bytes(image: Image.Image, quality: int = QUALITY) -> bytes:
    """``image`` (RGB or RGBA, sRGB) as a lossy WebP file with an sRGB profile and no other
    metadata. Raises ValueError for other modes."""
    if image.mode not in ("RGB", "RGBA"):
        raise ValueError(f"a WebP is written from RGB or RGBA, not {image.mode}")
    clean = image.copy()
    clean.info.clear()
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=quality, method=4, icc_profile=profile())
    return out.getvalue()
