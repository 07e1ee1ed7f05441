"""Names of files and folders that every system takes."""

from __future__ import annotations

import re

_LONGEST = 60
# What Windows, the strictest system, takes in no name, and what it takes for devices.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(title: str) -> str:
    """``title`` as a name of files and folders that every system takes, its last word whole where
    that can be; empty where nothing of it is left."""
    name = " ".join(_FORBIDDEN.sub(" ", title).split()).strip(" .")
    if len(name) > _LONGEST:
        words = name[: _LONGEST + 1].rpartition(" ")[0]
        name = (words or name[:_LONGEST]).rstrip(" .-")
    return f"Story {name}" if _RESERVED.fullmatch(name) else name
