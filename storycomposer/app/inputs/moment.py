"""A date and a time of day."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT, MIXED, refresh_style
from storycomposer.app.inputs.calendar import Calendar
from storycomposer.app.inputs.text import TextField
from storycomposer.app.words import t

_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4}|\d{2})")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*([ap])?\.?\s*m?\.?", re.IGNORECASE)
_USUAL = time(18, 0)
"""When a day is chosen and no time: most things that are announced happen after work."""


def date_in(text: str) -> date | None:
    """The day that ``text`` says: ``2026-11-24`` or ``24.11.2026``; None for anything else."""
    said = text.strip()
    found = _DATE.fullmatch(said)
    parts = [int(part) for part in found.groups()] if found else []
    if not found and (found := _DAY_FIRST.fullmatch(said)):
        day, month, year = (int(part) for part in found.groups())
        parts = [year + 2000 if year < 100 else year, month, day]
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def time_in(text: str) -> time | None:
    """The time that ``text`` says: ``18``, ``18:30``, ``6:30 pm``; None for anything else."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class MomentField(QWidget):
    """A day, typed or chosen in a calendar, and a time. Its values are ``2026-11-24T18:00``, empty
    where nothing is said."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self._shown = ""
        self.day = TextField(t("moment.day", "{name}: day", name=name), "2026-11-24", longest=20)
        self.time = TextField(t("moment.time", "{name}: time", name=name), "18:00", longest=10)
        self.time.setFixedWidth(56)
        self._button = QToolButton(self)
        self._button.setProperty("kind", "icon")
        self._button.setIcon(icon("calendar"))
        self._button.setFixedSize(28, HEIGHT)
        self._button.setAccessibleName(t("moment.choose", "{name}: choose a day", name=name))
        self._button.setToolTip(self._button.accessibleName())
        self._button.clicked.connect(self._on_choose)
        self._calendar: Calendar | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.day, 1)
        row.addWidget(self._button)
        row.addWidget(self.time)
        self.setFocusProxy(self.day)
        for field in (self.day, self.time):
            field.committed.connect(self._on_typed)
            field.textChanged.connect(self._judge)

    def show_value(self, value: object) -> None:
        """Show a moment; empty where there is none."""
        self._shown = value if isinstance(value, str) else ""
        day, _, at = self._shown.partition("T")
        self.day.show_value(MIXED if value is MIXED else day)
        self.time.show_value(at)

    def settle(self, keep: bool = True) -> None:
        """Drop what was typed."""
        self.day.settle(keep)
        self.time.settle(keep)

    def _judge(self) -> None:
        for field, read in ((self.day, date_in), (self.time, time_in)):
            wrong = bool(field.text().strip()) and read(field.text()) is None
            if field.property("wrong") != wrong:
                field.setProperty("wrong", wrong)
                refresh_style(field)

    def _on_typed(self, _: object) -> None:
        if not self.day.text().strip() and not self.time.text().strip():
            self._commit("")
            return
        day = date_in(self.day.text())
        at = time_in(self.time.text()) if self.time.text().strip() else _USUAL
        if day is not None and at is not None:
            self._commit(datetime.combine(day, at).strftime("%Y-%m-%dT%H:%M"))

    def _commit(self, value: str) -> None:
        if value != self._shown:
            self.committed.emit(value)

    def _on_choose(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(self, self._on_chosen)
        day = date_in(self.day.text()) or date.today()
        self._calendar.open_below(self)
        self._calendar.choose(QDate(day.year, day.month, day.day))

    def _on_chosen(self, day: QDate) -> None:
        self.day.show_value(day.toString(Qt.DateFormat.ISODate))
        self._on_typed(None)
