"""Slides whose pixels are kept in ``tests/golden``: every kind, effect, blend and hard text."""

from golden_stories.base import Golden
from golden_stories.ink import INK
from golden_stories.links import LINKS
from golden_stories.pictures import PICTURES
from golden_stories.shapes import SHAPES
from golden_stories.text import TEXT

GOLDENS: tuple[Golden, ...] = (*TEXT, *INK, *PICTURES, *SHAPES, *LINKS)

__all__ = ["GOLDENS", "LINKS", "Golden"]
