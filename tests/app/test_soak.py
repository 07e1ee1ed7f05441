"""A few stories of anything; ``soak.py`` does the same for minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from composing import Ground, on
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from soak import growth


@pytest.mark.usefixtures("qapp")
def test_anything_in_any_order(tmp_path: Path) -> None:
    how = settings(
        max_examples=5,
        stateful_step_count=20,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    with Ground(tmp_path) as ground:
        run_state_machine_as_test(on(ground), settings=how)
    assert ground.steps > 50


def test_growth_is_seen() -> None:
    """What fills up in the beginning is none; what goes on is."""
    assert growth([100, 300, 500, 501, 499, 502, 500, 501, 500]) < 5
    assert growth([100, 200, 300, 400, 500, 600, 700, 800, 900]) == 300
