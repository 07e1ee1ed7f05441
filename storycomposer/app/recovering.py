"""Unsaved work kept against crashes: written from a timer, beside the window's thread."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

from PySide6.QtCore import QObject, QTimer

from storycomposer.app import drafts
from storycomposer.app.desk import Desk
from storycomposer.editor import Change
from storycomposer.errors import StoryError
from storycomposer.storage import recovery
from storycomposer.story import Story


class Recovering(QObject):
    """Keeps one window's work. Each window is a run of its own, so that two windows on copies of
    one deck do not write over each other."""

    def __init__(self, program: Any, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._desk = program, desk
        self._key = ("recovery", id(self))
        self._run: recovery.Run | None = None
        self._kept = ""
        self._writing = threading.Lock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.write)
        desk.changed.connect(self._on_changed)

    def write(self) -> None:
        """Keep the work as it is now, on a thread. Where the disk refuses, it is tried again after
        the next change: a crash that does not come needs no message."""
        story, origin = self._desk.editor.committed, self._origin()
        if self._desk.editor.dirty:
            self._program.disk.run(self._key, lambda: self._write(story, origin), _done, _done)

    def write_now(self) -> None:
        """Keep the work as it is now and return when it is kept."""
        if self._desk.editor.dirty:
            with contextlib.suppress(StoryError):
                self._write(self._desk.editor.committed, self._origin())

    def take_over(self, found: recovery.Found) -> None:
        """Keep the work, which is what a crash left as ``found``, and then remove that. Where the
        disk refuses, it is offered again."""
        story, origin = self._desk.editor.committed, self._origin()

        def work() -> None:
            self._write(story, origin)
            recovery.discard(found)

        self._program.disk.run(("take over", found.path), work, _done, _done)

    def end(self) -> None:
        """The window closes well: nothing is left."""
        self._timer.stop()
        self._desk.changed.disconnect(self._on_changed)
        self._program.disk.run(self._key, self._end, _done, _done)

    def _on_changed(self, change: Change) -> None:
        if change.kind in ("edit", "undo", "redo") and not self._timer.isActive():
            # From the first change on, so that whoever never rests loses no more than others.
            self._timer.start(self._program.settings.values.recovery_seconds * 1000)
        elif change.kind == "save" and not self._desk.editor.dirty:
            self._timer.stop()
            self._program.disk.run(self._key, self._forget, _done, _done)

    def _origin(self) -> recovery.Origin | None:
        """The file that the work belongs to, or the draft that it was opened from."""
        editor = self._desk.editor
        path = editor.path
        if path is None and editor.stamp is not None:
            path = drafts.place(self._program.drafts, editor.deck.id)
        return recovery.Origin(path.absolute(), editor.stamp) if path is not None else None

    def _write(self, story: Story, origin: recovery.Origin | None) -> None:
        with self._writing:
            if self._run is None:
                self._run = recovery.start(self._program.recovered)
            self._kept = story.deck.id
            recovery.write(story, self._run, origin)

    def _forget(self) -> None:
        if self._run is not None and self._kept:
            recovery.forget(self._kept, self._run)

    def _end(self) -> None:
        try:
            self._forget()
        finally:  # also where the disk keeps what is to go
            if self._run is not None:
                recovery.end(self._run)
                self._run = None


def _done(_: object) -> None:
    """Nobody waits for it."""
