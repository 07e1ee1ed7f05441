"""At 100 % the viewport is, pixel for pixel, what the command line exports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from conftest import SAMPLES
from PIL import Image

from storycomposer.cli import main as command

NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/deck.json"))
WORKER = Path(__file__).with_name("viewports.py")


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_the_viewport_is_the_export(
    scale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For every sample as opened, after an edit, and in the middle of a drag."""
    done = subprocess.run(
        [sys.executable, WORKER, tmp_path],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        for state in ("opened", "edited", "dragged"):
            story, out = tmp_path / name / state, tmp_path / "out" / name / state
            assert command(["export", str(story), "-o", str(out), "--slides", "1"]) == 0
            made = np.asarray(Image.open(capsys.readouterr().out.strip()).convert("RGB"))
            shown = np.asarray(Image.open(tmp_path / name / f"{state}.bmp").convert("RGB"))
            differing = int(np.any(made != shown, axis=2).sum())
            assert differing == 0, f"{name}, {state}: {differing} pixels"
