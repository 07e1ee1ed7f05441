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

_PATIENCE = 3
"""Seconds by the clock for each of processor time: a busy machine gives a child but a part."""

_OUT_OF_TIME = (-getattr(signal, "SIGXCPU", 24), -9)


def ask(module: str, seconds: int, name: str, data: bytes, **options: Any) -> bytes | None:
    """What the child answers to ``options`` and ``data`` within ``seconds`` of processor time; None
    when it fails. ``module`` is what it needs to import. StoryError when it takes too long;
    ``name`` is what the sentence calls the picture."""
    request = json.dumps({"seconds": seconds, "path": _folder(module), **options}).encode()
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
def _folder(module: str) -> list[str]:
    """Where the child finds ``module``: it starts without site-packages, in half the time."""
    spec = importlib.util.find_spec(module)
    return [] if spec is None or spec.origin is None else [str(Path(spec.origin).parent.parent)]


def _slow(name: str, seconds: int) -> StoryError:
    return StoryError(
        "picture-too-slow",
        "{name}: this picture takes more than {seconds} seconds to draw; simplify it or save it as "
        "PNG.",
        name=name,
        seconds=seconds,
    )
