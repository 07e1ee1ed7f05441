"""SVG stays vector in the story and is drawn per size, by resvg in a child process."""

from __future__ import annotations

import io

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from storycomposer import resources
from storycomposer.errors import StoryError
from storycomposer.media.children import ask
from storycomposer.media.svg_clean import clean, natural, root

MOST_PIXELS = 100_000_000
SECONDS = 5
"""Most processor time for one drawing."""

_LONGEST_SIDE = 8192
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
    or 2 GB (not bounded on Windows).
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
    png = ask(("resvg_py",), SECONDS, name, drawing, kind="svg", font_dirs=fonts, **_GENERIC)
    image = _image(png or b"")
    if image is None or image.size != (width, height):
        raise _failed(name)
    return image


def _image(png: bytes) -> Image.Image | None:
    try:
        image = PngImageFile(io.BytesIO(png)).convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return None
    image.info = {}
    return image


def _failed(name: str) -> StoryError:
    return StoryError(
        "svg-failed",
        "{name}: this SVG cannot be drawn; save it as plain SVG or as PNG.",
        name=name,
    )
