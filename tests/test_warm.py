"""A text drawn after others like it, of which much is kept, is the text drawn from nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.style import Glow, Highlight, Shadow, Stroke
from storycomposer.media.store import MediaStore
from storycomposer.render import painters
from storycomposer.render.slide import render
from storycomposer.story import Story
from storycomposer.typography import blocks, breaking, paragraph, segments

PIECES = (
    "We wrote down ", "what ", "happened", "fi", "AVATAR ", "\n", "\u2028", " ", "Å", "gjpqy ",
    "😀", "👩‍👩‍👧", "❤️", "سلام ", "لا", "שלום ", "(45%) ", "日本語の", "ก้ำกึ่ง", "क्षत्रिय ", "é", "-",
)  # fmt: skip
COLORS = (None, None, "#FF4060", "#30A0FF80", "#FFFFFF")
LOOKS: tuple[dict[str, Any], ...] = (
    {"shadow": Shadow()},
    {"shadow": Shadow(blur=70, dx=14, dy=-9, color="#FF0000"), "align": "center"},
    {"leading": 0.6, "underline": True, "shadow": Shadow(blur=6)},
    {"rotation": 30.0, "shadow": Shadow(dx=20), "strike": True},
    {"fit": "shrink", "valign": "middle", "stroke": Stroke(width=4)},
    {"list": "number", "glow": Glow(radius=20, color="#00FF00"), "direction": "rtl"},
    {"highlight": Highlight(color="#FFC53D"), "opacity": 0.7, "color": "#10203080"},
    {"align": "justify", "tracking": 40.0},
)  # fmt: skip


@st.composite
def writing(draw: st.DrawFn) -> list[TextLayer]:
    """A text as it is written: pieces put in, taken out and coloured, a few at a time."""
    look = draw(st.sampled_from(LOOKS))
    piece = st.tuples(st.sampled_from(PIECES), st.sampled_from(COLORS))
    words = draw(st.lists(piece, min_size=3, max_size=14))
    steps = []
    for _ in range(draw(st.integers(2, 5))):
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 2))] = draw(st.lists(piece, max_size=2))
        runs = tuple(Run(text=text, color=color) for text, color in words)
        fields = {"width": 420.0, "height": 300.0, "size": 52.0, "font": "Inter", **look}
        steps.append(TextLayer(id="t", x=60, y=80, text=runs, **fields))
    return steps


def forget() -> None:
    """Nothing is known of any text."""
    painters.forget()
    for known in (
        paragraph._layout, paragraph._standing, blocks.block, breaking.break_lines,
        breaking._reshaped, segments.graphemes, segments.words, segments.opportunities,
    ):  # fmt: skip
        known.cache_clear()  # type: ignore[attr-defined]


def drawn(layer: TextLayer, scale: float) -> Image.Image:
    """On its slide and beside it, where nothing lies below."""
    slide = Slide(id="s", layers=(layer, structs.replace(layer, id="u", x=-300.0)))
    story = Story(Deck(id="d", slides=(slide,)), MediaStore())
    box = (int(-420 * scale), 0, int(560 * scale), int(520 * scale))
    return render(story, slide, scale, box)


@settings(max_examples=60)
@given(writing(), st.sampled_from((1.0, 0.5, 1.37)))
def test_what_is_kept_changes_no_pixel(steps: list[TextLayer], scale: float) -> None:
    warm = [drawn(layer, scale) for layer in steps]
    for layer, picture in zip(steps, warm, strict=True):
        forget()
        assert drawn(layer, scale) == picture
