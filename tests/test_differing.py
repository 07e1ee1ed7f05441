"""What is drawn again after a change is all that looks different."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image, ImageChops

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, ShapeLayer, TextLayer
from storycomposer.document.shapes import Bubble, Rectangle
from storycomposer.document.style import Glow, Shadow, Solid, Stroke
from storycomposer.media.store import MediaStore
from storycomposer.render import painters
from storycomposer.render.context import Bounds, Tile
from storycomposer.render.differing import differing
from storycomposer.render.slide import altered, effort, ink, render
from storycomposer.story import Story


def tiles(mode: str) -> st.SearchStrategy[Tile]:
    """Small ones with a few spots."""
    places = st.tuples(st.integers(0, 11), st.integers(0, 11))

    def made(left: int, top: int, size: tuple[int, int], spots: list[tuple[int, int]]) -> Tile:
        image = Image.new(mode, size)
        for x, y in spots:
            if x < size[0] and y < size[1]:
                image.putpixel((x, y), (9, 8, 7, 255) if mode == "RGBA" else (9, 8, 7))
        return Tile(image, left, top)

    side = st.integers(1, 12)
    offset = st.integers(-4, 4)
    return st.builds(made, offset, offset, st.tuples(side, side), st.lists(places, max_size=4))


@given(st.sampled_from(("RGB", "RGBA")).flatmap(lambda mode: st.tuples(tiles(mode), tiles(mode))))
def test_outside_of_what_differs_two_tiles_look_the_same(pair: tuple[Tile, Tile]) -> None:
    drawn = []
    for tile in pair:
        out = Image.new("RGBA", (40, 40))
        out.paste(tile.image.convert("RGBA"), (tile.left + 10, tile.top + 10))
        drawn.append(out)
    box = ImageChops.difference(*drawn).getbbox(alpha_only=False)
    found = differing(*pair).moved(10, 10)
    if box is None and pair[0].bounds == pair[1].bounds:
        assert found.empty
    elif box is not None:
        assert Bounds(*box).meet(found) == Bounds(*box)


WORDS = "We wrote down what happened every day"
LOOKS: tuple[dict[str, Any], ...] = (
    {},
    {"shadow": Shadow()},
    {"shadow": Shadow(blur=60, dx=-30, dy=20), "rotation": 20.0},
    {"stroke": Stroke(width=6), "fit": "shrink"},
    {"glow": Glow(color="#FFC53D"), "opacity": 0.5, "align": "center", "valign": "bottom"},
)
LONG = " ".join(f"{number} {WORDS}" for number in range(30))


@settings(max_examples=40)
@given(st.sampled_from(LOOKS), st.lists(st.integers(1, len(WORDS)), min_size=2, max_size=4))
def test_drawing_what_was_altered_gives_the_whole_picture(
    look: dict[str, Any], lengths: list[int]
) -> None:
    story = Story(Deck(id="d"), MediaStore())
    fields = {"x": 40.0, "y": 300.0, "width": 600.0, "height": 500.0, "size": 90.0, **look}
    page = Slide(id="s", layers=(TextLayer(id="t", text=(Run(text=WORDS),), **fields),))
    picture = render(story, page)
    for length in lengths:
        text = (Run(text=WORDS[:length]),)
        after = structs.replace(page, layers=(structs.replace(page.layers[0], text=text),))
        part = ink(story, after)["t"].join(ink(story, page)["t"])
        part = altered(story, after, page, "t") or part
        part = part.meet(Bounds(0, 0, 1080, 1920))
        if not part.empty:
            picture.paste(render(story, after, region=part), part[:2])
        assert picture == render(story, after)
        page = after


def test_what_was_not_drawn_or_lies_elsewhere_is_not_told_from_tiles() -> None:
    story = Story(Deck(id="d"), MediaStore())
    text = TextLayer(id="t", width=400, height=200, size=60, text=(Run(text="One"),))
    page = Slide(id="s", layers=(text,))
    other = Slide(id="s", layers=(structs.replace(text, text=(Run(text="Two"),)),))
    moved = Slide(id="s", layers=(structs.replace(text, x=5),))
    painters.forget()
    ink(story, page)
    assert altered(story, other, page, "t") is None
    ink(story, other)
    assert altered(story, other, page, "t") is not None
    assert altered(story, moved, page, "t") is None
    assert altered(story, page, page, "u") is None


def test_a_key_into_a_text_far_longer_than_the_slide_is_little_effort_and_alters_little() -> None:
    story = Story(Deck(id="d"), MediaStore())
    fields = {"width": 888.0, "height": 7000.0, "size": 44.0, "shadow": Shadow(blur=12)}
    first, last = (
        Slide(id="s", layers=(TextLayer(id="t", text=(Run(text=words),), **fields),))
        for words in ("One\n" + WORDS * 30, "Only\n" + WORDS * 30)
    )
    ink(story, first)
    assert effort(story, last, {"t"}, first) < effort(story, last, {"t"}) / 5
    ink(story, last)
    box = altered(story, last, first, "t")
    assert box is not None and box.size[1] < 200
    assert render(story, last).crop(box) != render(story, first).crop(box)


def test_cutting_a_large_form_is_more_effort_than_filling_a_rectangle() -> None:
    """Some 25 milliseconds for a million pixels: too long for the window's thread."""
    story = Story(Deck(id="d"), MediaStore())
    fields = {"width": 1080.0, "height": 900.0, "fill": Solid(color="#123456")}
    plain, cut = (
        effort(story, Slide(id="s", layers=(ShapeLayer(id="a", shape=shape, **fields),)))
        for shape in (Rectangle(), Bubble())
    )
    assert plain < 15 and cut > 25


def test_a_key_into_a_long_text_is_less_effort_than_the_text() -> None:
    story = Story(Deck(id="d"), MediaStore())

    def page(words: str, **fields: Any) -> Slide:
        layer = TextLayer(id="t", width=800, height=900, size=20, text=(Run(text=words),), **fields)
        return Slide(id="s", layers=(layer,))

    before = page(LONG)
    painters.forget()
    whole = effort(story, before, {"t"})
    key = page(LONG + "x")
    assert effort(story, key, {"t"}, before) == effort(story, key, {"t"}) > whole  # never drawn
    ink(story, before)
    assert effort(story, key, {"t"}, before) < whole / 2
    bold = page(LONG, weight=700)
    assert effort(story, page("x\n" + LONG), {"t"}, before) > whole / 2  # every line moves
    assert effort(story, bold, {"t"}, before) == whole
    assert effort(story, page(LONG + "😀"), {"t"}, before) < whole / 2
    assert effort(story, page(LONG + "😀" * 200), {"t"}, before) > whole
    top = page("One\n" + LONG)
    ink(story, top)
    assert effort(story, page("Once\n" + LONG), {"t"}, top) < whole / 2
