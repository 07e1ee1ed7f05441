"""The window talks to nobody, as the command line does not."""

from __future__ import annotations

from pathlib import Path

from test_offline import run


def test_a_journey_with_an_export_opens_no_internet_socket(tmp_path: Path) -> None:
    """The kernel kills the process at the first AF_INET or AF_INET6 socket."""
    done = run(Path(__file__).with_name("offline_journey.py"), tmp_path)
    assert done.returncode == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert len(paths) == 4 and all(path.exists() for path in paths)
