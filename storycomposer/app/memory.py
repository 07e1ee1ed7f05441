"""How the C library keeps memory: by itself it holds on to much of what pictures have left."""

from __future__ import annotations

import ctypes
import functools
import sys
from typing import Any

_ARENA_MAX = -8
"""``M_ARENA_MAX`` in malloc.h of the GNU C library."""


def share() -> None:
    """Let all threads take from one heap. Each of many would keep its own holes: after hours of
    pictures made on threads, more memory lay idle than was in use. Call before threads begin."""
    library = _library()
    if library is not None:
        library.mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give the system what lies idle; for moments in which much has gone and nobody waits."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


@functools.cache
def _library() -> Any:
    """The GNU C library; None on other systems, which give back by themselves."""
    if not sys.platform.startswith("linux"):
        return None
    found = ctypes.CDLL(None)
    return found if hasattr(found, "malloc_trim") and hasattr(found, "mallopt") else None
