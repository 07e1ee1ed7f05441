"""Where a picture lies in its frame."""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.document.geometry import Box
from storycomposer.document.layers import ImageFill, ImageLayer


class Cut(NamedTuple):
    """In box space, before flipping: ``picture`` is where the whole picture lies, ``frame`` is what
    of it is seen (the box, or less where the picture is smaller)."""

    picture: Box
    frame: Box


def cut(layer: ImageLayer | ImageFill, box: tuple[float, float], natural: tuple[int, int]) -> Cut:
    """How ``layer`` cuts a picture of ``natural`` size into a box of width and height ``box``. The
    picture is as large as ``fit`` says, times ``zoom``; its focus lies as near to the middle of
    the box as it can without leaving a side bare. Where the picture is smaller than the box, focus
    says at which side it stands."""
    (width, height), (w, h) = box, natural
    if layer.fit == "stretch":
        kx, ky = width / w, height / h
    else:
        kx = ky = (max if layer.fit == "cover" else min)(width / w, height / h)
    wide, high = w * kx * layer.zoom, h * ky * layer.zoom
    left = _placed(width, wide, layer.focus[0])
    top = _placed(height, high, layer.focus[1])
    picture = Box(left, top, wide, high)
    x, y = max(left, 0.0), max(top, 0.0)
    frame = Box(x, y, min(picture.right, width) - x, min(picture.bottom, height) - y)
    return Cut(picture, frame)


def _placed(room: float, length: float, focus: float) -> float:
    """The left edge of a picture ``length`` wide in a frame ``room`` wide."""
    if length <= room:
        return (room - length) * focus
    return min(max(room / 2 - focus * length, room - length), 0.0)
