"""What a golden story is made of."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image

from storycomposer.document.deck import Background, Deck, Slide
from storycomposer.document.layers import AnyLayer, Run, TextLayer
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.story import Story


class Golden(NamedTuple):
    """A slide whose top left ``size`` output pixels, at ``scale``, are kept as a picture."""

    name: str
    slide: Slide
    size: tuple[int, int]
    scale: float = 1.0
    language: str = "en"

    def story(self) -> Story:
        """The slide in a deck, with the pictures and the font that goldens use."""
        carried = (ref("variable"),)
        deck = Deck(id="golden", language=self.language, fonts=carried, slides=(self.slide,))
        return Story(deck=deck, media=media())


PAPER = Solid(color="#F4F1EA")


def golden(
    name: str,
    size: tuple[int, int],
    *layers: AnyLayer,
    background: Background = PAPER,
    scale: float = 1.0,
    language: str = "en",
) -> Golden:
    """A golden of ``layers`` on a quiet ground."""
    slide = Slide(id="s", background=background, layers=layers)
    return Golden(name, slide, size, scale, language)


def words(id: str, text: str | tuple[Run, ...], x: float, y: float, **fields: Any) -> TextLayer:
    """A text layer at (x, y): Inter, 32 px, dark, unless ``fields`` say otherwise."""
    runs = (Run(text=text),) if isinstance(text, str) else text
    style = {"font": "Inter", "size": 32.0, "color": "#14141A", "width": 400.0, "height": 60.0}
    return TextLayer(id=id, x=x, y=y, text=runs, **{"fit": "none", **style, **fields})


def scene() -> bytes:
    """A landscape of 480×360 with smooth and sharp parts: sky, sun, hills, a fence."""
    y, x = np.mgrid[0:360, 0:480].astype(np.float64)
    t = (y / 360)[..., None]
    picture = np.array([70, 130, 210]) * (1 - t) + np.array([250, 214, 165]) * t
    picture[(x - 350) ** 2 + (y - 90) ** 2 < 45**2] = (255, 236, 140)
    for base, height, color in ((210, 40, (96, 140, 110)), (260, 28, (44, 92, 70))):
        hill = y > base - height * np.sin(x / 480 * 7 + base)
        picture[hill] = np.array(color) * (1.1 - 0.4 * t[hill])
    picture[(y > 290) & (y < 345) & (x % 24 < 6)] = (120, 62, 40)
    picture[(abs(y - 305) < 4) | (abs(y - 330) < 4)] = (150, 80, 52)
    return _png(picture.round().clip(0, 255).astype(np.uint8))


def cutout() -> bytes:
    """A red ring of 240×240 with a soft edge on nothing."""
    y, x = np.mgrid[0:240, 0:240].astype(np.float64)
    radius = np.hypot(x - 119.5, y - 119.5)
    alpha = (110 - radius).clip(0, 20) / 20 * ((radius - 50).clip(0, 4) / 4)
    picture = np.zeros((240, 240, 4))
    picture[..., :3] = (226, 58, 64)
    picture[..., 1] += x / 240 * 120
    picture[..., 3] = alpha * 255
    return _png(picture.round().astype(np.uint8))


BADGE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">'
    b'<rect x="4" y="4" width="112" height="72" rx="20" fill="#6D4AFF"/>'
    b'<path d="M40 20 L84 40 L40 60 Z" fill="#FFC53D"/></svg>'
)


def _png(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


VARIABLE = Path(__file__).parents[1] / "oracle" / "fonts" / "OutfitVariable.subset.ttf"

CARRIED = {
    "scene": (scene(), "png"),
    "cutout": (cutout(), "png"),
    "badge": (BADGE, "svg"),
    "variable": (VARIABLE.read_bytes(), "ttf"),
}


def ref(name: str) -> str:
    """How layers name one of ``CARRIED``."""
    data, suffix = CARRIED[name]
    return f"media/{hashlib.sha256(data).hexdigest()}.{suffix}"


def media() -> MediaStore:
    """A store holding ``CARRIED``."""
    store = MediaStore()
    for name, (data, suffix) in CARRIED.items():
        assert store.put(data, suffix) == ref(name)
    return store
