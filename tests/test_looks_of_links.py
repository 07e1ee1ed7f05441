"""Looks of links: every golden's codes are read as they are drawn, in every style and size."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
import zxingcpp
from golden_stories import LINKS, Golden
from msgspec import structs
from PIL import Image
from test_golden import draw

from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import BrandMark, EmojiMark, Look, UrlTarget
from storycomposer.document.resolve import resolve
from storycomposer.document.style import Linear, Solid, Stop
from storycomposer.links import contrast, payload, proof
from storycomposer.links.forms import Finders, Modules, forms, svg_path
from storycomposer.links.looks import LOOKS, READABLE, risks, suited
from storycomposer.links.symbol import QUIET, symbol
from storycomposer.media import svg
from storycomposer.media.store import MediaStore
from storycomposer.render import code, link, slide
from storycomposer.story import Story

URL = "https://www.example.org/article"


def read(picture: Image.Image) -> list[str]:
    """What phones read."""
    return [one.text for one in zxingcpp.read_barcodes(picture, try_invert=False)]


@pytest.mark.parametrize("golden", LINKS, ids=lambda golden: golden.name)
def test_every_code_on_a_golden_is_read(golden: Golden) -> None:
    picture = draw(golden)
    for layer in golden.slide.layers:
        if isinstance(layer, LinkLayer) and layer.mode == "code" and layer.width > 200:
            left, top = layer.x * golden.scale, layer.y * golden.scale
            size = layer.width * golden.scale, layer.height * golden.scale
            part = picture.crop((left - 9, top - 9, left + size[0] + 9, top + size[1] + 9))
            assert read(part) == [payload.text(layer.target, layer.campaign)], layer.id


def page(layer: LinkLayer, brand: Brand | None = None) -> Story:
    one = Slide(id="s", background=Solid(color="#777777"), layers=(layer,))
    return Story(Deck(id="d", brand=brand or Brand(), slides=(one,)), MediaStore())


def linked(**fields: Any) -> LinkLayer:
    return LinkLayer(
        id="l", target=UrlTarget(url=URL), **{"x": 97.3, "y": 401.7, "width": 340.0, **fields}
    )


@pytest.mark.parametrize("width", [540, 720, 1080, 1440, 2160])
@pytest.mark.parametrize("modules", get_args(Modules))
def test_modules_lie_on_whole_pixels_with_four_of_quiet(width: int, modules: Any) -> None:
    look = Look(arrangement="code", modules=modules, paper="#FFFFFF", radius=0)
    story = page(linked(look=look, height=340.0), Brand(ink="#000000"))
    picture = slide.render(story, story.deck.slides[0], width / 1080)
    (found,) = slide.codes(story, story.deck.slides[0], width / 1080)
    (left, top), _, (right, bottom), _ = found.corners
    assert found.module == int(found.module) >= 4
    assert [round(v, 6) % 1 for v in (left, top, right, bottom)] == [0, 0, 0, 0]
    module, side = round(found.module), found.symbol.side
    assert round(right - left) == round(bottom - top) == module * side
    quiet = QUIET * module
    around = np.asarray(
        picture.crop((left - quiet, top - quiet, right + quiet, bottom + quiet)).convert("L")
    )
    inner = around[quiet:-quiet, quiet:-quiet]
    ring = around.astype(int).sum() - inner.astype(int).sum()
    assert ring == 255 * (around.size - inner.size)
    # The middle of each module is as dark as its bit says, whatever its form.
    at = np.arange(side) * module + module // 2
    assert np.array_equal(inner[np.ix_(at, at)] < 128, np.array(found.symbol.rows))
    if modules == "square":
        assert set(np.unique(inner)) == {0, 255}


SIZES = [(888, 320), (340, 520), (300, 300), (620, 260), (1080, 400), (400, 900), (250, 340)]
ARRANGEMENTS: tuple[tuple[Any, Any, str], ...] = (
    *((kind, "card", "en") for kind in ("auto", "code", "below", "beside", "badge", "bar")),
    ("below", "ticket", "en"),
    ("beside", "ticket", "ar"),
    ("bar", "card", "ar"),
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "said", [{}, {"call": "Read the whole story"}, {"display": "", "hint": ""}]
)
def test_nothing_comes_near_a_code_and_it_is_as_large_as_it_should(
    size: tuple[float, float], said: dict[str, str]
) -> None:
    for kind, form, language in ARRANGEMENTS:
        look = Look(arrangement=kind, form=form, paper="#FFFFFF", ink="#14141A")
        layer = linked(width=size[0], height=size[1], look=look, **said)
        _alone(resolve(layer, Brand()), language)


def _alone(layer: LinkLayer, language: str) -> None:
    story = page(structs.replace(layer, x=0, y=0, language=language))
    placed = link.placed(layer, language)
    assert placed is not None
    box = placed.box
    assert box.x >= -1e-6 and box.y >= -1e-6
    assert box.right <= layer.width + 1e-6 and box.bottom <= layer.height + 1e-6
    assert box.width >= 0.5 * min(layer.width, layer.height)
    region = (0, 0, round(layer.width), round(layer.height))
    picture = slide.render(story, story.deck.slides[0], region=region).convert("L")
    (left, top), _, (right, bottom), _ = slide.codes(story, story.deck.slides[0])[0].corners
    quiet = round(slide.codes(story, story.deck.slides[0])[0].module) * QUIET
    # But for its four corners, which the card's own may round.
    bands = (
        (left, top - quiet, right, top),
        (left, bottom, right, bottom + quiet),
        (left - quiet, top, left, bottom),
        (right, top, right + quiet, bottom),
    )
    for band in bands:
        assert picture.crop(tuple(map(round, band))).getextrema() == (255, 255), (layer.look, band)
    assert read(picture.convert("RGB")) == [URL]


BRANDS = [
    Brand(),
    Brand(primary="#FFD23F", accent="#EE4266", ink="#0B3954", paper="#FFF8E7"),
    Brand(primary="#222222", accent="#7FFFD4", ink="#F2F2F2", paper="#101014"),
]


@pytest.mark.parametrize("brand", BRANDS, ids=["default", "yellow", "dark"])
@pytest.mark.parametrize("named", LOOKS, ids=lambda named: named.id)
def test_looks_can_be_worn_in_any_brand(named: Any, brand: Brand) -> None:
    width, height = named.size
    look = suited(named.look, brand)
    assert not [risk for risk in risks(resolve(look, brand)) if risk.id != "look-dots"]
    layer = linked(width=width, height=height, look=look, call="Read on", x=96.0)
    assert read(slide.render(page(layer, brand), page(layer, brand).deck.slides[0])) == [URL]


def test_words_that_could_hardly_be_read_in_a_brand_take_its_other_colour() -> None:
    """White has 3.5:1 on this grey, which is enough for large letters only."""
    worn = suited(Look(paper="brand:primary", ink="brand:paper"), Brand(primary="#8A8A8A"))
    assert worn.ink == "brand:ink"
    worn = suited(Look(paper="brand:primary", ink="brand:paper"), Brand(primary="#6A6A6A"))
    assert worn.ink == "brand:paper"


@pytest.mark.parametrize("finders", get_args(Finders))
def test_corner_marks_are_found_from_afar(finders: Any) -> None:
    """Long addresses in small codes: what is round must not cost the proof."""
    look = Look(arrangement="code", finders=finders, paper="#FFFFFF", ink="#14141A")
    for number in range(5):
        url = f"https://example.org/{number:03d}-{'walks-and-talks-' * 6}"
        side = 320 + 8 * number
        layer = LinkLayer(
            id="l", x=100, y=500, width=side, height=side, target=UrlTarget(url=url), look=look
        )
        story = page(layer)
        picture = slide.render(story, story.deck.slides[0])
        (code_,) = slide.codes(story, story.deck.slides[0])
        assert proof.prove(picture, code_.corners, code_.payload).state == "proven", number


def test_looks_are_named_and_different() -> None:
    assert len(LOOKS) >= 8
    assert len({named.id for named in LOOKS}) == len({named.look for named in LOOKS}) == len(LOOKS)
    assert LOOKS[0].look == Look()
    assert suited(Look(), Brand()) == Look()


def test_risks_are_said_once_each() -> None:
    plain = Look(paper="#FFFFFF", ink="#14141A", accent="#6D4AFF")
    pale = Linear(stops=(Stop(at=0, color="#14141A"), Stop(at=1, color="#FFC53D")))

    def said(**fields: Any) -> list[str]:
        return [risk.id for risk in risks(structs.replace(plain, **fields))]

    assert said() == []
    assert said(paper="#14141A", ink="#FFFFFF") == []
    assert said(modules="dots") == ["look-dots"]
    assert said(code=Solid(color="#9A9AA0")) == ["look-faint"]
    assert said(code=Solid(color="#14141A66")) == ["look-faint"]
    assert said(finder_color="#FFC53D") == ["look-faint"]
    assert said(code=pale) == ["look-faint-gradient"]
    ends = (Stop(at=0, color="#14141A"), Stop(at=1, color="#14141A", opacity=0.3))
    assert said(code=Linear(stops=ends)) == ["look-faint-gradient"]
    assert said(paper="#EEEEEE", code=Solid(color="#FFFFFF")) == ["look-inverted"]
    own = Solid(color="#14141A")
    assert said(ink="#D9A441", code=own) == ["look-words"]
    assert said(ink="#D9A441", code=own, arrangement="code") == []
    assert said(ink="#D9A441", code=own, paper="#FFFFFF00") == [], "what lies behind is not known"
    assert said(ink="#D9A441", code=own, modules="dots") == ["look-words", "look-dots"]
    for low in ("L", "M"):
        assert said(mark=EmojiMark(emoji="x"), correction=low) == ["look-mark"]
    assert said(mark=EmojiMark(emoji="x"), correction="Q") == []
    assert said(mark=EmojiMark(emoji="x")) == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast.ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast.ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast.mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert READABLE == 4


def test_the_brands_logo_goes_into_the_middle() -> None:
    layer = linked(look=Look(mark=BrandMark()))
    logo = "media/" + "a" * 64 + ".png"
    without, brand = resolve(layer, Brand()), Brand(logo=logo)
    assert without.look.mark is None
    made = link.placed(without, "en")
    assert made is not None and made.symbol.clear == 0
    marked = resolve(layer, brand)
    made = link.placed(marked, "en")
    assert made is not None and made.symbol.clear >= 5 and made.symbol.level in "QH"
    assert slide.render(page(layer, brand), page(layer, brand).deck.slides[0])


@pytest.mark.parametrize("modules", get_args(Modules))
@pytest.mark.parametrize("finders", get_args(Finders))
def test_as_svg_a_code_is_read_too(modules: Any, finders: Any) -> None:
    made = symbol(URL)
    drawn = forms(made, modules, finders)
    side = made.side + 2 * QUIET
    data = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{svg_path(drawn.modules + drawn.finders)}"/></svg>'
    )
    picture = svg.rasterise(data.encode(), side * 8, side * 8).convert("L")
    assert read(picture.convert("RGB")) == [URL]
    if finders == "round":
        return  # Its corner marks and alignment marks leave the middles of corner modules light.
    levels = np.asarray(picture)
    at = (np.arange(7, made.side - 7) + QUIET) * 8 + 4
    assert np.array_equal(levels[np.ix_(at, at)] < 128, np.array(made.rows)[7:-7, 7:-7])


@pytest.mark.parametrize("modules", get_args(Modules))
@pytest.mark.parametrize("finders", get_args(Finders))
def test_every_style_is_read_when_the_phone_leans(modules: Any, finders: Any) -> None:
    style = code.Style(Solid(color="#14141A"), None, modules, finders)
    for number in range(6):
        text = f"https://example.org/{'articles/' * number}{number}"
        made = symbol(text)
        picture = code.picture(made, (made.side + 2 * QUIET) * 9, style, "#FFFFFF").convert("L")
        side = picture.width
        lean = 0.08
        # The right side is seen 8 % shorter: x' = wx / (gx + 1), heights shrink alike.
        g = (1 - 1 / (1 - lean)) / side
        seen = picture.transform(
            picture.size,
            Image.Transform.PERSPECTIVE,
            (1 + g * side, 0, 0, g * side / 2, 1, 0, g, 0),
            Image.Resampling.BICUBIC,
            fillcolor=255,
        )
        assert read(seen) == [text]
