"""The command that exports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from storycomposer import cli_links
from storycomposer.errors import StoryError

if TYPE_CHECKING:
    from storycomposer.story import Story


def add(command: argparse.ArgumentParser) -> None:
    """The options of ``export``."""
    command.add_argument("story", metavar="STORY")
    command.add_argument("-o", "--output", metavar="FOLDER", required=True, type=Path)
    command.add_argument("--width", type=int, default=1080, help="pixels across (1080)")
    command.add_argument("--format", choices=("png", "jpeg", "webp"), default="png")
    command.add_argument(
        "--platform",
        metavar="NAME",
        action="append",
        default=[],
        help="for this destination, with its own campaign source; several get a folder each",
    )
    command.add_argument("--slides", metavar="1,3-5", help="only these slides")
    command.add_argument(
        "--sheet", action="store_true", help="with links and captions as text, table and web page"
    )
    command.add_argument("--zip", action="store_true", help="the set as one zip file too")
    command.add_argument("--small", action="store_true", help="smaller PNG files, more slowly")
    command.add_argument("--jobs", type=int, metavar="N", help="slides drawn at once (up to 4)")
    command.add_argument(
        "--allow-missing",
        action="store_true",
        help="go on with a substitute where a picture, font or glyph is missing",
    )
    command.add_argument(
        "--unproven", action="store_true", help="go on where phones cannot read a code"
    )
    command.add_argument("--json", action="store_true", help="the manifest instead of file names")


def export(options: argparse.Namespace) -> None:
    """Exports one set, or one for each destination."""
    from storycomposer.storage.files import open_story

    story = open_story(options.story)
    if options.jobs is not None and options.jobs < 1:
        raise StoryError("cli-jobs", "--jobs is 1 or more, not {jobs}.", jobs=options.jobs)
    names = [name.strip() for said in options.platform for name in said.split(",")]
    sets = _sets(story, options.output, list(dict.fromkeys(names)))
    written = {name: _one(made, folder, name, options) for name, made, folder in sets}
    folders = {name: folder for name, _, folder in sets}
    if options.json:
        cli_links.print_manifests(folders)
    else:
        for path in (path for paths in written.values() for path in paths):
            print(path)
    sys.stdout.flush()
    for name, folder in folders.items():
        cli_links.print_proofs(folder, name if len(sets) > 1 else "")
    cli_links.print_placeholders(story, _slides(story, options))


def _sets(story: Story, folder: Path, names: list[str]) -> list[tuple[str, Story, Path]]:
    """For each destination its name, the story as it is there, and where the set goes. All are
    known before anything is written."""
    from storycomposer.export.destinations import plan

    return [("", story, folder)] if not names else plan(story, folder, names)


def _one(story: Story, folder: Path, name: str, options: argparse.Namespace) -> list[Path]:
    from storycomposer.export.sets import export_set
    from storycomposer.platforms import platform

    bar = _bar if sys.stderr.isatty() else None
    try:
        return export_set(
            story,
            folder,
            width=options.width,
            format=options.format,
            slides=_slides(story, options),
            zip=options.zip,
            jobs=options.jobs,
            effort="small" if options.small else "fast",
            allow_missing=options.allow_missing,
            unproven=options.unproven,
            destination=platform(name) if name else None,
            sheet=options.sheet,
            progress=bar,
        )
    finally:
        if bar:
            sys.stderr.write("\r\x1b[K")


def _slides(story: Story, options: argparse.Namespace) -> list[int] | None:
    from storycomposer.export.sets import parse_slides

    said = options.slides
    return parse_slides(said, len(story.deck.slides)) if said else None


def _bar(done: int, total: int) -> None:
    """A progress bar that redraws itself on the terminal's last line."""
    width = 30
    full = width * done // total
    sys.stderr.write(f"\r[{'#' * full}{'.' * (width - full)}] {done} of {total}")
    sys.stderr.flush()
