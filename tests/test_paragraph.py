"""Lines in their box: breaking, alignment, direction, lists, pitch and fitting."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography import fonts, paragraph, segments
from storycomposer.typography.layout import Layout, Line
from storycomposer.typography.markers import digits

SIZE = 40.0
ALPHABET = "ab ABV.,-\n\u2028\u00a0\u00ad\u200bß😀👩‍👩‍👧אבגعرب123()क्षिกำ日本、。ー"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=40)
WIDTHS = st.sampled_from([30.0, 90.0, 200.0, 470.5, 900.0])


def layer(*runs: str | Run, **fields: Any) -> TextLayer:
    """A layer of runs in Inter at 40 pixels, 600 wide and 2,000 high."""
    style = {"font": "Inter", "size": SIZE, "width": 600.0, "height": 2000.0, "fit": "none"}
    text = tuple(Run(text=run) if isinstance(run, str) else run for run in runs)
    return TextLayer(id="t", text=text, **{**style, **fields})


def laid(*runs: str | Run, **fields: Any) -> Layout:
    """The layout of such a layer with bundled fonts."""
    return paragraph.layout(layer(*runs, **fields), fonts.book(system=False), "en")


def lines(layout: Layout) -> list[str]:
    """The text of every line."""
    return [layout.text[line.start : line.end] for line in layout.lines]


def width(line: Line) -> float:
    """The visible width of a line."""
    return line.right - line.left


# Breaking


def test_words_wrap_and_their_spaces_hang() -> None:
    layout = laid("one two three four", width=200.0)
    assert lines(layout) == ["one two ", "three four"]
    first = layout.lines[0]
    assert first.clusters[-1].left == first.right
    assert first.clusters[-1].right > first.right


def test_any_number_of_spaces_hangs() -> None:
    layout = laid("one" + " " * 60 + "two", width=200.0)
    assert lines(layout) == ["one" + " " * 60, "two"]
    assert width(layout.lines[0]) < 200
    assert not layout.overflows


def test_long_words_are_cut_at_graphemes_after_a_new_line() -> None:
    layout = laid("a Donaudampfschiff", width=150.0)
    assert lines(layout)[0] == "a "
    assert all(width(line) <= 150 for line in layout.lines)
    family = "👩‍👩‍👧" * 3
    assert lines(laid(family, width=60.0)) == ["👩‍👩‍👧"] * 3


def test_a_grapheme_wider_than_the_box_has_a_line_of_its_own() -> None:
    layout = laid("👩‍👩‍👧x", width=10.0)
    assert lines(layout) == ["👩‍👩‍👧", "x"]
    assert layout.overflows


def test_a_cut_word_keeps_its_joins_and_breaks_its_ligatures() -> None:
    word = "بيتبيتبيت"
    whole = laid(word, font="Noto Sans Arabic").lines[0]
    cut = laid(word, font="Noto Sans Arabic", width=width(whole) * 0.6)
    assert len(cut.lines) == 2
    shapes = {g.cluster: g.id for f in whole.fragments for g in f.glyphs}
    kept = {g.cluster: g.id for line in cut.lines for f in line.fragments for g in f.glyphs}
    assert kept == shapes
    narrow = laid("ffiffiffi", font="Playfair Display", width=38.0)
    assert all(0 < width(line) <= 38.1 for line in narrow.lines)


def test_a_soft_hyphen_shows_only_where_a_line_ends_at_it() -> None:
    broken = laid("Donau\u00addampf", width=150.0)
    assert lines(broken) == ["Donau\u00ad", "dampf"]
    assert len(broken.lines[0].fragments[0].glyphs) == 6
    whole = laid("Donau\u00addampf")
    assert len(whole.lines[0].fragments[0].glyphs) == 10


def test_paragraphs_and_lines() -> None:
    layout = laid("a\u2028b\n\nc\n")
    assert lines(layout) == ["a\u2028", "b\n", "\n", "c\n", ""]
    assert [line.paragraph for line in layout.lines] == [0, 0, 1, 2, 3]
    assert lines(laid("")) == [""]
    assert lines(laid("a\u2028")) == ["a\u2028", ""]


def test_kinsoku() -> None:
    text = "「日本語」の、禁則処理。"
    for wide in range(85, 400, 15):
        found = lines(laid(text, language="ja", font="Noto Sans JP", width=float(wide)))
        assert not any(line[0] in "、。」" for line in found)
        assert not any(line[-1] == "「" for line in found)


# Place


@pytest.mark.parametrize(
    ("align", "text", "left", "right"),
    [
        ("start", "abc", 0.0, None),
        ("start", "אבג", None, 600.0),
        ("end", "abc", None, 600.0),
        ("end", "אבג", 0.0, None),
        ("left", "אבג", 0.0, None),
        ("right", "abc", None, 600.0),
        ("justify", "abc", 0.0, None),
        ("justify", "אבג", None, 600.0),
    ],
)
def test_alignment(align: str, text: str, left: float | None, right: float | None) -> None:
    line = laid(text, align=align).lines[0]
    assert left is None or line.left == pytest.approx(left)
    assert right is None or line.right == pytest.approx(right)


def test_centre_ignores_trailing_spaces() -> None:
    for text in ("abc", "abc   ", "אבג  "):
        line = laid(text, align="center").lines[0]
        assert (line.left + line.right) / 2 == pytest.approx(300)


def test_trailing_spaces_hang_on_the_left_of_right_to_left_lines() -> None:
    line = laid("אבג  ").lines[0]
    assert line.right == pytest.approx(600)
    assert line.clusters[-1].left < line.left
    assert line.rtl


def test_justified_lines_fill_the_box_but_the_last_does_not() -> None:
    for text, language in (
        ("one two three four five six seven", "en"),
        ("السلام عليكم ورحمة الله وبركاته يا عالم", "ar"),
        ("日本語の文章を両端揃えにして組む", "ja"),
    ):
        found = laid(text, align="justify", language=language, width=270.0).lines
        assert len(found) > 1
        for line in found[:-1]:
            assert (line.left, line.right) == pytest.approx((0, 270))
            edges = sorted(c.right for c in line.clusters)
            assert edges == sorted(edges)
        assert width(found[-1]) < 269
    forced = laid("one two\u2028three", align="justify").lines
    assert width(forced[0]) < 300


def test_direction_is_each_paragraphs_own_unless_set() -> None:
    assert [line.rtl for line in laid("abc\nאבג\n12").lines] == [False, True, False]
    assert [line.rtl for line in laid("abc\nאבג", direction="rtl").lines] == [True, True]
    assert [line.rtl for line in laid("abc\nאבג", direction="ltr").lines] == [False, False]


@pytest.mark.parametrize(("valign", "share"), [("top", 0.0), ("middle", 0.5), ("bottom", 1.0)])
def test_vertical_alignment(valign: str, share: float) -> None:
    layout = laid("one\ntwo", valign=valign, height=500.0)
    assert layout.lines[0].top == pytest.approx((500 - layout.height) * share)
    assert layout.height == pytest.approx(2 * SIZE * 1.2)


def test_pitch_is_leading_times_the_largest_size_of_the_line() -> None:
    layout = laid("small ", Run(text="BIG", size=80.0), "\nsmall", leading=1.5)
    first, second = layout.lines
    assert first.bottom - first.top == pytest.approx(120)
    assert second.bottom - second.top == pytest.approx(60)
    middle = (first.baseline - first.ascent + first.baseline + first.descent) / 2
    assert middle == pytest.approx((first.top + first.bottom) / 2)


def test_a_break_does_not_count_unless_it_is_alone() -> None:
    layout = laid("a", Run(text="\n\n", size=80.0), "b")
    assert [line.bottom - line.top for line in layout.lines] == pytest.approx([48, 96, 48])


def test_paragraph_spacing_stands_between_paragraphs() -> None:
    layout = laid("a\u2028b\nc", paragraph_spacing=30.0)
    gaps = [b.top - a.bottom for a, b in pairwise(layout.lines)]
    assert gaps == pytest.approx([0, 30])
    assert layout.height == pytest.approx(3 * 48 + 30)


# Lists and cases


def test_bullets_and_hanging_indents() -> None:
    layout = laid("one two three four\n\nfive", list="bullet", width=250.0)
    lefts = [line.left for line in layout.lines]
    assert len(set(lefts)) == 1
    assert lefts[0] > 0
    assert [bool(line.marker) for line in layout.lines] == [True, False, False, True]
    assert all(g.x >= 0 for line in layout.lines for f in line.marker for g in f.glyphs)


def test_numbers_fit_and_end_at_one_edge() -> None:
    layout = laid("\n".join("abcdefghijkl"), list="number")
    lefts = [line.marker[0].glyphs[0].x for line in layout.lines]
    assert lefts[8] > lefts[9]
    assert min(lefts) >= -1
    dots = [line.marker[0].glyphs[-1].x for line in layout.lines]
    assert dots == pytest.approx([dots[0]] * 12, abs=0.01)


def test_right_to_left_lists_stand_on_the_right() -> None:
    layout = laid("أب\nجد", list="number", language="ar")
    for line in layout.lines:
        assert all(g.x > line.right for f in line.marker for g in f.glyphs)
        assert all(g.x < 600 for f in line.marker for g in f.glyphs)


def test_digits_of_lists() -> None:
    assert digits(120, "en") == "120"
    assert digits(120, "ar-EG") == "١٢٠"
    assert digits(120, "ar-MA") == "120"
    assert digits(12, "fa") == "۱۲"
    assert digits(12, "mr") == "१२"


def test_case_changes_what_is_shown_and_no_offset() -> None:
    layout = laid("Straße", case="upper")
    assert layout.text == "Straße"
    assert [(c.start, c.end) for c in layout.lines[0].clusters] == [(i, i + 1) for i in range(6)]
    assert width(layout.lines[0]) == pytest.approx(width(laid("STRASSE").lines[0]))
    sharp = layout.lines[0].clusters[4]
    assert sharp.right - sharp.left == pytest.approx(width(laid("SS").lines[0]))
    turkish = laid("istanbul", case="upper", language="tr")
    assert width(turkish.lines[0]) == pytest.approx(width(laid("İSTANBUL").lines[0]))


# Fitting


def test_shrink_keeps_words_whole_and_fits() -> None:
    layout = laid("A wonderful headline", size=200.0, width=400.0, height=300.0, fit="shrink")
    assert layout.scale < 1
    assert not layout.overflows
    assert layout.height <= 300
    ends = set(segments.opportunities(layout.text))
    assert all(line.end in ends for line in layout.lines)
    assert layout.lines[0].fragments[0].size == pytest.approx(200 * layout.scale)
    assert laid("short", fit="shrink").scale == 1


def test_fill_grows_until_the_box_is_full() -> None:
    layout = laid("Hello", width=500.0, height=500.0, fit="fill")
    assert width(layout.lines[0]) == pytest.approx(500, abs=0.2)
    assert laid("", fit="fill").scale == 1


def test_what_cannot_fit_is_said() -> None:
    layout = laid("word " * 400, width=60.0, height=30.0, fit="shrink")
    assert layout.overflows
    assert layout.lines[0].fragments[0].size == pytest.approx(8, abs=0.05)


def test_the_height_asked_for() -> None:
    tall = layer("one two three four", width=200.0, fit="height", height=10.0)
    book = fonts.book(system=False)
    assert paragraph.height(tall, book, "en") == pytest.approx(96)
    assert paragraph.layout(tall, book, "en").overflows


def test_moving_and_recolouring_change_only_the_layer() -> None:
    first = layer("one two", color="#000000")
    second = structs.replace(first, x=50, rotation=10, color="#FFFFFF")
    book = fonts.book(system=False)
    a, b = (paragraph.layout(value, book, "en") for value in (first, second))
    assert a.lines is b.lines
    assert b.layer == second


# Laws


def same(a: Layout, b: Layout) -> None:
    """Two layouts are equal apart from layer and runs."""
    assert (a.text, a.scale, a.height, a.overflows) == (b.text, b.scale, b.height, b.overflows)
    assert (a.missing_fonts, a.missing_glyphs) == (b.missing_fonts, b.missing_glyphs)
    assert a.lines == b.lines


@given(
    text=TEXTS,
    wide=WIDTHS,
    align=st.sampled_from(["start", "center", "end", "justify"]),
    tracking=st.sampled_from([0.0, 100.0]),
    case=st.sampled_from(["none", "upper"]),
    kind=st.sampled_from(["none", "bullet"]),
    fit=st.sampled_from(["none", "shrink", "fill"]),
)
@settings(deadline=None, max_examples=150)
def test_every_grapheme_is_in_exactly_one_line(text: str, wide: float, **fields: Any) -> None:
    fields["list"] = fields.pop("kind")
    layout = laid(text, width=wide, height=400.0, **fields)
    assert [(a.end, b.start) for a, b in pairwise(layout.lines)] == [
        (line.end, line.end) for line in layout.lines[:-1]
    ]
    found = [(c.start, c.end) for line in layout.lines for c in line.clusters]
    assert found == list(pairwise(segments.graphemes(text)))
    for line in layout.lines:
        assert [line.start, line.end][: 2 if line.clusters else 0] == (
            [line.clusters[0].start, line.clusters[-1].end] if line.clusters else []
        )
    tops = [line.top for line in layout.lines]
    assert tops == sorted(tops)


@given(text=TEXTS, wide=WIDTHS, tracking=st.sampled_from([0.0, 100.0]))
@settings(deadline=None, max_examples=100)
def test_no_line_is_wider_than_its_box_unless_it_is_one_grapheme(
    text: str, wide: float, tracking: float
) -> None:
    layout = laid(text, width=wide, tracking=tracking)
    for line in layout.lines:
        visible = [c for c in line.clusters if c.right > c.left and layout.text[c.start] != " "]
        assert width(line) <= wide + 0.02 or len(visible) == 1
        if len(visible) > 1:
            assert min(c.left for c in visible) >= -0.02
            assert max(c.right for c in visible) <= wide + 0.02


@given(text=TEXTS, wide=WIDTHS, data=st.data())
@settings(deadline=None, max_examples=100)
def test_a_run_cut_in_two_changes_nothing(text: str, wide: float, data: st.DataObject) -> None:
    cut = data.draw(st.sampled_from(segments.graphemes(text)))
    coloured = Run(text=text[cut:], color="#FF0000", highlight="#00FF00")
    whole = laid(text, width=wide)
    same(whole, laid(text[:cut], text[cut:], width=wide))
    same(whole, laid(text[:cut], coloured, width=wide))


@given(
    text=TEXTS,
    box=st.tuples(st.floats(60, 900), st.floats(40, 900)),
    more=st.tuples(st.floats(0, 300), st.floats(0, 300)),
    fit=st.sampled_from(["shrink", "fill"]),
)
@settings(deadline=None, max_examples=100)
def test_a_larger_box_never_gets_smaller_type(
    text: str, box: tuple[float, float], more: tuple[float, float], fit: str
) -> None:
    small = laid(text, width=box[0], height=box[1], fit=fit)
    large = laid(text, width=box[0] + more[0], height=box[1] + more[1], fit=fit)
    assert large.scale >= small.scale


@given(text=TEXTS, wide=WIDTHS, size=st.sampled_from([8.0, 40.0, 160.0]))
@settings(deadline=None, max_examples=60)
def test_a_layout_scales_with_its_box_and_type(text: str, wide: float, size: float) -> None:
    once = laid(text, width=wide, size=size)
    twice = laid(text, width=wide * 2, size=size * 2)
    assert lines(once) == lines(twice)
    assert twice.height == pytest.approx(once.height * 2)


# What is kept


@given(TEXTS, TEXTS, WIDTHS, st.sampled_from(["none", "bullet"]))
def test_paragraphs_below_what_is_typed_are_as_if_laid_out_afresh(
    above: str, below: str, width: float, marks: str
) -> None:
    laid(f"{above}\n{below}", width=width, list=marks)
    warm = laid(f"{above}x\n{below}", width=width, list=marks)
    for known in (paragraph._layout, paragraph._standing):
        known.cache_clear()  # type: ignore[attr-defined]
    fresh = laid(f"{above}x\n{below}", width=width, list=marks)
    assert warm == fresh
    for one, other in zip(warm.lines, fresh.lines, strict=True):
        assert [part.ink for part in one.fragments] == [part.ink for part in other.fragments]


def test_a_key_lays_out_its_own_paragraph_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    below = "\n".join(f"Paragraph number {number}" for number in range(40))
    laid(f"Typed\n{below}")
    placed = []
    place = paragraph.place_line
    monkeypatch.setattr(paragraph, "place_line", lambda *at: placed.append(at) or place(*at))
    assert laid(f"Typed!\n{below}").lines[-1].start == len(f"Typed!\n{below}") - 19
    assert len(placed) == 1
