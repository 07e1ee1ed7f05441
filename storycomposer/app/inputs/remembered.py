"""Small things that inputs remember between sessions: recent colours, favourite fonts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QCoreApplication

from storycomposer.app.settings import Settings

Key = Literal["recent_colors", "favourite_fonts"]

_MOST_COLORS = 9


def remembered(key: Key) -> tuple[str, ...]:
    """What was remembered under ``key``, newest first."""
    settings = _settings()
    return tuple(getattr(settings.values, key)) if settings is not None else ()


def remember(key: Key, values: Iterable[str]) -> None:
    """Remember ``values`` under ``key``."""
    settings = _settings()
    if settings is not None:
        settings.change(**{key: tuple(values)})


def remember_color(color: str) -> None:
    """Put a literal colour first among the recent ones; the oldest are forgotten."""
    others = [one for one in remembered("recent_colors") if one != color]
    remember("recent_colors", [color, *others][:_MOST_COLORS])


def _settings() -> Settings | None:
    """The running program's; inputs do not know whose window they stand in."""
    app = QCoreApplication.instance()
    found = app.findChild(Settings) if app is not None else None
    return found if isinstance(found, Settings) else None
