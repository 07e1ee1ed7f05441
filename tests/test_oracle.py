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

EDGE = 0.5

LEFT_OUT: dict[str, str] = {}
"""Cases where the browser is not the measure, each with the reason."""


@functools.cache
def stored() -> dict[str, Any]:
    """The oracle's answers by case name."""
    answers: dict[str, Any] = json.loads(lzma.decompress(STORED.read_bytes()))["cases"]
    return answers


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name not in LEFT_OUT], ids=lambda case: case.name
)
def test_breaks_and_edges_are_the_browsers(case: Case) -> None:
    answer = stored()[case.name]
    assert answer["digest"] == digest(case), "stale: run tests/oracle/make_oracle.py"
    text = "".join(run.text for run in case.layer.text)
    layout = paragraph.layout(case.layer, fonts.book(system=False), case.language)
    assert [line.start for line in layout.lines] == line_starts(text, answer["rows"])
    ours = {c.start: (c.left, c.right) for line in layout.lines for c in line.clusters}
    far = []
    for start, line, left, right in answer["rows"]:
        if line is None or text[start] in "\n\u2028":
            continue
        mine = ours[start]
        if abs(mine[0] - left) > EDGE or abs(mine[1] - right) > EDGE:
            far.append((start, text[start], mine, (left, right)))
    assert not far, far[:5]


def line_starts(text: str, rows: list[list[Any]]) -> list[int]:
    """Where the browser's lines begin, in code points; a line break character ends its line."""
    starts, current = [0], None
    for start, line, _left, _right in rows:
        after_break = start > 0 and text[start - 1] == "\n"
        if after_break or (line is not None and current is not None and line > current):
            starts.append(start)
        current = line if line is not None else current
    return [*starts, len(text)] if text.endswith("\n") else starts


def test_every_case_left_out_exists_and_says_why() -> None:
    names = {case.name for case in CASES}
    assert all(name in names and reason for name, reason in LEFT_OUT.items())


def test_there_are_paragraphs_in_twenty_scripts() -> None:
    named = {case.name.split("-")[1] for case in CASES if case.name.startswith("rights-")}
    sharing = {"de", "fr", "pl", "tr", "vi", "fa", "ur", "mr"}
    assert len(named - sharing) >= 20
