"""The small picture of its first slide that a saved story carries: file managers and the window's
first moment show it, before anything is drawn.

It is never trusted. It is taken only where it says to be of this very slide, and where its head
says that decoding it is cheap: a baseline JPEG of one scan, no larger than a slide.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import structs

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.schema import to_json
from storycomposer.errors import StoryError
from storycomposer.storage.container import container

NAME = "preview.jpg"
"""What it is called in a story, beside ``deck.json``."""

MOST = 150_000
"""Bytes; a larger one is neither written nor read."""

_COMMENT, _FRAME, _SCAN = 0xFE, 0xC0, 0xDA
_OTHER_FRAMES = frozenset(range(0xC1, 0xD0)) - {0xC4, 0xC8, 0xCC}


def key(deck: Deck, slide: Slide) -> str:
    """What tells the look of ``slide`` from every other: a SHA-256 of all in ``deck`` that it
    depends on, pictures included, which a deck names by their hashes."""
    bare = structs.replace(slide, name=None, alt="", seconds=5.0, guides=())
    alone = structs.replace(deck, id="look", title="", slides=(bare,))
    return hashlib.sha256(to_json(alone)).hexdigest()


def read(path: Path, deck: Deck) -> bytes | None:
    """The preview that the story at ``path`` carries, a JPEG that is safe to decode, if it is one
    of ``deck``'s first slide; None where it is not, or there is none."""
    if not deck.slides:
        return None
    try:
        story = container(path)
        data = story.read(NAME, MOST) if story.has(NAME) else b""
    except StoryError:
        return None
    return data if _fits(data, deck) else None


def seal(deck: Deck) -> bytes:
    """The comment in a preview of ``deck`` that says of what it is."""
    return f"Preview of {key(deck, deck.slides[0])}".encode()


def _fits(data: bytes, deck: Deck) -> bool:
    """Whether ``data`` is what its doors promise (segments: ITU T.81 annex B). Progressive files
    are left out: thousands of scans fit into little."""
    comment, size, at = b"", (0, 0), 2
    while data[:2] == b"\xff\xd8" and data[at : at + 1] == b"\xff":
        mark, length = data[at + 1 : at + 2], int.from_bytes(data[at + 2 : at + 4], "big")
        body, at = data[at + 4 : at + 2 + length], at + 2 + length
        if length < 3 or mark[0] in _OTHER_FRAMES:
            return False
        if mark[0] == _COMMENT:
            comment = body
        elif mark[0] == _FRAME:
            size = int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
        elif mark[0] == _SCAN:
            return body[0] == 3 and comment == seal(deck) and _sized(size, deck)
    return False


def _sized(size: tuple[int, int], deck: Deck) -> bool:
    width, height = size
    whole = deck.canvas
    return 0 < height <= whole.height and width == round(height * whole.width / whole.height)
