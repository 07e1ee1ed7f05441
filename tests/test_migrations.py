"""Older formats are brought up step by step; newer ones are refused and left untouched."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storycomposer.document.deck import FORMAT
from storycomposer.document.parsing import parse
from storycomposer.document.schema import from_plain, to_json
from storycomposer.errors import StoryError
from storycomposer.storage.files import open_story, save_story
from storycomposer.storage.migrations import STEPS, Step, migrate, only_adds

SAMPLES = Path(__file__).parent / "data" / "formats"
"""``format-<n>.json``: a deck as the last version that wrote format n saved it."""


def watched(steps: tuple[Step, ...], ran: dict[int, int]) -> tuple[Step, ...]:
    """``steps`` that count how often they change what they are given."""

    def watch(number: int, step: Step) -> Step:
        def run(raw: dict[str, Any]) -> dict[str, Any]:
            before = copy.deepcopy(raw)
            after = step(raw)
            ran[number] = ran.get(number, 0) + (after != before)
            return after

        return run

    return tuple(watch(number, step) for number, step in enumerate(steps, 1))


def unexercised(steps: tuple[Step, ...], samples: dict[int, bytes], newest: int) -> list[int]:
    """The formats whose sample is missing or whose step no sample makes do anything."""
    ran: dict[int, int] = {}
    for number, data in samples.items():
        raw = parse(data)
        assert raw["format"] == number, f"format-{number}.json says format {raw['format']}"
        assert migrate(raw, watched(steps, ran), newest)["format"] == newest
    idle = [n for n in range(1, newest) if not ran.get(n) and steps[n - 1] is not only_adds]
    return [n for n in range(1, newest + 1) if n not in samples or n in idle]


def stored() -> dict[int, bytes]:
    return {int(path.stem.removeprefix("format-")): path.read_bytes() for path in SAMPLES.iterdir()}


def test_every_format_has_a_sample_and_every_step_is_exercised() -> None:
    assert len(STEPS) == FORMAT - 1
    assert unexercised(STEPS, stored(), FORMAT) == []


def test_every_sample_opens_and_saves(tmp_path: Path) -> None:
    for number, data in stored().items():
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "deck.json").write_bytes(data)
        opened = open_story(folder)
        assert opened.deck.slides and opened.deck.format == FORMAT
        save_story(opened, folder)
        assert json.loads((folder / "deck.json").read_bytes())["format"] == FORMAT
        assert open_story(folder).deck == opened.deck


def test_the_sample_of_this_format_is_written_as_it_was() -> None:
    """What this version writes has changed: is it a new format?"""
    data = stored()[FORMAT]
    assert to_json(from_plain(parse(data))) == data


def renamed(old: str, new: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def step(raw: dict[str, Any]) -> dict[str, Any]:
        if old in raw:
            raw[new] = raw.pop(old)
        return raw

    return step


@pytest.fixture
def formats_to_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storycomposer.document.schema.FORMAT", 3)


@pytest.mark.usefixtures("formats_to_three")
def test_steps_run_in_order_from_where_the_deck_is() -> None:
    steps = (renamed("a", "b"), renamed("b", "c"))
    assert migrate({"format": 1, "a": 7}, steps, 3) == {"format": 3, "c": 7}
    assert migrate({"format": 2, "a": 7, "b": 8}, steps, 3) == {"format": 3, "a": 7, "c": 8}
    assert migrate({"format": 3, "a": 7, "b": 8}, steps, 3) == {"format": 3, "a": 7, "b": 8}
    for wrong in ((), steps[:1], (*steps, steps[0])):
        with pytest.raises(ValueError, match="format 3 takes 2 steps"):
            migrate({"format": 1}, wrong, 3)


@pytest.mark.usefixtures("formats_to_three")
def test_a_step_that_no_sample_exercises_is_found() -> None:
    steps = (renamed("a", "b"), renamed("b", "c"))
    first, idle, second = b'{"format": 1, "a": 7}', b'{"format": 1}', b'{"format": 2, "b": 1}'
    third = b'{"format": 3}'
    assert unexercised(steps, {1: first, 2: second, 3: third}, 3) == []
    assert unexercised(steps, {1: first, 3: third}, 3) == [2]
    assert unexercised(steps, {1: idle, 2: second, 3: third}, 3) == [1]
    assert unexercised(steps, {1: first, 2: second}, 3) == [3]
    with pytest.raises(AssertionError, match="says format 2"):
        unexercised(steps, {1: second}, 3)


@pytest.mark.parametrize("said", [FORMAT + 1, 999, 0, -1, True, 1.0, "1", None])
def test_what_this_version_does_not_know_is_refused(tmp_path: Path, said: object) -> None:
    (tmp_path / "deck.json").write_text(json.dumps({"format": said, "id": "d", "new": 1}))
    before = (tmp_path / "deck.json").read_bytes()
    with pytest.raises(StoryError, match=r"newer Story Composer|format: expected") as caught:
        open_story(tmp_path)
    assert str(caught.value).count(". ") == 0
    assert (tmp_path / "deck.json").read_bytes() == before
