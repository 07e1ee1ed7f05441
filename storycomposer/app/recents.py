"""Stories opened lately, and how long ago anything was."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QTime

from storycomposer.app.settings import Recent, Settings
from storycomposer.app.words import t

MOST = 12


def add(settings: Settings, path: Path) -> None:
    """Put ``path`` first among the recent stories."""
    own = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    others = tuple(one for one in settings.values.recents if one.path != own)
    settings.change(recents=(Recent(own, time.time()), *others)[:MOST])


def remove(settings: Settings, path: Path) -> None:
    """Take ``path`` out of the recent stories; its file stays."""
    kept = tuple(one for one in settings.values.recents if Path(one.path) != path)
    settings.change(recents=kept)


def folders(paths: tuple[Path, ...]) -> dict[Path, str]:
    """For each of ``paths`` that has the name of another: as much of the end of its folder as tells
    them apart."""
    found = {}
    for path in paths:
        likes = [one.parent.parts for one in paths if one != path and one.stem == path.stem]
        own = path.parent.parts
        ends = (own[-count:] for count in range(1, len(own) + 1))
        apart = (end for end in ends if all(like[-len(end) :] != end for like in likes))
        if likes:
            found[path] = str(Path(*next(apart, own[-1:])))
    return found


def when(seconds: float, now: float | None = None) -> str:
    """How long ago a moment was, as people say it."""
    moment = datetime.fromtimestamp(seconds)
    today = datetime.fromtimestamp(time.time() if now is None else now)
    gone = (today - moment).total_seconds()
    clock = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    if 0 <= gone < 60:
        return t("when.now", "Just now")
    if 0 <= gone < 3600:
        return t("when.minutes", "{count} min ago", count=int(gone // 60))
    days = (today.date() - moment.date()).days
    if days == 0:
        return t("when.today", "Today, {clock}", clock=clock)
    if days == 1:
        return t("when.yesterday", "Yesterday, {clock}", clock=clock)
    day = QDate(moment.year, moment.month, moment.day)
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)
