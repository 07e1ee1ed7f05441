"""Walks through the ways to change a story and compares the viewport at 100 % with the export.

A process of its own, for the screen's scale is fixed when Qt starts. All steps in all samples take
hours; ``--share 3/40`` takes every fortieth, beginning with the third, each sample with another:

    QT_SCALE_FACTOR=1.5 python tests/app/viewports.py FOLDER --share 3/40

``--families 0/3`` takes one step of each family, and of the families a third; the samples share
them. Of each sample a last edit is left in FOLDER: what the viewport shows, and the story as saved.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, process_time
from zlib import crc32

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from composing import NAMES, SAMPLES, Ground, close_others
from editing import Step, begin, steps
from grabbing import differing, exported, grabbed
from PIL import Image
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storycomposer.app.main_window import MainWindow
from storycomposer.storage.files import save_story

WAIT = 120
"""Seconds until what is behind must have come."""
_BESIDE = {"outside", "links", "presets", "filters", "spelling", "export-size"}
"""What is under way for the panels: the slide does not wait for it."""


class Walk:
    """One window on one sample, and what has been compared in it."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.compared = 0
        self.wrong: list[str] = []
        self._original = window.desk.deck
        self._originals: dict[str, np.ndarray] = {}
        self._last: tuple[object, object, np.ndarray] | None = None

    def go(self, step: Step) -> None:
        """One step, compared wherever it stops, and once it is undone."""
        about = f"{step.about.kind}, {step.name}"
        begin(self.window, step.about)
        for at, _ in enumerate(step.run()):
            self.compare(f"{about}, {at}")
        begin(self.window, step.about)
        while self.window.desk.editor.history.done:
            self.window.undo()
        assert self.window.desk.deck == self._original, about
        self.compare(f"{about}, undone")

    def compare(self, what: str) -> None:
        """The viewport now with the export of what is shown."""
        self.settle()
        if self.window.desk.slide is not None:
            self.compared += 1
            found = differing(grabbed(self.window), self.made())
            if found:
                self.wrong.append(f"{self.folder.name}: {what}: {found}")

    def made(self) -> np.ndarray:
        """The export of the slide that is shown; what was not changed is exported once."""
        desk, last = self.window.desk, self._last
        kept = self._originals if desk.deck == self._original else {}
        if desk.slide.id in kept:
            return kept[desk.slide.id]
        if last is not None and last[:2] == (desk.deck, desk.slide):
            return last[2]
        made = exported(desk.editor.story, desk.slide_index, self.folder / "out")
        self._last = (desk.deck, desk.slide, made)
        kept[desk.slide.id] = made
        return made

    def settle(self) -> None:
        """Let what is under way come, and close what opened over the window."""
        ends = monotonic() + WAIT
        for _ in range(2):
            QApplication.processEvents()
        while self.window.canvas.showing.behind or self._busy():
            assert monotonic() < ends, "the canvas stays behind"
            QTest.qWait(5)
        close_others(self.window)

    def _busy(self) -> bool:
        """Whether something is under way that changes the slide."""
        keys = [key[0] if isinstance(key, tuple) else key for key in self.window.workers._wanted]
        return any(isinstance(key, str) and key not in _BESIDE for key in keys)

    def leave(self) -> None:
        """A last edit, left for the command line itself."""
        slide = self.window.desk.deck.slides[0]
        self.window.desk.select((slide.layers[-1].id,), (slide.id,))
        self.window.canvas.setFocus()
        QTest.keyClick(self.window.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
        self.settle()
        Image.fromarray(grabbed(self.window)).save(self.folder / "viewport.png")
        save_story(self.window.desk.editor.story, self.folder / "story")


class Choice:
    """Which steps are taken of those that there are."""

    def __init__(self, share: str, families: str) -> None:
        self._first, self._every = map(int, share.split("/"))
        self._third, self._thirds = map(int, families.split("/")) if families else (0, 0)
        self._seen: set[str] = set()
        self._taken: set[str] = set()

    @property
    def left(self) -> set[str]:
        """Families of which no step was taken."""
        return self._seen - self._taken

    def of(self, all_steps: list[Step], place: int, samples: int) -> list[Step]:
        """Those that the sample at ``place`` of so many takes."""
        if not self._thirds:
            first = (self._first + place) % self._every
            return [one for at, one in enumerate(all_steps) if at % self._every == first]
        mine: dict[str, list[Step]] = {}
        for one in all_steps:
            if crc32(one.family.encode()) % self._thirds == self._third:
                mine.setdefault(one.family, []).append(one)
        self._seen |= mine.keys()
        # What few kinds of layers have comes first: the next sample may have none of them.
        rare = {name: (len(some), crc32(name.encode())) for name, some in mine.items()}
        new = sorted(mine.keys() - self._taken, key=rare.__getitem__)
        most = -(-len(new) // (samples - place))
        self._taken.update(new[:most])
        return [mine[name][crc32(name.encode()) % len(mine[name])] for name in new[:most]]


def walk(
    ground: Ground, name: str, folder: Path, choose: Callable[[list[Step]], list[Step]]
) -> Walk:
    """The chosen steps in the sample ``name``."""
    copy = Path(shutil.copytree(SAMPLES / name, folder / "copies" / name))
    window = ground.program.open(copy)
    ratio = window.canvas.devicePixelRatioF()
    assert ratio == float(os.environ.get("QT_SCALE_FACTOR", "1"))
    # Large enough for all of the slide.
    window.canvas.setMinimumSize(QSize(1140, 1980) / ratio)
    for _ in range(5):
        QApplication.processEvents()
    window.canvas.set_zoom(1.0)
    (folder / name).mkdir()
    made = Walk(window, folder / name)
    made.compare("opened")
    for step in choose(list(steps(window))):
        made.go(step)
    made.leave()
    window.desk.editor._saved = window.desk.editor.committed.deck
    window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    ground.check()
    return made


def main() -> int:
    """Returns the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--share", default="0/1")
    asked.add_argument("--families", default="")
    asked.add_argument("--samples", default=",".join(NAMES))
    given = asked.parse_args()
    names = given.samples.split(",")
    choice = Choice(given.share, given.families)
    faulthandler.enable()
    wrong = []
    with Ground(given.folder) as ground:
        for place, name in enumerate(names):
            began = process_time()
            chosen = partial(choice.of, place=place, samples=len(names))
            made = walk(ground, name, given.folder, chosen)
            wrong += made.wrong
            spent = process_time() - began
            print(f"{name}: {made.compared} pictures compared, {spent:.1f} s", flush=True)
    wrong += [f"never taken: {name}" for name in sorted(choice.left)]
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
