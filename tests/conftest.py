"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the pictures in ``tests/golden`` anew; look at them by eye before
    committing them."""
    parser.addoption("--update-golden", action="store_true", help="write golden pictures anew")
