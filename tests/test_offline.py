"""The program talks to nobody: the kernel itself kills it at the first internet socket.

A seccomp filter (Linux, seccomp(2)) lies over the process and all its children and threads, native
libraries included, which a check in Python would not see.
"""

from __future__ import annotations

import ctypes
import platform
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]

# Numbers from linux/seccomp.h, linux/filter.h and linux/audit.h.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


def no_internet() -> None:
    """Forbids ``socket(AF_INET…)`` and ``socket(AF_INET6…)`` to this process, on pain of SIGSYS."""
    architecture, call = _MACHINES[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 3, call),
        (_LOAD, 0, 0, 16),
        (_EQUAL, 2, 0, socket.AF_INET),
        (_EQUAL, 1, 0, socket.AF_INET6),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_NO_NEW_PRIVILEGES, 1, 0), (_SET_SECCOMP, _FILTER, program)):
        if libc.prctl(*arguments, 0, 0):
            raise OSError(ctypes.get_errno(), "prctl")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        preexec_fn=no_internet, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_the_filter_kills():
    for family, end in (("INET", -signal.SIGSYS), ("INET6", -signal.SIGSYS), ("UNIX", 0)):
        assert run("-c", f"import socket; socket.socket(socket.AF_{family})").returncode == end


def test_an_export_opens_no_internet_socket(tmp_path):
    """Photographs, SVG (its own process), every script, emoji, system fonts."""
    picture = tmp_path / "dot.svg"
    picture.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "width='40' height='40'><image href='https://example.org/a.png' width='9' height='9'/>"
        "<circle cx='20' cy='20' r='20' fill='#6D4AFF'/></svg>"
    )
    (tmp_path / "deck.json").write_text(
        '{"format": 1, "id": "d", "slides": [{"id": "s", "layers": ['
        '{"type": "image", "id": "i", "source": "dot.svg"}]}]}'
    )
    samples = ROOT / "assets" / "samples"
    for story in (samples / "win", samples / "world", tmp_path):
        out = tmp_path / "out" / story.name
        done = run("-m", "storycomposer", "export", story, "-o", out, "--width", "270")
        told = [line for line in done.stderr.splitlines() if "which is an example" not in line]
        assert (done.returncode, told) == (0, [])
        for path in done.stdout.splitlines():
            with Image.open(path) as image:
                assert image.size == (270, 480)
