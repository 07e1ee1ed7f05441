"""JPEG and WebP: near the pixels, tagged sRGB, clean of what the source carried."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from storycomposer.encode import FORMATS, encode, jpeg_bytes, png_bytes, webp_bytes
from storycomposer.encode.srgb import profile


def slide() -> Image.Image:
    image = Image.new("RGB", (270, 480), (109, 74, 255))
    image.paste((255, 40, 40), (31, 101, 203, 203))
    image.info.update(comment=b"shot at home", icc_profile=b"junk", exif=b"Exif\0\0junk", xmp=b"x")
    return image


def read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def distance(one: Image.Image, other: Image.Image) -> float:
    a, b = (np.asarray(image.convert("RGB"), np.int16) for image in (one, other))
    return float(np.abs(a - b).mean())


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_reads_back(format):
    image = slide()
    back = read(encode(image, format))
    assert back.format.lower() == format
    assert back.size == image.size
    assert distance(image, back) < (1.5 if format != "png" else 1e-9)


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_only_the_profile_travels(format):
    back = read(encode(slide(), format))
    assert not {"comment", "exif", "xmp", "dpi"} & set(back.info)
    assert not back.getexif()
    made = ImageCms.ImageCmsProfile(io.BytesIO(back.info["icc_profile"]))
    assert "sRGB" in ImageCms.getProfileDescription(made)


def test_encoding_leaves_the_picture_alone():
    image = slide()
    before = dict(image.info)
    for format in FORMATS:
        encode(image, format)
    assert image.info == before


def test_noise_is_written_as_jpeg_too():
    noise = Image.frombytes("RGB", (270, 480), np.random.default_rng(1).bytes(270 * 480 * 3))
    assert read(jpeg_bytes(noise, comment=b"of noise")).info["comment"] == b"of noise"
    assert "comment" not in read(jpeg_bytes(slide())).info


def test_jpeg_keeps_colour_edges():
    """4:4:4: the column beside a red edge on violet is not smeared over two pixels."""
    back = np.asarray(read(jpeg_bytes(slide())), np.int16)
    wanted = np.asarray(slide(), np.int16)
    assert np.abs(back[140:160, 28:34] - wanted[140:160, 28:34]).mean() < 8


def test_the_same_picture_gives_the_same_bytes():
    assert jpeg_bytes(slide()) == jpeg_bytes(slide())
    assert profile.__wrapped__() == profile()


def test_alpha():
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert read(png_bytes(image)).getpixel((3, 3))[3] == 0
    assert read(webp_bytes(image)).getpixel((3, 3))[3] == 0
    with pytest.raises(ValueError, match="RGB"):
        jpeg_bytes(image)
