"""Destinations: their files are sound, dated and sourced, and decks are made ready for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from strategies import decks

from storycomposer import resources
from storycomposer.app.safe_area import SAFE
from storycomposer.document import schema
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, Size
from storycomposer.document.layers import GroupLayer, LinkLayer
from storycomposer.document.link import Campaign, ModeThere, PhoneTarget, UrlTarget
from storycomposer.errors import StoryError
from storycomposer.links import payload
from storycomposer.platforms import ANY, Platform, destined, platform, platforms


def test_the_known_destinations_are_there() -> None:
    found = platforms()
    assert found[0].id == ANY and found[-1].id == "linkedin"
    ids = {one.id for one in found}
    assert {"instagram", "facebook", "whatsapp", "snapchat", "tiktok", "telegram"} <= ids
    assert len({one.source for one in found}) == len(found)
    files = resources.path("platforms").glob("*.toml")
    assert {file.stem for file in files} == ids


@pytest.mark.parametrize("one", platforms(), ids=lambda one: one.id)
def test_each_is_dated_sourced_and_leaves_room(one: Platform) -> None:
    for said in (one.strict, one.lenient, one.files, one.seconds):
        assert len(said.who) > 10
        year, month, day = [*said.date.split("-"), "01", "01"][:3]
        assert date(2019, 1, 1) <= date(int(year), int(month), int(day)) <= date(2027, 1, 1)
    strict, lenient = one.clear(), one.clear(strict=False)
    assert lenient.x <= strict.x and lenient.y <= strict.y
    assert lenient.right >= strict.right and lenient.bottom >= strict.bottom
    assert strict.width >= 900 and strict.height >= 1000


def test_any_story_is_what_all_story_destinations_share() -> None:
    stories = [one for one in platforms() if one.kind == "story" and one.id != ANY]
    any_story = platform(ANY)
    for strict in (True, False):
        boxes = [one.clear(strict=strict) for one in stories]
        top, bottom = max(box.y for box in boxes), min(box.bottom for box in boxes)
        assert any_story.clear(strict=strict) == Box(0, top, 1080, bottom - top)
    assert any_story.files.bytes == min(one.files.bytes for one in stories)
    assert any_story.files.width == max(one.files.width for one in stories)
    assert any_story.seconds.video == min(one.seconds.video for one in stories)
    assert any_story.clear() == SAFE


def test_insets_grow_with_the_canvas() -> None:
    assert platform(ANY).clear(Size(540, 960)) == Box(0, 135, 540, 633)


@pytest.mark.parametrize("one", platforms(), ids=lambda one: one.id)
def test_who_is_lenient_leaves_as_much_room_or_more(one: Platform) -> None:
    canvas = Size(1080, 1920)
    least, most = one.clear(canvas), one.clear(canvas, strict=False)
    lenient = one.lenient
    assert (most.x, most.y) == (lenient.left, lenient.top)
    assert (most.right, most.bottom) == (1080 - lenient.right, 1920 - lenient.bottom)
    assert most.height >= least.height


@pytest.mark.parametrize("id", ["", "nowhere", "../any", "ANY/..", "any.toml", "é"])
def test_an_unknown_destination_is_said_with_those_there_are(id: str) -> None:
    with pytest.raises(StoryError, match="instagram") as caught:
        platform(id)
    assert caught.value.sentence.id == "platform-unknown"


@pytest.mark.parametrize(
    "wrong",
    [
        {"link": "qr"},
        {"surprise": 1},
        {"source": "Insta Gram"},
        {"strict": {"top": -1, "bottom": 0, "who": "somebody", "date": "2026"}},
        {"strict": {"top": 1, "bottom": 0, "date": "2026"}},
        {"lenient": {"top": 1, "bottom": 0, "who": "somebody", "date": "yesterday"}},
    ],
    ids=str,
)
def test_a_wrong_file_is_refused(wrong: dict[str, Any]) -> None:
    good = msgspec.to_builtins(platform("instagram"))
    assert msgspec.convert(good, Platform) == platform("instagram")
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**good, **wrong}, Platform)


def story(**fields: Any) -> Deck:
    """A deck with a link on the slide and one in a group."""
    links = [LinkLayer(id=id, target=UrlTarget(url="example.org"), **fields) for id in "ab"]
    group = GroupLayer(id="g", layers=(links[1],))
    return Deck(id="d", slides=(Slide(id="s", layers=(links[0], group)), Slide(id="t")))


def link(deck: Deck, id: str) -> LinkLayer:
    layer = spots(deck)[id].layer
    assert isinstance(layer, LinkLayer)
    return layer


def test_each_destination_gets_its_own_source_and_so_its_own_code() -> None:
    deck = story(campaign=Campaign(source="newsletter", content="slide-01-qr"))
    said = set()
    for one in platforms():
        for id in "ab":
            made = link(destined(deck, one), id)
            said.add(payload.text(made.target, made.campaign))
    assert len(said) == len(platforms())
    assert (
        "https://example.org?utm_source=instagram&utm_medium=social&utm_content=slide-01-qr" in said
    )
    assert destined(deck, platform(ANY)) == deck


def test_links_are_shown_as_they_say_they_are_there() -> None:
    there = (ModeThere(destination="instagram", mode="sticker"),)
    deck = story(modes=there)
    assert link(destined(deck, platform("instagram")), "b").mode == "sticker"
    assert link(destined(deck, platform("facebook")), "b").mode == "code"
    assert destined(story(), platform("instagram")) == story()


def test_links_without_tags_and_other_targets_stay_untagged() -> None:
    deck = story()
    assert link(destined(deck, platform("instagram")), "a").campaign is None
    call = Slide(id="s", layers=(LinkLayer(id="c", target=PhoneTarget(number="112")),))
    deck = Deck(id="d", slides=(call,))
    assert destined(deck, platform("instagram")) == deck


@given(decks())
def test_a_destined_deck_is_valid_and_destining_it_again_changes_nothing(deck: Deck) -> None:
    for one in platforms():
        made = schema.validated(destined(deck, one))
        assert destined(made, one) == made
        assert spots(made).keys() == spots(deck).keys()
