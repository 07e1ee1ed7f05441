"""A picture with a QR code → the target that the code leads to."""

from __future__ import annotations

from PIL import Image, ImageOps

from storycomposer.document.link import Target
from storycomposer.errors import StoryError
from storycomposer.links import payload
from storycomposer.links.proof import Reading, read
from storycomposer.media.decode import decode

_SIDE = 2400
"""Pixels of a photograph's longer side that are looked at first."""


def target_in(data: bytes) -> Target:
    """Where the QR code in the picture file ``data`` leads; of several, the largest. Unlike proofs
    this tries everything, light codes on dark grounds too: somebody else made the code, and it is
    only to be understood. Raises StoryError, in one sentence, where there is none to be read or
    ``data`` is no picture."""
    found = _codes(on_paper(decode(data)))
    if not found:
        raise StoryError(
            "link-no-code",
            "There is no QR code to be read in this picture: try a sharper or larger one.",
        )
    return payload.read(max(found, key=_area).text or "")


def on_paper(picture: Image.Image) -> Image.Image:
    """``picture`` (RGB or RGBA) without anything to see through: what shines through is white."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _codes(picture: Image.Image) -> list[Reading]:
    """The codes that say something, as dark on light or the other way round."""
    grey = picture.convert("L")
    sizes = [grey]
    if max(grey.size) > _SIDE:
        small = grey.copy()
        small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=None)
        sizes.insert(0, small)
    for size in sizes:
        for seen in (size, ImageOps.invert(size)):
            found = [code for code in read(seen) if code.text]
            if found:
                return found
    return []


def _area(code: Reading) -> float:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = code.corners
    return abs((cx - ax) * (dy - by) - (cy - ay) * (dx - bx)) / 2
