"""What opens later, built while nothing changes: the first opening then only shows it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from storycomposer.app.desk import Desk

_APART_MS = 60
"""Between two steps: events come in between."""
_QUIET_MS = 500
"""Without a change before steps go on: they must not disturb."""


class Ahead(QObject):
    """Goes through ``steps``, one at a time."""

    def __init__(self, desk: Desk, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, singleShot=True, interval=_APART_MS)
        self._timer.timeout.connect(self._go_on)
        desk.changed.connect(self._on_changed)
        self._timer.start()

    def _on_changed(self, _: object) -> None:
        if self._timer.isActive():
            self._timer.start(_QUIET_MS)

    def _go_on(self) -> None:
        for _ in self._steps:
            self._timer.start(_APART_MS)
            return
