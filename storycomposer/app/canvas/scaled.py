"""The picture smaller than it is, made anew only where it changed.

A pixel of the smaller picture depends on the larger one's pixels around its place and on nothing
else, and is computed in one way whether alone or with all others: a part that is brought up to date
equals that part of a picture made at once, and no seam shows.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from storycomposer.render.context import Bounds

if TYPE_CHECKING:
    from PIL import Image


def pixels(image: QImage, mode: str = "RGBX") -> Image.Image:
    """Qt's picture of 32 bits a pixel as one of Pillow's over the same memory: what is pasted into
    one is in the other. Only to be used while ``image`` is held."""
    from PIL import Image  # noqa: PLC0415 (the window shows before it is loaded)

    size = image.width(), image.height()
    bits: Any = image.bits()  # a memoryview, which has what Pillow asks for
    seen = Image.frombuffer(mode, size, bits, "raw", mode, image.bytesPerLine(), 1)
    seen.readonly = 0
    return seen


_HAMMING: Any = 5
"""``Image.Resampling.HAMMING``."""


class Scaled:
    """A picture at one smaller size. It is averaged by whole blocks first where it becomes less
    than half as large, which costs a fraction and looks the same."""

    def __init__(self) -> None:
        self._image = QImage()
        self._blocks: Image.Image | None = None
        self._made: tuple[int, int, int, int] | None = None  # sizes of the picture and of this one
        self._stale = Bounds(0, 0, 0, 0)

    def touch(self, dirty: Bounds) -> None:
        """The picture changed in ``dirty``."""
        self._stale = dirty if self._stale.empty else self._stale.join(dirty)

    def at(self, picture: QImage, size: tuple[int, int]) -> QImage:
        """``picture``, smaller: ``size`` is its width and height then."""
        made = (picture.width(), picture.height(), *size)
        whole = Bounds(0, 0, *made[:2])
        if made != self._made:
            self._made, self._blocks, self._stale = made, None, whole
            self._image = QImage(*size, picture.format())
        if not self._stale.empty:
            self._mend(pixels(picture), self._stale.meet(whole), size)
            self._stale = Bounds(0, 0, 0, 0)
        return self._image

    def _mend(self, picture: Image.Image, stale: Bounds, size: tuple[int, int]) -> None:
        factor = max(1, min(picture.width // size[0], picture.height // size[1]))
        source = self._averaged(picture, stale, factor) if factor > 1 else picture
        # Source pixels for each of the target's. Pillow takes edges as numbers of 24 bits: only
        # steps that leave some of them free put every edge where it lies in the whole.
        fine = 2 ** (24 - max(source.size).bit_length())
        steps = [
            math.floor(a / b / factor * fine) / fine
            for a, b in zip(picture.size, size, strict=True)
        ]
        around = math.ceil(max(1.0, *steps))
        box = [
            math.floor((stale.left / factor - around) / steps[0]),
            math.floor((stale.top / factor - around) / steps[1]),
            math.ceil((stale.right / factor + around) / steps[0]),
            math.ceil((stale.bottom / factor + around) / steps[1]),
        ]
        part = Bounds(*box).meet(Bounds(0, 0, *size))
        left, right = part.left * steps[0], part.right * steps[0]
        top, bottom = part.top * steps[1], part.bottom * steps[1]
        before, above = (max(0, math.floor(edge) - around) for edge in (left, top))
        after, below = (math.ceil(edge) + around for edge in (right, bottom))
        far = min(after, source.width), min(below, source.height)
        near = source.crop((before, above, *far))
        # Across, then down: in one go Pillow chooses the order by the part's shape, and rounds
        # between the two.
        width, height = part.size
        seen = (left - before, 0, right - before, near.height)
        across = near.resize((width, near.height), _HAMMING, seen)
        seen = (0, top - above, width, bottom - above)
        made = across.resize((width, height), _HAMMING, seen)
        pixels(self._image).paste(made, part[:2])

    def _averaged(self, picture: Image.Image, stale: Bounds, factor: int) -> Image.Image:
        """The picture by blocks of ``factor`` pixels, those in ``stale`` made anew."""
        if self._blocks is None:
            self._blocks = picture.reduce(factor)
            return self._blocks
        left, top = stale.left // factor, stale.top // factor
        right, bottom = -(-stale.right // factor), -(-stale.bottom // factor)
        box = (
            left * factor,
            top * factor,
            min(right * factor, picture.width),
            min(bottom * factor, picture.height),
        )
        self._blocks.paste(picture.reduce(factor, box), (left, top))
        return self._blocks
