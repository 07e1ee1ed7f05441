"""Carets, clicks, movement and selections over laid-out text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storycomposer.document.layers import Run, TextLayer
from storycomposer.typography import caret, fonts, paragraph
from storycomposer.typography.caret import Position
from storycomposer.typography.layout import Layout

MIXED = "English עברית 123 (עוד) end"
TEXTS = st.text(st.sampled_from("ab אבعر12,() \n\u2028\u2067\u2069e\u0301😀क्षि"), max_size=24).map(
    str
)


def laid(text: str, width: float = 600.0, **fields: Any) -> Layout:
    """``text`` in Inter at 48 pixels with bundled fonts."""
    style = {"font": "Inter", "size": 48.0, "height": 2000.0, "fit": "none", **fields}
    layer = TextLayer(id="t", text=(Run(text=text),), width=width, **style)
    return paragraph.layout(layer, fonts.book(system=False), "en")


def primary(layout: Layout, offset: int) -> caret.Caret:
    """The primary caret at ``offset``."""
    return caret.carets(layout, Position(offset))[0]


def boundaries(layout: Layout) -> list[int]:
    """All grapheme boundaries of a layout's text."""
    return [0, *(c.end for line in layout.lines for c in line.clusters)]


def test_carets_stand_between_graphemes() -> None:
    layout = laid("fi👩‍👩‍👧x")
    xs = [primary(layout, offset).x for offset in boundaries(layout)]
    assert boundaries(layout) == [0, 1, 2, 7, 8]
    assert xs == sorted(set(xs))
    assert xs[0] == 0
    assert xs[-1] == layout.lines[0].right


def test_a_ligature_is_divided_evenly() -> None:
    line = laid("fi", font="Playfair Display").lines[0]
    first, second = line.clusters
    assert len(line.fragments[0].glyphs) == 1
    assert first.right - first.left == pytest.approx(second.right - second.left)
    assert second.left == first.right


def test_lam_and_alef_have_a_caret_between_them() -> None:
    layout = laid("لا", font="Noto Sans Arabic")
    assert primary(layout, 0).x > primary(layout, 1).x > primary(layout, 2).x


def test_where_two_directions_meet_there_are_two_carets() -> None:
    layout = laid("abc אבג")
    first, second = caret.carets(layout, Position(4))
    assert not first.rtl
    assert second.rtl
    assert first.x < second.x
    assert second.x == pytest.approx(layout.lines[0].right)
    assert len(caret.carets(layout, Position(2))) == 1


def test_the_end_of_a_line_belongs_to_its_paragraphs_direction() -> None:
    layout = laid("abc אבג")
    first, second = caret.carets(layout, Position(7))
    assert first.x == pytest.approx(layout.lines[0].right)
    assert second.x == pytest.approx(primary(layout, 4).x)


def test_an_empty_text_has_a_caret() -> None:
    layout = laid("")
    only = primary(layout, 0)
    assert only.x == 0
    assert only.bottom - only.top > 40
    assert caret.hit_test(layout, 300, 10) == Position(0)
    assert caret.right(layout, Position(0)) == Position(0)


def test_a_trailing_line_feed_has_a_line_below_it() -> None:
    layout = laid("ab\n")
    assert primary(layout, 3).line == 1
    assert primary(layout, 2).line == 0
    assert primary(layout, 3).x == 0


def test_a_wrapped_line_has_an_end_and_the_next_a_beginning() -> None:
    layout = laid("hello worlds", width=200)
    assert [line.start for line in layout.lines] == [0, 6]
    assert primary(layout, 6).line == 1
    assert caret.carets(layout, Position(6, upstream=True))[0].line == 0
    assert caret.line_end(layout, Position(0)) == Position(6, upstream=True)
    assert caret.line_start(layout, Position(9)) == Position(6)
    assert caret.hit_test(layout, 500, 10) == Position(6, upstream=True)


def test_clicks_land_on_the_nearer_side() -> None:
    layout = laid("abc")
    cluster = layout.lines[0].clusters[1]
    assert caret.hit_test(layout, cluster.left + 1, 20).offset == 1
    assert caret.hit_test(layout, cluster.right - 1, 20).offset == 2
    assert caret.hit_test(layout, -50, -50).offset == 0
    assert caret.hit_test(layout, 999, 999).offset == 3
    right_to_left = laid("אבג")
    cluster = right_to_left.lines[0].clusters[1]
    assert caret.hit_test(right_to_left, cluster.right - 1, 20).offset == 1
    assert caret.hit_test(right_to_left, -50, 20).offset == 3


def test_visual_movement_passes_every_place_once() -> None:
    layout = laid(MIXED, width=2000)
    seen = [Position(0)]
    while caret.right(layout, seen[-1]) != seen[-1]:
        seen.append(caret.right(layout, seen[-1]))
    xs = [primary(layout, position.offset).x for position in seen]
    assert xs == sorted(xs)
    assert sorted(position.offset for position in seen) == boundaries(layout)
    back = [seen[-1]]
    while caret.left(layout, back[-1]) != back[-1]:
        back.append(caret.left(layout, back[-1]))
    assert back == seen[::-1]


def test_movement_crosses_line_ends() -> None:
    layout = laid("ab\ncd")
    assert caret.right(layout, Position(2)) == Position(3)
    assert caret.left(layout, Position(3)) == Position(2)
    hebrew = laid("אב\nגד")
    assert caret.left(hebrew, Position(2)) == Position(3)
    assert caret.right(hebrew, Position(3)) == Position(2)


def test_lines_up_and_down_keep_their_goal() -> None:
    layout = laid("long line here\nab\nlong line here")
    start = Position(9)
    goal_x = primary(layout, 9).x
    middle, goal = caret.down(layout, start)
    assert middle == Position(17)
    assert goal == goal_x
    bottom, goal = caret.down(layout, middle, goal)
    assert bottom == Position(27)
    assert caret.down(layout, bottom, goal)[0] == Position(len(layout.text))
    assert caret.up(layout, middle, goal)[0] == start
    assert caret.up(layout, start, goal)[0] == Position(0)


def test_words() -> None:
    layout = laid("two words, 3rd  x")
    assert caret.next_word(layout, 0) == 4
    assert caret.next_word(layout, 16) == 17
    assert caret.previous_word(layout, 9) == 4
    assert caret.previous_word(layout, 4) == 0
    assert caret.previous_word(layout, 0) == 0
    assert caret.word_at(layout, 5) == (4, 9)
    assert caret.word_at(layout, 3) == (3, 4)
    assert caret.word_at(layout, 9) == (9, 10)
    assert caret.word_at(layout, 14) == (14, 16)
    assert caret.word_at(layout, 17) == (16, 17)


def test_a_selection_across_directions_is_disjoint() -> None:
    layout = laid("abc אבגד xyz")
    boxes = caret.selection(layout, 2, 6)
    assert len(boxes) == 2
    assert boxes[0].right < boxes[1].x
    assert boxes[0].height == pytest.approx(48 * 1.2)
    whole = caret.selection(layout, 0, len(layout.text))
    assert len(whole) == 1
    assert whole[0].x == 0
    assert whole[0].right == pytest.approx(layout.lines[0].right)
    assert caret.selection(layout, 3, 3) == ()


def test_selected_line_breaks_show() -> None:
    layout = laid("a\n\nb")
    boxes = caret.selection(layout, 0, 3)
    assert len(boxes) == 3
    assert all(box.width > 0 for box in boxes)
    hebrew = caret.selection(laid("א\n"), 1, 2)
    assert hebrew[0].x < laid("א\n").lines[0].left


@given(text=TEXTS, width=st.sampled_from([60.0, 200.0, 900.0]))
@settings(deadline=None)
def test_every_place_of_a_line_is_the_primary_place_of_one_offset(text: str, width: float) -> None:
    layout = laid(text, width)
    for line in layout.lines:
        hard = layout.text[line.end - 1 : line.end] in ("\n", "\u2028") and line.end > line.start
        clusters = line.clusters[:-1] if hard else line.clusters
        offsets = [line.start, *(c.end for c in clusters)]
        xs = []
        for offset in offsets:
            at_end = offset == line.end
            xs.append(caret.carets(layout, Position(offset, upstream=at_end))[0].x)
        edges = [min((c.left for c in clusters), default=line.left)]
        edges += sorted(c.right for c in clusters)
        assert sorted(xs) == pytest.approx(edges)


@given(text=TEXTS, width=st.sampled_from([60.0, 200.0, 900.0]))
@settings(deadline=None)
def test_a_click_on_a_caret_finds_its_offset(text: str, width: float) -> None:
    layout = laid(text, width)
    for line in layout.lines:
        for before, after in zip(line.clusters, line.clusters[1:], strict=False):
            plain = before.level == after.level and line.start < before.end < line.end
            if not plain or min(before.right - before.left, after.right - after.left) <= 0:
                continue
            at = primary(layout, before.end)
            assert caret.hit_test(layout, at.x, line.baseline).offset == before.end


@given(text=TEXTS, width=st.sampled_from([60.0, 200.0, 900.0]))
@settings(deadline=None)
def test_moving_right_and_left_ends_and_stays_on_boundaries(text: str, width: float) -> None:
    layout = laid(text, width)
    known = set(boundaries(layout))
    for move in (caret.right, caret.left):
        for start in (0, len(text)):
            position = Position(start)
            for _ in range(len(text) + 2):
                position = move(layout, position)
                assert position.offset in known
    for offset in known:
        assert caret.preceding(layout, offset) <= offset <= caret.following(layout, offset)
