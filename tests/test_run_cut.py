"""Cutting a run in two changes no pixel, in every script; colouring a part changes no shape."""

from __future__ import annotations

import pytest
from golden_stories.base import Golden, golden, words
from golden_stories.ink import SCRIPTS
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.texts import RIGHTS
from PIL import Image, ImageChops

from storycomposer.document.layers import Run
from storycomposer.render import slide
from storycomposer.typography import segments

TEXTS = {
    **SCRIPTS,
    **{key: (key, RIGHTS[key][:30]) for key in ("ka", "hy", "te", "gu", "kn", "my", "am")},
    "latin": ("en", "AVATAR office To fi 1/2"),
    "mixed": ("en", "abc שלום (def) عربي 123"),
    "emoji": ("en", "go 👨‍👩‍👧‍👦🇩🇪👋🏽 ❤️1️⃣"),
}
SIZE = (460, 170)


def one(language: str, *runs: Run) -> Golden:
    """A slide with one text of ``runs``, wrapped and tracked a little."""
    layer = words("t", runs, 20, 10, size=40.0, width=420.0, height=150.0, tracking=10.0)
    return golden("cut", SIZE, layer, language=language)


def pixels(story: Golden) -> Image.Image:
    """The part of the slide where the text is."""
    return slide.render(story.story(), story.slide, region=(0, 0, *SIZE))


def coverage(story: Golden) -> tuple[bytes, tuple[int, int], tuple[int, int]]:
    """The text's shape, without its colours."""
    mask, offset = slide.coverage(story.story(), story.slide, "t", 1.0)
    return mask.tobytes(), mask.size, offset


@pytest.mark.parametrize("script", TEXTS)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_a_cut_changes_no_pixel(script: str, data: st.DataObject) -> None:
    language, text = TEXTS[script]
    cuts = data.draw(st.lists(st.sampled_from(segments.graphemes(text)), min_size=1, max_size=4))
    whole = one(language, Run(text=text))
    cut = one(language, *pieces(text, cuts))
    assert ImageChops.difference(pixels(whole), pixels(cut)).getbbox() is None


@pytest.mark.parametrize("script", sorted(set(TEXTS) - {"emoji"}))
@given(data=st.data())
@settings(max_examples=6, deadline=None)
def test_colour_changes_no_shape(script: str, data: st.DataObject) -> None:
    language, text = TEXTS[script]
    cut = data.draw(st.sampled_from(segments.graphemes(text)))
    first, *rest = pieces(text, [cut])
    red = [Run(text=run.text, color="#E5484D") for run in rest]
    assert coverage(one(language, Run(text=text))) == coverage(one(language, first, *red))


def pieces(text: str, cuts: list[int]) -> list[Run]:
    """``text`` as runs that end at ``cuts`` (code points)."""
    ends = [*sorted(cuts), len(text)]
    return [Run(text=text[a:b]) for a, b in zip([0, *ends], ends, strict=False)]
