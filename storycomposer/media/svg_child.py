"""The process in which an SVG is drawn, so that no drawing can hang or crash the program.

Started by :mod:`storycomposer.media.svg`, as a script or, in a frozen app, as the app with
:data:`SWITCH`. Standard input: a line of JSON options, then the SVG. Standard output: a PNG.
Nothing of the package is imported here: starting must be quick.
"""

from __future__ import annotations

import json
import sys

SWITCH = "--svg-child"
"""First argument with which a frozen app is to call :func:`main` and nothing else."""

SECONDS = 5
"""Most processor time, where the system can bound it."""

MEMORY = 1_500_000_000
"""Most bytes of address space, where the system can bound them."""


def main() -> int:
    """Draw what stands on standard input; 0, or 1 when it cannot be drawn."""
    options = json.loads(sys.stdin.buffer.readline())
    svg = sys.stdin.buffer.read().decode()
    sys.path[:0] = options.pop("path")
    limit(options.pop("seconds"))
    from resvg_py import svg_to_bytes  # noqa: PLC0415 (found by the path that came in)

    try:
        png = svg_to_bytes(svg_string=svg, skip_system_fonts=True, **options)
    except (ValueError, MemoryError):
        return 1
    sys.stdout.buffer.write(png)
    sys.stdout.buffer.flush()
    return 0


def limit(seconds: int = SECONDS) -> None:
    """Bound memory, time, files and core dumps where the system can; the parent bounds time
    everywhere."""
    try:
        import resource  # noqa: PLC0415 (POSIX only)
    except ImportError:  # Windows
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS refuses some; the others still hold
            continue


if __name__ == "__main__":
    sys.exit(main())
