"""Drawing programs that are Python libraries, each in a process of its own, warm."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent


class Worker:
    """Runs ``script`` (worker_*.py) with ``python``; ``draw`` asks it for one slide."""

    def __init__(self, name: str, python: str, script: str, scene: Path, *options: str) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [python, str(HERE / script), str(scene), *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        self._read("ready")

    def draw(self, index: int, path: Path) -> None:
        """Slide ``index`` to the PNG file ``path``."""
        self._process.stdin.write(f"{index} {path}\n")
        self._read("done")

    def close(self) -> None:
        """Ends the process."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _read(self, wanted: str) -> None:
        line = self._process.stdout.readline().strip()
        if line != wanted:
            raise RuntimeError(f"{self.name} said {line!r} instead of {wanted!r}")
