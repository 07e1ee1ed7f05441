"""Colours, gradients by CSS's geometry and with their dither, edges, shadows, blur."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storycomposer.document.style import Conic, Gradient, Linear, Radial, Shadow, Solid, Stop
from storycomposer.render import effects, paint, shadows
from storycomposer.render.context import Bounds, Matrix, Tile, rotation

BLUE_PINK = (
    Stop(at=0, color="#6D4AFF"),
    Stop(at=0.4, color="#FF5C5C"),
    Stop(at=1, color="#FFC53D"),
)
AROUND = (*BLUE_PINK[:2], Stop(at=0.8, color="#FFC53D"), Stop(at=1, color="#6D4AFF"))
SUBTLE = (Stop(at=0, color="#FDF3E7"), Stop(at=1, color="#F0EEF4"))


def filled(
    fill: Gradient | Solid, size: tuple[int, int], matrix: Matrix | None = None
) -> np.ndarray:
    """The pixels of a fill over its box."""
    picture = paint.fill(fill, size, matrix or Matrix(), Bounds(0, 0, *size))
    return np.asarray(picture, float)


def exact(fill: Gradient, size: tuple[int, int], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """RGB of opaque gradients at box points, from CSS Images' definitions."""
    width, height = size
    if isinstance(fill, Linear):
        angle = math.radians(fill.angle)
        sin, cos = math.sin(angle), math.cos(angle)
        length = abs(width * sin) + abs(height * cos)
        t = ((x - width / 2) * sin - (y - height / 2) * cos) / length + 0.5
    elif isinstance(fill, Radial):
        cx, cy = fill.center[0] * width, fill.center[1] * height
        t = np.hypot(x - cx, y - cy) / (fill.radius * math.hypot(width, height) / 2)
    else:
        cx, cy = fill.center[0] * width, fill.center[1] * height
        t = np.degrees(np.arctan2(x - cx, cy - y)) - fill.angle
        t = (t / 360) % 1
    places = [stop.at for stop in fill.stops]
    colors = np.array([paint.color(stop.color)[:3] for stop in fill.stops])
    return np.stack([np.interp(t, places, colors[:, i]) for i in range(3)], axis=-1)


GRADIENTS = [
    Linear(stops=BLUE_PINK),
    Linear(stops=SUBTLE, angle=20),
    Linear(stops=BLUE_PINK, angle=90),
    Linear(stops=BLUE_PINK, angle=-135),
    Radial(stops=SUBTLE),
    Radial(stops=BLUE_PINK, center=(0.2, 0.8), radius=0.7),
    Conic(stops=AROUND, angle=30),
]


@pytest.mark.parametrize("fill", GRADIENTS, ids=str)
def test_each_block_of_a_gradient_has_its_mean(fill: Gradient) -> None:
    size = (320, 640)
    found = filled(fill, size)
    y, x = np.mgrid[0 : size[1], 0 : size[0]] + 0.5
    want = exact(fill, size, x, y)
    off = (found - want).reshape(20, 32, 10, 32, 3).mean(axis=(1, 3))
    if isinstance(fill, Conic):
        # In the middle, colours run through a full turn within a few pixels.
        off[9:11, 4:6] = 0
    assert np.abs(off).max() <= 0.1
    assert np.abs(found - want).max() <= 1.6


def test_the_ends_of_a_linear_gradient_are_its_stops() -> None:
    plain = (Stop(at=0, color="#000000"), Stop(at=1, color="#FFFFFF"))
    for angle, row in ((180, lambda a: a[:, 0]), (90, lambda a: a[0]), (0, lambda a: a[::-1, 0])):
        line = row(filled(Linear(stops=plain, angle=angle), (300, 300)))[:, 0]
        assert line[0] <= 1 and line[-1] >= 254
        assert (np.diff(np.convolve(line, np.ones(8) / 8, "valid")) > -0.3).all()
    # 45° runs from corner to corner.
    slanted = filled(Linear(stops=plain, angle=45), (300, 300))[..., 0]
    assert slanted[-1, 0] <= 1 and slanted[0, -1] >= 254


def test_a_gradient_turns_with_its_box() -> None:
    fill, size = Linear(stops=BLUE_PINK, angle=0), (200, 200)
    upright = filled(fill, size)
    turned = filled(fill, size, rotation(90, 100, 100))
    assert np.abs(np.rot90(upright, -1) - turned).max() <= 1


def test_colours_fade_without_a_grey_fringe() -> None:
    stops = (Stop(at=0, color="#FF0000"), Stop(at=1, color="#0000FF", opacity=0))
    found = filled(Linear(stops=stops, angle=90), (256, 8))
    # Premultiplied, red keeps its colour while blue comes from nothing.
    assert found[4, 128, 0] > 250
    assert found[4, 128, 3] == pytest.approx(127, abs=2)
    assert filled(Linear(stops=stops, angle=90), (256, 64))[..., 3].mean() == pytest.approx(
        127.5, abs=0.1
    )


def test_stops_out_of_order_move_up_to_their_forerunner() -> None:
    mixed = (Stop(at=0.6, color="#000000"), Stop(at=0.2, color="#FFFFFF"))
    found = filled(Linear(stops=mixed, angle=90), (200, 4))[2, :, 0]
    assert found[:119].max() == 0 and found[121:].min() == 255


def test_solid_colours() -> None:
    assert paint.color("#0a1B2c") == (10, 27, 44, 255)
    assert paint.color("#0A1B2C80") == (10, 27, 44, 128)
    assert filled(Solid(color="#0A1B2C"), (2, 2)).shape == (2, 2, 3)
    assert filled(Solid(color="#0A1B2C80"), (2, 2))[0, 0].tolist() == [10, 27, 44, 128]


@given(st.floats(0, 1, width=32), st.floats(0, 1, width=32))
def test_fill_and_edge_leave_no_seam(inside: float, pen: float) -> None:
    # A pixel that the form covers in part, and the pen at least there: outside plus inside is all.
    form, drawn = np.full((1, 1), inside, np.float32), np.full((1, 1), max(inside, pen), np.float32)
    red = Image.new("RGB", (1, 1), "#ff0000")
    blue = (0, 0, 255, 255)
    out = np.asarray(paint.edged(red, form, blue, drawn, "outside"))[0, 0]
    assert out[3] == pytest.approx(max(inside, pen) * 255, abs=1)
    within = np.asarray(paint.edged(red, form, blue, drawn, "inside"))[0, 0]
    assert within[3] == pytest.approx(inside * 255, abs=1)


def test_a_masked_picture_is_opaque_only_where_all_of_it_is() -> None:
    whole, half = np.full((2, 2), 255, np.uint8), np.full((2, 2), 128, np.uint8)
    red = Image.new("RGB", (2, 2), "#ff0000")
    assert paint.masked(red, whole).mode == "RGB"
    assert paint.masked(red, half).getpixel((0, 0)) == (255, 0, 0, 128)
    faint = Image.new("RGBA", (2, 2), "#ff000080")
    assert paint.masked(faint, half).getpixel((0, 0)) == (255, 0, 0, 64)


@pytest.mark.parametrize("sigma", [3.0, 8.0, 12.0, 30.0, 75.0, 200.0])
def test_a_blur_has_the_sigma_it_is_asked_for(sigma: float) -> None:
    reach = int(sigma * 4)
    step = Image.new("L", (2 * reach, 64))
    step.paste(255, (reach, 0, 2 * reach, 64))
    line = np.asarray(effects.blurred(step, sigma), float)[32]
    x = np.arange(2 * reach) - reach + 0.5
    want = 127.5 * (1 + np.array([math.erf(v / sigma / math.sqrt(2)) for v in x]))
    assert np.abs(line - want).max() < 4


def test_outermost_pixels_go_on() -> None:
    picture = Image.fromarray(np.arange(12, dtype=np.uint8).reshape(3, 4))
    found = np.asarray(effects.extended(picture, (2, 1, 1, 2)))
    want = np.pad(np.arange(12).reshape(3, 4), ((1, 2), (2, 1)), mode="edge")
    assert (found == want).all()
    assert effects.blurred(Image.new("L", (50, 50), 200), 20).getextrema() == (200, 200)


@pytest.mark.parametrize("blur", [0, 0.8, 10, 17, 24, 80, 300])
def test_a_shadow_of_what_changed_a_little_is_as_if_it_were_new(blur: float) -> None:
    """The last one in the same place is mended where its ink changed."""
    chosen = random.Random(blur)
    width, height = 301, 467
    shadow = Shadow(color="#204060B0", blur=blur, dx=chosen.randrange(-9, 9), dy=12)
    clip = Bounds(-40, -50, 340, 460)
    ink = Image.new("RGBA", (width, height), "#FF8800")
    for turn in range(16):
        left, top = chosen.randrange(width), chosen.randrange(height)
        if turn % 2:
            # Letters are added at a line's end, and lines at the bottom.
            width, height = chosen.randrange(280, 330), chosen.randrange(440, 480)
        ink = ink.crop((0, 0, width, height))
        color = (*chosen.choices(range(256), k=3), chosen.choice((0, 255, chosen.randrange(256))))
        ink.paste(color, (left, top, min(left + 40, width), min(top + 25, height)))
        tile = Tile(ink, 3, -5)
        mended = shadows.shadowed(tile, shadow, Matrix(), clip)
        shadows.forget()
        new = shadows.shadowed(tile, shadow, Matrix(), clip)
        assert (mended.image, mended.bounds) == (new.image, new.bounds)


def test_a_shadow_lies_behind_turns_and_is_blurred() -> None:
    tile = Tile(Image.new("RGB", (40, 40), "#ff0000"), 0, 0)
    hard = shadows.shadowed(tile, Shadow(color="#0000FF80", blur=0, dx=10, dy=0), Matrix(), None)
    assert (hard.left, hard.top, hard.image.size) == (0, 0, (50, 40))
    assert hard.image.getpixel((5, 5)) == (255, 0, 0, 255)
    assert hard.image.getpixel((45, 5)) == (0, 0, 255, 128)
    turned = shadows.shadowed(tile, Shadow(blur=0, dx=10, dy=0), rotation(90, 0, 0), None)
    assert turned.image.size == (40, 50)
    soft = shadows.shadowed(tile, Shadow(color="#000000", blur=20, dx=0, dy=0), Matrix(), None)
    alpha = np.asarray(soft.image)[..., 3]
    assert soft.left == -30
    assert alpha[:, 0].max() <= 1
    assert alpha[50, 30 - 10] == pytest.approx(255 * 0.1587, abs=6)


def test_a_shadow_of_something_is_seen_where_the_something_is_clear() -> None:
    half = Tile(Image.new("RGBA", (20, 20), "#ff000080"), 0, 0)
    out = shadows.shadowed(half, Shadow(color="#000000", blur=0, dx=0, dy=0), Matrix(), None)
    assert out.image.getpixel((5, 5))[3] == pytest.approx(255 * (1 - 0.25), abs=2)
