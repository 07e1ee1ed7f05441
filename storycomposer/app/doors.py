"""The renderer's doors for the window, loaded when the first is gone through.

What they need takes longer to load than a window to show; where it is loaded on a thread, nobody
waits for it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storycomposer.render.slide import (
        altered,
        behind,
        book,
        coverage,
        effort,
        ink,
        layout,
        render,
        size,
        uncropped,
    )

__all__ = [
    "altered",
    "behind",
    "book",
    "coverage",
    "effort",
    "ink",
    "layout",
    "loaded",
    "render",
    "size",
    "uncropped",
]

_SLIDE = "storycomposer.render.slide"


def loaded() -> bool:
    """Whether the renderer is there already."""
    # While a thread still loads it, it has none of its doors.
    return hasattr(sys.modules.get(_SLIDE), "uncropped")


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(import_module(_SLIDE), name)
