"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and no stop-watch: a slow machine is no failure.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=40,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def own_data_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """No test writes versions or recovered work into the home of who runs it."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: folder)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes the pictures in ``tests/golden`` anew; look at them by eye before
    committing them."""
    parser.addoption("--update-golden", action="store_true", help="write golden pictures anew")
