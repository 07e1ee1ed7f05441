"""The commands about links and codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from storycomposer.errors import StoryError

if TYPE_CHECKING:
    from storycomposer.document.link import Target
    from storycomposer.links.proof import Proof, Reading
    from storycomposer.story import Story

DONE, FINDINGS, BAD_INPUT = 0, 1, 2
MOST_SIDE = 8192

_REASONS = {
    "link-inverted": "light on dark: many phones read only dark on light",
    "link-contrast": "too pale: phones need a contrast of 4:1",
}
_STATES = {"proven": "reads", "risk": "at risk", "unreadable": "won't read"}


def add_proof(command: argparse.ArgumentParser) -> None:
    """The options of ``proof``."""
    command.add_argument("pictures", metavar="PNG", nargs="+", type=Path)
    command.add_argument("--json", action="store_true", help="for scripts")
    command.epilog = (
        "Exit codes: 0 all codes read, 1 one does not or there is none at all, 2 bad input."
    )


def proof(options: argparse.Namespace) -> int:
    """Says what phones read from each picture. Returns 0 where all codes are proven or merely at
    risk, 1 where one won't read or there is none at all, 2 where a file is no picture."""
    told, shown, worst = [], [], DONE
    for path in options.pictures:
        try:
            found = _judged(path)
        except StoryError as error:
            sys.stderr.write(f"storycomposer: {tame(str(error))}\n")
            worst = BAD_INPUT
            continue
        if any(judged.state == "unreadable" for _, judged in found):
            worst = max(worst, FINDINGS)
        told.append({"file": str(path), "codes": [_record(*one) for one in found]})
        shown += [(str(path), [_told(*one) for one in found])]
    if not any(record["codes"] for record in told):
        worst = max(worst, FINDINGS)
    if options.json:
        print_json(told)
    else:
        for name, lines in shown:
            print("\n".join((tame(name), *(f"  {line}" for line in lines or ["no code"]))))
    return worst


def add_qr(command: argparse.ArgumentParser) -> None:
    """The options of ``qr``."""
    command.add_argument("text", metavar="TEXT", help="what the code says, to the letter")
    command.add_argument("-o", "--output", metavar="FILE.png|svg", required=True, type=Path)
    command.add_argument("--look", metavar="NAME", default="paper", help="one of the ready looks")
    command.add_argument("--size", type=int, default=1080, help="pixels a side (1080)")
    command.add_argument("--json", action="store_true", help="for scripts")


def qr(options: argparse.Namespace) -> None:
    """Writes the code of a text as a picture or a drawing, and says what it leads to."""
    from storycomposer.export import codes
    from storycomposer.links import payload
    from storycomposer.storage.disk import write

    path: Path = options.output
    kinds = {".png": codes.code_png, ".svg": codes.code_svg}
    if path.suffix.lower() not in kinds:
        raise StoryError("cli-qr-name", "{path} must end in .png or .svg.", path=str(path))
    if not MOST_SIDE >= options.size >= 1:
        raise StoryError(
            "cli-qr-size",
            "--size is from 1 to {most} pixels, not {size}.",
            most=MOST_SIDE,
            size=options.size,
        )
    if any("\ud800" <= char <= "\udfff" for char in options.text):
        raise StoryError("cli-qr-text", "The text is not UTF-8: save or paste it as UTF-8 again.")
    made = codes.symbol_of(options.text, codes.look(options.look))
    data = kinds[path.suffix.lower()](options.text, codes.look(options.look), options.size)
    write(path, lambda file: _all(file, data))
    target = payload.read(options.text)
    _remark(options.text, target)
    kind = type(target).__struct_config__.tag
    if options.json:
        print_json(
            {
                "file": str(path),
                "text": options.text,
                "kind": kind,
                "version": made.version,
                "correction": made.level,
                "modules": made.side,
            }
        )
    else:
        print(f"{path}: {kind}, {made.side} modules a side, correction {made.level}")


def _all(file: BinaryIO, data: bytes) -> None:
    file.write(data)


def _remark(text: str, target: Target) -> None:
    """Says of an address without a scheme that it is words to a phone."""
    from storycomposer.document.link import TextTarget, UrlTarget
    from storycomposer.links import payload

    if not isinstance(target, TextTarget) or any(map(str.isspace, text)):
        return
    better = payload.mended(UrlTarget(url=text))[0]
    if isinstance(better, UrlTarget) and payload.problem(better) is None:
        sys.stderr.write(
            f"storycomposer: phones may show {tame(text)} as words: write {tame(better.url)} "
            "where they shall open it.\n"
        )


def add_platforms(command: argparse.ArgumentParser) -> None:
    """The options of ``platforms``."""
    command.add_argument("--json", action="store_true", help="with sources and dates")


def platforms(options: argparse.Namespace) -> None:
    """Lists the destinations."""
    from storycomposer.platforms import platforms as known

    if options.json:
        print_json(known())
        return
    for one in known():
        top, bottom = one.strict.top, one.strict.bottom
        formats = "/".join(one.files.formats)
        print(
            f"{one.id:10} {one.name}: keep {top:g} px above and {bottom:g} below clear, "
            f"{formats} up to {one.files.bytes / 1e6:g} MB, {one.seconds.picture:g} s a picture"
        )


def print_manifests(folders: Mapping[str, Path]) -> None:
    """Writes the manifest of a set as JSON; those of several sets under their names."""
    from storycomposer.export import manifest

    made = {name: manifest.read(folder) for name, folder in folders.items()}
    print_json(made if len(made) > 1 else next(iter(made.values())))


def print_proofs(folder: Path, name: str) -> None:
    """Writes to stderr the proof of each code of the set in ``folder``, which is called ``name``
    where there are several. What is read of previews is said like all else, and that they are."""
    from storycomposer.export import manifest
    from storycomposer.export.proving import PREVIEW

    made = manifest.read(folder)
    for entry in made.slides if made else ():
        for link in entry.links:
            if link.proof is not None:
                said = link.proof
                why = said.broken or (said.failing if said.state == "risk" else ())
                line = _line(link.url, said.state, [f"fails: {', '.join(why)}"] if why else [])
                where = f"{name}, slide" if name else "Slide"
                small = f", {entry.width} px wide (a preview)," if entry.width < PREVIEW else ""
                sys.stderr.write(f"{where} {entry.number}{small} {line}\n")


def print_placeholders(story: Story, slides: Sequence[int] | None) -> None:
    """Writes to stderr which links of ``slides`` (None: all) still lead to an example."""
    from storycomposer.checks.placeholders import findings

    for found in findings(story, range(len(story.deck.slides)) if slides is None else slides):
        sys.stderr.write(f"{tame(str(found.sentence))}\n")


def print_json(value: object) -> None:
    """Writes ``value`` as indented JSON."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.write(text.decode() + "\n")


def tame(words: str) -> str:
    """``words`` of a story on one line, without the control characters that terminals obey."""
    return "".join(char if char >= " " and not "\x7f" <= char <= "\x9f" else " " for char in words)


def _judged(path: Path) -> tuple[tuple[Reading, Proof], ...]:
    from storycomposer.links.judging import judge
    from storycomposer.links.reading import on_paper
    from storycomposer.media.decode import decode
    from storycomposer.storage.disk import refusals

    with refusals(path):
        data = path.read_bytes()
    return judge(on_paper(decode(data, name=path.name)))


def _record(reading: Reading, judged: Proof) -> dict[str, Any]:
    return {
        "text": reading.text,
        "state": judged.state,
        "failing": judged.failing,
        "broken": judged.broken,
        "corners": reading.corners,
    }


def _told(reading: Reading, judged: Proof) -> str:
    """A code and what phones make of it, in a line."""
    from storycomposer.checks import proofs

    reasons = [_REASONS[rule] for rule in judged.broken]
    if judged.state == "risk":
        said = str(proofs.said(judged))
        reasons = [said[:1].lower() + said[1:].rstrip("."), f"fails: {', '.join(judged.failing)}"]
    return _line("a code" if reading.text is None else reading.text, judged.state, reasons)


def _line(text: str, state: str, reasons: Sequence[str]) -> str:
    why = f" ({'; '.join(reasons)})" if reasons else ""
    return f"{_STATES[state]}{why}: {tame(text)}"
