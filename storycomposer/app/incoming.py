"""Pictures on their way in: bytes → what they are and how they want to be shown. No widgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from storycomposer.document.geometry import STORY
from storycomposer.errors import StoryError
from storycomposer.media import exif
from storycomposer.media.decode import decode, probe, suffix
from storycomposer.media.store import MediaStore

Kind = Literal["photo", "screenshot", "cutout"]

_FLAT = 0.5
"""Share of pixels equal to their neighbour from which a picture counts as drawn by a screen: of
screenshots, also as JPEG, 0.7 to 0.95 are; of photographs 0.03 to 0.36."""
_MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Something that may be a picture: its name and where its bytes are had from, on a thread."""

    name: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be read. ``taken`` is the camera's clock, empty where it is not told."""

    source: str
    width: int
    height: int
    kind: Kind
    taken: str
    name: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """The pictures among what was brought, in the order they were taken, and what was wrong with
    the rest."""

    pictures: tuple[Picture, ...]
    errors: tuple[StoryError, ...]


def from_path(path: Path) -> Source:
    """A file as a source."""
    return Source(path.name, lambda: _bytes(path))


def read_all(sources: Iterable[Source], media: MediaStore) -> Arrived:
    """Read, decode and hash; for a thread. What can be read is put into ``media``."""
    pictures, errors = [], []
    for source in sources:
        try:
            pictures.append(read(source.load(), source.name, media))
        except StoryError as error:
            errors.append(error)
    return Arrived(tuple(sorted(pictures, key=_order)), tuple(errors))


def read(data: bytes, name: str, media: MediaStore) -> Picture:
    """What the picture ``data`` is. StoryError if it cannot be read to its end."""
    info = probe(data, name)
    pixels = decode(data, STORY, name)
    shot = exif.shot(data)
    kind: Kind = "photo"
    if info.format == "SVG" or pixels.mode == "RGBA":
        kind = "cutout"
    elif not shot.camera and (info.width, info.height) != STORY and flatness(pixels) >= _FLAT:
        kind = "screenshot"
    source = media.put(data, suffix(data), name)
    return Picture(source, info.width, info.height, kind, shot.taken, name)


def flatness(pixels: Image.Image) -> float:
    """Share of pixels that equal their right neighbour, on every eighth row."""
    rows = np.asarray(pixels.convert("RGB"))[::8]
    if rows.shape[1] < 2:
        return 0.0
    return float((rows[:, 1:] == rows[:, :-1]).all(axis=2).mean())


def _order(picture: Picture) -> tuple[bool, str, list[tuple[int, str]]]:
    """By time taken, those without a time after them, then by name, ``2`` before ``10``."""
    steps = re.findall(r"\d+|\D+", picture.name.casefold())
    name = [(int(step), "") if step.isdecimal() else (-1, step) for step in steps]
    return not picture.taken, picture.taken, name


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise StoryError(
                "picture-heavy",
                "{name}: this file is larger than 512 MB; make the picture smaller first.",
                name=path.name,
            )
        return path.read_bytes()
    except OSError as error:
        raise StoryError(
            "picture-unreadable",
            "{name}: this file cannot be read; check that it is a picture you may open.",
            name=path.name,
        ) from error
