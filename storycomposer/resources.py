"""The one function that finds bundled files: in a checkout, a wheel and a frozen app."""

from __future__ import annotations

import functools
import sys
from pathlib import Path


def path(*parts: str) -> Path:
    """Where the bundled file or folder ``assets/<parts>`` lies, whether or not it exists."""
    return _root().joinpath(*parts)


@functools.cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [package / "assets", package.parent / "assets"]
    if frozen is not None:
        roots.insert(0, Path(frozen) / "storycomposer" / "assets")
        roots.insert(1, Path(frozen) / "assets")
    return next((root for root in roots if root.is_dir()), roots[-1])
