"""Segmentation against Unicode's own test files, and script runs."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.typography import segments

DATA = Path(__file__).parent / "data" / "unicode"


def cases(name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Text and break offsets of every line of a Unicode break test file."""
    for line in lzma.decompress((DATA / f"{name}.txt.xz").read_bytes()).decode().splitlines():
        marks = line.partition("#")[0].split()
        if marks:
            text = "".join(chr(int(code, 16)) for code in marks[1::2])
            yield text, tuple(i for i, mark in enumerate(marks[::2]) if mark == "÷")


def test_line_breaks_conform_to_unicode_17() -> None:
    seen = 0
    for text, expected in cases("LineBreakTest-17.0.0"):
        seen += 1
        assert segments.opportunities(text, "en") == expected, ascii(text)
    assert seen == 19338


def test_graphemes_conform_to_unicode_17() -> None:
    seen = 0
    for text, expected in cases("GraphemeBreakTest-17.0.0"):
        if any("\ud800" <= char <= "\udfff" for char in text):
            continue  # a story never holds lone surrogates
        seen += 1
        assert segments.graphemes(text) == expected, ascii(text)
    assert seen == 766


def test_offsets_count_code_points_past_the_basic_plane() -> None:
    assert segments.graphemes("a👩‍👩‍👧b😀") == (0, 1, 6, 7, 8)
    assert segments.opportunities("😀 a 😀😀") == (2, 4, 5, 6)
    assert segments.words("😀 two 😀words") == ((2, 5), (7, 12))


def test_empty_text_has_nothing_to_cut() -> None:
    assert segments.graphemes("") == (0,)
    assert segments.words("") == ()
    assert segments.opportunities("") == ()
    assert segments.scripts("") == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ちょっと", "ja", ["ち", "ょ", "っ", "と"]),
        ("ちょっと", "en", ["ちょっ", "と"]),
        ("「今日」は。", "ja", ["「今", "日」", "は。"]),
        ("ภาษาไทยสวยงาม", "th", ["ภาษา", "ไทย", "สวยงาม"]),
        ("ខ្ញុំស្រឡាញ់អ្នក", "km", ["ខ្ញុំ", "ស្រឡាញ់", "អ្នក"]),
        ("see https://a.org/b?c=d-e", "en", ["see ", "https://", "a.org/", "b?", "c=d-", "e"]),
    ],
)
def test_line_opportunities_follow_the_language(
    text: str, language: str, expected: list[str]
) -> None:
    ends = segments.opportunities(text, language)
    assert [text[a:b] for a, b in zip((0, *ends), ends, strict=False)] == expected


def test_phrases_stay_whole_when_asked() -> None:
    text = "今日は天気がとても良い"
    ends = segments.opportunities(text, "ja-JP", "phrase")
    assert [text[a:b] for a, b in zip((0, *ends), ends, strict=False)] == [
        "今日は", "天気が", "とても", "良い",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "abc:Latn"),
        ("abc, где (это) здесь!", "abc, :Latn|где (это) здесь!:Cyrl"),
        ("“quoted” мир", "“quoted” :Latn|мир:Cyrl"),
        ("a (б) c", "a (:Latn|б:Cyrl|) c:Latn"),
        ("שלום (hi) שלום", "שלום (:Hebr|hi:Latn|) שלום:Hebr"),
        ("123", "123:Zyyy"),
        ("1. é", "1. é:Latn"),
        ("日本ひらカナ", "日本:Hani|ひら:Hira|カナ:Kana"),
        ("नमस्ते।", "नमस्ते।:Deva"),
    ],
)
def test_script_runs(text: str, expected: str) -> None:
    found = "|".join(f"{text[r.start : r.end]}:{r.script}" for r in segments.scripts(text))
    assert found == expected


@given(st.text(max_size=60))
def test_every_kind_of_cut_keeps_graphemes_whole_and_covers_the_text(text: str) -> None:
    boundaries = set(segments.graphemes(text))
    assert {0, len(text)} <= boundaries
    assert boundaries.issuperset(segments.opportunities(text))
    runs = segments.scripts(text)
    assert "".join(text[r.start : r.end] for r in runs) == text
