"""Pictures come in upright, in sRGB, with all their tones; bad ones are refused in one sentence."""

from __future__ import annotations

import re
import struct
import threading
from pathlib import Path

import numpy as np
import pytest
from media_samples import (
    PRIMARIES,
    WHITE,
    chunk,
    exif,
    icc,
    icc_cmyk,
    png,
    saved,
    scene,
)
from PIL import Image, ImageOps

from storycomposer.errors import StoryError
from storycomposer.media import decode as door
from storycomposer.media.decode import Info, decode, probe, suffix

DATA = Path(__file__).parent / "data" / "media"
TURNS = {
    1: lambda im: im,
    2: ImageOps.mirror,
    3: lambda im: im.rotate(180),
    4: ImageOps.flip,
    5: lambda im: ImageOps.mirror(im.rotate(-90, expand=True)),
    6: lambda im: im.rotate(90, expand=True),
    7: lambda im: ImageOps.mirror(im.rotate(90, expand=True)),
    8: lambda im: im.rotate(-90, expand=True),
}
"""How a camera stores an upright scene under each orientation: the inverse of what is shown."""


def pixels(image: Image.Image) -> list:
    return [image.getpixel((x, 0)) for x in range(image.width)]


def close(image: Image.Image, other: Image.Image, most: float = 6.0) -> bool:
    a, b = (np.asarray(i.convert("RGB"), dtype=float) for i in (image, other))
    return a.shape == b.shape and float(np.abs(a - b).mean()) <= most


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {"quality": 95, "subsampling": 0}),
        ("WEBP", {"lossless": True}),
        ("AVIF", {"quality": 95}),
        ("GIF", {}),
    ],
)
def test_each_format_shows_the_scene(kind: str, options: dict) -> None:
    data = saved(scene(), kind, **options)
    assert probe(data) == Info(64, 48, kind, False, 1)
    image = decode(data)
    assert image.mode == "RGB"
    assert image.info == {}
    assert close(image, scene(), 3)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_exif_orientation_is_applied(turn: int, order: str, kind: str) -> None:
    stored = TURNS[turn](scene())
    data = saved(stored, kind, exif=b"Exif\0\0" + exif(turn, order), quality=95)
    assert probe(data)[:2] == (64, 48)
    assert close(decode(data), scene())


def test_orientation_of_png_is_found_after_the_pixels() -> None:
    whole = saved(TURNS[6](scene()), "PNG")
    late = whole[:-12] + chunk(b"eXIf", exif(6)) + whole[-12:]
    assert close(decode(late), scene(), 0)


def test_orientation_of_avif_and_heic_is_the_containers() -> None:
    turned = saved(TURNS[6](scene()), "AVIF", quality=95, exif=b"Exif\0\0" + exif(6))
    assert close(decode(turned), scene())
    image = decode((DATA / "turned-p3.heic").read_bytes())
    assert image.size == (48, 64)
    assert image.getpixel((44, 4)) == WHITE
    assert image.getpixel((4, 4))[0] > 245, "Display P3 red is redder than sRGB's"
    assert image.getpixel((4, 60))[2] > 230


def test_heic_keeps_alpha() -> None:
    image = decode((DATA / "alpha.heic").read_bytes())
    assert (image.mode, image.getpixel((40, 20))[3], image.info) == ("RGBA", 128, {})


@pytest.mark.parametrize(
    "mess", [b"II*\0", b"II*\0\xff\xff\xff\xff", b"nonsense", exif(0), exif(9)]
)
def test_broken_exif_turns_nothing(mess: bytes) -> None:
    assert close(decode(saved(scene(), "JPEG", exif=b"Exif\0\0" + mess, quality=95)), scene())


GREY16 = struct.pack(">4H", 0, 128, 36864, 65535)
SAMPLES = {
    "grey 16": (png(4, 1, 16, 0, [GREY16]), [(v, v, v) for v in (0, 0, 143, 255)]),
    "grey 16, one clear": (
        png(4, 1, 16, 0, [GREY16], extra=chunk(b"tRNS", struct.pack(">H", 36864))),
        [(0, 0, 0, 255), (0, 0, 0, 255), (143, 143, 143, 0), (255, 255, 255, 255)],
    ),
    "grey alpha 16": (
        png(2, 1, 16, 4, [struct.pack(">4H", 36864, 65535, 30000, 0)]),
        [(144, 144, 144, 255), (117, 117, 117, 0)],
    ),
    "RGB 16": (
        png(2, 1, 16, 2, [struct.pack(">6H", 36864, 65535, 30000, 0, 1, 255)]),
        [(144, 255, 117), (0, 0, 0)],
    ),
    "RGB 16, one clear": (
        png(
            2,
            1,
            16,
            2,
            [struct.pack(">6H", 36864, 65535, 30000, 0, 1, 255)],
            extra=chunk(b"tRNS", struct.pack(">3H", 36864, 65535, 30000)),
        ),
        [(144, 255, 117, 0), (0, 0, 0, 255)],
    ),
    "RGBA 16": (
        png(1, 1, 16, 6, [struct.pack(">4H", 36864, 65535, 30000, 32768)]),
        [(144, 255, 117, 128)],
    ),
    "1 bit": (png(3, 1, 1, 0, [b"\x40"]), [(0, 0, 0), (255, 255, 255), (0, 0, 0)]),
    "1 bit, white clear": (
        png(3, 1, 1, 0, [b"\x40"], extra=chunk(b"tRNS", b"\0\1")),
        [(0, 0, 0, 255), (255, 255, 255, 0), (0, 0, 0, 255)],
    ),
    "2 bits": (png(3, 1, 2, 0, [b"\x18"]), [(0, 0, 0), (85, 85, 85), (170, 170, 170)]),
    "2 bits, one clear": (
        png(3, 1, 2, 0, [b"\x18"], extra=chunk(b"tRNS", b"\0\1")),
        [(0, 0, 0, 255), (85, 85, 85, 0), (170, 170, 170, 255)],
    ),
    "4 bits, one clear": (
        png(2, 1, 4, 0, [b"\x1f"], extra=chunk(b"tRNS", b"\0\1")),
        [(17, 17, 17, 0), (255, 255, 255, 255)],
    ),
    "grey 8, one clear": (
        png(3, 1, 8, 0, [bytes((0, 100, 200))], extra=chunk(b"tRNS", b"\0\x64")),
        [(0, 0, 0, 255), (100, 100, 100, 0), (200, 200, 200, 255)],
    ),
    "palette": (
        png(3, 1, 8, 3, [bytes(range(3))], extra=chunk(b"PLTE", bytes(range(9)))),
        [(0, 1, 2), (3, 4, 5), (6, 7, 8)],
    ),
    "palette with alpha": (
        png(
            3,
            1,
            8,
            3,
            [bytes(range(3))],
            extra=chunk(b"PLTE", bytes(range(9))) + chunk(b"tRNS", b"\0\x80"),
        ),
        [(0, 1, 2, 0), (3, 4, 5, 128), (6, 7, 8, 255)],
    ),
    "grey alpha": (png(1, 1, 8, 4, [bytes((10, 20))]), [(10, 10, 10, 20)]),
    "idle alpha": (png(1, 1, 8, 6, [bytes((10, 20, 30, 255))]), [(10, 20, 30)]),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_depths_palettes_and_alpha(name: str) -> None:
    data, expected = SAMPLES[name]
    assert pixels(decode(data)) == expected


def test_gif_gives_its_first_frame_with_its_clear_colour() -> None:
    first, second = (Image.new("P", (4, 1), color) for color in (1, 2))
    for frame in (first, second):
        frame.putpalette([0, 0, 0, 200, 10, 10, 10, 200, 10])
    first.putpixel((0, 0), 0)
    data = saved(first, "GIF", save_all=True, append_images=[second], transparency=0, disposal=2)
    assert probe(data) == Info(4, 1, "GIF", True, 2)
    assert pixels(decode(data))[0][3] == 0
    assert pixels(decode(data))[1:] == [(200, 10, 10, 255)] * 3


def test_animations_give_their_first_picture() -> None:
    frames = [Image.new("RGB", (4, 4), color) for color in ("red", "lime", "blue")]
    for kind in ("PNG", "WEBP", "AVIF"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert probe(data).frames == 3, kind
        assert close(decode(data), frames[0], 3), kind


def encoded(linear: np.ndarray) -> np.ndarray:
    linear = np.clip(linear, 0, 1)
    return 255 * np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


@pytest.mark.parametrize(
    ("space", "curve"),
    [
        ("p3", lambda v: np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)),
        ("adobe", lambda v: v**2.19921875),
        ("prophoto", lambda v: v**1.8),
    ],
)
def test_wide_colours_become_srgb(space: str, curve) -> None:
    """Against the matrices themselves, in colours that sRGB can show."""
    colors = [(128, 128, 128), (255, 255, 255), (0, 0, 0), (140, 120, 100), (90, 110, 130)]
    image = Image.new("RGB", (len(colors), 1))
    for x, color in enumerate(colors):
        image.putpixel((x, 0), color)
    to_xyz, from_xyz = np.array(PRIMARIES[space]).T, np.linalg.inv(np.array(PRIMARIES["srgb"]).T)
    expected = encoded(curve(np.array(colors) / 255) @ to_xyz.T @ from_xyz.T)
    for kind in ("PNG", "WEBP"):
        data = saved(image, kind, icc_profile=icc(space), lossless=True)
        assert np.abs(np.array(pixels(decode(data))) - expected).max() <= 2, kind


def test_alpha_survives_a_profile_and_srgb_changes_nothing() -> None:
    image = Image.new("RGBA", (2, 2), (200, 100, 50, 77))
    assert decode(saved(image, "PNG", icc_profile=icc("p3"))).getpixel((0, 0))[3] == 77
    assert decode(saved(image, "PNG", icc_profile=icc("srgb"))).getpixel((0, 0)) == (
        200,
        100,
        50,
        77,
    )


def test_a_profile_of_another_kind_or_a_broken_one_is_ignored() -> None:
    for profile in (icc_cmyk(), b"nonsense", icc("p3")[:200]):
        assert close(decode(saved(scene(), "PNG", icc_profile=profile)), scene(), 0)
    grey = decode(saved(Image.new("L", (1, 1), 99), "PNG", icc_profile=icc("p3")))
    assert pixels(grey) == [(99, 99, 99)]


def test_cmyk_with_and_without_a_profile() -> None:
    inks = Image.new("CMYK", (32, 8), (0, 0, 0, 0))
    inks.paste((255, 0, 0, 0), (8, 0, 16, 8))
    inks.paste((0, 0, 0, 255), (16, 0, 24, 8))
    inks.paste((0, 255, 255, 0), (24, 0, 32, 8))
    bare = decode(saved(inks, "JPEG", quality=100, subsampling=0))
    at = [(4, 4), (12, 4), (20, 4), (28, 4)]
    plain = np.array([bare.getpixel(xy) for xy in at])
    assert np.abs(plain - [(255, 255, 255), (0, 255, 255), (0, 0, 0), (255, 0, 0)]).max() <= 4
    press = decode(saved(inks, "JPEG", quality=100, subsampling=0, icc_profile=icc_cmyk()))
    white, cyan, black, red = (press.getpixel(xy) for xy in at)
    assert min(white) >= 252 and max(black) <= 12
    assert cyan[0] < 60 and 100 < cyan[1] < 200 < cyan[2]
    assert red[0] > 180 and max(red[1:]) < 110


def test_jpeg_is_scaled_while_decoding_but_never_below_the_need() -> None:
    data = saved(scene().resize((1600, 1200)), "JPEG", exif=b"Exif\0\0" + exif(6))
    assert decode(data).size == (1200, 1600)
    assert decode(data, (600, 800)).size == (600, 800)
    assert decode(data, (601, 800)).size == (1200, 1600)
    assert decode(data, (100, 199)).size == (150, 200)
    assert decode(data, (5000, 5000)).size == (1200, 1600)
    assert decode(data, (0, 0)).size == (150, 200)


def refusal(data: bytes, sentence: str) -> None:
    for ask in (decode, probe):
        with pytest.raises(StoryError, match=sentence) as caught:
            ask(data, name="beach.png")
        assert re.fullmatch(r"beach\.png: [^.]*(\.[^ .]*)*\.", str(caught.value))


def test_what_is_no_picture_is_named() -> None:
    refusal(b"", "empty")
    refusal(b"hello", "not a picture")
    refusal(b"%PDF-1.4 ...", "PDF files")
    refusal(b"II*\0" + bytes(100), "TIFF files")
    refusal(b"OTTO" + bytes(100), "OpenType files")
    with pytest.raises(StoryError, match="not a picture"):
        suffix(b"hello")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
def test_cut_off_pictures_are_refused(kind: str) -> None:
    noise = Image.effect_noise((64, 64), 80).convert("RGB")
    whole = saved(noise, kind)
    with pytest.raises(StoryError, match="damaged"):
        decode(whole[: len(whole) // 2])
    assert "." + suffix(whole) in (".png", ".jpg", ".webp", ".avif", ".gif")


def test_a_hundred_megapixels_is_the_limit_before_decoding() -> None:
    refusal(png(30000, 30000, 8, 2, [b""]), "30000 × 30000")
    assert door.MOST_PIXELS == 100_000_000
    assert probe(png(10000, 10000, 1, 0, [b""]))[:2] == (10000, 10000)
    refusal(png(10001, 10000, 1, 0, [b""]), "10001 × 10000")
    refusal(png(65536, 2, 1, 0, [b""]), "65536 × 2 is longer than 65535 pixels")
    assert probe(png(65535, 2, 1, 0, [b""]))[:2] == (65535, 2)
    size = struct.pack("<I", 16382)[:3] * 2
    riff = b"WEBPVP8X" + struct.pack("<II", 10, 0x10) + size + b"VP8L" + bytes(8)
    refusal(b"RIFF" + struct.pack("<I", len(riff)) + riff, "100 million pixels")


def test_hostile_extras_of_png_are_left_aside() -> None:
    bomb = chunk(b"zTXt", b"k\0\0" + b"\x78\x9c" + bytes(100)) + chunk(b"acTL", b"\0")
    data = png(1, 1, 8, 2, [bytes((1, 2, 3))], extra=bomb * 50)
    assert pixels(decode(data)) == [(1, 2, 3)]


def test_many_threads_decode_the_same() -> None:
    data = saved(scene(), "JPEG", quality=95, icc_profile=icc("p3"))
    expected, wrong = decode(data).tobytes(), []

    def work() -> None:
        wrong.extend(1 for _ in range(20) if decode(data).tobytes() != expected)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_suffix_tells_by_content() -> None:
    assert suffix((DATA / "alpha.heic").read_bytes()) == "heic"
    assert suffix(b"<?xml version='1.0'?>\n<!-- drawn --><svg xmlns='x'/>") == "svg"
