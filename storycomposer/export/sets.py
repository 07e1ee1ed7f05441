"""A story becomes a folder of finished pictures: rendered on several threads, written whole."""

from __future__ import annotations

import hashlib
import os
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from storycomposer.checks.links import red
from storycomposer.encode import FORMATS, Format, encode
from storycomposer.encode.png import Effort
from storycomposer.errors import StoryError
from storycomposer.export import manifest, sheets
from storycomposer.export.alt import described
from storycomposer.export.manifest import MANIFEST, Entry, Manifest
from storycomposer.export.missing import refuse_missing
from storycomposer.export.names import file_name, slug
from storycomposer.export.proving import proven_links, refuse_red, refuse_unreadable
from storycomposer.export.sheets import SHEET
from storycomposer.export.swap import replacing, write
from storycomposer.platforms import Platform
from storycomposer.render.slide import render
from storycomposer.storage.disk import refusals
from storycomposer.story import Story

Progress = Callable[[int, int], None]

NARROWEST, WIDEST = 54, 4320
# A thread takes some 40 MB for a slide and a photograph; four draw ten slides in about a second.
_MOST_JOBS = 4


@dataclass(frozen=True)
class _Task:
    """What every slide of one export shares."""

    story: Story
    names: dict[int, str]
    stage: Path
    width: int
    format: Format
    effort: Effort
    unproven: bool
    destination: Platform | None
    started: float
    cancelled: Callable[[], bool]


def export_set(
    story: Story,
    folder: Path | str,
    *,
    width: int = 1080,
    format: Format = "png",
    slides: Sequence[int] | None = None,
    zip: bool = False,
    jobs: int | None = None,
    effort: Effort = "fast",
    allow_missing: bool = False,
    unproven: bool = False,
    destination: Platform | None = None,
    sheet: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> list[Path]:
    """Renders ``slides`` (indices; all by default) of ``story`` into ``folder`` and returns the
    pictures' paths in slide order, then the zip's if ``zip`` asks for one, then those of the link
    sheet if ``sheet`` does (see :mod:`storycomposer.export.sheets`).

    The set, with its manifest.json, replaces the folder's earlier set whole or not at all; other
    files there are left alone. ``width`` is in pixels. ``jobs`` threads, each with one slide, work
    at once: by default as many as there are processors, at most four. ``progress(done, all)`` is
    called on the calling thread after each slide; setting ``cancel`` ends the export with
    StoryError ``export-cancelled``. Pictures, fonts and glyphs nobody has are refused unless
    ``allow_missing``: then a placeholder or another font stands in. Codes that phones cannot read,
    by their badge (which knows the bars of ``destination``) or from the exported pixels, are
    refused unless ``unproven``; the manifest tells the proof.
    Raises StoryError for whatever cannot be exported or written.
    """
    folder = Path(folder)
    names = _names(story, _chosen(story, slides), format)
    _check_width(width)
    if not allow_missing:
        refuse_missing(story, list(names))
    zipped = _zip_name(story) if zip else None
    extra = [*([zipped] if zipped else []), *(SHEET if sheet else ())]
    wanted = [*names.values(), MANIFEST, *extra]
    cancelled = (cancel or threading.Event()).is_set
    with refusals(folder, writing=True), replacing(folder, wanted) as stage:
        # The last slide is dated now, so that no file comes from the future.
        started = float(int(time.time()) - len(names) + 1)
        task = _Task(
            story,
            names,
            stage,
            width,
            format,
            effort,
            unproven,
            destination,
            started,
            cancelled,
        )
        entries = _render_all(task, jobs or _default_jobs(), progress)
        _finish(task, entries, zipped, sheet)
    return [folder / name for name in wanted if name != MANIFEST]


def render_slide(story: Story, index: int, width: int = 1080) -> Image.Image:
    """Slide ``index`` of ``story``, opaque RGB in sRGB, ``width`` pixels wide and in proportion
    high; every width has the same line breaks. Raises StoryError where there is no such slide or
    a picture cannot be read."""
    _chosen(story, [index])
    _check_width(width)
    return render(story, story.deck.slides[index], width / story.deck.canvas.width)


def parse_slides(text: str, count: int) -> list[int]:
    """The indices that ``text`` such as ``1,3-5`` means, ascending, of a story of ``count`` slides,
    which are counted from 1. Raises StoryError."""
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not _is_number(first) or (dash and not _is_number(last)):
            raise StoryError(
                "export-slides",
                'Slides are chosen like "1,3-5", not "{text}".',
                text=text,
            )
        low, high = int(first), int(last or first)
        if not 1 <= low <= high <= count:
            raise StoryError(
                "export-slide-range",
                'There is no slide "{part}": the story has {count}, counted from 1.',
                part=part.strip(),
                count=count,
            )
        found.update(range(low - 1, high))
    return sorted(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _chosen(story: Story, slides: Sequence[int] | None) -> list[int]:
    count = len(story.deck.slides)
    chosen = list(range(count)) if slides is None else sorted(set(slides))
    if not chosen:
        raise StoryError("export-nothing", "There is no slide to export: add one first.")
    for index in chosen:
        if not 0 <= index < count:
            raise StoryError(
                "export-slide-range",
                'There is no slide "{part}": the story has {count}, counted from 1.',
                part=index + 1,
                count=count,
            )
    return chosen


def _names(story: Story, chosen: Sequence[int], format: Format) -> dict[int, str]:
    if format not in FORMATS:
        raise StoryError(
            "export-format",
            "Slides are exported as {formats}, not as {format}.",
            formats=", ".join(FORMATS),
            format=format,
        )
    return {index: file_name(story.deck, index, FORMATS[format]) for index in chosen}


def _check_width(width: int) -> None:
    if not NARROWEST <= width <= WIDEST:
        raise StoryError(
            "export-width",
            "A slide's width is from {low} to {high} pixels, not {width}.",
            low=NARROWEST,
            high=WIDEST,
            width=width,
        )


def _zip_name(story: Story) -> str:
    """The zip's name follows the story's title; the prefix keeps clear of what Windows reserves."""
    return "-".join(filter(None, ["story", slug(story.deck.title)])) + ".zip"


def _default_jobs() -> int:
    return min(_MOST_JOBS, os.cpu_count() or 1)


def _render_all(task: _Task, jobs: int, progress: Progress | None) -> list[Entry]:
    """Every slide's entry, in order. What goes wrong on one slide ends the others; of several the
    first slide's is told, whichever was done first."""
    pool = ThreadPoolExecutor(max(1, jobs), thread_name_prefix="export")
    try:
        waiting = [pool.submit(_render_one, task, *each) for each in enumerate(task.names)]
        for done, future in enumerate(as_completed(waiting), 1):
            if future.exception() is not None:
                break
            if progress:
                progress(done, len(waiting))
        return [future.result() for future in waiting]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _render_one(task: _Task, place: int, index: int) -> Entry:
    _stop_if_cancelled(task)
    slide = task.story.deck.slides[index]
    scale = task.width / task.story.deck.canvas.width
    errors = red(task.story, index, task.destination)
    if not task.unproven:
        refuse_red(errors, index, task.width)
    image = render(task.story, slide, scale, keep=False)
    data = encode(image, task.format, task.effort)
    lossy = None if task.format == "png" else data
    links = proven_links(task.story, index, image, lossy, errors)
    if not task.unproven:
        refuse_unreadable(links, index, task.width)
    _stop_if_cancelled(task)
    name = task.names[index]
    write(task.stage / name, data, task.started + place)
    return Entry(
        file=name,
        number=index + 1,
        slide=slide.id,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        width=image.width,
        height=image.height,
        alt=described(task.story.deck, slide),
        links=links,
    )


def _stop_if_cancelled(task: _Task) -> None:
    if task.cancelled():
        raise StoryError("export-cancelled", "The export was cancelled; the folder is as it was.")


def _finish(task: _Task, entries: Sequence[Entry], zipped: str | None, sheet: bool) -> None:
    """Writes the link sheet and the zip, if asked for, and the manifest, last: it makes the staged
    set complete."""
    deck = task.story.deck
    made = Manifest(
        title=deck.title,
        language=deck.language,
        slides=tuple(entries),
        zip=zipped,
        sheet=SHEET if sheet else (),
    )
    last = task.started + len(entries) - 1
    if sheet:
        _stop_if_cancelled(task)
        for name, data in sheets.sheet(deck, entries, task.stage).items():
            write(task.stage / name, data, last)
    text = manifest.to_json(made)
    if zipped:
        _stop_if_cancelled(task)
        _write_zip(
            task.stage / zipped,
            [task.stage / name for name in made.files if name != zipped],
            text,
        )
        os.utime(task.stage / zipped, (last, last))
    _stop_if_cancelled(task)
    write(task.stage / MANIFEST, text, last)


def _write_zip(path: Path, files: Sequence[Path], text: bytes) -> None:
    """Pictures are compressed already: they are stored, one at a time."""
    with path.open("xb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for file in files:
                archive.write(file, file.name)
            archive.writestr(MANIFEST, text)
        out.flush()
        os.fsync(out.fileno())
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
    if broken:
        raise OSError(f"{broken} does not read back from the zip as it was written")
