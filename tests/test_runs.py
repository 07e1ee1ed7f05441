"""Runs of text against the plainest model of them: a list of styled characters."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from strategies import texts, value

from storycomposer.document import edits, runs
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer

WORDS = st.text("ab漢 \n", max_size=6)
SPANS = st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda p: (p[0], p[0] + p[1]))
STYLES = value(Run).map(
    lambda run: {name: getattr(run, name) for name in runs.STYLE if getattr(run, name) is not None}
)


def letters(all_: tuple[Run, ...]) -> list[tuple[str, Run]]:
    return [(letter, runs.style(run)) for run in all_ for letter in run.text]


def fewest(all_: tuple[Run, ...]) -> bool:
    pairs = itertools.pairwise(all_)
    return all(runs.style(a) != runs.style(b) for a, b in pairs) and all(
        run.text or len(all_) == 1 for run in all_
    )


@given(st.lists(value(Run), max_size=5).map(tuple))
def test_merging_changes_no_letter(all_: tuple[Run, ...]) -> None:
    made = runs.merged(all_)
    assert letters(made) == letters(all_)
    assert fewest(made)
    assert runs.merged(made) == made


@given(texts(), SPANS)
def test_cutting_takes_the_letters_between(all_: tuple[Run, ...], span: tuple[int, int]) -> None:
    assert letters(runs.cut(all_, *span)) == letters(all_)[slice(*span)]


@given(texts(), SPANS, WORDS)
def test_replacing_is_replacing_letters(
    all_: tuple[Run, ...], span: tuple[int, int], words: str
) -> None:
    before = letters(all_)
    start, end = (min(at, len(before)) for at in span)
    made = runs.replaced(all_, start, end, words)
    style = before[start][1] if start < end else runs.style_at(all_, start)
    new = [(letter, style) for letter in words]
    assert letters(made) == before[:start] + new + before[end:]
    assert fewest(made)


@given(texts(), SPANS, STYLES)
def test_styling_changes_no_letter_and_only_the_stretch(
    all_: tuple[Run, ...], span: tuple[int, int], changes: dict[str, object]
) -> None:
    made = runs.styled(all_, *span, changes)
    before, after = letters(all_), letters(made)
    assert len(after) == len(before)
    for i, ((old, was), (new, now)) in enumerate(zip(before, after, strict=True)):
        assert new == old
        inside = span[0] <= i < span[1]
        assert now == (structs.replace(was, **changes) if inside else was)
    assert fewest(made)


def test_typing_takes_the_style_before_it() -> None:
    text = (Run(text="ab", color="#111111"), Run(text="cd"))
    assert runs.replaced(text, 2, 2, "X") == (Run(text="abX", color="#111111"), Run(text="cd"))
    assert runs.replaced(text, 0, 0, "X") == (Run(text="Xab", color="#111111"), Run(text="cd"))
    assert runs.replaced(text, 3, 3, "X") == (Run(text="ab", color="#111111"), Run(text="cXd"))
    assert runs.replaced((), 0, 0, "X") == (Run(text="X"),)


def test_an_emptied_text_remembers_its_style() -> None:
    text = (Run(text="ab", color="#111111"),)
    empty = runs.replaced(text, 0, 2, "")
    assert empty == (Run(text="", color="#111111"),)
    assert runs.replaced(empty, 0, 0, "c") == (Run(text="c", color="#111111"),)
    assert runs.replaced((Run(text="ab"),), 0, 2, "") == ()
    assert runs.styled((), 0, 0, {"weight": 900}) == (Run(text="", weight=900),)


def test_long_texts_are_several_runs() -> None:
    made = runs.replaced((), 0, 0, "x" * 45_000)
    assert [len(run.text) for run in made] == [20_000, 20_000, 5_000]
    assert runs.merged(made) == made


def test_values_of_a_stretch() -> None:
    layer = TextLayer(
        id="t1", weight=400, text=(Run(text="ab"), Run(text="cd", weight=900, highlight="#111111"))
    )
    assert runs.values(layer, 0, 2, "weight") == (400,)
    assert runs.values(layer, 1, 3, "weight") == (400, 900)
    assert runs.values(layer, 4, 4, "weight") == (900,)
    assert runs.values(layer, 0, 4, "highlight") == (None, "#111111")
    assert runs.values(TextLayer(id="t1"), 0, 0, "size") == (56,)


def test_pasted_text_is_cleaned() -> None:
    assert runs.clean("a\r\nb\rc\u2029d\x00\x1b\te\u2028f\ud800") == "a\nb\nc\nd\te\u2028f"


def test_edits_of_words() -> None:
    layer = TextLayer(
        id="t1", color="#222222", text=(Run(text="ab", color="#111111"), Run(text="cd"))
    )
    deck = Deck(id="d", slides=(Slide(id="s1", layers=(layer,)),))

    def text(made: Deck) -> tuple[Run, ...]:
        found = made.slides[0].layers[0]
        assert isinstance(found, TextLayer)
        return found.text

    assert text(edits.set_text(deck, "t1", "x\r\ny")) == (Run(text="x\ny", color="#111111"),)
    assert text(edits.set_text(deck, "t1", (Run(text="x", weight=900),)))[0].weight == 900
    assert text(edits.replace_text(deck, "t1", 1, 3, "")) == (
        Run(text="a", color="#111111"),
        Run(text="d"),
    )
    styled = edits.style_text(deck, "t1", 0, 4, {"color": "#222222"})
    assert text(styled) == (Run(text="abcd"),)
    marked = edits.style_text(deck, "t1", 2, 4, {"highlight": "#222222"})
    assert text(marked)[1].highlight == "#222222"
    assert edits.replace_text(deck, "t1", 1, 1, "") is deck
