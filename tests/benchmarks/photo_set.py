"""Ten slides with 24-megapixel photographs to PNG: ours against other programs and the floor.

    python tests/benchmarks/photo_set.py [--with NAME ...] [--python PYTHON] [--slides 10]

Each slide is drawn by ours and by the other program in turn, in one run, all on one thread and
warm but with nothing finished kept: what is printed is the median of the ten ratios. The other
libraries (PySide6-Essentials, skia-python) may live in another environment: ``--python``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import scene
from chromium import Chromium
from inkscape import Inkscape
from ours import Floor, Ours
from PIL import Image
from worker import Worker

from storycomposer import Story

GOALS = {"Chromium": ("≥", 4.5), "Qt's painter": ("≥", 3.0), "floor": ("≤", 1.4)}


def rivals(
    wanted: list[str], python: str, story: Story, photos: list[Path], home: Path
) -> list[Callable]:
    """How to start each program."""
    plain = home / "slides.json"
    slides = scene.plain(story, photos)
    scene.write_plain(plain, slides)
    every = {
        "floor": lambda: Floor(story, photos),
        "chromium": lambda: Chromium(slides),
        "chromium-fast": lambda: Chromium(slides, fast=True),
        "inkscape": lambda: Inkscape(slides),
        "qt": lambda: Worker("Qt's painter", python, "worker_qt.py", plain, "-1"),
        "qt-fast": lambda: Worker("Qt's painter, zlib 1", python, "worker_qt.py", plain, "89"),
        "skia": lambda: Worker("skia-python", python, "worker_skia.py", plain),
    }
    return [every[name] for name in wanted or every]


def timed(drawer: object, index: int, path: Path) -> float:
    """Milliseconds for one slide."""
    started = time.perf_counter()
    drawer.draw(index, path)
    return (time.perf_counter() - started) * 1000


def compare(ours: Ours, other: object, count: int, home: Path) -> tuple[list[float], list[float]]:
    """Both programs' times, slide by slide, who goes first alternating."""
    mine, theirs = [], []
    for drawer in (ours, other):
        drawer.draw(0, home / "warm.png")
    for index in range(count):
        pair = [(ours, mine, home / f"ours-{index}.png"), (other, theirs, home / f"{index}.png")]
        for drawer, times, path in pair if index % 2 else reversed(pair):
            times.append(timed(drawer, index, path))
    return mine, theirs


def difference(home: Path, count: int) -> float:
    """Mean difference of the two programs' pictures in levels: they drew the same slides."""
    found = []
    for index in range(count):
        with Image.open(home / f"ours-{index}.png") as a, Image.open(home / f"{index}.png") as b:
            one, two = (np.asarray(image.convert("RGB"), np.int16) for image in (a, b))
        found.append(np.abs(one - two).mean())
    return float(np.mean(found))


def report(name: str, mine: list[float], theirs: list[float], apart: float) -> None:
    """One line: medians, ratio with its quartiles, and the goal if there is one."""
    floor = name == "floor"
    ratios = [a / b if floor else b / a for a, b in zip(mine, theirs, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    sign, goal = GOALS.get(name, ("", 0))
    met = "" if not sign else "met" if (middle <= goal if floor else middle >= goal) else "MISSED"
    print(
        f"{name:28} ours {statistics.median(mine):5.0f} ms, theirs {statistics.median(theirs):6.0f}"
        f" ms, ratio {middle:5.2f} ({low:.2f}–{high:.2f})  {sign}{goal or '':<4} {met:7}"
        f" pictures {apart:.1f} apart",
        flush=True,
    )


def main() -> None:
    """Prints one line for each program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--with", dest="wanted", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--slides", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="keep photographs and pictures in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = options.keep or Path(temporary)
        photos = scene.photographs(home / "photos", options.slides)
        story = scene.story(photos)
        ours = Ours(story)
        for start in rivals(options.wanted, options.python, story, photos, home):
            other = start()
            folder = home / other.name.replace(" ", "-")
            folder.mkdir(exist_ok=True)
            try:
                mine, theirs = compare(ours, other, options.slides, folder)
            finally:
                other.close()
            report(other.name, mine, theirs, difference(folder, options.slides))


if __name__ == "__main__":
    main()
