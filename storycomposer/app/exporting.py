"""Exports of one window: asked for here, done on a thread, never in anybody's way."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from storycomposer.app import memory
from storycomposer.app.desk import Desk
from storycomposer.app.export_job import Exported, Job, run
from storycomposer.app.export_settings import ExportSettings, Remembered, folder, placed
from storycomposer.app.naming import story_name
from storycomposer.app.words import say, t
from storycomposer.app.workers import Workers
from storycomposer.encode import Format, encode
from storycomposer.errors import StoryError
from storycomposer.export.sets import parse_slides, render_slide
from storycomposer.platforms import ANY, Platform, platforms
from storycomposer.story import Story

Which = Literal["all", "selected", "range"]

_FORGIVABLE = ("export-picture-missing", "export-font-missing", "export-glyphs-missing")
_KEPT_SIZES = 1000
_ENOUGH = 8
"""Slides that tell the size of any number."""


class Exporting(QObject):
    """Starts exports and tells how they go."""

    started = Signal(object)
    progressed = Signal(int, int)
    finished = Signal(object)
    """An :class:`Exported`."""
    refused = Signal(object, object)
    """A :class:`~storycomposer.app.export_job.Job` with a code that phones won't read, and the
    sentence."""
    destined = Signal()
    """Sets are for other destinations now."""
    stopped = Signal()
    """It was cancelled, or failed, which was said over the canvas."""
    options_wanted = Signal()
    """After one that failed, how and where to export is to be chosen again."""

    def __init__(
        self, desk: Desk, workers: Workers, remembered: Remembered, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.remembered = remembered
        self.which: Which = "all"
        self.range = ""
        self._desk = desk
        self._workers = workers
        self._cancel = threading.Event()
        self.no_copy = threading.Event()
        """Set, it ends the copying of a set to another place."""
        self.running = False
        self.copying = False
        """Whether a set is being copied to another place."""
        self.then: Callable[[bool], None] | None = None
        """Called once when nothing is written any more, with whether all of it came out well."""

    @property
    def busy(self) -> bool:
        """Whether pictures are being written, in their folder or where they are copied to."""
        return self.running or self.copying

    def ended(self, well: bool) -> None:
        """An export has ended, or the copying of its set."""
        if not self.busy and self.then is not None:
            then, self.then = self.then, None
            then(well)

    def settings(self) -> ExportSettings:
        """How sets are exported now."""
        return self.remembered.read()

    def slides(self) -> tuple[int, ...]:
        """The slides that are chosen, as indices. Raises StoryError for a range of none."""
        deck = self._desk.deck
        count = len(deck.slides)
        if self.which == "selected":
            chosen = self._desk.editor.selection.slides
            return tuple(at for at, slide in enumerate(deck.slides) if slide.id in chosen)
        if self.which == "range":
            return tuple(parse_slides(self.range, count))
        return tuple(range(count))

    def folder(self) -> Path:
        """Where the set goes."""
        deck, path = self._desk.editor.committed.deck, self._desk.editor.path
        return folder(self.settings(), deck.id, story_name(deck, path), path is not None)

    def destinations(self) -> tuple[Platform, ...]:
        """Where the set is for; none means any story."""
        chosen = self.settings().destinations
        return tuple(one for one in platforms() if one.id in chosen and one.id != ANY)

    def start(self) -> None:
        """Export as it is set, without asking."""
        if self.running:
            return
        settings = self.settings()
        try:
            slides = self.slides()
        except StoryError as error:
            self._desk.notice(say(error.sentence), "error")
            return
        self._run(
            Job(
                story=self._desk.editor.committed,
                slides=slides,
                folder=self.folder(),
                format=settings.format,
                width=settings.width,
                zip=settings.zip,
                sheet=settings.sheet,
                destinations=self.destinations(),
            )
        )

    def start_unproven(self, job: Job) -> None:
        """Export ``job`` with codes that won't be read."""
        if not self.running:
            self._run(replace(job, unproven=True))

    def cancel(self) -> None:
        """End the export; the folder stays as it was."""
        self._cancel.set()

    def close(self) -> None:
        """The window waits for its threads before it closes: let them end soon."""
        self._cancel.set()
        self.no_copy.set()

    def _run(self, job: Job) -> None:
        self.running = True
        self._cancel.clear()
        self.started.emit(job)
        work = partial(run, job, self.progressed.emit, self._cancel)
        self._workers.run("export", work, self._done, self._failed(job))

    def _done(self, made: Exported) -> None:
        self.running = False
        id_ = made.job.story.deck.id
        self.remembered.change(lambda old: placed(old, id_, made.job.folder))
        memory.give_back()
        self.finished.emit(made)
        self.ended(True)

    def _failed(self, job: Job) -> Callable[[StoryError], None]:
        def failed(error: StoryError) -> None:
            self.running = False
            self.ended(False)
            sentence = error.sentence
            if sentence.id == "export-unreadable":
                self.refused.emit(job, sentence)
                return
            self.stopped.emit()
            if sentence.id in _FORGIVABLE:
                anyway = partial(self._run, replace(job, allow_missing=True))
                label = t("export.anyway", "Export anyway")
                self._desk.notice(say(sentence), "warn", label, anyway)
            elif sentence.id == "export-cancelled":
                self._desk.notice(say(sentence))
            else:
                otherwise = t("export.otherwise", "Export otherwise…")
                self._desk.notice(say(sentence), "error", otherwise, self.options_wanted.emit)

        return failed


class Sizes(QObject):
    """How large exported slides become: measured on a thread, remembered by value."""

    changed = Signal()

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._known: OrderedDict[Hashable, int] = OrderedDict()

    def estimate(
        self, story: Story, slides: tuple[int, ...], format: Format, width: int
    ) -> int | None:
        """Bytes of ``slides`` together; None until half of them were measured, or eight: one alone
        may be a plain one. They are measured one after the other, and :attr:`changed` tells of
        each."""
        keys = {at: _look(story, at, format, width) for at in slides}
        unknown = [at for at, key in keys.items() if key not in self._known]
        if unknown:
            # The middle first: covers and closing slides are plainer than what lies between.
            at = unknown[len(unknown) // 2]
            work = partial(_encoded_size, story, at, format, width)
            keep = partial(self._keep, keys[at])
            self._workers.run("export-size", work, keep, lambda _: keep(0))
        else:
            self._workers.drop("export-size")
        known = [self._known[key] for key in keys.values() if self._known.get(key)]
        enough = len(slides) - len(unknown) >= min(len(slides) / 2, _ENOUGH)
        return round(sum(known) / len(known) * len(slides)) if known and enough else None

    def stop(self) -> None:
        """Nobody looks: measure nothing more."""
        self._workers.drop("export-size")

    def _keep(self, key: Hashable, size: int) -> None:
        self._known[key] = size
        while len(self._known) > _KEPT_SIZES:
            self._known.popitem(last=False)
        self.changed.emit()


def _look(story: Story, at: int, format: Format, width: int) -> Hashable:
    """All that a slide's file depends on."""
    deck = story.deck
    return deck.slides[at], deck.brand, deck.fonts, deck.language, format, width


def _encoded_size(story: Story, at: int, format: Format, width: int) -> int:
    return len(encode(render_slide(story, at, width), format))


def remember(exporting: Exporting, **fields: object) -> ExportSettings:
    """Change the fields of the remembered settings."""
    made = exporting.remembered.change(lambda old: structs.replace(old, **fields))
    if "destinations" in fields:
        exporting.destined.emit()
    return made
