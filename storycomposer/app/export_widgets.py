"""What the pages of the export's panel share."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.words import t

WIDTH = 392
"""Of a page's content."""


def heading(text: str, parent: QWidget) -> QLabel:
    """The title of a page."""
    made = QLabel(text, parent)
    made.setProperty("kind", "title")
    return made


def close_button(parent: QWidget) -> QToolButton:
    """A cross at the end of a page's heading."""
    made = QToolButton(parent)
    made.setIcon(icon("x"))
    made.setAccessibleName(t("panel.close", "Close"))
    made.setToolTip(made.accessibleName())
    return made


def slide_count(count: int) -> str:
    """How many slides, in words."""
    if count == 1:
        return t("export.slide", "1 slide")
    return t("export.count", "{count} slides", count=count)


def size_words(size: int) -> str:
    """``size`` in bytes as people say it."""
    if size < 1_000_000:
        return t("export.kilobytes", "about {size} KB", size=max(1, round(size / 1000)))
    megabytes = size / 1_000_000
    rounded = f"{megabytes:.1f}".removesuffix(".0") if megabytes < 9.95 else str(round(megabytes))
    return t("export.megabytes", "about {size} MB", size=rounded)
