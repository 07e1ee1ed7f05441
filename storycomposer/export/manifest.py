"""manifest.json: what an exported set consists of, for people, scripts and the next export."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from storycomposer.document.deck import Slide
from storycomposer.document.layers import LinkLayer
from storycomposer.errors import StoryError
from storycomposer.export.walk import drawn
from storycomposer.links import payload
from storycomposer.links.proof import State

MANIFEST = "manifest.json"
_MAKER: Literal["Story Composer"] = "Story Composer"

# A manifest may have been written by anybody: a name that led elsewhere would let the next export
# move files out of other folders.
FileName = Annotated[str, Meta(pattern=r"\A(?!\.{1,2}\Z)[^/\\:\x00-\x1f]+\Z", max_length=255)]


class Proved(msgspec.Struct, frozen=True, kw_only=True):
    """Whether phones read a link's code from the exported picture: ``state`` proven, risk or
    unreadable, ``failing`` those of ``conditions`` under which ``reader`` did not read it, and
    ``broken`` the rules that make it unreadable whatever a reader says, such as contrast."""

    state: State
    failing: tuple[str, ...]
    conditions: tuple[str, ...]
    reader: str
    broken: tuple[str, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a link layer of the slide leads, campaign tags included: what its code says. Without
    proof where it shows no code."""

    layer: str
    url: str
    proof: Proved | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of the set. ``number`` counts the story's slides from 1, ``size`` is bytes."""

    file: FileName
    number: int
    slide: str
    sha256: str
    size: int
    width: int
    height: int
    alt: str
    links: tuple[Link, ...]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A set. Equal stories give equal manifests: there is no time in it."""

    made_with: Literal["Story Composer"] = _MAKER
    title: str
    language: str
    slides: tuple[Entry, ...]
    zip: FileName | None = None
    sheet: tuple[FileName, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the set's files, without the manifest's own."""
        pictures = tuple(entry.file for entry in self.slides)
        return pictures + ((self.zip,) if self.zip else ()) + self.sheet


def links(slide: Slide) -> tuple[Link, ...]:
    """Where the visible link layers of ``slide`` lead, bottom to top; those that lead nowhere yet
    are left out."""
    found = (layer for layer in drawn(slide.layers) if isinstance(layer, LinkLayer))
    made = []
    for link in found:
        with contextlib.suppress(StoryError):
            made.append(Link(layer=link.id, url=payload.text(link.target, link.campaign)))
    return tuple(made)


def to_json(manifest: Manifest) -> bytes:
    """``manifest`` as the indented text of its file."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def read(folder: Path) -> Manifest | None:
    """The manifest in ``folder``, or None where there is none. Raises StoryError for one that this
    program did not write: its files are not ours to replace."""
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise StoryError(
            "export-foreign-manifest",
            "{path} is not from an earlier export: move it away or choose another folder.",
            path=str(path),
        ) from None
