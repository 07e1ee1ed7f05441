"""PNG files decode to the pixels they were made of, at every size and effort."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from storycomposer.encode.png import _candidates, png_bytes

MODES = st.sampled_from(["RGB", "RGBA"])
EFFORTS = st.sampled_from(["fast", "small"])


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack_from(">I", data, at + 8 + length)
        assert crc == zlib.crc32(name + body)
        found.append((name, body))
        at += 12 + length
    return found


def photo(width: int, height: int, seed: int = 0) -> Image.Image:
    """Smooth slopes and a little noise: every filter of the format wins some row."""
    noise = np.random.default_rng(seed).normal(0, 3, (height, width, 3))
    y, x = np.mgrid[0:height, 0:width]
    base = np.stack([80 + 60 * np.sin(x / 40), y * 200 / max(height, 1), (x + y) % 256], -1)
    return Image.fromarray((base + noise).clip(0, 255).astype(np.uint8))


@settings(max_examples=150, deadline=None)
@given(
    size=st.tuples(st.integers(1, 90), st.integers(1, 150)),
    mode=MODES,
    effort=EFFORTS,
    kind=st.sampled_from(["noise", "flat", "slope"]),
    seed=st.integers(0, 1000),
)
def test_pixels_survive(size, mode, effort, kind, seed):
    shape = (size[1], size[0], len(mode))
    if kind == "noise":
        pixels = np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)
    elif kind == "flat":
        pixels = np.full(shape, seed % 256, np.uint8)
    else:
        pixels = (np.indices(shape).sum(axis=0) * (seed % 7) % 256).astype(np.uint8)
    image = Image.fromarray(pixels)
    assert image.mode == mode
    with Image.open(io.BytesIO(png_bytes(image, effort))) as read:
        assert (read.mode, read.size) == (mode, image.size)
        assert read.tobytes() == image.tobytes()


def test_nothing_but_pixels_and_the_colour_space():
    image = photo(40, 30)
    image.info.update(comment=b"secret", icc_profile=b"old", dpi=(300, 300))
    found = chunks(png_bytes(image))
    assert [name for name, _ in found] == [b"IHDR", b"sRGB", b"IDAT", b"IEND"]
    assert found[1][1] == b"\0"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "I;16"])
def test_other_modes_are_refused(mode):
    with pytest.raises(ValueError, match="RGB or RGBA"):
        png_bytes(Image.new(mode, (4, 4)))


def test_small_is_smaller_on_a_photo():
    image = photo(540, 960).filter(ImageFilter.GaussianBlur(2))
    assert len(png_bytes(image, "small")) < 0.9 * len(png_bytes(image, "fast"))


def test_every_filter_is_used_and_right():
    image = photo(200, 300)
    image.paste((0, 0, 0), (0, 0, 200, 60))
    slope = Image.linear_gradient("L").resize((200, 40)).convert("RGB")
    image.paste(slope, (0, 60))
    image.paste(slope.transpose(Image.Transpose.ROTATE_90).resize((200, 40)), (0, 100))
    data = dict(chunks(png_bytes(image, "small")))[b"IDAT"]
    filters = set(zlib.decompress(data)[:: 200 * 3 + 1])
    assert filters == {0, 1, 2, 3, 4}


def test_filters_are_the_standard_s():
    """Against the formulas of W3C PNG section 9, pixel by pixel."""
    rng = np.random.default_rng(5)
    row, above = rng.integers(0, 256, (2, 3, 30), dtype=np.uint8)

    def paeth(a: int, b: int, c: int) -> int:
        p = a + b - c
        return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]

    got = _candidates(row, above, 3)
    for y in range(3):
        for x in range(30):
            here, b = int(row[y, x]), int(above[y, x])
            a = int(row[y, x - 3]) if x >= 3 else 0
            c = int(above[y, x - 3]) if x >= 3 else 0
            wanted = [here, here - a, here - b, here - (a + b) // 2, here - paeth(a, b, c)]
            assert [v % 256 for v in wanted] == got[:, y, x].tolist()
