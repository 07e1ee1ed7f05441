"""One export as it was asked for, what it made, and what mends codes that it refused. For
threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storycomposer.app.proving import links_of
from storycomposer.document.deck import Deck
from storycomposer.encode import Format
from storycomposer.errors import Sentence
from storycomposer.export import manifest
from storycomposer.export.destinations import plan
from storycomposer.export.sets import export_set
from storycomposer.platforms import Platform, platform
from storycomposer.story import Story

if TYPE_CHECKING:
    from storycomposer.links.proof import State

Edit = Callable[[Deck], Deck]

_ROUNDS = 4
"""Fixes that one link may need."""


@dataclass(frozen=True, slots=True)
class Job:
    """One export: a story as it was when it was asked for, and how. Each of several
    ``destinations`` gets a folder of its own inside ``folder``."""

    story: Story
    slides: tuple[int, ...]
    folder: Path
    format: Format
    width: int
    zip: bool
    sheet: bool = False
    destinations: tuple[Platform, ...] = ()
    allow_missing: bool = False
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A set that an export made: ``pictures`` in slide order, the ``zip`` if one was asked for, the
    ``story`` as it is shown at the destination called ``name`` (empty where there is only one),
    what phones read of its codes (slide number, state), and the sets for ``others``."""

    job: Job
    story: Story
    folder: Path
    pictures: tuple[Path, ...]
    zip: Path | None
    name: str = ""
    codes: tuple[tuple[int, State], ...] = ()
    others: tuple[Exported, ...] = field(default=())

    @property
    def sets(self) -> tuple[Exported, ...]:
        """All that the export made, this one first."""
        return (self, *self.others)


def run(job: Job, progress: Callable[[int, int], None], cancel: threading.Event) -> Exported:
    """Do the export, for one destination after the other. Raises StoryError."""
    planned = plan(job.story, job.folder, [one.id for one in job.destinations])
    wanted = planned or [("", job.story, job.folder)]
    count = len(job.slides)
    made = []
    for at, (id_, story, folder) in enumerate(wanted):
        destination = platform(id_) if id_ else None
        name = destination.name if destination is not None and len(wanted) > 1 else ""
        written = export_set(
            story,
            folder,
            width=job.width,
            format=job.format,
            slides=job.slides,
            zip=job.zip,
            sheet=job.sheet,
            allow_missing=job.allow_missing,
            unproven=job.unproven,
            destination=destination,
            progress=partial(_counted, progress, at * count, len(wanted)),
            cancel=cancel,
        )
        zipped = written[count] if job.zip else None
        pictures = tuple(written[:count])
        made.append(Exported(job, story, folder, pictures, zipped, name, tuple(_codes(folder))))
    return replace(made[0], others=tuple(made[1:]))


def _counted(
    progress: Callable[[int, int], None], before: int, sets: int, done: int, count: int
) -> None:
    progress(before + done, count * sets)


def _codes(folder: Path) -> Iterator[tuple[int, State]]:
    """What the manifest says of the codes."""
    told = manifest.read(folder)
    for entry in told.slides if told is not None else ():
        for link in entry.links:
            if link.proof is not None:
                yield entry.number, link.proof.state


@dataclass(frozen=True, slots=True)
class Trouble:
    """A link that phones won't read: its slide's index, its layer, why (and at which destination,
    where it is one of several), and what mends it, which may be nothing."""

    index: int
    layer: str
    sentence: Sentence
    destination: str
    edits: tuple[Edit, ...]


def troubles(job: Job) -> tuple[Trouble, ...]:
    """The links of a job's slides that are in the way of it, with edits that, one after the other,
    mend them."""
    found, story = [], job.story
    for index in job.slides:
        for link in links_of(story.deck.slides[index].layers):
            one = _trouble(story, index, link.id, job.destinations)
            if one is not None:
                found.append(one)
                story = Story(_after(story.deck, one.edits), story.media)
    return tuple(found)


def mended(found: tuple[Trouble, ...]) -> Edit:
    """All edits of ``found`` as one."""
    edits = tuple(edit for one in found for edit in one.edits)
    return lambda deck: _after(deck, edits)


def _trouble(
    story: Story, index: int, layer: str, destinations: tuple[Platform, ...]
) -> Trouble | None:
    from storycomposer.checks.links import verdict  # noqa: PLC0415 (the reader loads on the thread)

    first = told = verdict(story, index, layer, destinations)
    if first is None or first.level != "red":
        return None
    edits: list[Edit] = []
    for _ in range(_ROUNDS):
        if told is None or not told.findings:
            break
        fix = next((fix for one in told.findings for fix in one.fixes), None)
        if fix is None:
            if told.level == "red":
                edits.clear()
            break
        edits.append(fix.edit)
        story = Story(fix.edit(story.deck), story.media)
        told = verdict(story, index, layer, destinations)
    return Trouble(index, layer, first.sentence, first.destination, tuple(edits))


def _after(deck: Deck, edits: tuple[Edit, ...]) -> Deck:
    for edit in edits:
        deck = edit(deck)
    return deck
