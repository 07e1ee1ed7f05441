"""Proofs: what phones read from finished pictures, and when they stop reading."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer, ShapeLayer
from storycomposer.document.link import Look, UrlTarget
from storycomposer.document.style import Solid
from storycomposer.links import judging, proof
from storycomposer.links.symbol import symbol
from storycomposer.media.store import MediaStore
from storycomposer.render.codes import Code
from storycomposer.render.slide import codes, render
from storycomposer.story import Story

URL = "https://example.org/article"


def page(*more: AnyLayer, **fields: Any) -> Story:
    """A slide with a link, and what lies above it."""
    options = {"x": 96, "y": 600, "width": 888, "height": 320, **fields}
    url = options.pop("url", URL)
    link = LinkLayer(id="l", target=UrlTarget(url=url), **options)
    slide = Slide(id="s", background=Solid(color="#6D4AFF"), layers=(link, *more))
    return Story(Deck(id="d", slides=(slide,)), MediaStore())


def drawn(story: Story, scale: float = 1.0) -> tuple[Image.Image, Code]:
    slide = story.deck.slides[0]
    (code,) = codes(story, slide, scale)
    return render(story, slide, scale), code


def prove(story: Story) -> proof.Proof:
    picture, code = drawn(story)
    return proof.prove(picture, code.corners, code.payload)


def plain(text: str, module: int, *, ink: str = "black", paper: str = "white") -> Any:
    """A code by itself on a 1080 × 1920 slide, and its corners."""
    rows = np.kron(np.array(symbol(text).rows), np.ones((module, module), bool))
    picture = Image.new("RGB", (1080, 1920), paper)
    at = 200, 700
    height, width = rows.shape
    picture.paste(ink, (*at, at[0] + width, at[1] + height), Image.fromarray(rows))
    side = len(rows)
    x, y = at
    return picture, ((x, y), (x + side, y), (x + side, y + side), (x, y + side))


def test_a_code_is_proven():
    assert prove(page()) == proof.Proof("proven", ())


@pytest.mark.parametrize("scale", [0.5, 1, 1.5])
def test_corners_are_where_readers_see_the_code(scale):
    picture, code = drawn(page(rotation=7), scale)
    (seen,) = proof.read(picture)
    assert seen.text == code.payload == URL
    assert np.abs(np.array(seen.corners) - np.array(code.corners)).max() <= 2 * scale + 1


def test_corners_inside_turned_groups():
    link = LinkLayer(id="l", target=UrlTarget(url=URL), x=20, y=30, width=600, height=300)
    inner = GroupLayer(id="i", x=50, y=60, width=700, height=400, rotation=90, layers=(link,))
    outer = GroupLayer(id="o", x=100, y=700, width=800, height=700, rotation=-8, layers=(inner,))
    slide = Slide(id="s", layers=(outer,))
    picture, code = drawn(Story(Deck(id="d", slides=(slide,)), MediaStore()))
    (seen,) = proof.read(picture)
    assert code.rotation == pytest.approx(82)
    assert np.abs(np.array(seen.corners) - np.array(code.corners)).max() <= 3
    assert proof.prove(picture, code.corners, URL).state == "proven"


def test_codes_are_those_that_are_drawn():
    shown = LinkLayer(id="a", target=UrlTarget(url=URL), y=300)
    others = (
        LinkLayer(id="b", target=UrlTarget(url=URL), visible=False),
        LinkLayer(id="c", target=UrlTarget(url=URL), opacity=0),
        LinkLayer(id="d", target=UrlTarget(url=URL), mode="address"),
        LinkLayer(id="e", target=UrlTarget(url="https://e.org/" + "漢" * 1900)),
        GroupLayer(id="g", visible=False, layers=(shown,)),
    )
    slide = Slide(id="s", layers=(*others, shown))
    story = Story(Deck(id="d", slides=(slide,)), MediaStore())
    assert [code.layer for code in codes(story, slide)] == ["a"]


@pytest.mark.parametrize(
    "text", ["a", "http://e.org/ü?é=漢字", "0123456789" * 20, "かな" * 30, "Ö"]
)
def test_any_text_is_told_from_others(text):
    picture, corners = plain(text, 8)
    assert proof.prove(picture, corners, text).state == "proven"
    assert proof.prove(picture, corners, text + ".").state == "unreadable"


def test_what_lies_over_the_code_counts():
    over = ShapeLayer(id="o", x=96, y=600, width=320, height=320, fill=Solid(color="#FFC53D"))
    found = prove(page(over))
    assert (found.state, found.failing) == ("unreadable", proof.IDS)
    beside = ShapeLayer(id="o", x=96, y=1200, width=320, height=320)
    assert prove(page(beside)).state == "proven"


def test_fine_modules_break_in_an_upload():
    fine, corners = plain(URL + "/with-a-much-longer-path-than-that" * 3, 2)
    found = proof.prove(fine, corners, URL + "/with-a-much-longer-path-than-that" * 3)
    assert found.state == "risk"
    assert {"540", "jpeg-50"} <= set(found.failing)


def test_modules_finer_than_six_pixels_are_at_risk_however_well_they_read():
    for module, failing in ((5, ("modules",)), (6, ())):
        picture, corners = plain(URL, module)
        assert proof.prove(picture, corners, URL).failing == failing
        (judged,) = (found for _, found in judging.judge(picture))
        assert judged.failing == failing, "its size is known from the picture alone"


def test_six_pixels_are_those_of_a_slide_1080_wide():
    """What counts is how much of the slide a module takes: slides are shown as wide as phones."""
    picture, corners = plain(URL, 4)
    assert "modules" in proof.prove(picture, corners, URL).failing
    narrow = picture.crop((0, 0, 720, 1280))
    assert "modules" not in proof.prove(narrow, corners, URL).failing
    assert "modules" not in proof.prove_part(picture, corners, URL, 720).failing
    picture, corners = plain(URL, 7)
    assert proof.prove_part(picture, corners, URL, 1080).state == "proven"
    assert proof.prove_part(picture, corners, URL, 1440).failing == ("modules",)


def test_larger_symbols_have_finer_modules():
    """Of two codes of the same size the one that says more is at risk."""
    box = {"x": 330, "y": 700, "width": 340, "height": 340, "look": Look(arrangement="code")}
    short, long = prove(page(**box)), prove(page(url=URL + "/and-much-more" * 14, **box))
    assert (short.state, long.state) == ("proven", "risk")
    assert "modules" in long.failing


LONG = "https://example.org/" + "long-path/" * 12


@pytest.mark.parametrize(
    ("condition", "milder", "text", "module", "colors"),
    [
        ("lens", "drawn", URL, 1, ("black", "white")),
        ("720", "lens", URL, 2, ("#006E00", "#00C800")),
        ("540", "720", LONG, 2, ("black", "white")),
        ("jpeg-75", "720", URL, 2, ("blue", "red")),
        ("jpeg-50", "540", URL, 4, ("blue", "red")),
        ("480", "jpeg-50", URL, 4, ("#C8C8C8", "white")),
        ("far", "480", URL, 3, ("black", "white")),
        ("farther", "far", URL, 4, ("black", "white")),
        ("turned", "lens", LONG, 2, ("black", "white")),
        ("leaning", "turned", URL, 2, ("#969696", "white")),
        ("dimmed", "farther", URL, 6, ("#E1E1E1", "white")),
        ("420", "drawn", URL, 1, ("#F400FF", "#FF1CFF")),
        ("drawn", "480", URL, 6, ("red", "#00A000")),
    ],
)
def test_each_condition_asks_for_more(condition, milder, text, module, colors):
    """There is a code that is read under a milder one and not under it."""
    ink, paper = colors
    picture, corners = plain(text, module, ink=ink, paper=paper)
    failing = proof.prove(picture, corners, text).failing
    assert condition in failing
    assert milder not in failing


def test_inverted_codes_do_not_count_as_read():
    picture, corners = plain(URL, 10, ink="white", paper="black")
    assert proof.prove(picture, corners, URL).state == "unreadable"


def gaps(module: int, step: int, width: int) -> Any:
    """A code with fine white lines across."""
    picture, corners = plain(URL, module)
    pen = ImageDraw.Draw(picture)
    (left, top), (right, bottom) = corners[0], corners[2]
    for x in range(int(left), int(right), step):
        pen.line([(x, top), (x, bottom)], fill="white", width=width)
    for y in range(int(top), int(bottom), step):
        pen.line([(left, y), (right, y)], fill="white", width=width)
    return picture, corners


def test_a_code_that_is_only_read_through_a_lens_is_at_risk():
    """Finders with gaps break in the sharp picture and close in a blurred one."""
    picture, corners = gaps(module=16, step=4, width=1)
    found = proof.prove(picture, corners, URL)
    assert found.state == "risk"
    assert "drawn" in found.failing
    assert "lens" not in found.failing


def test_a_code_that_is_only_read_small_is_told_once_and_does_not_read():
    """It is seen sharp, unread, and read at half the size, in the same place."""
    picture, corners = gaps(module=14, step=5, width=2)
    assert [one.text for one in proof.read(picture)] == [None]
    ((reading, judged),) = judging.judge(picture)
    assert (reading.text, judged.state) == (URL, "unreadable")
    assert "slide" in judged.failing
    assert np.abs(np.array(reading.corners) - np.array(corners)).max() <= 8


def test_a_part_of_the_slide_gives_the_same_proof():
    for story in (page(), page(height=120), page(opacity=0.3, rotation=20)):
        picture, code = drawn(story)
        box = proof.around(code.corners, picture.size)
        moved = tuple((x - box[0], y - box[1]) for x, y in code.corners)
        part = proof.prove_part(picture.crop(box), moved, code.payload, 1080)
        whole = proof.prove(picture, code.corners, code.payload)
        assert part.failing == tuple(name for name in whole.failing if name != "slide")


def test_outside_the_slide_nothing_is_read():
    picture, code = drawn(page(y=1900))
    assert proof.prove(picture, code.corners, code.payload).state == "unreadable"
    picture, code = drawn(page(y=4000))
    assert proof.prove(picture, code.corners, code.payload) == proof.Proof("unreadable", proof.IDS)


def test_a_set_as_wide_as_a_condition_is_not_scaled_up():
    picture, code = drawn(page(width=1000, height=400), 0.5)
    assert picture.width == 540
    assert proof.prove(picture, code.corners, code.payload).state == "proven"


def test_several_codes_in_any_picture():
    first, _ = plain("one", 10)
    second, _ = plain("two", 10)
    both = Image.new("RGB", (1080, 3840))
    both.paste(first, (0, 0))
    both.paste(second, (0, 1920))
    judged = judging.judge(both)
    assert [(reading.text, found.state) for reading, found in judged] == [
        ("one", "proven"),
        ("two", "proven"),
    ]
    assert judging.judge(Image.new("RGB", (300, 300), "white")) == ()


def test_a_code_that_is_seen_but_not_read():
    picture, corners = plain(URL * 4, 10)
    pen = ImageDraw.Draw(picture)
    (left, top), (right, bottom) = corners[0], corners[2]
    third = (right - left) / 3
    pen.rectangle([left + third, top + third, right - 10, bottom - 10], fill="white")
    judged = judging.judge(picture)
    assert [(reading.text, found.state) for reading, found in judged] == [(None, "unreadable")]


def test_low_contrast_is_read_by_computers():
    """In a clean picture; hence contrast is a rule of its own."""
    faint = prove(page(look=Look(ink="#AFAFAF")))
    assert (faint.state, faint.failing) == ("risk", ("dimmed",))


def test_the_reader_has_a_name():
    assert proof.reader().startswith("zxing-cpp 3")


def test_pictures_without_colour_or_with_alpha_are_judged():
    picture, corners = plain(URL, 8)
    for mode in ("L", "P", "RGB"):
        assert proof.prove(picture.convert(mode), corners, URL).state == "proven", mode
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80)
    assert proof.prove(Image.open(io.BytesIO(out.getvalue())), corners, URL).state == "proven"


def test_codes_are_told_from_top_to_bottom_read_or_not():
    first, corners = plain(URL, 10)
    pen = ImageDraw.Draw(first)
    (left, top), (right, bottom) = corners[0], corners[2]
    third = (right - left) / 3
    pen.rectangle([left + third, top + third, right - 10, bottom - 10], fill="white")
    second, _ = plain("two", 10)
    for parts, said in (((first, second), [None, "two"]), ((second, first), ["two", None])):
        both = Image.new("RGB", (1800, 1400), "white")
        both.paste(parts[0].crop((150, 650, 750, 1150)), (1100, 0))
        both.paste(parts[1].crop((150, 650, 750, 1150)), (0, 700))
        assert [one.text for one in proof.read(both)] == said
        assert [one.text for one, *_ in judging.judge(both)] == said


PLACES = st.tuples(st.floats(-50, 250), st.floats(-50, 250))


@given(
    st.integers(1, 130),
    st.integers(1, 130),
    st.tuples(PLACES, PLACES, PLACES, PLACES),
    st.integers(1, 3000),
)
def test_no_place_and_no_picture_is_too_odd(width, height, corners, whole):
    noise = np.random.default_rng(width).integers(0, 255, (height, width, 3), np.uint8)
    picture = Image.fromarray(noise)
    assert proof.prove(picture, corners, "x").state == "unreadable"
    assert proof.prove_part(picture, corners, "x", whole).state == "unreadable"
    assert all(found.state == "unreadable" for _, found in judging.judge(picture))


def test_a_micro_code_is_none_that_phones_read():
    out = io.BytesIO()
    segno.make("MICRO", micro=True).save(out, kind="png", scale=12, border=4)
    picture = Image.open(out).convert("RGB")
    assert proof.read(picture) == ()
    assert judging.judge(picture) == ()
