"""Alt texts that samples came with do not outlive what they tell of."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import LinkLayer, TextLayer
from storycomposer.document.link import UrlTarget
from storycomposer.document.style import Solid
from storycomposer.export import manifest
from storycomposer.export.alt import described, outdated
from storycomposer.export.phone import texts
from storycomposer.export.sets import export_set
from storycomposer.storage.files import open_story
from storycomposer.story import Story

SAMPLES = Path(__file__).parents[1] / "assets" / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/deck.json"))


def first(slide: Slide, kind: type) -> str:
    return next(layer.id for layer in slide.layers if isinstance(layer, kind))


@pytest.fixture
def win() -> Story:
    return open_story(SAMPLES / "win")


def written(deck: Deck, text: str) -> Deck:
    """The first slide's first words are others."""
    return edits.set_text(deck, first(deck.slides[0], TextLayer), text)


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_described_as_they_say(name: str) -> None:
    deck = open_story(SAMPLES / name).deck
    for slide in deck.slides:
        assert not outdated(slide)
        assert described(deck, slide) == slide.alt


def test_other_words_are_said_instead(win: Story) -> None:
    deck = written(win.deck, "Our dog is home")
    slide = deck.slides[0]
    assert outdated(slide)
    said = described(deck, slide)
    assert "Our dog is home" in said.splitlines() and "cocker spaniels" not in said
    assert not outdated(deck.slides[1]), "other slides keep theirs"


def test_another_picture_or_link_counts_too(win: Story) -> None:
    slide = win.deck.slides[0]
    bare = structs.replace(slide, background=Solid(color="#FFFFFF"))
    assert outdated(bare)
    article = open_story(SAMPLES / "article").deck
    last = article.slides[-1]
    led = edits.restyle(
        article, (first(last, LinkLayer),), {"target": UrlTarget(url="https://ada.de")}
    )
    assert outdated(led.slides[-1])


def test_what_moves_or_looks_otherwise_is_still_the_same(win: Story) -> None:
    id_ = first(win.deck.slides[0], TextLayer)
    deck = edits.restyle(edits.move(win.deck, (id_,), 9, 9), (id_,), {"color": "#FF0000"})
    assert not outdated(deck.slides[0])


def test_an_alt_text_of_ones_own_is_nobody_elses_business(win: Story) -> None:
    deck = written(win.deck, "Our dog is home")
    mine = structs.replace(deck.slides[0], alt="A dog on a sofa")
    assert not outdated(mine) and described(deck, mine) == "A dog on a sofa"
    none = structs.replace(deck.slides[0], alt="")
    assert not outdated(none) and described(deck, none) == ""


def test_exports_say_what_is_there(win: Story, tmp_path: Path) -> None:
    story = Story(written(win.deck, "Our dog is home"), win.media)
    export_set(story, tmp_path, width=60, sheet=True)
    told = manifest.read(tmp_path)
    assert told is not None and "Our dog is home" in told.slides[0].alt
    for name in ("captions.txt", "links.html", "manifest.json"):
        assert "cocker spaniels look out" not in (tmp_path / name).read_text("utf-8")
    assert "Our dog is home" in texts(story, (0,))[0]
