"""Glyphs: runs, graphemes, fallback, emoji, tracking, and what draws nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography import bidi, fonts, itemising, paragraph, segments, shaping
from storycomposer.typography.layout import Fragment, Layout, Line

SIZE = 50.0


def laid(*runs: str | Run, **fields: Any) -> Layout:
    """Runs in Inter at 50 pixels on one wide line, with bundled fonts."""
    style = {"font": "Inter", "size": SIZE, "width": 20000.0, "fit": "none", **fields}
    text = tuple(Run(text=run) if isinstance(run, str) else run for run in runs)
    layer = TextLayer(id="t", text=text, **style)
    return paragraph.layout(layer, fonts.book(system=False), layer.language or "en")


def line(*runs: str | Run, **fields: Any) -> Line:
    """The only line of runs."""
    (only,) = laid(*runs, **fields).lines
    return only


def ids(fragments: tuple[Fragment, ...]) -> list[int]:
    """Glyph numbers from left to right."""
    return [glyph.id for fragment in fragments for glyph in fragment.glyphs]


def families(text: str, **fields: Any) -> list[str]:
    """The families that draw ``text``, from left to right."""
    return [fragment.face.family for fragment in line(text, **fields).fragments]


def widths(found: Line) -> list[float]:
    """The advance of every grapheme, in reading order."""
    return [cluster.right - cluster.left for cluster in found.clusters]


HARD = [
    "AVATAR To WAVE",
    "office affluent",
    "السلام عليكم لا",
    "क्षत्रिय न्दी",
    "ก้ำกึ่ง",
    "ស្ត្រី ខ្មែរ",
    "English عربي 123 English",
    "👨‍👩‍👧‍👦 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👋🏽 1️⃣ ❤️ ✨",
]


@pytest.mark.parametrize("text", HARD)
def test_colour_underline_and_highlight_change_no_glyph(text: str) -> None:
    whole = line(text)
    for cut in segments.graphemes(text)[1:-1]:
        marked = Run(
            text=text[cut:], color="#FF0000", underline=True, strike=True, highlight="#00FF00"
        )
        assert line(text[:cut], marked) == whole


@pytest.mark.parametrize("text", HARD)
def test_every_grapheme_is_one_cluster(text: str) -> None:
    found = line(text)
    ends = segments.graphemes(text)
    assert [(c.start, c.end) for c in found.clusters] == list(pairwise(ends))
    assert sum(widths(found)) == pytest.approx(found.right - found.left)
    known = {cluster.start for cluster in found.clusters}
    assert all(g.cluster in known for f in found.fragments for g in f.glyphs)


def test_a_change_of_weight_or_size_splits_but_still_joins_letters() -> None:
    whole = line("سلتم", font="Noto Sans Arabic")
    split = line("سل", Run(text="تم", size=SIZE + 1), font="Noto Sans Arabic")
    assert len(split.fragments) == 2
    assert sorted(ids(split.fragments)) == sorted(ids(whole.fragments))


def test_kerning_works_across_runs_of_one_style() -> None:
    together = sum(widths(line("AVAVAV")))
    apart = 3 * sum(widths(line("A"))) + 3 * sum(widths(line("V")))
    assert together < apart - 1
    assert sum(widths(line("A", "VA", "VAV"))) == pytest.approx(together)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a✨b", ["Inter", "Noto Color Emoji", "Inter"]),
        ("❤\ufe0f", ["Noto Color Emoji"]),
        ("❤\ufe0e", ["Inter"]),
        ("👨‍👩‍👧‍👦", ["Noto Color Emoji"]),
        ("🇩🇪", ["Noto Color Emoji"]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", ["Noto Color Emoji"]),
        ("👋🏽", ["Noto Color Emoji"]),
        ("1️⃣", ["Noto Color Emoji"]),
        ("1#", ["Inter"]),
        ("a שלום", ["Inter", "Noto Sans Hebrew"]),
        ("नमस्ते", ["Noto Sans Devanagari"]),
        ("สวัสดี", ["Noto Sans Thai"]),
        ("骨", ["Noto Sans SC"]),
        ("骨のかな", ["Noto Sans JP"]),
    ],
)
def test_who_draws_what(text: str, expected: list[str]) -> None:
    assert families(text) == expected


@pytest.mark.parametrize("sequence", ["👨‍👩‍👧‍👦", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👋🏽", "1️⃣", "❤️", "🏳️‍🌈", "👩🏿‍🚀"])
def test_an_emoji_sequence_is_one_glyph(sequence: str) -> None:
    assert len(ids(line(sequence).fragments)) == 1


def test_the_letters_of_a_paragraph_tell_whose_han_it_means() -> None:
    assert segments.han_language("骨のかな", "en") == "ja"
    assert segments.han_language("骨과", "en") == "ko"
    assert segments.han_language("骨のかな", "zh-Hant") == "zh-Hant"
    assert segments.han_language("骨", "en") == "en"


def test_han_glyphs_follow_the_language() -> None:
    assert families("骨", language="ja") == ["Noto Sans JP"]
    assert families("骨", language="zh-Hans") == ["Noto Sans SC"]
    found = line(Run(text="骨", language="ja"), Run(text="骨", language="zh-Hans"))
    assert [f.face.family for f in found.fragments] == ["Noto Sans JP", "Noto Sans SC"]


def test_a_fallback_follows_the_weight() -> None:
    weights = [line("ب", weight=weight).fragments[0].face.weight for weight in (400, 700)]
    assert weights[0] < weights[1]


@pytest.mark.parametrize("char", ["\n", "\u2028", "\u200d", "\u2067", "\u2069", "\u200e", "\u00ad"])
def test_controls_take_no_room_and_have_no_ink(char: str) -> None:
    layout = laid(f"a{char}b")
    found = [c for row in layout.lines for c in row.clusters if layout.text[c.start] == char]
    assert all(cluster.right == cluster.left for cluster in found)
    drawn = [i for row in layout.lines for i in ids(row.fragments)]
    assert drawn == ids(line("a").fragments) + ids(line("b").fragments)


def test_a_tab_is_a_space_without_ink() -> None:
    tab, space = line("a\tb"), line("a b")
    assert widths(tab) == widths(space)
    assert ids(tab.fragments) == ids(space.fragments)


def test_tracking_follows_every_letter_but_the_last() -> None:
    plain, tracked = line("abcd"), line("abcd", tracking=200.0)
    added = [t - p for p, t in zip(widths(plain), widths(tracked), strict=True)]
    assert added == pytest.approx([10, 10, 10, 0])
    assert tracked.right - tracked.left == pytest.approx(plain.right - plain.left + 30)


def test_tracking_right_to_left_keeps_glyphs_in_their_clusters() -> None:
    plain, tracked = line("אבג"), line("אבג", tracking=200.0)
    assert tracked.right - tracked.left == pytest.approx(plain.right - plain.left + 20)
    inside = [g.x for f in plain.fragments for g in f.glyphs]
    apart = [g.x for f in tracked.fragments for g in f.glyphs]
    assert [b - a for a, b in zip(inside, apart, strict=True)] == pytest.approx([-20, -10, 0])


def test_tracking_tears_no_joined_letters_and_no_conjuncts() -> None:
    for text in ("السلام", "مُحَمَّـــد"):
        assert line(text, tracking=300.0) == line(text)
    spaced = widths(line("سلام عليكم", tracking=200.0))
    added = [a - b for a, b in zip(spaced, widths(line("سلام عليكم")), strict=True)]
    assert added == pytest.approx([0, 0, 0, 0, 10, 0, 0, 0, 0, 0])
    indic = line("क्षत्रिय", tracking=200.0)
    assert sorted(ids(indic.fragments)) == sorted(ids(line("क्षत्रिय").fragments))


def test_tracking_switches_ligatures_off() -> None:
    assert len(ids(line("fi", font="Playfair Display").fragments)) == 1
    assert len(ids(line("fi", font="Playfair Display", tracking=10.0).fragments)) == 2


def test_features() -> None:
    assert len(ids(line("fi", font="Playfair Display", features=("-liga",)).fragments)) == 2
    plain = ids(line("1/2 0").fragments)
    assert ids(line("1/2 0", features=("frac", "zero=1")).fragments) != plain
    half = line("0", Run(text="0", features=("zero",)))
    assert len(set(ids(half.fragments))) == 2


def test_weights_from_thin_to_black() -> None:
    thin, black = (sum(widths(line("weight", weight=w))) for w in (100, 900))
    assert thin < black


def test_missing_fonts_and_glyphs_are_said() -> None:
    layout = laid("ab\U000f0000c", font="No Such Family")
    assert layout.missing_fonts == ("No Such Family",)
    assert layout.missing_glyphs == ((2, 3),)
    assert laid("abc").missing_fonts == ()
    assert laid("abc", Run(text="x", font="Nor This")).missing_fonts == ("Nor This",)


def test_a_fallback_never_changes_the_pitch() -> None:
    plain = line("Hello")
    for text in ("Hello नमस्ते", "Hello 👋", "Hello ก้ำ"):
        mixed = line(text)
        assert (mixed.top, mixed.bottom, mixed.baseline) == (
            plain.top,
            plain.bottom,
            plain.baseline,
        )


@given(st.text(max_size=30), st.sampled_from([0.0, 120.0]))
@settings(deadline=None, max_examples=60)
def test_advances_scale_with_the_size(text: str, tracking: float) -> None:
    small = laid(text, size=10.0, tracking=tracking)
    large = laid(text, size=100.0, tracking=tracking)
    for a, b in zip(small.lines, large.lines, strict=True):
        assert [w * 10 for w in widths(a)] == pytest.approx(widths(b), abs=1e-6)
        assert ids(a.fragments) == ids(b.fragments)


def test_a_run_longer_than_harfbuzz_takes_is_cut() -> None:
    text = "ab " * 60_000
    ends = range(len(text) + 1)
    span = itemising.Span(0, len(text), itemising.Style("Inter", 400, False, SIZE, 0.0, (), "en"))
    book = fonts.book(system=False)
    items = itemising.itemise(text, ends, (span,), [0] * len(text), book).items
    assert [item.end - item.start for item in items] == [100_000, 80_000]
    assert items[0].end == items[1].start


@given(st.lists(st.sampled_from([*HARD, " ", "fi", "e\u0301", "\u200d", "x"]), max_size=6))
def test_glyphs_fall_to_graphemes_alike_stretch_by_stretch_and_in_one_go(parts: list[str]) -> None:
    text = "".join(parts)
    boundaries = segments.graphemes(text)
    style = itemising.Style("Inter", 400, False, SIZE, 0.0, (), "en")
    spans = (itemising.Span(0, len(text), style),)
    levels = bidi.resolve(text, "auto").levels
    items, _ = itemising.itemise(text, boundaries, spans, levels, fonts.book(system=False))
    for item in items:
        own = [at for at in boundaries if item.start <= at <= item.end]
        glyphs = shaping._shaped(text, item, own[0], own[-1])
        assert shaping.shape(text, item, 0, own) == shaping._grouped(text, own, glyphs, item, 0)
