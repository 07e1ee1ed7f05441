"""Memory of what was made: the same results, and never more than was allowed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storycomposer.cache import ENTRY, Cache, remembered


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans())))
def test_a_cache_gives_what_is_made_and_holds_its_limit(asked: list[tuple[int, bool]]) -> None:
    cache: Cache[str] = Cache(12, len, largest=6)
    for key, keep in asked:
        assert cache.get(key, lambda key=key: "x" * key, keep=keep) == "x" * key
        assert cache.used <= 12
        assert cache.used == sum(len(value) for value in cache._values.values())
        assert all(len(value) <= 6 for value in cache._values.values())


@given(st.lists(st.integers(0, 40), max_size=60))
def test_what_is_remembered_is_what_the_function_says(asked: list[int]) -> None:
    made: list[int] = []

    @remembered(10 * ENTRY, lambda value, *_: len(value))
    def letters(count: int) -> str:
        made.append(count)
        return "x" * count

    for count in asked:
        assert letters(count) == "x" * count
    # An entry weighs something even where its result does not: nine different ones stay.
    if len(set(asked)) <= 6:
        assert len(made) == len(set(asked))
    before = len(made)
    letters.cache_clear()  # type: ignore[attr-defined]
    letters(1)
    assert len(made) == before + 1


def test_results_that_weigh_nothing_are_no_endless_crowd() -> None:
    made: list[int] = []

    @remembered(10 * ENTRY, lambda *_: 0)
    def nothing(key: int) -> None:
        made.append(key)

    for key in (*range(20), 0):
        nothing(key)
    assert made == [*range(20), 0]
