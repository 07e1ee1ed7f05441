"""Twenty seconds of anything; ``soak.py`` does the same for minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from soak import Soak


@pytest.mark.usefixtures("qapp")
def test_anything_in_any_order(tmp_path: Path) -> None:
    soak = Soak(tmp_path, seed=7)
    soak.run(20)
    QApplication.processEvents()
    assert len(soak.done) > 20
