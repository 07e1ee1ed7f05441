"""Campaign tags: where they go, how they are written, what they cost."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document import schema
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits import duplicate_slides, insert_slides, move_slides, spots
from storycomposer.document.layers import GroupLayer, LinkLayer
from storycomposer.document.link import Campaign, PhoneTarget, UrlTarget
from storycomposer.errors import StoryError
from storycomposer.links.campaign import content, cost, defaults, tag, tagged
from storycomposer.links.payload import text
from storycomposer.links.symbol import symbol
from storycomposer.links.tags import following

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
campaigns = st.builds(
    Campaign, source=anything, medium=anything, campaign=anything, content=anything
)
pairs = st.lists(
    st.tuples(st.sampled_from(["id", "b", "utm_term", "utm_source", "UTM_Content"]), anything),
    max_size=4,
)


def asked(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


@given(campaigns, pairs, st.sampled_from(["", "#part", "#utm_source=x"]))
def test_tags_go_before_the_fragment_and_all_else_is_kept(
    campaign: Campaign, given: list[tuple[str, str]], fragment: str
) -> None:
    query = "&".join(f"{name}={value}" for name, value in given)
    plain = text(UrlTarget(url=f"https://example.org/a?{query}".replace("#", "%23") + fragment))
    said = tagged(plain, campaign)
    before, after = urlsplit(plain), urlsplit(said)
    assert (before[:3], before.fragment) == (after[:3], after.fragment)
    own = {f"utm_{name}": getattr(campaign, name) for name in campaign.__struct_fields__}
    own = {name: value for name, value in own.items() if tag(value)}
    kept = [(name, value) for name, value in asked(plain) if name.lower() not in own]
    assert asked(said)[: len(kept)] == kept
    mine = asked(said)[len(kept) :]
    assert [name for name, _ in mine] == list(own)
    assert tagged(said, campaign) == said


@given(anything)
def test_tags_are_lower_case_words_joined_by_hyphens(said: str) -> None:
    made = tag(said)
    assert made.isascii() and " " not in made and "_" not in made and "--" not in made
    assert not made.startswith("-") and not made.endswith("-")
    assert tag(said.upper().lower()) == tag(said.upper())


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Spring Sale", "spring-sale"),
        ("spring_sale", "spring-sale"),
        ("  Spring -- sale ", "spring-sale"),
        ("Früh & spät", "fr%C3%BCh-%26-sp%C3%A4t"),
        ("v1.2~x", "v1.2~x"),
        ("Cafe\u0301", "caf%C3%A9"),
        ("_-_", ""),
    ],
)
def test_spellings_become_one(said: str, made: str) -> None:
    assert tag(said) == made


def test_the_campaigns_tag_takes_the_place_of_the_addresss() -> None:
    said = tagged(
        "https://example.org/?utm_source=mail&id=7&UTM_Source=old&utm_term=dogs#x",
        Campaign(source="instagram", medium=""),
    )
    assert said == "https://example.org/?id=7&utm_term=dogs&utm_source=instagram#x"


@pytest.mark.parametrize("url", ["spotify:track:1", "tg://resolve?domain=x", "mailto:a@b.org"])
def test_only_the_web_is_tagged(url: str) -> None:
    assert tagged(url, Campaign(source="instagram")) == url


def test_no_tags_change_nothing() -> None:
    url = "https://example.org/?&&a=1"
    assert tagged(url, Campaign(medium="")) == url


def test_defaults_suit_story_and_slide() -> None:
    slides = tuple(Slide(id=f"s{at}") for at in range(12))
    deck = Deck(id="d", title="Two Dogs, one window: what we learned", slides=slides)
    made = defaults(deck, 2)
    assert made == Campaign(
        source="story", medium="social", campaign="two-dogs-one-window-what", content="slide-03-qr"
    )
    assert defaults(deck, 11, "instagram").source == "instagram"
    assert (content(0), content(99)) == ("slide-01-qr", "slide-100-qr")


@given(anything)
def test_defaults_of_any_title_are_tags_already(title: str) -> None:
    made = defaults(Deck(id="d", title=title, slides=(Slide(id="s"),)), 0)
    assert len(made.campaign) <= 24
    for name in ("source", "medium", "content"):
        assert tag(getattr(made, name)) == getattr(made, name)
    schema.validated(Deck(id="d", title=title))


def test_the_cost_is_the_codes_own_size() -> None:
    target = UrlTarget(url="example.org/article")
    campaign = Campaign(source="instagram", campaign="spring", content="slide-03-qr")
    plain, with_tags = symbol(text(target)).side, symbol(text(target, campaign)).side
    assert cost(target, campaign) == (plain, with_tags) and with_tags > plain
    assert cost(target, None) == (plain, plain)
    assert len(set(cost(PhoneTarget(number="+491234567"), campaign))) == 1


def test_what_no_code_holds_has_no_cost() -> None:
    with pytest.raises(StoryError, match="too long"):
        cost(UrlTarget(url="example.org/" + "漢" * 900), Campaign(source="x"))


def test_a_campaigns_name_has_at_most_24_characters_of_whole_words() -> None:
    assert defaults(Deck(id="d", title="abcdefghijk mnopqrstuvwx"), 0).campaign == (
        "abcdefghijk-mnopqrstuvwx"
    )
    assert defaults(Deck(id="d", title="abcdefghijk mnopqrstuvwxy"), 0).campaign == "abcdefghijk"


def test_letters_typed_in_two_parts_are_one() -> None:
    assert defaults(Deck(id="d", title="Cafe\u0301 am Eck"), 0).campaign == "caf\u00e9-am-eck"


def test_plain_http_is_tagged_too() -> None:
    assert tagged("http://a.de", Campaign(source="x", medium="")) == "http://a.de?utm_source=x"


def test_tags_that_name_a_slides_place_follow_it() -> None:
    def linked(id: str, content: str) -> Slide:
        layer = LinkLayer(
            id=f"l{id}", target=UrlTarget(url="example.org"), campaign=Campaign(content=content)
        )
        return Slide(id=id, layers=(GroupLayer(id=f"g{id}", layers=(layer,)),))

    def contents(deck: Deck) -> list[str]:
        found = [one.layer for one in spots(deck).values()]
        links = [one for one in found if isinstance(one, LinkLayer)]
        return [one.campaign.content for one in links if one.campaign is not None]

    deck = Deck(id="d", slides=(linked("a", "slide-01-qr"), linked("b", "mine"), Slide(id="c")))
    copied = following(deck, duplicate_slides(deck, ("a", "b")))
    assert contents(copied) == ["slide-01-qr", "mine", "slide-03-qr", "mine"]
    moved = following(deck, move_slides(deck, ("a",), 3))
    assert contents(moved) == ["mine", "slide-03-qr"]
    pasted = following(deck, insert_slides(deck, deck.slides[:1], 3))
    assert contents(pasted) == ["slide-01-qr", "mine", "slide-04-qr"]
    assert following(deck, deck) is deck
    other = Deck(id="d", slides=(linked("a", "slide-07-qr"), Slide(id="c")))
    moved = following(other, move_slides(other, ("a",), 2))
    assert contents(moved) == ["slide-07-qr"], "it named no place of its own"
