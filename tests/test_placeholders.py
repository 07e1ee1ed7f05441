"""Links that still lead to an example are told from those that lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from storycomposer.checks.placeholders import findings, unwritten
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import GroupLayer, LinkLayer, Run, TextLayer
from storycomposer.document.link import (
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    Target,
    TextTarget,
    UrlTarget,
)
from storycomposer.links.placeholders import placeholder
from storycomposer.media.store import MediaStore
from storycomposer.storage.files import open_story
from storycomposer.story import Story

SAMPLES = Path(__file__).parents[1] / "assets" / "samples"


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (UrlTarget(url="https://example.org/walks"), "example.org"),
        (UrlTarget(url="example.com"), "example.com"),
        (UrlTarget(url="https://www.Example.net:8080/a?b#c"), "example.net"),
        (UrlTarget(url="https://me:secret@shop.example.org."), "shop.example.org"),
        (UrlTarget(url="http://anything.example/"), "anything.example"),
        (UrlTarget(url="https://nothing.invalid"), "nothing.invalid"),
        (UrlTarget(url="https://myexample.org"), ""),
        (UrlTarget(url="https://example.org.de"), ""),
        (UrlTarget(url="https://github.com/example.org"), ""),
        (UrlTarget(url="https://medium.com/@example.org"), ""),
        (UrlTarget(url=""), ""),
        (EmailTarget(address="jobs@example.org"), "example.org"),
        (EmailTarget(address="example.org@gmail.com"), ""),
        (ContactTarget(name="Ada", email="ada@example.com"), "example.com"),
        (ContactTarget(name="Ada", url="example.org"), "example.org"),
        (EventTarget(title="Live", start="", url="https://example.org/l"), "example.org"),
        (PhoneTarget(number="+49 30 1234567"), ""),
        (TextTarget(text="example.org"), ""),
    ],
)
def test_hosts_set_aside_for_examples(target: Target, host: str) -> None:
    assert placeholder(target) == host


def test_links_that_are_seen_are_told_of() -> None:
    first = LinkLayer(id="a", target=UrlTarget(url="example.org"))
    hidden = LinkLayer(id="b", target=UrlTarget(url="example.org"), visible=False)
    good = LinkLayer(id="c", target=UrlTarget(url="gov.uk"))
    inner = LinkLayer(id="d", target=EmailTarget(address="a@example.com"))
    group = GroupLayer(id="g", layers=(inner,))
    away = GroupLayer(id="h", layers=(LinkLayer(id="e", target=first.target),), visible=False)
    slides = (Slide(id="1", layers=(first, hidden)), Slide(id="2", layers=(good, group, away)))
    story = Story(Deck(id="d", slides=slides), MediaStore())
    found = findings(story, (0, 1))
    assert [(one.slide, one.layer, one.severity) for one in found] == [
        (0, "a", "warning"),
        (1, "d", "warning"),
    ]
    assert str(found[1].sentence) == (
        "Slide 2's link still leads to example.com, which is an example."
    )
    assert [one.slide for one in findings(story, (1,))] == [1]


def test_samples_lead_to_examples() -> None:
    sample = open_story(SAMPLES / "article")
    assert len(findings(sample, range(len(sample.deck.slides)))) == 1


def test_texts_that_nobody_has_written_are_told_of() -> None:
    def text(id: str, words: str, **fields: bool) -> TextLayer:
        return TextLayer(id=id, text=(Run(text=words),), **fields)

    layers = (
        text("a", "Headline"),
        text("b", "Headlines"),
        text("c", "Headline", visible=False),
        GroupLayer(id="g", layers=(text("d", "Type something"),)),
    )
    story = Story(Deck(id="x", slides=(Slide(id="s"), Slide(id="t", layers=layers))), MediaStore())
    found = unwritten(story, (0, 1), ("Headline", "Type something"))
    assert [one.layer for one in found] == ["a", "d"]
    assert [str(one.sentence) for one in found] == [
        "Slide 2 still says “Headline”.",
        "Slide 2 still says “Type something”.",
    ]
    assert unwritten(story, (0,), ("Headline",)) == ()
