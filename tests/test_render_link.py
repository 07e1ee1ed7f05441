"""Links on the slide: codes that can be read, whole modules, words that fit, other modes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Campaign, Look, UrlTarget
from storycomposer.document.resolve import resolve
from storycomposer.document.style import Solid, Stroke
from storycomposer.links import address, payload
from storycomposer.media.store import MediaStore
from storycomposer.render import link, slide
from storycomposer.story import Story
from storycomposer.typography import fonts, paragraph

URL = "https://www.example.org/article?from=story"


def show(scale: float = 1.0, url: str = URL, **fields: Any) -> Image.Image:
    """A slide with the link on grey."""
    options = {"x": 96, "y": 400, "width": 888, "height": 292, **fields}
    layer = LinkLayer(id="l", target=UrlTarget(url=url), **options)
    page = Slide(id="s", background=Solid(color="#777777"), layers=(layer,))
    return slide.render(Story(Deck(id="d", slides=(page,)), MediaStore()), page, scale)


def read(picture: Image.Image) -> list[str]:
    """What phones read."""
    return [code.text for code in zxingcpp.read_barcodes(picture, try_invert=False)]


DARK = Look(paper="#14141A", ink="#FFFFFF")


@pytest.mark.parametrize("scale", [0.5, 0.77, 1, 2])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"width": 292, "height": 386},
        {"width": 400, "height": 420, "call": "Read it"},
        {"look": DARK},
        {"language": "ar"},
        {"rotation": 9},
        {"campaign": Campaign(source="instagram", content="slide-03-qr")},
    ],
    ids=str,
)
def test_the_code_is_read(scale: float, fields: dict[str, Any]) -> None:
    want = payload.text(UrlTarget(url=URL), fields.get("campaign"))
    assert read(show(scale, **fields)) == [want]


@pytest.mark.parametrize("scale", [0.5, 0.7, 1, 1.37, 2])
def test_modules_are_whole_pixels(scale: float) -> None:
    picture = np.asarray(show(scale, x=97.3, y=401.7).convert("L"))
    symbol_side = 29 if len(URL) > 32 else 25
    code = zxingcpp.read_barcodes(picture)[0].position
    left, top = code.top_left.x, code.top_left.y
    right, bottom = code.bottom_right.x + 1, code.bottom_right.y + 1
    part = picture[top - 2 : bottom + 2, left - 2 : right + 2]
    assert set(np.unique(part).tolist()) <= {int(part.min()), 255}
    module = int(292 * scale // (symbol_side + 8))
    edges = np.flatnonzero(np.diff((part < 128).astype(int), axis=1).any(axis=0))
    assert set(np.diff(edges) % module) == {0}


def test_an_address_too_long_for_a_code_is_shown_all_the_same() -> None:
    found = show(url="https://example.org/" + "漢" * 1500)
    assert read(found) == []
    assert found.crop((100, 410, 980, 690)).convert("L").getextrema()[0] < 60


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Where something other than the grey ground is."""
    off = np.abs(np.asarray(picture, int) - 0x77).max(axis=2)
    return Image.fromarray((off > 60).astype(np.uint8) * 255).getbbox()


def test_room_for_a_sticker_is_empty_but_for_the_call() -> None:
    assert ink(show(mode="sticker")) is None
    fields = {"mode": "sticker", "call": "Tap to read", "height": 400}
    layer = LinkLayer(id="l", target=UrlTarget(url=URL), **fields)
    room = link.sticker_room(layer)
    assert room.height > 250 and room.bottom == 400
    call = ink(show(**fields))
    assert call is not None and call[1] >= 400 and call[3] <= 400 + room.y


def test_an_address_is_a_pill_without_a_code() -> None:
    found = show(mode="address", width=640, height=120)
    assert read(found) == []
    assert ink(found) == (96, 400, 736, 520)
    assert found.getpixel((97, 401)) != (255, 255, 255)


@pytest.mark.parametrize("size", [(888, 292), (292, 386), (240, 240), (640, 120), (120, 900)])
@pytest.mark.parametrize("mode", ["code", "address"])
def test_nothing_leaves_the_card(size: tuple[int, int], mode: Any) -> None:
    width, height = size
    long = "https://averylonghostname.example.org/a/path/that-goes-on/and-on-for-ever"
    found = ink(show(url=long, mode=mode, width=width, height=height, call="Read the whole story"))
    assert found == (96, 400, 96 + width, 400 + height)


def test_shown_words_can_be_said_otherwise() -> None:
    plain = show()
    assert show(display="example.org/other").tobytes() != plain.tobytes()
    assert show(hint="").tobytes() != plain.tobytes()
    assert show(display=address.readable(UrlTarget(url=URL))).tobytes() == plain.tobytes()
    assert show(hint=address.hint("en")).tobytes() == plain.tobytes()


def test_a_bars_stripe_is_seen_on_its_own_side_alone() -> None:
    look = Look(arrangement="bar", paper="#777777", ink="#111111", accent="#FF0000", radius=40)
    for language, far in (("en", slice(900, 1000)), ("he", slice(90, 180))):
        found = np.asarray(show(look=look, language=language, x=96.4, y=400.3), int)
        red = found[..., 0] - found[..., 1] > 6
        assert red.any() and not red[:, far].any()


@pytest.mark.parametrize("look", [DARK, Look(), Look(paper="#14141A", ink="#FFFFFF", radius=0)])
def test_a_code_above_words_is_as_far_from_the_top_as_from_the_sides(look: Look) -> None:
    layer = LinkLayer(
        id="l", target=UrlTarget(url=URL), width=392, height=500, look=look, call="Read it"
    )
    layer = resolve(layer, Brand())
    made = link.placed(layer, "en")
    assert made is not None and made.box.width < 392
    assert abs(made.box.x - made.box.y) < 3


@pytest.mark.parametrize("size", [(220, 340), (240, 380), (392, 500)])
@pytest.mark.parametrize("width", [8, 16, 32])
def test_words_keep_off_the_frame(size: tuple[float, float], width: float) -> None:
    frame = Stroke(color="#6D4AFF", width=width, position="inside")
    look = Look(arrangement="below", frame=frame)
    fields = {"look": look, "call": "Read the whole story", "width": size[0], "height": size[1]}
    layer = resolve(LinkLayer(id="l", target=UrlTarget(url=URL), **fields), Brand())
    book = fonts.book(system=False)
    last = link.set_words(layer, book, "en")[-1]
    bottom = paragraph.layout(last, book, "en").lines[-1].baseline
    assert last.y + bottom + 0.26 * last.size <= size[1] - width - 12
