"""Kills the program at random moments of writing, autosaving, saving and exporting, and looks at
what is left:

    python tests/app/kills.py --times 20 --seed 1

Afterwards the file opens, what was recovered opens and is no older than the recovery interval and
the time that writing takes, and an exported set is there whole or not at all.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from storycomposer.storage import recovery
from storycomposer.storage.files import open_story, save_story

SAMPLE = Path(__file__).parents[2] / "assets" / "samples" / "win"
LOST = 6.0
"""Seconds of work that may be lost: it is written every second, on a machine with much to do."""
WORK = """
import sys, time
from pathlib import Path
from msgspec import structs
from PySide6.QtCore import QTimer
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.program import Program
from storycomposer.app.run import application

app = application()
folder = Path(sys.argv[1])
program = Program(app, folder / "home")
program.settings.change(recovery_seconds=1)
window = program.open(folder / "work.story")
window.exporting.remembered = Remembered(folder / "export.json")
remember(window.exporting, home=str(folder / "Stories"), width=270)
count = 0

def act():
    global count
    count += 1
    now = str(time.time())
    window.desk.apply(lambda deck: structs.replace(deck, title=now), "Rename", joined=True)
    if count % 40 == 0 and not window.files.saving:
        window.files.save()
    if count % 60 == 30:
        window.exporting.start()
    print(now, flush=True)

timer = QTimer(interval=25)
timer.timeout.connect(act)
timer.start()
app.exec()
"""
"""Titles the story with the time, again and again; saves and exports now and then."""


def killed(folder: Path, after: float) -> tuple[float, float]:
    """Lets somebody work on the story in ``folder``, kills the program ``after`` seconds of it, and
    returns the times of what was done first and last."""
    command = [sys.executable, "-c", WORK, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = float(process.stdout.readline())
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().split("\n")
    # What comes after the last end of a line was cut off.
    return first, float(lines[-2]) if len(lines) > 1 else first


def left(folder: Path, first: float, last: float) -> float:
    """Looks at what is left; the seconds of work that are lost."""
    titles = [open_story(folder / "work.story").deck.title]
    for found in recovery.found(folder / "home" / "recovery"):
        assert found.problem is None, found.problem
        titles.append(recovery.read(found).deck.title)
        recovery.discard(found)
    for made in (folder / "Stories").glob("*"):
        if made.is_dir() and not made.name.startswith("."):
            pictures = list(made.glob("*.png"))
            assert not pictures or (made / "manifest.json").exists(), made
    kept = [float(title) for title in titles if title.replace(".", "").isdigit()]
    lost = last - max(kept, default=first)
    assert lost <= LOST, f"{lost:.1f} s of work lost"
    return lost


def main() -> int:
    """Returns the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    chance, losses = random.Random(given.seed), []
    for number in range(given.times):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            copy = shutil.copytree(SAMPLE, folder / "copy")
            save_story(open_story(copy), folder / "work.story")
            after = chance.uniform(0, 5)
            losses.append(left(folder, *killed(folder, after)))
            print(f"{number + 1}: killed after {after:.2f} s, lost {losses[-1]:.2f} s", flush=True)
    print(f"at most {max(losses):.2f} s of work lost")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
