"""What exporting a long story takes: 100 slides with 24-megapixel photographs.

    python tests/benchmarks/memory.py [--slides 100] [--jobs N] [--keep FOLDER]

Prints the most memory that the exporting process held, and slides a second. POSIX only.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import scene

from storycomposer import export_set

GOAL = 600


def export(home: Path, slides: int, jobs: int | None) -> None:
    """Exports in this process and prints what it took."""
    story = scene.story(scene.photographs(home / "photos", slides))
    started = time.perf_counter()
    export_set(story, home / "out", jobs=jobs)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    met = "met" if peak < GOAL else "MISSED"
    print(f"{slides} slides: {seconds:.1f} s, {slides / seconds:.1f} a second; ", end="")
    print(f"peak {peak:.0f} MB  under {GOAL}: {met}")


def main() -> None:
    """Makes the photographs in another process, so that making them is not counted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--slides", type=int, default=100)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--keep", type=Path, help="keep photographs and pictures in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = options.keep or Path(temporary)
        here = str(Path(__file__).parent)
        make = f"import sys; sys.path.insert(0, {here!r}); import scene; from pathlib import Path; "
        make += f"scene.photographs(Path({str(home)!r}) / 'photos', {options.slides})"
        subprocess.run([sys.executable, "-c", make], check=True)
        export(home, options.slides, options.jobs)


if __name__ == "__main__":
    main()
