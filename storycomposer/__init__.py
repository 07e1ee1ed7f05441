"""Compose 9:16 story slides offline and export PNG sets ready to upload.

>>> import storycomposer
>>> story = storycomposer.open_story("win.story")
>>> picture = storycomposer.render_slide(story, 0)
>>> files = storycomposer.export_set(story, "out")

Names load what they need when they are first used, so importing this costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storycomposer.document.deck import Brand, Deck, Slide
    from storycomposer.document.layers import (
        GroupLayer,
        ImageLayer,
        LinkLayer,
        Run,
        ShapeLayer,
        TextLayer,
    )
    from storycomposer.errors import StoryError
    from storycomposer.export.carried_fonts import embed_fonts
    from storycomposer.export.sets import export_set, render_slide
    from storycomposer.media.store import MediaStore
    from storycomposer.saving import save_story
    from storycomposer.storage.files import open_story
    from storycomposer.story import Story

__version__ = "0.1.0"

__all__ = [
    "Brand",
    "Deck",
    "GroupLayer",
    "ImageLayer",
    "LinkLayer",
    "MediaStore",
    "Run",
    "ShapeLayer",
    "Slide",
    "Story",
    "StoryError",
    "TextLayer",
    "embed_fonts",
    "export_set",
    "open_story",
    "render_slide",
    "save_story",
]

_HOMES = {
    "storycomposer.document.deck": ("Brand", "Deck", "Slide"),
    "storycomposer.document.layers": (
        *("GroupLayer", "ImageLayer", "LinkLayer", "Run", "ShapeLayer", "TextLayer"),
    ),
    "storycomposer.errors": ("StoryError",),
    "storycomposer.export.carried_fonts": ("embed_fonts",),
    "storycomposer.export.sets": ("export_set", "render_slide"),
    "storycomposer.media.store": ("MediaStore",),
    "storycomposer.saving": ("save_story",),
    "storycomposer.storage.files": ("open_story",),
    "storycomposer.story": ("Story",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
