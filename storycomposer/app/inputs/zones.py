"""A time zone by its name."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimeZone
from PySide6.QtWidgets import QCompleter, QWidget

from storycomposer.app.inputs.text import TextField
from storycomposer.app.words import t


class ZoneField(TextField):
    """Any part of a zone's name finds it, such as "berlin"; empty is the reader's own clock."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        placeholder = t("zone.own", "The reader's own")
        super().__init__(name, placeholder, longest=64, parent=parent)
        self._made = False

    def focusInEvent(self, event: object) -> None:  # noqa: N802
        # The names are read when they are first wanted.
        if not self._made:
            self._made = True
            finder = QCompleter(zones(), self)
            finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            finder.setFilterMode(Qt.MatchFlag.MatchContains)
            finder.activated.connect(self._on_found)
            self.setCompleter(finder)
        super().focusInEvent(event)  # type: ignore[arg-type]

    def _on_found(self, name: str) -> None:
        self.show_value(name)
        self.committed.emit(name)


def zones() -> list[str]:
    """Names of the time zones (IANA) that are places."""
    found = (bytes(name.data()).decode() for name in QTimeZone.availableTimeZoneIds())
    return sorted(name for name in found if "/" in name and not name.startswith("Etc/"))
