"""The state machine of ``composing.py`` for minutes, one story after the other:

    python tests/app/soak.py --minutes 5 --seed 1

Ends with an error at the first exception, the first word of Qt's, the first thing that does not
hold, or memory that goes on growing.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import os
import random
import statistics
import tempfile
import traceback
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from composing import Ground, on
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtTest import QTest

from storycomposer.app.run import application

GROWTH = 25_000
"""Kilobytes that the last third of the stories may stand above the third before: by then what is
remembered has reached its bounds."""


def soaked(ground: Ground, number: int, seconds: float) -> list[int]:
    """Plays with seed ``number`` for ``seconds``; the memory in use after each story, in kB."""
    sizes, ends, chance = [], monotonic() + seconds, random.Random(number)
    ground.closed = lambda: sizes.append(weight())
    while monotonic() < ends:
        # A few stories a call, so that time can end it; the first of each call is the plainest
        # there is. What fails is shown as it was, not shrunk.
        how = settings(
            max_examples=4,
            stateful_step_count=80,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        machine = seed(chance.getrandbits(64))(on(ground))
        run_state_machine_as_test(machine, settings=how)
    return sizes


def weight() -> int:
    """Kilobytes in use, when what is not wanted any more has gone."""
    QTest.qWait(20)
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def growth(sizes: list[int]) -> float:
    """Kilobytes by which the last third of ``sizes`` stands above the third before."""
    third = len(sizes) // 3
    if not third:
        return 0.0
    return statistics.median(sizes[-third:]) - statistics.median(sizes[-2 * third : -third])


def main() -> int:
    """Returns the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    application()
    faulthandler.dump_traceback_later(given.minutes * 60 + 300, exit=True)
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
        try:
            sizes = soaked(ground, given.seed, given.minutes * 60)
        except Exception:
            traceback.print_exc()
            print(f"broken in story {ground.rounds}, seed {given.seed}")
            return 1
    print(f"{ground.rounds} stories, {ground.steps} steps, memory (kB): {sizes}")
    print(f"growth over the last third: {growth(sizes):.0f} kB of {GROWTH}")
    return int(given.minutes >= 5 and growth(sizes) > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
