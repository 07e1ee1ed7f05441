"""Bytes of a picture → its sRGB pixels, upright; whatever is wrong is one sentence.

Pillow's plugins are called directly, each for the format that the first bytes say, never through
``Image.open``: nothing outside the list is tried, a camera's MPO is read as the JPEG it is, and
none of the warnings are raised that cannot be held back without stopping other threads.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from storycomposer.errors import StoryError
from storycomposer.media import formats, heic, png, svg
from storycomposer.media.color import to_srgb
from storycomposer.media.orientation import orientation, swaps, upright

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 65_535
"""Pictures above either are refused before they are decoded."""

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Warning,
    Image.DecompressionBombError,
    struct.error,
    zlib.error,
)
"""What decoders raise over damaged files (:mod:`warnings` may be set to raise)."""

_EIGHT_BITS = ((np.arange(65536) + 128) // 257).astype(np.uint8)


class Info(NamedTuple):
    """What a picture is: ``width`` and ``height`` upright, ``format`` a key of
    :data:`formats.PICTURES`, ``alpha`` whether it can be see-through, ``frames`` above 1 for
    animations, whose first frame alone is used."""

    width: int
    height: int
    format: str
    alpha: bool
    frames: int


class _Jpeg(JpegImageFile):
    def _read_dpi_from_exif(self) -> None:
        """Resolution is not wanted, and looking for it warns about photographs' broken EXIF."""


def suffix(data: bytes) -> str:
    """The suffix that the picture ``data`` is stored under, told by content. StoryError when it is
    no picture that can be read."""
    return formats.PICTURES[formats.picture(data, "picture")]


def probe(data: bytes, name: str = "picture") -> Info:
    """What the picture ``data`` is, without decoding it. ``name`` is what sentences call it.
    StoryError: not a picture, damaged, or above :data:`MOST_PIXELS`."""
    kind = formats.picture(data, name)
    if kind == "SVG":
        width, height = svg.size(data, name)
        return Info(width, height, kind, True, 1)
    if kind == "HEIC":
        shot = _heic(data, name, pixels=False)
        return Info(*shot.size, kind, shot.mode in ("LA", "RGBA"), 1)
    image = _opened(data, kind, name)
    width, height = image.size
    if swaps(orientation(image.info.get("exif"))):
        width, height = height, width
    try:
        return Info(width, height, kind, image.has_transparency_data, _frames(image, data))
    except BROKEN as error:
        raise _damaged(kind, name) from error


def decode(
    data: bytes, at_least: tuple[int, int] | None = None, name: str = "picture"
) -> Image.Image:
    """The pixels of ``data`` as RGB, or as RGBA where some are see-through, in sRGB and upright.

    ``at_least`` (width, height) is what the caller needs: a JPEG at least twice as large is decoded
    at 1/2, 1/4 or 1/8 (libjpeg's scaled DCT), never below it, and an SVG at the size that just
    covers it. A scaled decode is not the full one resized (39–51 dB apart), so pictures that must
    look alike at several sizes are made from one decode. Errors as :func:`probe`.
    """
    kind = formats.picture(data, name)
    if kind == "SVG":
        drawn = svg.rasterise(data, *_covering(svg.size(data, name), at_least), name)
        return _without_idle_alpha(drawn)
    if kind == "HEIC":
        return _photograph(_heic(data, name, pixels=True), name)
    image = _opened(data, kind, name)
    turn = orientation(image.info.get("exif"))
    if at_least and isinstance(image, JpegImageFile):
        wanted = at_least[::-1] if swaps(turn) else at_least
        image.draft(None, (max(1, wanted[0]), max(1, wanted[1])))
    try:
        image.load()
        pixels = to_srgb(_plain(image), image.info.get("icc_profile"))
    except BROKEN as error:
        raise _damaged(kind, name) from error
    return _bare(upright(_without_idle_alpha(pixels), turn))


def _opened(data: bytes, kind: str, name: str) -> ImageFile.ImageFile:
    try:
        image = _reader(data, kind)
    except Image.DecompressionBombError as error:
        raise StoryError(
            "picture-far-too-large",
            "{name}: this picture has more than 100 million pixels; scale it down first.",
            name=name,
        ) from error
    except BROKEN as error:
        raise _damaged(kind, name) from error
    _check_size(image.size, name)
    return image


def _check_size(size: tuple[int, int], name: str) -> None:
    _check_sides(size, name)
    width, height = size
    if width * height > MOST_PIXELS:
        raise StoryError(
            "picture-too-large",
            "{name}: {width} × {height} is more than 100 million pixels; scale it down first.",
            name=name,
            width=width,
            height=height,
        )


def _check_sides(size: tuple[int, int], name: str) -> None:
    if max(size) > LONGEST_SIDE:
        raise StoryError(
            "picture-too-long",
            "{name}: {width} × {height} is longer than {most} pixels; cut it into parts first.",
            name=name,
            width=size[0],
            height=size[1],
            most=LONGEST_SIDE,
        )


def _heic(data: bytes, name: str, *, pixels: bool) -> heic.Heic:
    shot = heic.read(data, name, MOST_PIXELS, pixels=pixels)
    if shot is None:
        raise _damaged("HEIC", name)
    _check_size(shot.size, name)
    return shot


def _photograph(shot: heic.Heic, name: str) -> Image.Image:
    try:
        pixels = to_srgb(_plain(heic.image(shot)), shot.profile)
    except BROKEN as error:
        raise _damaged("HEIC", name) from error
    return _bare(_without_idle_alpha(pixels))


def _reader(data: bytes, kind: str) -> ImageFile.ImageFile:
    return _READERS[kind](data)


def _png(data: bytes) -> PngImageFile:
    """Pillow leaves the see-through colour as the file says it, and scales the samples."""
    image = PngImageFile(io.BytesIO(png.essentials(data)))
    key, bits = image.info.get("transparency"), png.bit_depth(data)
    if image.mode == "RGB" and isinstance(key, tuple) and bits == 16:
        image.info["transparency"] = tuple(part >> 8 for part in key)
    if image.mode == "L" and isinstance(key, int) and bits in (2, 4):
        image.info["transparency"] = key * 255 // ((1 << bits) - 1)
    return image


_READERS: dict[str, Callable[[bytes], ImageFile.ImageFile]] = {
    "PNG": _png,
    "JPEG": lambda data: _Jpeg(io.BytesIO(data)),
    "GIF": lambda data: GifImageFile(io.BytesIO(data)),
    "WEBP": lambda data: WebPImageFile(io.BytesIO(data)),
    "AVIF": lambda data: AvifImageFile(io.BytesIO(data)),
}


def _frames(image: ImageFile.ImageFile, data: bytes) -> int:
    if isinstance(image, PngImageFile):
        return png.frames(data)
    try:
        return int(getattr(image, "n_frames", 1))
    except BROKEN:  # a GIF is searched to its end, which may be cut off; the first frame is not
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """L, LA, RGB, RGBA or CMYK, 8 bits a channel, transparency as alpha."""
    key = image.info.get("transparency")
    if image.mode.startswith("I;16"):
        return _scaled_from_16_bits(image, key)
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and (key is None or image.mode == "CMYK"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _scaled_from_16_bits(image: Image.Image, key: object) -> Image.Image:
    """Grey of 16 bits, divided by 257 and rounded: Pillow's own conversion clips it to white."""
    deep = np.asarray(image)
    grey = Image.fromarray(_EIGHT_BITS[deep])
    if isinstance(key, int):
        grey = Image.merge("LA", (grey, Image.fromarray(((deep != key) * 255).astype(np.uint8))))
    return grey


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    """Pictures whose alpha is 255 everywhere are opaque: they compose three times as fast."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image


def _bare(image: Image.Image) -> Image.Image:
    """Pixels alone: comments, profiles and what a decoder holds on to stay behind."""
    image.info = {}
    held = isinstance(image, ImageFile.ImageFile)
    return image.copy() if held and not isinstance(image, JpegImageFile | PngImageFile) else image


def _covering(size: tuple[int, int], at_least: tuple[int, int] | None) -> tuple[int, int]:
    if at_least is None:
        return size
    scale = max(at_least[0] / size[0], at_least[1] / size[1])
    return max(1, -int(-size[0] * scale // 1)), max(1, -int(-size[1] * scale // 1))


def _damaged(kind: str, name: str) -> StoryError:
    return StoryError(
        "picture-damaged",
        "{name}: this {kind} is damaged, cut off or of a kind that cannot be read; export it again "
        "as PNG or JPEG and replace it.",
        name=name,
        kind=kind,
    )
