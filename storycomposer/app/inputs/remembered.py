"""Small things that inputs remember between sessions: recent colours, favourite fonts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings


def remembered(key: str) -> tuple[str, ...]:
    """What was remembered under ``key``, newest first."""
    found = _store().value(key, [])
    if isinstance(found, str):
        return (found,) if found else ()
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def remember(key: str, values: Iterable[str]) -> None:
    """Remember ``values`` under ``key``."""
    _store().setValue(key, list(values))


def remember_first(key: str, value: str, most: int) -> None:
    """Put ``value`` first under ``key``; the oldest beyond ``most`` are forgotten."""
    others = [one for one in remembered(key) if one != value]
    remember(key, [value, *others][:most])


def _store() -> QSettings:
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "storycomposer", "inputs"
    )
