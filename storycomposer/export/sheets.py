"""The link sheet of a set: where its slides lead and what is said with them, for people who post,
as text, as a table and as one page that stands by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import LinkLayer
from storycomposer.encode import jpeg_bytes
from storycomposer.export import link_page
from storycomposer.export.alt import alt_label, words
from storycomposer.export.manifest import Entry
from storycomposer.export.names import slide_name
from storycomposer.export.walk import drawn
from storycomposer.links.address import readable
from storycomposer.media.decode import decode

SHEET = ("links.txt", "links.csv", "captions.txt", "links.html")
"""The names of its files."""

_THUMBNAIL = 360
"""Pixels across of a slide on the page: twice or thrice what it is shown at."""
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Led:
    """A link: where it leads (what its code says), how that is shown, and the call to follow it."""

    address: str
    shown: str
    call: str


@dataclass(frozen=True, slots=True)
class Page:
    """A slide of the set. ``words`` are its texts from top to bottom."""

    number: int
    name: str
    alt: str
    language: str
    words: tuple[str, ...]
    links: tuple[Led, ...]


def sheet(deck: Deck, entries: Sequence[Entry], stage: Path) -> dict[str, bytes]:
    """The files of :data:`SHEET` for the set of ``entries``, whose pictures lie in ``stage``."""
    slides = {slide.id: slide for slide in deck.slides}
    pages = [_page(deck, slides[entry.slide], entry) for entry in entries]
    thumbnails = [_thumbnail(stage / entry.file) for entry in entries]
    return {
        "links.txt": _lines(_address_lines(pages)),
        "links.csv": _table(pages),
        "captions.txt": _lines(_caption_lines(pages)),
        "links.html": link_page.page(deck, list(zip(pages, thumbnails, strict=True))).encode(),
    }


def _page(deck: Deck, slide: Slide, entry: Entry) -> Page:
    layers = {layer.id: layer for layer in drawn(slide.layers)}
    links = []
    for link in entry.links:
        layer = layers[link.layer]
        assert isinstance(layer, LinkLayer)
        # What is not shown on the slide has to be called something here.
        shown = _flat(layer.display or "") or _flat(readable(layer.target)) or link.url
        links.append(Led(link.url, shown, _flat(layer.call)))
    return Page(
        number=entry.number,
        name=_flat(slide_name(slide)),
        alt=_flat(entry.alt),
        language=slide.language or deck.language,
        words=words(deck, slide),
        links=tuple(links),
    )


def _flat(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def _heading(page: Page) -> str:
    return f"{page.number}. {page.name}".rstrip()


def _address_lines(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        if page.links:
            yield _heading(page)
            for link in page.links:
                yield from link.address.splitlines()
                if link.shown not in link.address.splitlines():
                    yield link.shown
            yield ""


def _caption_lines(pages: Sequence[Page]) -> Iterator[str]:
    """Words of each slide and its links, then its alt text: two blocks to paste."""
    for page in pages:
        yield _heading(page)
        yield ""
        yield from page.words
        yield from (" ".join(filter(None, (link.call, link.shown))) for link in page.links)
        if page.alt:
            yield ""
            yield f"{alt_label(page.language)} {page.alt}"
        yield ""
        yield ""


def _lines(lines: Iterator[str]) -> bytes:
    text = "\n".join(lines).rstrip("\n")
    return (text + "\n" if text else "").encode()


def _table(pages: Sequence[Page]) -> bytes:
    """CSV as RFC 4180 has it; the mark at its start tells spreadsheets that it is UTF-8."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("slide", "name", "address", "short"))
    for page in pages:
        for link in page.links:
            cells = (page.name, link.address, link.shown)
            table.writerow((page.number, *map(_harmless, cells)))
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """``cell`` such that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _thumbnail(path: Path) -> bytes:
    """The exported picture, small, as JPEG."""
    size = (_THUMBNAIL, 4 * _THUMBNAIL)
    picture = decode(path.read_bytes(), at_least=(_THUMBNAIL, _THUMBNAIL))
    if picture.width > _THUMBNAIL:
        picture.thumbnail(size, Image.Resampling.LANCZOS)
    return jpeg_bytes(picture.convert("RGB"), _QUALITY)
