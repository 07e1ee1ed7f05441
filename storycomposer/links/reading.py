"""A picture with a QR code → the target that the code leads to."""

from __future__ import annotations

import zxingcpp
from PIL import Image

from storycomposer.document.link import Target
from storycomposer.errors import StoryError
from storycomposer.links import payload
from storycomposer.media.decode import decode

_QR = zxingcpp.BarcodeFormat.QRCode | zxingcpp.BarcodeFormat.MicroQRCode
_SIDE = 2400
"""Pixels of a photograph's longer side that are looked at first."""


def target_in(data: bytes) -> Target:
    """Where the QR code in the picture file ``data`` leads; of several, the largest. Unlike proofs
    this tries everything, light codes on dark grounds too: somebody else made the code, and it is
    only to be understood. Raises StoryError, in one sentence, where there is none to be read or
    ``data`` is no picture."""
    picture = decode(data)
    if picture.mode == "RGBA":
        # What shines through is paper.
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    found = _codes(picture)
    if not found:
        raise StoryError(
            "link-no-code",
            "There is no QR code to be read in this picture: try a sharper or larger one.",
        )
    return payload.read(max(found, key=_area).text)


def _codes(picture: Image.Image) -> list[zxingcpp.Barcode]:
    grey = picture.convert("L")
    sizes = [grey]
    if max(grey.size) > _SIDE:
        small = grey.copy()
        small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=None)
        sizes.insert(0, small)
    for seen in sizes:
        found = [code for code in _read(seen) if code.text]
        if found:
            return found
    return []


def _read(grey: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(grey, formats=_QR, text_mode=zxingcpp.TextMode.Plain)


def _area(code: zxingcpp.Barcode) -> float:
    at = code.position
    across = (at.bottom_right.x - at.top_left.x) * (at.bottom_left.y - at.top_right.y)
    down = (at.bottom_right.y - at.top_left.y) * (at.bottom_left.x - at.top_right.x)
    return abs(across - down)
