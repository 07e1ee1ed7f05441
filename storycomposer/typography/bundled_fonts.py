"""The bundled fonts, from an index made with them: nothing is opened to know what they have."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from storycomposer import resources
from storycomposer.typography.coverage import Coverage
from storycomposer.typography.faces import Face, Source


class Entry(msgspec.Struct, frozen=True):
    """One face in ``assets/fonts/index.json``; ``coverage`` counts in the file's ``coverages``."""

    file: str
    key: str
    family: str
    weight: int
    italic: bool
    color: bool
    upem: int
    ascent: float
    descent: float
    underline: float
    underline_thickness: float
    strike: float
    strike_thickness: float
    coverage: int


class IndexFile(msgspec.Struct, frozen=True):
    """``assets/fonts/index.json``: the faces, their character sets (as distances between the
    borders of ranges) and the scripts of each family."""

    faces: tuple[Entry, ...]
    coverages: tuple[tuple[int, ...], ...]
    scripts: dict[str, tuple[str, ...]]


# Looked through at the import, whose lock keeps threads apart: msgspec crashes where two do it.
_READER = msgspec.json.Decoder(IndexFile)


@dataclass(frozen=True)
class Index:
    """The bundled faces by family (casefolded) and what each has, by face key."""

    revision: str
    shelf: Mapping[str, tuple[Source, ...]]
    coverage: Mapping[str, Coverage]
    scripts: Mapping[str, tuple[str, ...]]


class _Found(NamedTuple):
    source: Source
    coverage: Coverage


@functools.cache
def index() -> Index:
    """The index; empty where no fonts are bundled."""
    path = resources.path("fonts", "index.json")
    if not path.is_file():
        return Index("none", {}, {}, {})
    file = _READER.decode(path.read_bytes())
    sets = [Coverage.from_steps(steps) for steps in file.coverages]
    found = [_Found(Source(_face(entry)), sets[entry.coverage]) for entry in file.faces]
    shelf: dict[str, tuple[Source, ...]] = {}
    for source, _ in found:
        key = source.face.family.casefold()
        shelf[key] = (*shelf.get(key, ()), source)
    return Index(
        revision="\n".join(source.face.key for source, _ in found),
        shelf=shelf,
        coverage={source.face.key: coverage for source, coverage in found},
        scripts=file.scripts,
    )


def _face(entry: Entry) -> Face:
    return Face(
        key=entry.key,
        path=resources.path("fonts", *entry.file.split("/")),
        index=0,
        family=entry.family,
        weight=entry.weight,
        italic=entry.italic,
        color=entry.color,
        upem=entry.upem,
        ascent=entry.ascent,
        descent=entry.descent,
        underline=entry.underline,
        underline_thickness=entry.underline_thickness,
        strike=entry.strike,
        strike_thickness=entry.strike_thickness,
    )
