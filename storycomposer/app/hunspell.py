"""Finds the Hunspell dictionaries that are on the machine and reads their two files, as hunspell(5)
describes them."""

from __future__ import annotations

import functools
import os
import re
import sys
from pathlib import Path

from storycomposer.app.spelling import Affix, Dictionary
from storycomposer.errors import StoryError

_SPECIAL = ("NEEDAFFIX", "ONLYINCOMPOUND", "FORBIDDENWORD", "NOSUGGEST")
_COMPOUND = ("COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND")
_ESCAPED = re.compile(r"(?<!\\)/")


def find(language: str, folders: tuple[Path, ...] | None = None) -> Path | None:
    """The ``.dic`` file for ``language`` (BCP 47) in ``folders`` (None: the system's usual ones);
    another region's where the own one has none."""
    tag = language.replace("-", "_")
    primary = tag.partition("_")[0].lower()
    found: dict[str, Path] = {}
    for folder in usual_folders() if folders is None else folders:
        for path in sorted(folder.glob(f"{primary}*.dic")):
            near = path.stem.lower() == primary or path.stem.lower().startswith(f"{primary}_")
            if near and path.with_suffix(".aff").exists():
                found.setdefault(path.stem.lower(), path)
    wanted = (tag.lower(), primary, f"{primary}_us", f"{primary}_{primary}")
    return next((found[name] for name in wanted if name in found), next(iter(found.values()), None))


def usual_folders() -> tuple[Path, ...]:
    """Where dictionaries lie on this system."""
    home = Path.home()
    own = [Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part]
    if sys.platform == "darwin":
        return (*own, home / "Library/Spelling", Path("/Library/Spelling"))
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    roots = [home / ".local/share", *map(Path, shared.split(os.pathsep))]
    names = ("hunspell", "myspell", "myspell/dicts")
    return (*own, *(root / name for root in roots for name in names))


@functools.lru_cache(maxsize=4)
def load(path: Path) -> Dictionary:
    """The dictionary whose ``.dic`` is ``path``, its ``.aff`` beside it. Raises
    :class:`StoryError` for what cannot be read."""
    try:
        return read(path)
    except (OSError, ValueError, IndexError, LookupError, re.error) as error:
        raise StoryError(
            "spelling-unreadable",
            "The dictionary {name} cannot be read: spelling is not checked in its language.",
            name=path.name,
        ) from error


class _Flags:
    """How this dictionary writes flags: one character each, two, or numbers; perhaps by number in
    a list of sets."""

    def __init__(self) -> None:
        self.kind = "char"
        self.aliases: list[str] = []

    def split(self, text: str) -> frozenset[str]:
        if self.aliases and text.isdigit():
            text = self.aliases[int(text)]
        if self.kind == "num":
            return frozenset(text.split(","))
        if self.kind == "long":
            return frozenset(text[at : at + 2] for at in range(0, len(text), 2))
        return frozenset(text)


def read(path: Path) -> Dictionary:
    """The dictionary at ``path``. Raises OSError, ValueError, LookupError or re.error for files
    that are none."""
    raw = path.with_suffix(".aff").read_bytes()
    named = re.search(rb"^\s*SET\s+(\S+)", raw, re.MULTILINE)
    encoding = named.group(1).decode("ascii") if named else "iso8859-1"
    made, flags = Dictionary(), _Flags()
    _rules(made, flags, raw.decode(encoding).lstrip("\ufeff").splitlines())
    lines = path.read_bytes().decode(encoding, errors="replace").splitlines()
    for line in lines[1:]:
        entry = line.split("\t", 1)[0].strip()
        if not entry:
            continue
        word, _, marks = _parted(entry)
        own = flags.split(marks) if marks else frozenset()
        # Homonyms are written as several entries.
        made.stems[word] = made.stems.get(word, frozenset()) | own
    added = (*made.suffixes, *made.prefixes)
    made.alphabet = frozenset("".join((*made.stems, *added)).casefold())
    return made


def _parted(entry: str) -> tuple[str, str, str]:
    """Word and flags; further fields after a space describe the word."""
    entry = re.split(r"\s+(?=\S\S:)", entry, maxsplit=1)[0]
    found = _ESCAPED.search(entry)
    if found is None:
        return entry.replace("\\/", "/"), "", ""
    return entry[: found.start()].replace("\\/", "/"), "/", entry[found.end() :].split()[0]


def _rules(made: Dictionary, flags: _Flags, lines: list[str]) -> None:
    crossing: dict[str, bool] = {}
    for line in lines:
        words = line.split()
        if len(words) < 2 or words[0].startswith("#"):
            continue
        name, first = words[0], words[1]
        if name == "FLAG":
            flags.kind = first
        elif name == "AF" and (flags.aliases or not first.isdigit() or len(words) > 2):
            flags.aliases.append(first)
        elif name == "AF":
            flags.aliases.append("")
        elif name == "TRY":
            made.letters = "".join(char for char in first if char.islower())
        elif name == "REP" and len(words) >= 3:
            made.replacements.append((words[1].strip("^$"), words[2].replace("_", " ")))
        elif name in _SPECIAL:
            made.special[name] = first
        elif name in _COMPOUND:
            made.compounds = True
        elif name in ("SFX", "PFX"):
            _affix(made, flags, crossing, words)


def _affix(made: Dictionary, flags: _Flags, crossing: dict[str, bool], words: list[str]) -> None:
    kind, flag = words[:2]
    if len(words) == 4 and words[2] in "YN" and words[3].isdigit() and kind + flag not in crossing:
        crossing[kind + flag] = words[2] == "Y"
        return
    strip = "" if words[2] == "0" else words[2]
    add, _, more = _parted(words[3])
    add = "" if add == "0" else add
    condition = words[4] if len(words) > 4 else "."
    pattern = re.escape("") if condition == "." else _pattern(condition)
    rule = Affix(
        flag,
        strip,
        add,
        re.compile(f"{pattern}$" if kind == "SFX" else pattern),
        crossing.get(kind + flag, False),
        flags.split(more) if more else frozenset(),
    )
    shelf = made.suffixes if kind == "SFX" else made.prefixes
    shelf.setdefault(add, []).append(rule)


def _pattern(condition: str) -> str:
    """A condition as a regular expression: only dots and bracketed sets mean something."""
    parts = re.findall(r"\[\^?[^\]]*\]|.", condition)
    return "".join(
        part if part == "." or part.startswith("[") else re.escape(part) for part in parts
    )
