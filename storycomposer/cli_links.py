"""The commands about links and codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storycomposer.errors import StoryError

if TYPE_CHECKING:
    from storycomposer.links.proof import Proof, Reading

DONE, FINDINGS, BAD_INPUT = 0, 1, 2

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
    told, worst = [], DONE
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
    if not any(record["codes"] for record in told):
        worst = max(worst, FINDINGS)
    if options.json:
        print_json(told)
    else:
        for record in told:
            _print(record)
    return worst


def print_set(folder: Path, written: Sequence[Path], *, json: bool) -> None:
    """Writes the names of the files of an exported set, or its manifest as JSON, and to stderr the
    proof of each code."""
    from storycomposer.export import manifest
    from storycomposer.export.proving import PREVIEW

    made = manifest.read(folder)
    if json:
        print_json(made)
    else:
        for path in written:
            print(path)
    sys.stdout.flush()
    for entry in made.slides if made and made.slides[0].width >= PREVIEW else ():
        for link in entry.links:
            if link.proof is not None:
                line = _line(link.url, link.proof.state, link.proof.failing)
                sys.stderr.write(f"Slide {entry.number} {line}\n")


def print_json(value: object) -> None:
    """Writes ``value`` as indented JSON."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.write(text.decode() + "\n")


def tame(words: str) -> str:
    """``words`` of a story on one line, without the control characters that terminals obey."""
    return "".join(char if char >= " " and not "\x7f" <= char <= "\x9f" else " " for char in words)


def _judged(path: Path) -> tuple[tuple[Reading, Proof], ...]:
    from storycomposer.links.proof import judge
    from storycomposer.media.decode import decode
    from storycomposer.storage.disk import refusals

    with refusals(path):
        data = path.read_bytes()
    return judge(_opaque(decode(data, name=path.name)))


def _opaque(picture: Any) -> Any:
    """What is see-through lies on white, as on a page."""
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _record(reading: Reading, judged: Proof) -> dict[str, Any]:
    return {
        "text": reading.text,
        "state": judged.state,
        "failing": judged.failing,
        "corners": reading.corners,
    }


def _print(record: dict[str, Any]) -> None:
    print(tame(record["file"]))
    if not record["codes"]:
        print("  no code")
    for code in record["codes"]:
        text = "a code" if code["text"] is None else code["text"]
        print(f"  {_line(text, code['state'], code['failing'])}")


def _line(text: str, state: str, failing: Sequence[str]) -> str:
    why = f" (fails: {', '.join(failing)})" if state == "risk" else ""
    return f"{_STATES[state]}{why}: {tame(text)}"
