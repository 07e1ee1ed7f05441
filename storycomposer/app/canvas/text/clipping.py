"""Text to and from the clipboard: plain for everybody, runs between our own layers."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from storycomposer.document import runs
from storycomposer.document.layers import Run

RUNS = "application/x-storycomposer-runs"
"""JSON: an array of runs as in a deck."""


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
