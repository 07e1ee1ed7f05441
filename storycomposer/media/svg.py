"""SVG stays vector in the story and is drawn per size, by resvg in a child process."""

from __future__ import annotations

import importlib.util
import io
import json
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from storycomposer import resources
from storycomposer.errors import StoryError
from storycomposer.media import svg_child
from storycomposer.media.svg_clean import clean, natural, root

MOST_PIXELS = 100_000_000
_LONGEST_SIDE = 8192
_PATIENCE = 3 * svg_child.SECONDS
"""Seconds by the clock: a busy machine gives a child only part of its time."""
_OUT_OF_TIME = (-getattr(signal, "SIGXCPU", 24), -9)
_GENERIC = {
    "font_family": "Inter",
    "sans_serif_family": "Inter",
    "serif_family": "Playfair Display",
    "monospace_family": "JetBrains Mono",
    "cursive_family": "Caveat",
    "fantasy_family": "Bangers",
}


def size(data: bytes, name: str = "picture") -> tuple[int, int]:
    """Natural width and height in whole pixels, as a browser would show it; drawings so small that
    rounding would bend them count larger, and huge ones smaller, in proportion. StoryError for
    what is no safe SVG; ``name`` is what the sentence calls it."""
    width, height = natural(root(data, name))
    shorter, longer = sorted((width, height))
    scale = min(1.0, _LONGEST_SIDE / longer)
    if shorter < 64 and (width % 1 or height % 1):
        scale = min(64 / shorter, _LONGEST_SIDE / longer)
    return max(1, round(width * scale)), max(1, round(height * scale))


def rasterise(data: bytes, width: int, height: int, name: str = "picture") -> Image.Image:
    """The drawing stretched to exactly ``width`` × ``height`` pixels, RGBA, straight alpha.

    Scripts, document types and whatever refers outside the drawing are removed first; text is set
    in the bundled fonts. StoryError when it is no safe SVG, when ``width`` × ``height`` is above
    :data:`MOST_PIXELS`, or when drawing takes more than 5 s of processor time (15 s by the clock)
    or 1.5 GB (not bounded on Windows).
    """
    if width < 1 or height < 1 or width * height > MOST_PIXELS:
        raise StoryError(
            "svg-too-large",
            "{name}: an SVG cannot be drawn at {width} × {height} pixels; make it smaller.",
            name=name,
            width=width,
            height=height,
        )
    drawing = clean(data, name, width, height)
    fonts = [str(resources.path("fonts"))] if b"<text" in drawing else []
    options = {
        "seconds": svg_child.SECONDS,
        "path": _module_folder(),
        "font_dirs": fonts,
        **_GENERIC,
    }
    image = _image(_drawn(json.dumps(options).encode() + b"\n" + drawing, name))
    if image is None or image.size != (width, height):
        raise _failed(name)
    return image


def _drawn(request: bytes, name: str) -> bytes:
    try:
        done = subprocess.run(
            _command(),
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise _slow(name) from error
    except OSError as error:
        raise _failed(name) from error
    if done.returncode in _OUT_OF_TIME:
        raise _slow(name)
    return done.stdout if done.returncode == 0 else b""


def _image(png: bytes) -> Image.Image | None:
    try:
        image = PngImageFile(io.BytesIO(png)).convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return None
    image.info = {}
    return image


@cache
def _command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, svg_child.SWITCH)
    return (sys.executable, "-I", "-S", svg_child.__file__)


@cache
def _module_folder() -> list[str]:
    """Where the child finds resvg_py: it starts without site-packages, in half the time."""
    spec = importlib.util.find_spec("resvg_py")
    return [] if spec is None or spec.origin is None else [str(Path(spec.origin).parent.parent)]


def _slow(name: str) -> StoryError:
    return StoryError(
        "svg-too-slow",
        "{name}: this SVG takes more than {seconds} seconds to draw; simplify it or save it as "
        "PNG.",
        name=name,
        seconds=svg_child.SECONDS,
    )


def _failed(name: str) -> StoryError:
    return StoryError(
        "svg-failed",
        "{name}: this SVG cannot be drawn; save it as plain SVG or as PNG.",
        name=name,
    )
