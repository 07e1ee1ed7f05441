"""At 100 % the viewport is, pixel for pixel, what the command line exports.

For every sample and each scale of the screen; after every kind of edit, and in the middle of every
gesture. Here one step of each family; ``viewports.py`` takes more of them, ``soak.py`` any order.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from composing import NAMES
from grabbing import differing, read

from storycomposer.cli import main as command

WORKER = Path(__file__).with_name("viewports.py")
SCALES = ("1", "1.5", "2")
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Future[Done]]]:
    """What each scale leaves in a folder, and how its process ended; all walk at once."""
    folders = {scale: tmp_path_factory.mktemp("walk") for scale in SCALES}
    pool = ThreadPoolExecutor(len(SCALES))
    try:
        return {scale: (at, pool.submit(walk, scale, at)) for scale, at in folders.items()}
    finally:
        pool.shutdown(wait=False)


def walk(scale: str, folder: Path) -> Done:
    return subprocess.run(
        [sys.executable, WORKER, folder, "--families", f"{SCALES.index(scale)}/3"],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )


@pytest.mark.parametrize("scale", SCALES)
def test_the_viewport_is_the_export(
    scale: str, walked: dict[str, tuple[Path, Future[Done]]]
) -> None:
    third = SCALES.index(scale)
    folder, ended = walked[scale]
    done = ended.result()
    assert done.returncode == 0, done.stdout + done.stderr
    for place, name in enumerate(NAMES):
        # One in three by the command itself, which takes a second to start.
        export(folder / name, in_process=place % 3 != third)
        (made,) = (folder / name / "made").glob("*.png")
        assert not differing(read(folder / name / "viewport.png"), read(made)), name


def export(folder: Path, in_process: bool) -> None:
    """What was left in ``folder``, as the command line exports it."""
    words = ["export", str(folder / "story"), "-o", str(folder / "made"), "--slides", "1"]
    if in_process:
        assert command(words) == 0
    else:
        subprocess.run([sys.executable, "-m", "storycomposer", *words], check=True)


def test_a_pixel_that_differs_is_told() -> None:
    black = np.zeros((20, 30, 3), np.uint8)
    other = black.copy()
    other[4:6, 7] = 3
    assert differing(black, black) == ""
    assert differing(other, black) == "2 pixels in (7, 4, 8, 6), by up to 3"
    assert differing(black[1:], black)
