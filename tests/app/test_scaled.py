"""A part of the smaller picture brought up to date equals that part of one made at once."""

from __future__ import annotations

import os
import random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from storycomposer.app.canvas.scaled import Scaled, pixels
from storycomposer.render.context import Bounds


def noise(width: int, height: int, seed: int) -> Image.Image:
    data = random.Random(seed).randbytes(width * height * 4)
    return Image.frombytes("RGBX", (width, height), data)


@pytest.mark.parametrize("zoom", [0.05, 0.21, 0.37, 0.5, 0.501, 0.74, 0.999])
def test_parts_equal_the_whole(zoom: float) -> None:
    picture = QImage(216, 384, QImage.Format.Format_RGB32)
    pixels(picture).paste(noise(216, 384, 1))
    size = max(1, round(216 * zoom)), max(1, round(384 * zoom))
    kept, chosen = Scaled(), random.Random(zoom)
    kept.at(picture, size)
    for number in range(30):
        left, top = chosen.randrange(216), chosen.randrange(384)
        right, bottom = chosen.randint(left + 1, 216), chosen.randint(top + 1, 384)
        pixels(picture).paste(noise(right - left, bottom - top, number), (left, top))
        kept.touch(Bounds(left, top, right, bottom))
        assert kept.at(picture, size) == Scaled().at(picture, size)


def test_a_change_is_seen_and_only_around_it() -> None:
    picture = QImage(200, 400, QImage.Format.Format_RGB32)
    picture.fill(0xFF808080)
    kept = Scaled()
    before = kept.at(picture, (60, 120)).copy()
    pixels(picture).paste((255, 255, 255, 255), (100, 200, 140, 240))
    kept.touch(Bounds(100, 200, 140, 240))
    after = kept.at(picture, (60, 120))
    assert after.pixel(36, 66) == 0xFFFFFFFF
    assert after.copy(0, 0, 28, 120) == before.copy(0, 0, 28, 120)
    assert after.size() == before.size()
