"""Slow work off the window's thread; the newest request of a kind wins."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from storycomposer.errors import StoryError

Done = Callable[[Any], None]
Failed = Callable[[StoryError], None]


class Workers(QObject):
    """Threads of one window. Results arrive on the window's thread, and only those that are still
    wanted: a newer request with the same key, or :meth:`drop`, makes an older one void."""

    idle = Signal()
    """Nothing that is wanted is under way any more."""

    _finished = Signal(object, int, object)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="window")
        self._closed = False
        self._tickets = itertools.count()
        self._wanted: dict[Hashable, tuple[int, Done, Failed | None, Future[Any] | None]] = {}
        self._leader: tuple[Hashable, int] | None = None
        self._behind: list[tuple[Hashable, int, Callable[[], Any]]] = []
        # One long-lived signal and a bound slot: signals of short-lived objects get lost.
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        key: Hashable,
        work: Callable[[], Any],
        done: Done,
        failed: Failed | None = None,
        *,
        leading: bool = False,
    ) -> None:
        """Do ``work`` on a thread; call ``done`` with its result, or ``failed`` with the
        StoryError it raised. An older request with the same ``key`` is forgotten. What a window
        asks for while it closes is not done. What is asked for while work is ``leading`` begins
        when that is done: threads would only take turns."""
        self.drop(key)
        if self._closed:
            return
        ticket = next(self._tickets)
        self._wanted[key] = (ticket, done, failed, None)
        if leading:
            self._follow()
            self._leader = (key, ticket)
        elif self._leader is not None:
            self._behind.append((key, ticket, work))
            return
        self._begin(key, ticket, work)

    def drop(self, key: Hashable) -> None:
        """What is under way for ``key`` is not wanted any more."""
        old = self._wanted.pop(key, None)
        if old is not None and old[3] is not None:
            old[3].cancel()
        if old is not None and self._leader == (key, old[0]):
            self._follow()

    @property
    def busy(self) -> bool:
        """Whether anything that is wanted is under way."""
        return bool(self._wanted)

    def close(self) -> None:
        """Wait for what runs; nothing is reported any more."""
        self._closed = True
        self._wanted.clear()
        self._behind.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def finish(self) -> None:
        """Do all that was asked for and wait for it; nothing is reported any more."""
        self._closed = True
        self._follow()
        self._wanted.clear()
        self._pool.shutdown(wait=True)

    def _begin(self, key: Hashable, ticket: int, work: Callable[[], Any]) -> None:
        wanted = self._wanted.get(key)
        if wanted is None or wanted[0] != ticket:
            return
        future = self._pool.submit(work)
        self._wanted[key] = (*wanted[:3], future)
        future.add_done_callback(lambda made: self._report(key, ticket, made))

    def _follow(self) -> None:
        """Begin what waits for the leader, which is done or not wanted any more."""
        self._leader, behind, self._behind = None, self._behind, []
        for key, ticket, work in behind:
            self._begin(key, ticket, work)

    def _report(self, key: Hashable, ticket: int, made: Future[Any]) -> None:
        if not made.cancelled():
            self._finished.emit(key, ticket, made)

    @Slot(object, int, object)
    def _on_finished(self, key: Hashable, ticket: int, made: Future[Any]) -> None:
        wanted = self._wanted.get(key)
        if wanted is None or wanted[0] != ticket:
            return
        del self._wanted[key]
        if self._leader == (key, ticket):
            self._follow()
        _, done, failed, _ = wanted
        error = made.exception()
        try:
            if error is None:
                done(made.result())
            elif isinstance(error, StoryError) and failed is not None:
                failed(error)
            else:
                raise error
        finally:
            if not self._wanted:
                self.idle.emit()
