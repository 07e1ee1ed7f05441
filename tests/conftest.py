"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and no stop-watch: a slow machine is no failure.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the pictures in ``tests/golden`` anew; look at them by eye before
    committing them."""
    parser.addoption("--update-golden", action="store_true", help="write golden pictures anew")
