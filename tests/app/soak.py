"""The state machine of ``composing.py`` for minutes, one story after the other:

    python tests/app/soak.py --minutes 5 --seed 1 --scale 1.5

Ends with an error at the first exception, the first word of Qt's, the first thing that does not
hold, a step that does not come back, or memory that goes on growing. Says every minute how far it
is. ``--scale`` is that of the screen.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import os
import random
import statistics
import sys
import tempfile
import traceback
from pathlib import Path
from time import monotonic, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from composing import Ground, on
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtTest import QTest

from storycomposer.app import garbage
from storycomposer.app.run import application

GROWTH = 25_000
"""Kilobytes that the last third of the stories may stand above the third before: by then what is
remembered has reached its bounds."""
STORIES = 20
"""So many it takes until then: a machine that manages fewer in the time says nothing of growth."""
STUCK = 240
"""Seconds after which a step is taken for one that never ends: what every thread is doing is then
shown, and the process ends."""


class Over(BaseException):
    """The time is up: Hypothesis does not take it for a failure."""


class Pace:
    """How far it is, said now and then, and how long single steps take."""

    def __init__(self, ground: Ground, seconds: float) -> None:
        self._ground, self._began = ground, monotonic()
        self._ends = self._began + seconds
        self._last, self._said = process_time(), 0
        self._longest = (0.0, 0, "")

    def stepped(self) -> None:
        """Take note of a step. Raises Over when the time is up."""
        faulthandler.dump_traceback_later(STUCK, exit=True)
        now, spent, ground = monotonic(), process_time(), self._ground
        self._longest = max(self._longest, (spent - self._last, ground.rounds, ground.doing))
        self._last = spent
        if now - self._began >= 60 * (self._said + 1):
            self._said = int((now - self._began) // 60)
            self.say()
        if now > self._ends:
            raise Over

    def say(self) -> None:
        """A line."""
        ground, (took, story, doing) = self._ground, self._longest
        minutes = (monotonic() - self._began) / 60
        print(
            f"{minutes:.1f} min: {ground.rounds} stories, {ground.steps} steps, {used()} kB; "
            f"the longest step took {took:.1f} s of the processors (story {story}, {doing})",
            flush=True,
        )


def soaked(ground: Ground, number: int, seconds: float) -> list[int]:
    """Plays with seed ``number`` for ``seconds``; the memory in use after each story, in kB."""
    sizes, chance = [], random.Random(number)
    pace = Pace(ground, seconds)
    ground.stepped = pace.stepped
    ground.closed = lambda: sizes.append(weight())
    while True:
        # A few stories a call; the first of each call is the plainest there is. What fails is
        # shown as it was, not shrunk.
        how = settings(
            max_examples=4,
            stateful_step_count=80,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        machine = seed(chance.getrandbits(64))(on(ground))
        try:
            run_state_machine_as_test(machine, settings=how)
        except FlakyStrategyDefinition:
            # What can be done depends on what threads have finished, hence not on the seed alone;
            # where Hypothesis notices, others are played.
            continue
        except Over:
            pace.say()
            return sizes


def weight() -> int:
    """Kilobytes in use, when what is not wanted any more has gone."""
    QTest.qWait(20)
    gc.collect()
    return used()


def used() -> int:
    """Kilobytes in use."""
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
    asked.add_argument("--scale", default="1")
    given = asked.parse_args()
    os.environ["QT_SCALE_FACTOR"] = given.scale
    garbage.collect_here(application())
    faulthandler.enable()
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
        try:
            sizes = soaked(ground, given.seed, given.minutes * 60)
        except Exception:
            traceback.print_exc()
            where = f"story {ground.rounds}, step {ground.steps}, after {ground.doing!r}"
            said = f"broken in {where}, seed {given.seed}, scale {given.scale}"
            print(said, file=sys.stderr)
            return 1
    faulthandler.cancel_dump_traceback_later()
    print(f"memory after each story (kB): {sizes}")
    print(f"growth over the last third: {growth(sizes):.0f} kB of {GROWTH}")
    return int(len(sizes) >= STORIES and growth(sizes) > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
