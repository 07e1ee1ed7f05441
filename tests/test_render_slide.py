"""The doors: regions, moving, groups, what lies behind, coverage, missing pictures, threads."""

from __future__ import annotations

import functools
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image
from strategies import decks

from storycomposer.cache import Cache
from storycomposer.document.deck import Background, Deck, Slide
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageFill,
    ImageLayer,
    LinkLayer,
    Run,
    Scrim,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.link import UrlTarget
from storycomposer.document.shapes import Ellipse, Star
from storycomposer.document.style import Highlight, Linear, Radial, Shadow, Solid, Stop, Stroke
from storycomposer.media.store import MediaStore
from storycomposer.render import painters, slide
from storycomposer.render.group import inside
from storycomposer.story import Story

GONE = "media/" + "0" * 64 + ".jpg"
RED = Solid(color="#FF0000")


@functools.cache
def photo() -> bytes:
    """A picture of 300 × 200 with noise, a JPEG as cameras make them."""
    picture = Image.effect_noise((300, 200), 60).convert("RGB")
    picture.paste((200, 40, 40), (0, 0, 150, 200))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def story(*layers: AnyLayer, background: Background | None = None) -> tuple[Story, Slide]:
    """A story of one slide."""
    media = MediaStore()
    media.put(photo(), "jpg")
    ground = background or Solid(color="#FFFFFF")
    one = Slide(id="s", layers=layers, background=ground)
    return Story(Deck(id="d", slides=(one,)), media), one


def ref() -> str:
    """The photo's reference."""
    return MediaStore().put(photo(), "jpg")


def box(id: str, x: float, y: float, width: float, height: float, **fields: Any) -> ShapeLayer:
    """A red rectangle."""
    return ShapeLayer(
        id=id,
        x=x,
        y=y,
        width=width,
        height=height,
        **{"fill": RED, **fields},  # type: ignore[arg-type]
    )


def pixels(picture: Image.Image) -> np.ndarray:
    """Channels as signed numbers."""
    return np.asarray(picture).astype(int)


@functools.cache
def rich() -> tuple[Story, Slide]:
    """One of everything, turned, blended, blurred, in groups, and over the slide's edges."""
    stops = (Stop(at=0, color="#6D4AFF"), Stop(at=1, color="#FFC53D", opacity=0.3))
    text = (Run(text="Two dogs, "), Run(text="one window", color="#FF5C5C", weight=800))
    link = UrlTarget(url="https://example.org/article")
    return story(
        ImageLayer(
            id="p",
            x=-60,
            y=80,
            width=500,
            height=420,
            source=ref(),
            blur=9,
            radius=40,
            scrim=Scrim(color="#000000"),
            shadow=Shadow(),
            rotation=7,
        ),
        box("m", 200, 200, 500, 500, fill=Linear(stops=stops, angle=70), blend="multiply"),
        GroupLayer(
            id="g",
            x=500,
            y=300,
            width=700,
            height=500,
            rotation=-12,
            opacity=0.8,
            shadow=Shadow(blur=60),
            blend="overlay",
            layers=(
                box("g1", 40, 30, 300, 200, shape=Star()),
                TextLayer(id="g2", x=0, y=220, width=600, height=200, text=text),
            ),
        ),
        TextLayer(
            id="t",
            x=80,
            y=1000,
            width=700,
            height=300,
            text=text,
            size=96,
            rotation=4,
            highlight=Highlight(color="#FFFFFF"),
            fit="none",
        ),
        LinkLayer(id="l", x=600, y=1500, width=640, height=260, target=link),
        ImageLayer(id="gone", x=60, y=1400, width=400, height=300, source=GONE, opacity=0.5),
        box("n", 300, 1700, 400, 400, shape=Ellipse(), stroke=Stroke(dash="dotted"), rotation=33),
        background=Radial(stops=(Stop(at=0, color="#FDF3E7"), Stop(at=1, color="#D9E4FF"))),
    )


@functools.cache
def whole(scale: float) -> Image.Image:
    """All of the rich slide, and a margin of a third of its width around it."""
    one, page = rich()
    width, height = slide.size(one, scale)
    edge = width // 3
    return slide.render(one, page, scale, (-edge, -edge, width + edge, height + edge))


@settings(max_examples=80)
@given(st.data(), st.sampled_from([0.25, 1 / 3, 0.5]))
def test_a_region_is_that_part_of_the_whole(data: st.DataObject, scale: float) -> None:
    one, page = rich()
    width, height = slide.size(one, scale)
    edge = width // 3
    left = data.draw(st.integers(-edge, width + edge - 1))
    top = data.draw(st.integers(-edge, height + edge - 1))
    right = data.draw(st.integers(left + 1, width + edge))
    bottom = data.draw(st.integers(top + 1, height + edge))
    painters.TILES.clear()
    part = slide.render(one, page, scale, (left, top, right, bottom))
    inside = left >= 0 and top >= 0 and right <= width and bottom <= height
    assert part.mode == ("RGB" if inside else "RGBA")
    full = whole(scale).crop((left + edge, top + edge, right + edge, bottom + edge))
    assert part.convert("RGBA").tobytes() == full.tobytes()


def test_the_slide_is_opaque_and_what_lies_outside_is_not() -> None:
    one, page = story(box("a", -50, 100, 100, 100, opacity=0.5))
    assert slide.render(one, page).mode == "RGB"
    around = slide.render(one, page, region=(-60, 90, 60, 210))
    assert around.getpixel((30, 60)) == (255, 0, 0, 128)
    assert around.getpixel((80, 60)) == (255, 127, 127, 255)
    assert around.getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize("width", [540, 1080, 1440, 2160, 500, 333])
def test_every_size_is_the_same_picture(width: int) -> None:
    one, page = rich()
    picture = slide.render(one, page, width / 1080)
    assert picture.size == (width, round(width * 1920 / 1080))
    small = picture.resize((90, 160), Image.Resampling.BOX)
    other = slide.render(one, page, 0.5).resize((90, 160), Image.Resampling.BOX)
    assert np.abs(pixels(small) - pixels(other)).mean() < 2.5
    corner = picture.getpixel((width - 1, picture.height - 1))
    assert isinstance(corner, tuple)
    assert corner[0] < 222  # no white where the canvas ends


def test_moving_paints_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    for kind, draw in painters.PAINTERS.items():

        def counted(layer: AnyLayer, ctx: Any, draw: Any = draw) -> Any:
            painted.append(type(layer).__name__)
            return draw(layer, ctx)

        monkeypatch.setitem(painters.PAINTERS, kind, counted)
    painters.TILES.clear()
    one, page = rich()
    slide.render(one, page, 0.25)
    before = len(painted)
    assert before > 8
    moved = tuple(
        structs.replace(
            layer,
            x=layer.x + 31.3,
            y=layer.y - 7.9,
            opacity=0.4,
            blend="screen",
            name="new",
            locked=True,
        )
        for layer in page.layers
    )
    slide.render(one, structs.replace(page, layers=moved), 0.25)
    assert painted[before:] == []
    slide.render(one, structs.replace(page, layers=(structs.replace(moved[0], rotation=8),)), 0.25)
    assert painted[before:] == ["ImageLayer"]


def test_a_moved_layer_is_the_same_pixels_elsewhere() -> None:
    text = (Run(text="Ag ف"),)
    layer = TextLayer(id="t", x=100, y=100, width=300, height=120, text=text, size=80, rotation=11)
    one, page = story(layer)
    _, other = story(structs.replace(layer, x=137, y=155))
    here = slide.render(one, page, region=(80, 60, 450, 300))
    there = slide.render(one, other, region=(117, 115, 487, 355))
    assert here.tobytes() == there.tobytes()


def test_positions_round_to_whole_pixels() -> None:
    for x, want in ((10.4, 10), (10.5, 11), (-0.5, 0), (-0.6, -1)):
        one, page = story(box("a", x, 20, 5, 5))
        row = pixels(slide.render(one, page, region=(-10, 22, 40, 23)))[0]
        red = np.flatnonzero((row[:, 1] == 0) & (row[:, 0] == 255)) - 10
        assert red.tolist() == list(range(want, want + 5))


def test_a_group_is_faded_as_one() -> None:
    children = (box("a", 0, 0, 60, 60), box("b", 30, 0, 60, 60))
    group = GroupLayer(id="g", x=10, y=10, width=90, height=60, opacity=0.5, layers=children)
    one, page = story(group)
    row = pixels(slide.render(one, page, region=(0, 40, 110, 41)))[0, :, 1]
    assert set(row[12:98].tolist()) == {127}


def test_blending_in_a_group_sees_only_the_group() -> None:
    child = box("a", 0, 0, 50, 50, fill=Solid(color="#00FF00"), blend="multiply")
    isolated = GroupLayer(id="g", width=50, height=50, layers=(child,))
    red = Solid(color="#FF0000")
    one, page = story(isolated, background=red)
    assert slide.render(one, page, region=(10, 10, 11, 11)).getpixel((0, 0)) == (0, 255, 0)
    one, page = story(child, background=red)
    assert slide.render(one, page, region=(10, 10, 11, 11)).getpixel((0, 0)) == (0, 0, 0)


@pytest.mark.parametrize("rotation", [0, 30, 90, -137])
def test_a_turned_group_is_its_layers_turned(rotation: float) -> None:
    # The same star, once turned itself and once by its group, about the same centre.
    star = box("a", 0, 0, 300, 200, shape=Star(), stroke=Stroke(width=6))
    one, page = story(structs.replace(star, x=400, y=700, rotation=rotation))
    group = GroupLayer(
        id="g", x=400, y=700, width=300, height=200, rotation=rotation, layers=(star,)
    )
    _, other = story(group)
    off = np.abs(pixels(slide.render(one, page)) - pixels(slide.render(one, other)))
    assert off.max() <= (2 if rotation else 0)
    # And twice half the way.
    half = structs.replace(
        group, rotation=rotation / 2, layers=(structs.replace(star, rotation=rotation / 2),)
    )
    _, third = story(half)
    off = np.abs(pixels(slide.render(one, page)) - pixels(slide.render(one, third)))
    assert off.mean() < 0.01 and off.max() < 24


def test_a_shadow_turns_with_its_layer() -> None:
    layer = box(
        "a", 500, 500, 100, 100, rotation=90, shadow=Shadow(color="#000000", blur=0, dx=40, dy=0)
    )
    one, page = story(layer)
    found = slide.render(one, page)
    assert found.getpixel((550, 620)) == (0, 0, 0)
    assert found.getpixel((620, 550)) == (255, 255, 255)


def test_hidden_and_clear_layers_are_not_drawn() -> None:
    one, page = story(box("a", 0, 0, 90, 90, visible=False), box("b", 0, 0, 90, 90, opacity=0))
    assert slide.render(one, page).getcolors() == [(1080 * 1920, (255, 255, 255))]


def test_behind_is_all_that_lies_below() -> None:
    layers = (
        box("a", 0, 0, 100, 100),
        GroupLayer(
            id="g",
            width=100,
            height=100,
            layers=(box("b", 0, 0, 50, 50, fill=Solid(color="#00FF00")), box("c", 0, 0, 20, 20)),
        ),
        box("d", 0, 0, 100, 100, fill=Solid(color="#0000FF")),
    )
    one, page = story(*layers)
    assert slide.behind(one, page, "a").getpixel((10, 10)) == (255, 255, 255)
    assert slide.behind(one, page, "g").getpixel((10, 10)) == (255, 0, 0)
    assert slide.behind(one, page, "c").getpixel((10, 10)) == (0, 255, 0)
    assert slide.behind(one, page, "d").getpixel((10, 10)) == (255, 0, 0)
    with pytest.raises(KeyError):
        slide.behind(one, page, "nobody")


@pytest.mark.parametrize("layer", ["p", "g", "t", "n"])
def test_a_gesture_starts_from_what_lies_behind(layer: str) -> None:
    one, page = rich()
    below = slide.behind(one, page, layer, 0.25)
    region = (20, 30, 200, 300)
    assert (
        slide.render(one, page, 0.25, region, above=(layer, below)).tobytes()
        == slide.render(one, page, 0.25, region).tobytes()
    )
    with pytest.raises(KeyError):
        slide.render(one, page, 0.25, region, above=("nobody", below))


def test_coverage_is_the_ink_in_its_place() -> None:
    group = GroupLayer(
        id="g",
        x=100,
        y=200,
        width=100,
        height=100,
        opacity=0.3,
        layers=(box("a", 10, 20, 30, 40, shadow=Shadow(blur=50)),),
    )
    one, page = story(group)
    ink, at = slide.coverage(one, page, "a", 2)
    assert (ink.mode, ink.size, at) == ("L", (60, 80), (220, 440))
    assert ink.getextrema() == (255, 255)


def test_the_ink_of_text_is_its_letters() -> None:
    layer = TextLayer(
        id="t",
        x=50,
        y=60,
        width=600,
        height=100,
        text=(Run(text="ll"),),
        size=90,
        color="#FFFFFF",
        highlight=Highlight(color="#000000", padding_x=100),
    )
    one, page = story(layer)
    ink, (left, _) = slide.coverage(one, page, "t")
    assert left >= 50 and ink.width < 100
    empty = structs.replace(layer, text=())
    one, page = story(empty)
    assert slide.coverage(one, page, "t")[0].size == (0, 0)


def test_layout_is_of_resolved_text_and_the_same_at_every_scale() -> None:
    one, page = rich()
    found = slide.layout(one, page, "g2")
    assert found.text == "Two dogs, one window"
    assert found.lines
    for layer in ("p", "nobody"):
        with pytest.raises(KeyError):
            slide.layout(one, page, layer)


def test_the_whole_picture_of_a_frame() -> None:
    layer = ImageLayer(
        id="p", x=400, y=400, width=200, height=400, source=ref(), focus=(0, 0), radius=90
    )
    one, page = story(layer, box("b", 0, 0, 9, 9))
    found = slide.uncropped(one, page, "p", 0.5)
    assert found is not None
    assert (found.image.size, found.left, found.top) == ((300, 200), 200, 200)
    framed = slide.render(one, page, 0.5, (230, 250, 270, 350))
    assert found.image.crop((30, 50, 70, 150)).tobytes() == framed.tobytes()
    assert slide.uncropped(one, page, "b") is None
    assert slide.uncropped(one, page, None) is None
    one, page = story(background=ImageFill(source=ref(), focus=(0, 0)))
    ground = slide.uncropped(one, page, None, 0.5)
    assert ground is not None
    assert (ground.image.size, ground.left, ground.top) == ((1440, 960), 0, 0)
    assert slide.uncropped(*story(structs.replace(layer, source=GONE)), "p") is None


def test_missing_pictures_are_shown_calmly() -> None:
    gone = ImageLayer(id="p", x=0, y=0, width=200, height=200, source=GONE)
    group = GroupLayer(id="g", width=200, height=200, layers=(structs.replace(gone, id="q"),))
    one, page = story(gone, group, background=ImageFill(source=GONE))
    colors = slide.render(one, page).getcolors(1 << 20)
    assert colors is not None and all(min(color) > 120 for _, color in colors)
    # Once the picture is there, it is drawn.
    one, page = story(structs.replace(gone, source=ref()))
    before = slide.render(Story(one.deck, MediaStore()), page)
    assert slide.render(one, page).tobytes() != before.tobytes()


def test_a_see_through_background_lies_over_white() -> None:
    one, page = story(background=Solid(color="#FF000080"))
    assert slide.render(one, page, 0.1).getpixel((3, 3)) == (255, 127, 127)


def test_threads_see_the_same_pixels() -> None:
    one, page = rich()
    painters.TILES.clear()
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(slide.render, one, page, 0.3) for _ in range(8)]
        found = {job.result().tobytes() for job in made}
    painters.TILES.clear()
    assert found == {slide.render(one, page, 0.3).tobytes()}


def test_a_layer_far_larger_than_the_slide_costs_no_more_than_a_slide() -> None:
    giant = box(
        "a",
        -9000,
        -9000,
        20000,
        20000,
        shape=Ellipse(),
        shadow=Shadow(blur=200),
        fill=Radial(stops=(Stop(at=0, color="#FF0000"), Stop(at=1, color="#0000FF"))),
    )
    one, page = story(
        giant,
        ImageLayer(
            id="p",
            x=-8000,
            y=-8000,
            width=19000,
            height=19000,
            source=ref(),
            opacity=0.5,
            rotation=3,
        ),
    )
    painters.TILES.clear()
    part = slide.render(one, page, region=(100, 100, 300, 300))
    assert painters.TILES.used < 260 * 1024 * 1024
    full = slide.render(one, page)
    assert part.tobytes() == full.crop((100, 100, 300, 300)).tobytes()


def test_moving_a_giant_layer_by_a_little_repaints_nothing() -> None:
    painters.forget()
    for x in (-3000, -2990, -2900):
        one, page = story(
            box("a", x, -3000, 8000, 8000, shape=Ellipse(), fill=Solid(color="#FF0000"))
        )
        ctx = slide.context(one, page, 1.0)
        known = painters.painted(page.layers[0], inside(page.layers[0], ctx)[0])
        assert known == (x != -3000)
        assert slide.render(one, page).getpixel((540, 960)) == (255, 0, 0)


def test_of_a_giant_layer_what_is_asked_for_is_drawn_however_far_away() -> None:
    one, page = story(box("a", 100, 600, 1000, 12000))
    far = slide.render(one, page, 0.5, (0, 4000, 540, 6000))
    assert far.mode == "RGBA" and far.getpixel((300, 1000)) == (255, 0, 0, 255)


def test_the_cache_is_bounded_and_forgets_the_oldest() -> None:
    cache: Cache[bytes] = Cache(100, len, largest=60)
    made: list[int] = []

    def get(key: int, weight: int) -> bytes:
        def make() -> bytes:
            made.append(key)
            return bytes(weight)

        return cache.get(key, make)

    for key, weight in ((1, 40), (2, 40), (1, 40), (3, 40), (1, 40), (2, 40), (9, 61), (9, 61)):
        assert len(get(key, weight)) == weight
        assert cache.used <= 100
    assert made == [1, 2, 3, 2, 9, 9]
    cache.clear()
    assert cache.used == 0


@settings(max_examples=60)
@given(decks())
def test_every_valid_deck_can_be_drawn(deck: Deck) -> None:
    one = Story(deck, MediaStore())
    for page in deck.slides:
        picture = slide.render(one, page, 0.05)
        assert (picture.mode, picture.size) == ("RGB", (54, 96))
