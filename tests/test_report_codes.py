"""A small share of the report on proofs (report_codes.py), the same codes every time."""

from __future__ import annotations

from collections import Counter

from report_codes import breakdown, promises, results


def test_proofs_keep_what_they_promise():
    made = results(60, 2027)
    states = Counter(one.proof.state for one in made)
    assert states["proven"] >= 20
    assert states["risk"] >= 10
    assert states["unreadable"]
    assert len({one.case.kind for one in made}) >= 8
    assert len({one.case.style for one in made}) >= 20
    unused, _, unreadable, second = promises(made)
    # One code may fail here; of 2,000 half a percent may.
    assert unused.share >= 1 - 1 / states["proven"]
    assert unreadable.share == 0
    assert any("6 px" in line for line in breakdown(made))
    assert second.share >= 0.97
