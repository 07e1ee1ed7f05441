"""The command line: exit codes 0 done, 1 findings, 2 bad input or usage, said in one sentence.

Only the standard library is imported here; each command loads what it needs, so that ``--help``
and mistakes in usage answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from storycomposer import __version__, cli_export, cli_links
from storycomposer.cli_links import BAD_INPUT, DONE, FINDINGS, print_json, tame
from storycomposer.errors import RefusedError, StoryError

COMMANDS = [
    "open",
    "export",
    "qr",
    "proof",
    "platforms",
    "new",
    "pack",
    "unpack",
    "info",
    "fonts",
    "schema",
]
# As shells report what SIGINT and SIGPIPE end.
INTERRUPTED, BROKEN_PIPE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs ``arguments`` (the process's own by default) and returns the exit code. Usage errors and
    ``--help`` leave by SystemExit, as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a title's letters is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    parser = _parser()
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given or (len(given) == 1 and _opens(given[0])):
        given = ["open", *given]
    options = parser.parse_args(given)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except RefusedError as error:
        return _fail(str(error), FINDINGS)
    except StoryError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _fail(f"{error.filename or 'The disk'} cannot be used: {error.strerror or error}.")
    return code or DONE


def _opens(argument: str) -> bool:
    """Whether a lone argument is a story to open: no option, and no command's name, or a path."""
    if argument.startswith("-") or argument in COMMANDS:
        return False
    return os.sep in argument or "." in argument or Path(argument).exists()


def _fail(sentence: str, code: int = BAD_INPUT) -> int:
    print(f"storycomposer: {tame(sentence)}", file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of printing the whole usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


class _Help(argparse.HelpFormatter):
    """Gives the longest command its line: argparse does not reckon with their indent."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = len("    ") + max(map(len, COMMANDS))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="storycomposer",
        description="Compose 9:16 story slides offline and export PNG sets ready to upload. "
        "Alone it opens the start page, with a STORY the window on it.",
        epilog="A STORY is a .story file or an unpacked folder with deck.json in it. "
        "Exit codes: 0 done, 1 something found wrong, 2 bad input or usage.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"Story Composer {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command: argparse.ArgumentParser = commands.add_parser(
        "open", description="The window on a story, or the start page."
    )
    command.set_defaults(run=_open)
    command.add_argument("story", metavar="STORY", nargs="?", type=Path)
    cli_export.add(
        _add(commands, "export", cli_export.export, "a story as a folder of finished pictures")
    )
    cli_links.add_qr(_add(commands, "qr", cli_links.qr, "a text as a code by itself"))
    cli_links.add_proof(
        _add(commands, "proof", cli_links.proof, "what phones read from finished pictures")
    )
    cli_links.add_platforms(
        _add(commands, "platforms", cli_links.platforms, "the destinations that are known")
    )
    _add_files(commands)
    command = _add(commands, "info", _info, "what is in a story")
    command.add_argument("story", metavar="STORY")
    command.add_argument("--json", action="store_true", help="for scripts")
    command = _add(commands, "fonts", _fonts, "every family at hand, its weights and scripts")
    command.add_argument("--json", action="store_true", help="for scripts")
    _add(commands, "schema", _schema, "the JSON Schema of deck.json")
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"
Run = Callable[[argparse.Namespace], int | None]


def _add(commands: Commands, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=help, description=help[0].upper() + help[1:] + ".", allow_abbrev=False
    )
    command.set_defaults(run=run)
    return command


def _add_files(commands: Commands) -> None:
    command = _add(commands, "new", _new, "a blank story")
    command.add_argument("-o", "--output", metavar="STORY", required=True, type=Path)
    command.add_argument("--title", default="", help="what the story is called")
    command = _add(commands, "pack", _pack, "a folder into one .story file")
    command.add_argument("story", metavar="FOLDER", type=Path)
    command.add_argument("-o", "--output", metavar="STORY", required=True, type=Path)
    command.add_argument(
        "--fonts",
        action="store_true",
        help="with the fonts that only this computer has, where their licences allow it",
    )
    command = _add(commands, "unpack", _unpack, "a .story file into a folder")
    command.add_argument("story", metavar="STORY", type=Path)
    command.add_argument("-o", "--output", metavar="FOLDER", required=True, type=Path)


def _open(options: argparse.Namespace) -> None:
    try:
        from storycomposer.app import run
    except ImportError as error:
        raise StoryError(
            "no-window",
            "The window cannot be opened: Qt lacks a library of the system ({reason}). Install it; "
            "the commands in storycomposer --help work without.",
            reason=str(error),
        ) from error
    run.main(options.story)


def _info(options: argparse.Namespace) -> None:
    from storycomposer.export.summary import summary
    from storycomposer.storage.files import open_story

    found = summary(open_story(options.story))
    if options.json:
        print_json(found)
        return
    print(tame(found.title) or "Untitled")
    print(f"language {found.language}, format {found.format}, id {found.id}")
    print(f"{found.media} files of media, {found.media_bytes / 1e6:.1f} MB")
    print("fonts: " + (tame(", ".join(found.fonts)) or "none"))
    if found.missing:
        print("missing: " + tame(", ".join(found.missing)))
    for slide in found.slides:
        kinds = ", ".join(f"{count} {kind}" for kind, count in slide.layers.items())
        print(f"{slide.number:3}  {tame(slide.name) or '(no words)'}: {kinds or 'empty'}")
        for link in slide.links:
            print(f"     → {tame(link)}")


def _new(options: argparse.Namespace) -> None:
    import uuid

    from storycomposer.document import schema
    from storycomposer.document.deck import Deck, Slide
    from storycomposer.media.store import MediaStore
    from storycomposer.saving import save_story
    from storycomposer.story import Story

    _refuse_existing(options.output)
    deck = Deck(id=uuid.uuid4().hex, title=options.title, slides=(Slide(id="s1"),))
    save_story(Story(schema.validated(deck), MediaStore()), options.output)


def _pack(options: argparse.Namespace) -> None:
    from storycomposer.saving import save_story
    from storycomposer.storage.files import open_story

    if options.output.suffix.lower() != ".story":
        raise StoryError("cli-pack-name", "{path} must end in .story.", path=str(options.output))
    story = open_story(options.story)
    if options.fonts:
        from storycomposer.export.carried_fonts import embed_fonts

        story = embed_fonts(story)
    save_story(story, options.output)


def _unpack(options: argparse.Namespace) -> None:
    from storycomposer.saving import save_story
    from storycomposer.storage.files import open_story

    story = open_story(options.story)
    _refuse_existing(options.output)
    save_story(story, options.output)


def _refuse_existing(path: Path) -> None:
    if path.is_dir() and not any(path.iterdir()):
        return
    if path.exists():
        raise StoryError(
            "cli-exists",
            "{path} is there already: choose another name or move it away.",
            path=str(path),
        )


def _fonts(options: argparse.Namespace) -> None:
    from storycomposer.typography import fonts

    families = fonts.book().families()
    if options.json:
        print_json(families)
        return
    for family in families:
        weights = " ".join(map(str, family.weights or family.italics))
        italic = ", italic" if family.italics else ""
        scripts = f" [{' '.join(family.scripts)}]" if family.scripts else ""
        print(f"{family.name}: {weights}{italic} ({family.source}){scripts}")


def _schema(_options: argparse.Namespace) -> None:
    from storycomposer.document import schema

    print_json(schema.json_schema())
