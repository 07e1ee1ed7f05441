"""Text to and from the clipboard: plain for everybody, runs between our own layers."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document import runs
from storycomposer.document.layers import Run

RUNS = "application/x-storycomposer-runs"
"""JSON: an array of runs as in a deck."""


LONGEST = 5000
"""Characters that are taken at once: no slide shows more, and laying out endless text would stop
the window."""


def shortened(new: str | tuple[Run, ...], desk: Desk) -> str | tuple[Run, ...]:
    """``new``, or its beginning, which is said, where it is endless."""
    if len(new if isinstance(new, str) else runs.plain(new)) <= LONGEST:
        return new
    desk.notice(
        t(
            "text.shortened",
            "Only the first {count} characters were pasted; split the text over several slides.",
            count=f"{LONGEST:,}",
        ),
        "warn",
    )
    return new[:LONGEST] if isinstance(new, str) else runs.cut(new, 0, LONGEST)


def copy(pieces: tuple[Run, ...]) -> None:
    """Put styled text on the clipboard. Lines that end without a paragraph's end are lines like
    others outside."""
    data = QMimeData()
    data.setText(runs.plain(pieces).replace("\u2028", "\n"))
    data.setData(RUNS, msgspec.json.encode(pieces))
    QGuiApplication.clipboard().setMimeData(data)


def available() -> bool:
    """Whether the clipboard has text."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and (data.hasText() or data.hasFormat(RUNS))


def paste(plain: bool) -> str | tuple[Run, ...]:
    """The clipboard's text, styled where it comes from one of our layers unless ``plain``, without
    control characters; empty where there is none."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return ""
    if not plain and data.hasFormat(RUNS):
        try:
            found = msgspec.json.decode(data.data(RUNS).data(), type=tuple[Run, ...])
        except (msgspec.DecodeError, UnicodeDecodeError):
            # Somebody else's bytes under our name: the plain text beside them will do.
            return runs.clean(data.text())
        return tuple(msgspec.structs.replace(run, text=runs.clean(run.text)) for run in found)
    return runs.clean(data.text())
