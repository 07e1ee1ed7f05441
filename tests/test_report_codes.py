"""A small share of the report on proofs (report_codes.py), the same codes every time."""

from __future__ import annotations

from collections import Counter

from report_codes import UNUSED, promises, results


def test_proofs_keep_what_they_promise():
    made = results(60, 2027)
    states = Counter(one.proof.state for one in made)
    assert states["proven"] >= 35
    assert states["unreadable"]
    assert len({one.case.kind for one in made}) >= 8
    assert len({one.case.style for one in made}) >= 20
    unused, _, unreadable, second = promises(made)
    # One reading in some three hundred may fail here; 2,000 codes are held to 99.5 and 99 percent.
    assert unused.share >= 1 - 2 / (states["proven"] * len(UNUSED))
    assert unreadable.share == 0
    assert second.share >= 0.97
