"""Asking the child process that draws what could hang or crash the program."""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from storycomposer.errors import StoryError
from storycomposer.media import child

_PATIENCE = 20 if importlib.util.find_spec("resource") else 3
"""Seconds by the clock for each of processor time: a busy machine gives a child but a small part.
Where the system itself counts a child's processor time, the clock need not be strict."""

_OUT_OF_TIME = (-getattr(signal, "SIGXCPU", 24), -9)


def ask(
    modules: tuple[str, ...], seconds: int, name: str, data: bytes, **options: Any
) -> bytes | None:
    """What the child answers to ``options`` and ``data`` within ``seconds`` of processor time; None
    when it fails. ``modules`` are what it needs to import. StoryError when it takes too long;
    ``name`` is what the sentence calls the picture."""
    request = json.dumps({"seconds": seconds, "path": _folders(modules), **options}).encode()
    try:
        done = subprocess.run(
            _command(),
            input=request + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds * _PATIENCE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise _slow(name, seconds) from error
    except OSError:
        return None
    if done.returncode in _OUT_OF_TIME:
        raise _slow(name, seconds)
    return done.stdout if done.returncode == 0 else None


@cache
def _command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, child.SWITCH)
    return (sys.executable, "-I", "-S", child.__file__)


@cache
def _folders(modules: tuple[str, ...]) -> list[str]:
    """Where the child finds ``modules``: it starts without site-packages, in half the time."""
    specs = (importlib.util.find_spec(module) for module in modules)
    return sorted({str(Path(s.origin).parent.parent) for s in specs if s and s.origin})


def _slow(name: str, seconds: int) -> StoryError:
    return StoryError(
        "picture-too-slow",
        "{name}: this picture takes more than {seconds} seconds to draw; simplify it or save it as "
        "PNG.",
        name=name,
        seconds=seconds,
    )
