"""Decoded pictures at the size that is needed: decoding is most of a photograph's time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image

from storycomposer.cache import Cache
from storycomposer.media import decode

if TYPE_CHECKING:
    from storycomposer.media.store import MediaStore

_MB = 1024 * 1024
_MOST_PIXELS = 12 * _MB


def weight(image: Image.Image) -> int:
    """Bytes that ``image`` takes: Pillow keeps RGB in four bytes a pixel too."""
    return image.width * image.height * (1 if image.mode == "L" else 4)


# While a picture is moved in its frame the same decode serves every step. Large ones are not kept:
# originals of 24 megapixels would fill the memory.
_PIXELS: Cache[Image.Image] = Cache(64 * _MB, weight, largest=32 * _MB)
_BYTES: Cache[bytes] = Cache(24 * _MB, len)
_SIZES: Cache[tuple[int, int]] = Cache(4096, lambda _: 1)


def size(media: MediaStore, ref: str) -> tuple[int, int]:
    """Width and height of the picture ``ref``, upright. StoryError if it cannot be read."""

    def probe() -> tuple[int, int]:
        info = decode.probe(_bytes(media, ref), media.name(ref))
        return info.width, info.height

    return _SIZES.get(ref, probe)


def _bytes(media: MediaStore, ref: str) -> bytes:
    # A store may read a file and check its hash each time: once for size and pixels is enough.
    return _BYTES.get(ref, lambda: media.get(ref))


def pixels(media: MediaStore, ref: str, scale: float) -> Image.Image:
    """The picture ``ref``, decoded so that ``scale`` (output pixels per pixel of the original)
    only makes it smaller where the original has the pixels: JPEG comes at 1, 1/2, 1/4 or 1/8, a
    drawing (SVG) at the power of two that is enough. StoryError if it cannot be read."""
    width, height = size(media, ref)
    step = 2.0 ** math.ceil(math.log2(max(scale, 1e-6)))
    if not ref.endswith(".svg"):
        step = min(max(step, 1 / 8), 1.0)
    elif width * height * step * step > _MOST_PIXELS:
        step = math.sqrt(_MOST_PIXELS / (width * height))
    wanted = max(math.floor(width * step), 1), max(math.floor(height * step), 1)

    def load() -> Image.Image:
        return decode.decode(_bytes(media, ref), wanted, media.name(ref))

    return _PIXELS.get((ref, wanted), load)


def forget() -> None:
    """Drop all decoded pictures."""
    _BYTES.clear()
    _PIXELS.clear()
    _SIZES.clear()
