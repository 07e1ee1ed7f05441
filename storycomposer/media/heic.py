"""HEIC photographs, decoded in a child process: damaged files crash the decoder (pi_heif 1.4.0)."""

from __future__ import annotations

import json
from typing import NamedTuple

from PIL import Image

from storycomposer.media.children import ask

_SECONDS = 20
_MODES = ("L", "LA", "RGB", "RGBA", "I;16")


class Heic(NamedTuple):
    """The primary picture, upright already, as the container's own turns say; ``pixels`` are empty
    when they were not asked for."""

    size: tuple[int, int]
    mode: str
    profile: bytes
    pixels: bytes


def read(data: bytes, name: str, most: int, *, pixels: bool) -> Heic | None:
    """The picture in ``data``, with ``pixels`` if it has at most ``most``; None when it is damaged.
    StoryError when decoding takes more than 20 s of processor time."""
    answer = ask(("pi_heif", "PIL"), _SECONDS, name, data, kind="heic", most=most, pixels=pixels)
    if answer is None:
        return None
    line, _, body = answer.partition(b"\n")
    head = json.loads(line)
    length = head["profile"]
    width, height = head["size"]
    return Heic((width, height), head["mode"], body[:length], body[length:])


def image(picture: Heic) -> Image.Image:
    """Its pixels as they are stored: not yet sRGB. ValueError when they are not all there."""
    mode = "I;16" if picture.mode.startswith("I;16") else picture.mode
    if mode not in _MODES:
        raise ValueError(mode)
    return Image.frombytes(mode, picture.size, picture.pixels)
