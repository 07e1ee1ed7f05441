"""All that ``test_everything.py`` asks, on a screen of two pixels a point: the scale is fixed when
Qt starts, so it is asked in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_everything_at_scale_2() -> None:
    asked = Path(__file__).with_name("test_everything.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", asked],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stdout
