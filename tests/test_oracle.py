"""Line breaks and caret edges agree with what Chromium made of the same texts and fonts.

The answers are stored (``oracle/make_oracle.py`` asks anew): breaks must be equal, edges within
half a pixel."""

from __future__ import annotations

import functools
import json
import lzma
from typing import Any

import pytest
from oracle.cases import CASES, Case
from oracle.make_oracle import STORED, digest

from storycomposer.typography import fonts, paragraph
from storycomposer.typography.layout import Line

Edges = tuple[float | None, float | None]
EDGE = 0.5

KHMER = "the browser's Khmer word list divides words elsewhere than ICU's"
LEFT_OUT = {
    **dict.fromkeys(("rights-km-560", "rights-km-330", "rights-km-fallback"), KHMER),
    **dict.fromkeys(("prose-km-888", "prose-km-330", "prose-km-fallback"), KHMER),
    **dict.fromkeys(
        ("tracking-hi--20", "tracking-hi-120"),
        "the browser tracks the parts of a conjunct apart, which is one letter (UAX #29 GB9c)",
    ),
    "align-emoji-justify": "the browser widens a justified line around emoji as around Han",
}
"""Cases where the browser is not the measure, each with the reason."""


@functools.cache
def stored() -> dict[str, Any]:
    """The oracle's answers by case name."""
    answers: dict[str, Any] = json.loads(lzma.decompress(STORED.read_bytes()))["cases"]
    return answers


@functools.cache
def book() -> fonts.FontBook:
    """Bundled fonts and those that lie beside the cases, as a story would carry them."""
    extra = STORED.with_name("fonts").glob("*.ttf")
    return fonts.book(tuple(file.read_bytes() for file in extra), system=False)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name not in LEFT_OUT], ids=lambda case: case.name
)
def test_breaks_and_edges_are_the_browsers(case: Case) -> None:
    assert differences(case) == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name in LEFT_OUT], ids=lambda case: case.name
)
def test_what_is_left_out_does_differ(case: Case) -> None:
    assert differences(case)


def differences(case: Case) -> list[object]:
    """What the program and the browser see differently: the line starts, or clusters with both
    pairs of edges."""
    answer = stored()[case.name]
    assert answer["digest"] == digest(case), "stale: run tests/oracle/make_oracle.py"
    layout = paragraph.layout(case.layer, book(), case.language)
    ours = [line.start for line in layout.lines]
    theirs = line_starts(layout.text, answer["rows"])
    if ours != theirs:
        return [(ours, theirs)]
    rows = {start: (left, right) for start, _line, left, right in answer["rows"]}
    return [
        (cluster, edges)
        for line in layout.lines
        for cluster, edges in zip(line.clusters, expected(case, line, rows), strict=True)
        if not all(near(*pair) for pair in zip((cluster.left, cluster.right), edges, strict=True))
    ]


def near(ours: float, theirs: float | None) -> bool:
    """Whether two edges agree; None is an edge that is not compared."""
    return theirs is None or abs(ours - theirs) <= EDGE


def expected(
    case: Case, line: Line, rows: dict[int, Edges]
) -> list[tuple[float | None, float | None]]:
    """The browser's edges for the clusters of ``line``; None where they are not the measure:

    - Line breaks and bidi controls draw nothing; where the browser reports them is arbitrary.
    - Of spaces that hang at the line's end only the edge towards the text counts: the browser
      keeps kerning between the last one and the next line's first letter.
    - Tracking after the last visible letter: the browser keeps it, we trim it, so that a centred
      line of capitals stands in the middle."""
    clusters = line.clusters
    text = "".join(run.text for run in case.layer.text)
    shown = len(text[line.start : line.end].rstrip(" \n")) + line.start
    found: list[tuple[float | None, float | None]] = []
    for cluster in clusters:
        left, right = rows[cluster.start]
        if left == right and cluster.left == cluster.right:
            left = right = None
        elif cluster.start >= shown:
            near_edge = right if line.rtl else left
            left, right = (None, near_edge) if line.rtl else (near_edge, None)
            if case.layer.tracking:
                left = right = None
        elif cluster.end >= shown and left is not None and right is not None:
            trimmed = case.layer.tracking * case.layer.size / 1000
            if near(cluster.right - cluster.left, right - left - trimmed):
                left += trimmed if line.rtl else 0
                right -= 0 if line.rtl else trimmed
        found.append((left, right))
    return found


def line_starts(text: str, rows: list[list[Any]]) -> list[int]:
    """Where the browser's lines begin, in code points; a line break character ends its line."""
    starts, current = [0], None
    for start, line, _left, _right in rows:
        after_break = start > 0 and text[start - 1] == "\n"
        if after_break or (line is not None and current is not None and line > current):
            starts.append(start)
        current = line if line is not None else current
    return [*starts, len(text)] if text.endswith("\n") else starts


def test_no_reason_outlives_its_case() -> None:
    assert set(LEFT_OUT) <= {case.name for case in CASES}


def test_there_are_paragraphs_in_twenty_scripts() -> None:
    named = {case.name.split("-")[1] for case in CASES if case.name.startswith("rights-")}
    sharing = {"de", "fr", "pl", "tr", "vi", "fa", "ur", "mr"}
    assert len(named - sharing) >= 20
