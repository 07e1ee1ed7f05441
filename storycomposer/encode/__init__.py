"""Pixels to bytes, clean: tagged sRGB, and nothing else that a source picture carried."""

from __future__ import annotations

from typing import Literal

from PIL import Image

from storycomposer.encode.jpeg import jpeg_bytes
from storycomposer.encode.png import Effort, png_bytes
from storycomposer.encode.webp import webp_bytes

__all__ = ["FORMATS", "Format", "encode", "jpeg_bytes", "png_bytes", "webp_bytes"]

Format = Literal["png", "jpeg", "webp"]

FORMATS: dict[Format, str] = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}
"""The formats of exported slides and how their files' names end."""


def encode(image: Image.Image, format: Format, effort: Effort = "fast") -> bytes:
    """``image`` (RGB) as a file of ``format``. ``effort`` is of PNG alone."""
    if format == "png":
        return png_bytes(image, effort)
    return jpeg_bytes(image) if format == "jpeg" else webp_bytes(image)
