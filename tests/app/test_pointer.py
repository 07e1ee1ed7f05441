"""Dragging slides and layers to another place, with a real pointer on a real (virtual) screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

WORKER = Path(__file__).with_name("pointer.py")

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="a real pointer needs an X server of its own: install Xvfb and xdotool",
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of the test's own."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.wait()
    server.stdout.close()


def test_slides_and_layers_are_dragged_to_another_place(display: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, WORKER, tmp_path],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "s1 s2 s3 s4 | t1 t2",
        "s2 s3 s1 s4 | t1 t2",
        "s2 s3 s1 s4 | t2 t1",
        "s1 s2 s3 s4 | t1 t2",
    ]
