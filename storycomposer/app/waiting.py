"""Work on threads that a person waits for: said when it takes long."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from storycomposer.app.desk import Desk
from storycomposer.app.words import say, t
from storycomposer.app.workers import Workers
from storycomposer.errors import StoryError

_PATIENCE_MS = 300


class Waiting(QObject):
    """Every piece of work is done, none is overtaken by a newer one."""

    def __init__(self, desk: Desk, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workers = workers
        self._tickets = itertools.count()
        self._count = 0
        self._slow = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._slow.timeout.connect(self._say)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._count == 0

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[StoryError], None] | None = None,
    ) -> None:
        """Do ``work`` on a thread; then ``done`` with its result, or ``failed`` (None: say it)."""

        def finished(result: Any) -> None:
            self._finish()
            done(result)

        def broken(error: StoryError) -> None:
            self._finish()
            if failed is None:
                self._desk.notice(say(error.sentence), "error")
            else:
                failed(error)

        self._count += 1
        self._slow.start()
        self._workers.run(("waiting", next(self._tickets)), work, finished, broken)

    def _finish(self) -> None:
        self._count -= 1
        if self._count == 0:
            self._slow.stop()

    def _say(self) -> None:
        if self._count:
            self._desk.notice(t("bring.reading", "Reading pictures…"))
