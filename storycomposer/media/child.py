"""The process in which pictures are drawn that could hang or crash the program: SVG and HEIC.

Started by :mod:`storycomposer.media.children`, as a script or, in a frozen app, as the app with
:data:`SWITCH`. Standard input: a line of JSON options, then the file. Standard output: what the
kind says below. Nothing of the package is imported here: starting must be quick.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

SWITCH = "--picture-child"
"""First argument with which a frozen app is to call :func:`main` and nothing else."""

MEMORY = 2_000_000_000
"""Most bytes of address space, where the system can bound them."""


def main() -> int:
    """Do what standard input asks; 0, or 1 when the picture cannot be read."""
    options = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    sys.path[:0] = options.pop("path")
    limit(options.pop("seconds"))
    draw = _svg if options.pop("kind") == "svg" else _heic
    try:
        answer = draw(data, **options)
    except (ValueError, RuntimeError, OSError, EOFError, SyntaxError, LookupError, MemoryError):
        return 1
    for part in answer:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0


def limit(seconds: int) -> None:
    """Bound memory, processor time, files and core dumps where the system can; the parent bounds
    time everywhere."""
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


def _svg(data: bytes, **options: Any) -> list[bytes]:
    """A PNG."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 (found by the path that came in)

    return [svg_to_bytes(svg_string=data.decode(), skip_system_fonts=True, **options)]


def _heic(data: bytes, most: int, pixels: bool) -> list[bytes]:
    """A line of JSON (size, mode, length of the ICC profile), the profile, and, if asked for and if
    there are at most ``most`` of them, the pixels."""
    from pi_heif import open_heif, options  # noqa: PLC0415 (found by the path that came in)

    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    file = open_heif(io.BytesIO(data))
    image = file[file.primary_index]
    drawn = b""
    if pixels and image.size[0] * image.size[1] <= most:
        # Copied, for its memory goes with the file; the size may become another in here.
        drawn = bytes(image.data)
    profile = image.info.get("icc_profile") or b""
    head = {"size": image.size, "mode": image.mode, "profile": len(profile)}
    return [json.dumps(head).encode(), b"\n", profile, drawn]


if __name__ == "__main__":
    sys.exit(main())
