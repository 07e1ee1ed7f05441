"""Texts for the phone fit their codes and lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import LinkLayer, Run, TextLayer
from storycomposer.document.link import UrlTarget
from storycomposer.export.phone import addresses, pages, texts
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

LETTERS = st.text(min_size=1, alphabet="ab \n\u0301é😀👨\u200d")


@given(st.lists(LETTERS), st.integers(4, 20))
def test_pages_hold_every_character_in_order(texts: list[str], most: int) -> None:
    made = pages(texts, most)
    assert all(len(page.encode()) <= most for page in made)
    assert "".join("".join(made).split()) == "".join("".join(texts).split())


def test_a_text_is_torn_only_where_it_must_be() -> None:
    assert pages(["one\ntwo", "three"], 20) == ("one\ntwo\n\nthree",)
    assert pages(["one\ntwo", "three"], 10) == ("one\ntwo", "three")
    assert pages(["one two\nthree"], 8) == ("one two", "three")
    assert pages(["one two three"], 8) == ("one two", "three")
    assert pages(["éé"], 3) == ("é", "é")
    assert pages([]) == ()


def test_captions_go_to_the_phone_and_nothing_twice() -> None:
    layers = (
        TextLayer(id="t", text=(Run(text="Three days"),), size=96),
        TextLayer(id="u", y=300, text=(Run(text="Up in the hills"),), size=40),
        LinkLayer(id="l", target=UrlTarget(url="https://example.org/a")),
    )
    slide = Slide(id="s", layers=layers, alt="Up in the hills\nA river.")
    deck = Deck(id="d", slides=(slide, Slide(id="e")))
    assert texts(Story(deck, MediaStore()), (0, 1)) == (
        "1. Three days\nUp in the hills\nhttps://example.org/a\nAlt text: Up in the hills A river.",
        "2.",
    )


def test_the_call_goes_before_its_address_and_an_alt_text_is_none_twice() -> None:
    target = UrlTarget(url="https://example.org/a")
    layers = (
        TextLayer(id="t", text=(Run(text="Drei Tage"),), size=96),
        LinkLayer(id="l", target=target, call="Zum\nArtikel"),
        LinkLayer(id="m", target=target, call="Zum Artikel", y=900),
        LinkLayer(id="n", target=UrlTarget(url="https://example.org/b"), y=1200, visible=False),
    )
    slides = (Slide(id="s", layers=layers, alt="Drei Tage"), Slide(id="r", alt="Ein Fluss."))
    story = Story(Deck(id="d", slides=slides, language="de"), MediaStore())
    assert texts(story, (0, 1)) == (
        "1. Drei Tage\nZum Artikel\nhttps://example.org/a",
        "2.\nAlternativtext: Ein Fluss.",
    )


def test_an_address_that_several_slides_lead_to_is_one_code() -> None:
    def slide(id: str, url: str) -> Slide:
        layer = LinkLayer(id=f"l{id}", target=UrlTarget(url=url))
        return Slide(id=id, layers=(layer,))

    one, other = "https://example.org/a", "https://example.org/b"
    deck = Deck(id="d", slides=(slide("a", one), slide("b", other), slide("c", one)))
    story = Story(deck, MediaStore())
    assert addresses(story, (0, 1, 2)) == (one, other)
    assert addresses(story, (2,)) == (one,)


def test_a_code_on_the_screen_holds_at_most_600_bytes() -> None:
    words = "Three days up in the hills. " * 80
    made = pages([words, "x" * 299, "y" * 299])
    assert all(len(page.encode()) <= 600 for page in made)
    assert made[-1].endswith("y" * 299) and len(made) == 5
    assert pages(["x" * 299, "y" * 299]) == ("x" * 299 + "\n\n" + "y" * 299,)
