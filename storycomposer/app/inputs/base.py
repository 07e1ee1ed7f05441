"""What every input of the panels does, and what they share."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from storycomposer.app.icons import icon
from storycomposer.app.theme import tokens

HEIGHT: Final = 32
"""Of every control that is one line."""


class Mixed(Enum):
    """What a field shows when what is selected does not agree."""

    MIXED = "mixed"


MIXED: Final = Mixed.MIXED


class Remark(NamedTuple):
    """What is to be said of a value while it is chosen; ``kind`` is "good" or "warn"."""

    kind: str
    words: str


@runtime_checkable
class Input(Protocol):
    """A widget that shows a value and lets a person change it.

    ``edited`` carries a value on its way (a drag, a list walked through), ``committed`` the one
    that stands, ``cancelled`` says that the one before shall stand."""

    edited: Any
    committed: Any
    cancelled: Any

    def show_value(self, value: Any) -> None:
        """Show ``value``, which may be :data:`MIXED`; what a person is typing stays."""

    def settle(self, keep: bool = True, /) -> None:
        """Something else will be shown: what was typed and not confirmed is dropped; what was
        nudged is committed if it is to be kept."""


def refresh_style(widget: QWidget) -> None:
    """Dress the widget again after one of its dynamic properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mark_mixed(widget: QWidget, mixed: bool) -> None:
    """Show what ``widget`` says as muted where it is no value but that there are several."""
    if bool(widget.property("mixed")) != mixed:
        widget.setProperty("mixed", mixed)
        refresh_style(widget)


def draw_chevron(widget: QWidget) -> None:
    """The mark at the end of what opens a list."""
    painter = QPainter(widget)
    left = 8 if widget.isRightToLeft() else widget.width() - 8 - 14
    box = QRect(left, (widget.height() - 14) // 2, 14, 14)
    icon("chevron-down", tokens().muted).paint(painter, box)
