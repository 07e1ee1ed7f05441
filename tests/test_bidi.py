"""Levels and order against Unicode's own bidi tests, every case of them."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.typography import bidi

DATA = Path(__file__).parent / "data" / "unicode"

# One character of each class; none of them is a bracket.
SAMPLE = {
    "L": "a", "R": "א", "AL": "ب", "EN": "1", "ES": "+", "ET": "%", "AN": "٣", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
REMOVED = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}


def open_data(name: str) -> list[str]:
    """The lines of a conformance file."""
    return lzma.decompress((DATA / name).read_bytes()).decode().splitlines()


def shown(paragraph: bidi.Paragraph) -> tuple[list[int | None], list[int]]:
    """Levels with None for what rule X9 removes, and the visual order of the rest."""
    levels = bidi.line_levels(paragraph, 0, len(paragraph.levels))
    keep = [i for i, kind in enumerate(paragraph.classes) if kind not in REMOVED]
    order = bidi.order([levels[i] for i in keep])
    marked = [None if c in REMOVED else n for n, c in zip(levels, paragraph.classes, strict=True)]
    return marked, [keep[i] for i in order]


def test_every_class_sequence_of_unicode() -> None:
    levels: list[int | None] = []
    order: list[int] = []
    seen = 0
    for line in open_data("BidiTest-15.0.0.txt.xz"):
        if line.startswith("@Levels:"):
            levels = [None if w == "x" else int(w) for w in line.split()[1:]]
        elif line.startswith("@Reorder:"):
            order = [int(w) for w in line.split()[1:]]
        elif line and line[0] not in "#@":
            kinds, _, bits = line.partition(";")
            text = "".join(map(SAMPLE.__getitem__, kinds.split()))
            for bit, direction in ((1, "auto"), (2, "ltr"), (4, "rtl")):
                if int(bits) & bit:
                    seen += 1
                    result = shown(bidi.resolve(text, direction))  # type: ignore[arg-type]
                    assert result == (levels, order), (line, direction)
    assert seen == 770241


def test_every_character_case_of_unicode() -> None:
    seen = 0
    for line in open_data("BidiCharacterTest-15.0.0.txt.xz"):
        if not line or line[0] == "#":
            continue
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        name = {"0": "ltr", "1": "rtl", "2": "auto"}[direction]
        paragraph = bidi.resolve(text, name)  # type: ignore[arg-type]
        marked, visual = shown(paragraph)
        assert paragraph.base == int(base), line
        assert marked == [None if w == "x" else int(w) for w in levels.split()], line
        assert visual == [int(w) for w in order.split()], line
        seen += 1
    assert seen == 91707


def visual(text: str, direction: bidi.Direction = "auto") -> str:
    """``text`` as it stands on a line from left to right, without mirroring."""
    paragraph = bidi.resolve(text, direction)
    levels = bidi.line_levels(paragraph, 0, len(text))
    return "".join(text[i] for i in bidi.order(levels))


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("English אבג 123 English", "auto", "English 123 גבא English"),
        ("אבג (דה) 45%", "auto", "45% )הד( גבא"),
        ("אב ", "auto", " בא"),
        ("אב ", "ltr", "בא "),
        ("a אב ", "ltr", "a בא "),
        ("", "auto", ""),
    ],
)
def test_lines_as_they_stand(text: str, direction: bidi.Direction, expected: str) -> None:
    assert visual(text, direction) == expected


def test_the_direction_is_that_of_the_first_letter_outside_isolates() -> None:
    assert bidi.resolve("12 אב ab").base == 1
    assert bidi.resolve("\u2067אב\u2069 ab אב").base == 0
    assert bidi.resolve("... 12").base == 0
    assert bidi.resolve("ab", "rtl").base == 1


def test_nesting_beyond_the_limit_is_ignored() -> None:
    text = "\u202b\u202a" * 100 + "a"
    assert bidi.resolve(text).levels[-1] == bidi.MAX_DEPTH + 1  # a letter at the odd limit


@given(st.text(st.sampled_from([*SAMPLE.values(), "(", ")", "[", "]"]), max_size=40))
def test_the_order_is_a_permutation_and_levels_never_sink_below_the_base(text: str) -> None:
    paragraph = bidi.resolve(text)
    levels = bidi.line_levels(paragraph, 0, len(text))
    assert sorted(bidi.order(levels)) == list(range(len(text)))
    assert all(level >= paragraph.base for level in levels)
    assert len(levels) == len(paragraph.classes) == len(text)
