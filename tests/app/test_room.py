"""What comes in finds room: clear of words, rather over photographs, never on what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storycomposer.app.addresses import link
from storycomposer.app.placing import roomy
from storycomposer.app.safe_area import SAFE
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box, bounds
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    Run,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.link import ContactTarget, Target, UrlTarget
from storycomposer.document.picking import pose
from storycomposer.document.style import Highlight
from storycomposer.storage.files import open_story

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
SHORT = UrlTarget(url="example.org")


def words(y: float, height: float, **fields: object) -> TextLayer:
    fields = {"id": f"t{y}", "x": 96, "width": 888, "text": (Run(text="Words"),), **fields}
    return TextLayer(y=y, height=height, **fields)  # type: ignore[arg-type]


def added(*layers: AnyLayer, target: Target = SHORT) -> Box:
    made = link(target, Slide(id="s1", layers=layers))
    return bounds(pose(made))


def gaps(place: Box, layers: tuple[AnyLayer, ...]) -> Iterator[float]:
    """From a card across the column to each layer, up or down; below zero where it covers it."""
    for layer in layers:
        box = bounds(pose(layer))
        yield max(place.y - box.bottom, box.y - place.bottom)


def test_a_card_keeps_clear_of_the_words_below_the_photograph() -> None:
    photo = ImageLayer(id="p", x=0, y=0, width=1080, height=1040, source="media/x.jpg")
    pill = Highlight(padding_y=12)
    slide = (photo, words(1104, 56, highlight=pill), words(1200, 336))
    assert added(*slide).bottom == 1104 - 12 - 48


@pytest.mark.parametrize("room", [360 + 96, 360 + 48])
def test_free_room_between_words_is_taken_with_gaps(room: float) -> None:
    """As wide as looks best where the card has to be hardly lower for it."""
    above, below = words(270, 400), words(670 + room, 1536 - 670 - room)
    place = added(above, below)
    assert SAFE.y <= place.y and list(gaps(place, (above, below))) == [48, 48]
    assert place.height == room - 96


def test_a_card_is_lower_before_it_touches_words_and_covers_them_last_of_all() -> None:
    shape = ShapeLayer(id="s", x=0, y=0, width=1080, height=960)
    texts = (words(595, 269), words(1024, 59), words(1131, 400))
    place = added(shape, *texts)
    assert 264 <= place.height < 360 and min(gaps(place, texts)) >= 24
    full = added(words(270, 1266))
    assert full.height == 264


def test_a_card_that_is_still_to_be_written_is_not_made_as_low() -> None:
    assert added(words(270, 1266), target=ContactTarget(name="")).height == 296


def test_the_middle_of_a_photograph_is_spared() -> None:
    photo = ImageLayer(id="p", x=0, y=0, width=1080, height=900, source="media/x.jpg")
    place = added(photo, words(1000, 536))
    assert place.bottom == 1000 - 48


def test_what_is_in_a_group_counts_by_itself_and_what_is_hidden_not() -> None:
    inside = words(1166, 100)
    group = GroupLayer(id="g", x=0, y=270, width=1080, height=1266, layers=(inside,))
    hidden = words(270, 1000, visible=False)
    assert added(group, hidden) == Box(96, SAFE.y, 888, 360)


def test_text_and_stickers_look_for_a_gap_too() -> None:
    there = words(700, 500)
    box = roomy(Slide(id="s1", layers=(there,)), 888, 80)
    assert min(gaps(box, (there,))) == 48


def test_a_link_touches_no_words_of_any_sample() -> None:
    close = set()
    for name in ("article", "going-live", "job-opening"):
        for slide in open_story(SAMPLES / name).deck.slides:
            texts = tuple(one for one in slide.layers if isinstance(one, TextLayer | LinkLayer))
            place = bounds(pose(link(SHORT, slide)))
            if min(gaps(place, texts)) < 24:
                close.add((name, slide.id))
    assert close == {("going-live", "s2")}  # full of words from top to bottom
