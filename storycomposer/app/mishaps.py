"""What nobody foresaw: the work is kept first, one sentence is said, and the window goes on."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Signal

from storycomposer.app.words import say, t
from storycomposer.errors import StoryError

_PAUSE = 2.0
"""Seconds: what goes wrong at every repaint is not kept and told at every repaint."""


class Mishaps(QObject):
    """Takes exceptions that nobody caught, on every thread, and tells the program's windows. What
    happened is written to standard error for those who look for it."""

    _happened = Signal(object)

    def __init__(self, program: Any) -> None:
        super().__init__(program)
        self._program = program
        self._last = -_PAUSE
        # Threads report to the window's thread.
        self._happened.connect(self._tell)

    def watch(self) -> None:
        """Take what is not caught from now on."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Keep the work and say what happened."""
        if issubclass(kind, KeyboardInterrupt):
            self._program.quit()
            return
        traceback.print_exception(kind, error, trace)
        self._happened.emit(error)

    def _tell(self, error: BaseException) -> None:
        now = time.monotonic()
        if now - self._last < _PAUSE:
            return
        self._last = now
        self._program.write_recovery()
        if isinstance(error, StoryError):
            words = say(error.sentence)
        else:
            words = t("mishap", "Something went wrong in the program. Your work is kept; go on.")
        for window in self._program.windows:
            window.desk.notice(words, "error")
