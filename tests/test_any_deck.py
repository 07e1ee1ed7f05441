"""Whatever a valid deck holds, it is drawn, and drawn alike however it is asked for."""

from __future__ import annotations

import msgspec
from golden_stories.base import media, ref
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops
from strategies import decks

from storycomposer.document.deck import Deck
from storycomposer.render import slide
from storycomposer.story import Story

SCALE = 0.125


def with_pictures(deck: Deck) -> Deck:
    """``deck`` with pictures that there are, but for one; fonts are left out."""
    text = msgspec.json.encode(deck).decode()
    for letter, suffix, name in (("0", "jpg", "scene"), ("9", "svg", "badge")):
        text = text.replace(f"media/{letter * 64}.{suffix}", ref(name))
    return msgspec.structs.replace(msgspec.json.decode(text, type=Deck), fonts=())


@given(
    deck=st.one_of(decks(), decks(tame=False)).map(with_pictures),
    corners=st.tuples(*[st.integers(-20, 260) for _ in range(4)]),
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_slide_is_drawn_and_regions_are_parts_of_it(
    deck: Deck, corners: tuple[int, int, int, int]
) -> None:
    story = Story(deck=deck, media=media())
    for page in deck.slides:
        whole = slide.render(story, page, SCALE)
        assert whole.mode == "RGB" and whole.size == (135, 240)
        left, right = sorted(corners[:2])
        top, bottom = sorted(corners[2:])
        box = (left, top, right + 1, bottom + 1)
        part = slide.render(story, page, SCALE, region=box)
        assert part.size == (right + 1 - left, bottom + 1 - top)
        inside = (max(left, 0), max(top, 0), min(right + 1, 135), min(bottom + 1, 240))
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            continue
        cut = part.crop((inside[0] - left, inside[1] - top, inside[2] - left, inside[3] - top))
        difference = ImageChops.difference(cut.convert("RGB"), whole.crop(inside))
        assert difference.getbbox() is None
