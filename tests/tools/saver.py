"""Saves without pause until it is killed: ``saver.py TARGET HISTORY``.

For each number read, a child process is made, whose id is printed; it saves stories titled by the
numbers that follow. When it has died, the last title that it knew to be saved is printed.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from story_samples import story

from storycomposer.storage.files import save_story


def main(target: Path, history: Path) -> None:
    history.mkdir(parents=True, exist_ok=True)
    save_story(story(extra=4), history / "warm.story", history=history)
    for line in sys.stdin:
        known, tell = os.pipe()
        child = os.fork()
        if child == 0:
            save_for_ever(int(line), target, history, tell)
        os.close(tell)
        print(child, flush=True)
        os.waitpid(child, 0)
        last = int(line)
        while told := os.read(known, 8):
            last = struct.unpack("<q", told)[0]
        os.close(known)
        print(last, flush=True)


def save_for_ever(number: int, target: Path, history: Path, tell: int) -> None:
    while True:
        number += 1
        save_story(story(str(number), extra=4), target, history=history)
        os.write(tell, struct.pack("<q", number))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
