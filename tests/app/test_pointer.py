"""Dragging slides and layers to another place and files onto the start page, with a real pointer on
a real (virtual) screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from storycomposer.storage.files import open_story, save_story

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "assets" / "samples"

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


def acted(display: str, *command: object) -> list[str]:
    """What a script of this folder prints on ``display``."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_slides_and_layers_are_dragged_to_another_place(display: str, tmp_path: Path) -> None:
    assert acted(display, HERE / "pointer.py", tmp_path) == [
        "s1 s2 s3 s4 | t1 t2",
        "s2 s3 s1 s4 | t1 t2",
        "s2 s3 s1 s4 | t2 t1",
        "s1 s2 s3 s4 | t1 t2",
    ]


def test_a_photo_or_a_story_is_dropped_on_the_start_page(display: str, tmp_path: Path) -> None:
    photo, story = tmp_path / "photo.jpg", tmp_path / "win.story"
    Image.effect_noise((1200, 1600), 60).convert("RGB").save(photo)
    save_story(open_story(SAMPLES / "win"), story)
    assert acted(display, HERE / "dropped.py", tmp_path, photo) == ["1 1"]
    assert acted(display, HERE / "dropped.py", tmp_path, story) == ["4 2"]
