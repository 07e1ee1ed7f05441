"""Pictures: what of them is seen, sharpness, turning, masks, veils, colours."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Duotone, ImageFill, ImageLayer, Scrim
from storycomposer.document.shapes import Ellipse, Line
from storycomposer.document.style import Solid, Stroke
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.render import crop, filters, pictures, slide
from storycomposer.story import Story

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">
<rect width="12" height="24" fill="#ff0000"/><rect x="12" width="12" height="24"/></svg>"""


def png(picture: Image.Image) -> bytes:
    """The picture's bytes."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def quarters() -> Image.Image:
    """Red, green over blue, white: 200 × 100 each."""
    picture = Image.new("RGB", (400, 200), "#ffffff")
    for at, color in (((0, 0), "#ff0000"), ((200, 0), "#00ff00"), ((0, 100), "#0000ff")):
        picture.paste(color, (*at, at[0] + 200, at[1] + 100))
    return picture


def show(data: bytes, suffix: str = "png", scale: float = 1.0, **fields: Any) -> Image.Image:
    """A slide with the picture on black."""
    media = MediaStore()
    options = {"width": 400, "height": 200, **fields}
    layer = ImageLayer(id="p", source=media.put(data, suffix), **options)
    page = Slide(id="s", background=Solid(color="#000000"), layers=(layer,))
    return slide.render(Story(Deck(id="d", slides=(page,)), media), page, scale)


def colors(picture: Image.Image, *places: tuple[int, int]) -> str:
    """One letter a place: r g b w k, or ? for what is none of them."""
    names = {
        (255, 0, 0): "r",
        (0, 255, 0): "g",
        (0, 0, 255): "b",
        (255, 255, 255): "w",
        (0, 0, 0): "k",
    }
    return "".join(names.get(picture.getpixel(place), "?") for place in places)  # type: ignore[arg-type]


CORNERS = ((2, 2), (397, 2), (2, 197), (397, 197))


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({}, "rgbw"),
        ({"flip_x": True}, "grwb"),
        ({"flip_y": True}, "bwrg"),
        ({"flip_x": True, "flip_y": True}, "wbgr"),
        ({"zoom": 2, "focus": (0, 0)}, "rrrr"),
        ({"zoom": 2, "focus": (1, 1)}, "wwww"),
        ({"zoom": 2, "focus": (0.25, 0.5)}, "rrbb"),
        ({"zoom": 2, "focus": (0.25, 0.5), "flip_y": True}, "bbrr"),
        ({"zoom": 2, "focus": (0.25, 0.5), "flip_x": True}, "rrbb"),
        ({"fit": "stretch", "width": 400, "height": 200}, "rgbw"),
        ({"rotation": 180}, "wbgr"),
    ],
)
def test_what_is_seen_of_a_picture(fields: dict[str, Any], seen: str) -> None:
    assert colors(show(png(quarters()), **fields), *CORNERS) == seen


def test_a_contained_picture_leaves_its_sides_free() -> None:
    found = show(png(quarters()), fit="contain", width=400, height=400)
    assert colors(found, (2, 50), (2, 102), (397, 297), (397, 320)) == "krwk"
    left = show(png(quarters()), fit="contain", width=800, height=200, focus=(0, 0.5))
    assert colors(left, (2, 2), (397, 197), (402, 100)) == "rwk"


def test_a_contained_picture_ends_on_whole_pixels_and_has_its_own_corners() -> None:
    white = png(Image.new("RGB", (400, 200), "#ffffff"))
    found = show(white, fit="contain", width=333, height=400, radius=20)
    column = np.asarray(found)[:, 150].max(axis=1)
    assert set(column.tolist()) == {0, 255}
    top = int(np.flatnonzero(column)[0])
    assert colors(found, (1, top + 1), (30, top + 1)) == "kw"


@given(
    st.sampled_from(["cover", "contain", "stretch"]),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.floats(1, 20),
    st.tuples(st.floats(1, 3000), st.floats(1, 3000)),
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
)
def test_a_crop_leaves_no_side_bare(
    fit: Any, focus: Any, zoom: float, box: Any, natural: Any
) -> None:
    layer = ImageLayer(id="p", source="media/x", fit=fit, focus=focus, zoom=zoom)
    picture, frame = crop.cut(layer, box, natural)
    close = pytest.approx
    if fit == "cover":
        assert frame == close((0, 0, *box), abs=1e-6)
    assert frame.x >= -1e-6 and frame.right <= box[0] * (1 + 1e-9) + 1e-6
    for low, length, at, room in (
        (picture.x, picture.width, focus[0], box[0]),
        (picture.y, picture.height, focus[1], box[1]),
    ):
        # The focus is in view, and in the middle unless a side would be bare.
        point = low + at * length
        assert -1e-6 <= point <= room + 1e-6
        near = 1e-6 * max(length, 1)
        if length > room + near:
            at_edge = abs(low) < near or abs(low + length - room) < near
            assert at_edge or abs(point - room / 2) < near
    if fit != "stretch":
        assert picture.width / picture.height == close(natural[0] / natural[1], rel=1e-9)


def noise(size: tuple[int, int]) -> Image.Image:
    """A picture of detail at every scale."""
    random = np.random.default_rng(5)
    return Image.fromarray(random.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8))


def test_a_picture_at_its_own_size_is_itself() -> None:
    picture = noise((400, 200))
    found = show(png(picture)).crop((0, 0, 400, 200))
    assert found.tobytes() == picture.tobytes()
    turned = show(png(picture), rotation=180).crop((0, 0, 400, 200))
    assert turned.tobytes() == picture.rotate(180).tobytes()


def test_a_quarter_turn_moves_pixels_and_changes_none() -> None:
    picture = noise((300, 300))
    found = show(png(picture), width=300, height=300, rotation=90).crop((0, 0, 300, 300))
    assert found.tobytes() == picture.rotate(-90).tobytes()


@pytest.mark.parametrize("factor", [1.0, 1.7, 3.3, 9.0])
def test_a_turned_picture_is_as_sharp_and_as_clean_as_an_upright_one(factor: float) -> None:
    # Rings of a wavelength that the output can show, drawn far larger: shrinking while turning must
    # neither blur them nor make false ones. The rings look the same however they are turned.
    side, shown = round(240 * factor), 240
    y, x = np.mgrid[0:side, 0:side]
    radius = np.hypot(x - side / 2 + 0.5, y - side / 2 + 0.5) / factor
    rings = (127.5 + 127.5 * np.cos(radius * 2 * np.pi / 8)).astype(np.uint8)
    data = png(Image.fromarray(rings).convert("RGB"))
    upright = np.asarray(show(data, width=shown, height=shown).convert("L"), float)
    turned = np.asarray(show(data, width=shown, height=shown, rotation=27).convert("L"), float)
    inner = np.s_[50:190, 50:190]
    assert np.abs(turned[inner] - upright[inner]).mean() < 6
    assert turned[inner].std() > upright[inner].std() * 0.93


def test_detail_too_fine_to_show_becomes_even_grey() -> None:
    fine = np.zeros((1200, 1200, 3), np.uint8)
    fine[::2] = 255
    for rotation in (0, 30):
        found = show(png(Image.fromarray(fine)), width=300, height=300, rotation=rotation)
        inner = np.asarray(found, float)[80:220, 80:220]
        assert np.abs(inner - 127.5).max() < 3


def test_the_edges_of_a_turned_picture_are_clean() -> None:
    white = Image.new("RGB", (300, 300), "#ffffff")
    found = np.asarray(show(png(white), width=300, height=300, rotation=20, x=100, y=100), float)
    # All that is seen is white by coverage: the frame's area, with no darker rim or lighter fringe.
    assert found[..., 0].sum() / 255 == pytest.approx(300 * 300, rel=2e-4)
    assert found[245:255, 245:255].min() == 255


def test_see_through_pictures_keep_their_colour_at_the_edge() -> None:
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (50, 50, 250, 150))
    for fields in (
        {"width": 97, "height": 65},
        {"width": 97, "height": 65, "rotation": 15},
        {"blur": 6},
    ):
        media = MediaStore()
        layer = ImageLayer(id="p", source=media.put(png(picture), "png"), **fields)
        page = Slide(id="s", background=Solid(color="#FF0000"), layers=(layer,))
        found = slide.render(Story(Deck(id="d", slides=(page,)), media), page)
        assert found.getextrema()[0] == (255, 255)  # no black crept in from what is clear


def test_a_picture_behind_all_lies_over_white() -> None:
    media = MediaStore()
    clear = Image.new("RGBA", (90, 160), (0, 0, 0, 128))
    ground = ImageFill(source=media.put(png(clear), "png"), scrim=Scrim(form="even", opacity=0))
    page = Slide(id="s", background=ground)
    found = slide.render(Story(Deck(id="d", slides=(page,)), media), page, 0.5)
    assert found.getcolors() == [(540 * 960, (127, 127, 127))]


def test_masks_and_corners_cut_the_picture() -> None:
    data = png(Image.new("RGB", (40, 40), "#ffffff"))
    square = {"x": 50, "y": 50, "width": 200, "height": 200}
    area = lambda **f: np.asarray(show(data, **square, **f), float)[..., 0].sum() / 255  # noqa: E731
    assert area() == 200 * 200
    assert area(mask=Line()) == 200 * 200
    assert area(radius=50) == pytest.approx(200 * 200 - (4 - np.pi) * 50**2, rel=1e-3)
    assert area(mask=Ellipse()) == pytest.approx(np.pi * 100**2, rel=1e-3)
    rim = Stroke(color="#FFFFFF", width=10, position="outside")
    assert area(stroke=rim) == pytest.approx(220**2, rel=1e-3)


def test_a_veil_grows_straight_to_its_strength() -> None:
    data = png(Image.new("RGB", (40, 40), "#ffffff"))
    scrim = Scrim(form="bottom", color="#000000", opacity=0.8, reach=0.5)
    line = np.asarray(show(data, width=200, height=200, scrim=scrim), float)[:200, 20:180].mean(
        axis=(1, 2)
    )
    share = np.clip((np.arange(200) + 0.5 - 100) / 100, 0, 1) * 0.8
    assert np.abs(line - 255 * (1 - share)).max() < 1.2
    top = Scrim(form="top", color="#000000", opacity=0.8, reach=0.5)
    other = np.asarray(show(data, width=200, height=200, scrim=top), float)[:200, 20:180]
    assert np.abs(other.mean(axis=(1, 2)) - line[::-1]).max() < 1
    even = Scrim(form="even", color="#000000", opacity=0.4)
    assert show(data, width=200, height=200, scrim=even).getpixel((9, 9)) == (153, 153, 153)


def test_a_blur_is_as_wide_as_it_says_at_every_scale() -> None:
    picture = Image.new("RGB", (400, 200), "#000000")
    picture.paste("#ffffff", (200, 0, 400, 200))
    for scale in (0.5, 1.0, 2.0):
        found = show(png(picture), scale=scale, blur=20)
        line = np.asarray(found, float)[round(100 * scale), : round(400 * scale), 0]
        at = np.interp([255 * 0.1587, 255 * 0.8413], line, np.arange(len(line)) / scale)
        assert at[1] - at[0] == pytest.approx(40, abs=2.5)
        assert line[-1] > 253  # the frame's edge does not fade into what lies around


def test_brightness_and_contrast_are_exact() -> None:
    grey = Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (2, 1))).convert("RGB")
    layer = ImageLayer(id="p", source="x", brightness=1.3, contrast=0.7)
    found = np.asarray(filters.adjusted(grey, layer))[0, :, 0].astype(int)
    want = np.clip((np.arange(256) / 255 * 1.3 - 0.5) * 0.7 + 0.5, 0, 1) * 255
    assert np.abs(found - want).max() <= 0.5


def test_neutral_adjustments_change_nothing() -> None:
    picture = noise((50, 50))
    for fields in ({}, {"filter": "film", "filter_amount": 0}, {"filter": "none"}):
        layer = ImageLayer(id="p", source="x", **fields)  # type: ignore[arg-type]
        assert filters.adjusted(picture, layer).tobytes() == picture.tobytes()


def adjusted(color: tuple[int, int, int], **fields: Any) -> tuple[int, int, int]:
    """What one colour becomes."""
    found = filters.adjusted(
        Image.new("RGB", (2, 2), color), ImageLayer(id="p", source="x", **fields)
    )
    pixel = found.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


def test_colour_adjustments() -> None:
    red, green, blue = adjusted((200, 100, 50), greyscale=True)
    assert red == green == blue == pytest.approx(0.2126 * 200 + 0.7152 * 100 + 0.0722 * 50, abs=1)
    assert adjusted((200, 100, 50), saturation=0) == (red, red, red)
    warm, cool = (adjusted((128, 128, 128), temperature=t) for t in (1, -1))
    assert warm[0] > 140 and warm[2] < 118
    assert cool[2] > 140 and cool[0] < 118
    two = Duotone(dark="#102030", light="#F0E0D0")
    assert adjusted((0, 0, 0), duotone=two) == (0x10, 0x20, 0x30)
    assert adjusted((255, 255, 255), duotone=two) == (0xF0, 0xE0, 0xD0)


@pytest.mark.parametrize("name", filters.LOOKS)
def test_looks_keep_order_and_grow_with_their_amount(name: Any) -> None:
    greys = [sum(adjusted((v, v, v), filter=name)) for v in range(0, 256, 5)]
    assert greys == sorted(greys)
    assert greys[-1] - greys[0] > 500
    before, one = np.array((180, 120, 90)), np.array(adjusted((180, 120, 90), filter=name))
    half = np.array(adjusted((180, 120, 90), filter=name, filter_amount=0.5))
    assert np.abs(half - (one + before) / 2).max() <= 1


def test_alpha_is_not_adjusted() -> None:
    clear = Image.new("RGBA", (3, 3), (200, 100, 50, 77))
    out = filters.adjusted(clear, ImageLayer(id="p", source="x", filter="noir", brightness=1.2))
    assert out.getpixel((1, 1))[3] == 77  # type: ignore[index]


def test_drawings_stay_sharp_at_any_size() -> None:
    found = show(SVG, "svg", width=1000, height=1000)
    row = np.asarray(found)[500, :1000, 0]
    assert ((row > 5) & (row < 250)).sum() <= 3


def test_photographs_are_decoded_no_larger_than_needed() -> None:
    media = MediaStore()
    out = io.BytesIO()
    noise((1600, 1200)).save(out, "JPEG")
    ref = media.put(out.getvalue(), "jpg")
    assert pictures.size(media, ref) == (1600, 1200)
    sizes = [pictures.pixels(media, ref, scale).size for scale in (2, 1, 0.6, 0.5, 0.2, 0.01)]
    assert sizes == [(1600, 1200)] * 3 + [(800, 600), (400, 300), (200, 150)]


def test_a_damaged_picture_is_one_sentence() -> None:
    with pytest.raises(StoryError, match="damaged"):
        show(png(noise((300, 300)))[:9000])
