"""Small things that inputs remember between sessions: recent colours, favourite fonts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QCoreApplication

from storycomposer.app.settings import Settings

Key = Literal["recent_colors", "favourite_fonts"]


def remembered(key: Key) -> tuple[str, ...]:
    """What was remembered under ``key``, newest first."""
    settings = _settings()
    return tuple(getattr(settings.values, key)) if settings is not None else ()


def remember(key: Key, values: Iterable[str]) -> None:
    """Remember ``values`` under ``key``."""
    settings = _settings()
    if settings is not None:
        settings.change(**{key: tuple(values)})


def remember_first(key: Key, value: str, most: int) -> None:
    """Put ``value`` first under ``key``; the oldest beyond ``most`` are forgotten."""
    others = [one for one in remembered(key) if one != value]
    remember(key, [value, *others][:most])


def _settings() -> Settings | None:
    """The running program's; inputs do not know whose window they stand in."""
    app = QCoreApplication.instance()
    found = app.findChild(Settings) if app is not None else None
    return found if isinstance(found, Settings) else None
