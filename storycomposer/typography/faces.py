"""One font face as a value, its HarfBuzz font, and what a font file says of itself.

HarfBuzz reads the tables: it checks every offset and returns nothing where a table is broken,
so a damaged font in a system folder is passed over instead of raising.
"""

from __future__ import annotations

import functools
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

EM = 65536
"""Units per em of every HarfBuzz font here: shaping is independent of the type size."""

_ITALIC, _OBLIQUE = 1 << 0, 1 << 9
_OUTLINES = {"glyf", "CFF ", "CFF2"}  # fonts of bitmaps alone are not drawn
_MOST_FACES = 64


@dataclass(frozen=True, slots=True)
class Face:
    """A face at one weight. Equal ``key`` means equal glyphs. Lengths are in ems and positive:
    ``descent`` and ``underline`` (the line's upper edge) go down from the baseline, ``ascent`` and
    ``strike`` (its upper edge) up. ``data`` holds the bytes of a font that is not a file."""

    key: str
    path: Path | None = field(compare=False)
    index: int = field(compare=False)
    family: str = field(compare=False)
    weight: int = field(compare=False)
    italic: bool = field(compare=False)
    variations: tuple[tuple[str, float], ...] = field(compare=False, default=())
    color: bool = field(compare=False, default=False)
    upem: int = field(compare=False, default=1000)
    ascent: float = field(compare=False, default=1.0)
    descent: float = field(compare=False, default=0.25)
    underline: float = field(compare=False, default=0.1)
    underline_thickness: float = field(compare=False, default=0.05)
    strike: float = field(compare=False, default=0.3)
    strike_thickness: float = field(compare=False, default=0.05)
    data: bytes | None = field(compare=False, repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Source:
    """A face as found: ``weights`` is its range on the ``wght`` axis, None in a static font."""

    face: Face
    weights: tuple[float, float] | None = None


@functools.lru_cache(maxsize=256)
def hb_font(face: Face) -> hb.Font:
    """The HarfBuzz font of ``face``: ``EM`` units per em, variations set. It is never changed
    afterwards, so threads may share it."""
    font = hb.Font(_hb_face(face))
    font.scale = (EM, EM)
    if face.variations:
        font.set_variations(dict(face.variations))
    return font


def _hb_face(face: Face) -> hb.Face:
    blob = hb.Blob(face.data) if face.data is not None else hb.Blob.from_file_path(str(face.path))
    return hb.Face(blob, face.index)


def read(path: Path | None = None, data: bytes | None = None, key: str = "") -> Iterator[Source]:
    """Every usable face of a font file or of font bytes; none where it is no font. ``key`` names
    its content; left empty, the content is hashed."""
    try:
        blob = hb.Blob(data) if data is not None else hb.Blob.from_file_path(str(path))
    except (OSError, hb.HarfBuzzError, MemoryError):
        return
    key = key or hashlib.sha256(blob.data).hexdigest()[:16]
    for index in range(min(hb.Face(blob).count, _MOST_FACES)):
        source = _source(hb.Face(blob, index), index, key, path, data)
        if source is not None:
            yield source


def _source(
    face: hb.Face, index: int, key: str, path: Path | None, data: bytes | None
) -> Source | None:
    family = _family(face)
    tables = set(face.table_tags)
    if not family or not {"cmap", "hmtx"} <= tables or not _OUTLINES & tables:
        return None
    selection = _selection(face)
    weights = next(((a.min_value, a.max_value) for a in face.axis_infos if a.tag == "wght"), None)
    font = hb.Font(face)
    font.scale = (EM, EM)
    extents = font.get_font_extents("ltr")
    metric = font.get_metric_position_with_fallback
    tag = hb.OTMetricsTag
    found = Face(
        key=f"{key}:{index}",
        path=path,
        index=index,
        family=family,
        weight=selection.weight,
        italic=selection.italic,
        color=bool(face.has_color_paint or face.has_color_layers),
        upem=face.upem,
        ascent=extents.ascender / EM,
        descent=-extents.descender / EM,
        underline=-metric(tag.UNDERLINE_OFFSET) / EM,
        underline_thickness=metric(tag.UNDERLINE_SIZE) / EM,
        strike=metric(tag.STRIKEOUT_OFFSET) / EM,
        strike_thickness=metric(tag.STRIKEOUT_SIZE) / EM,
        data=data,
    )
    return Source(found, weights)


def _family(face: hb.Face) -> str:
    # 16 is the typographic family ("Inter"), 1 the one for menus of four styles ("Inter Black").
    for language in ("en", None):
        for name in (16, 1):
            found = face.get_name(name, language) if language else face.get_name(name)
            if found:
                return str(found).strip()
    return ""


class _Selection(NamedTuple):
    weight: int
    italic: bool


def _selection(face: hb.Face) -> _Selection:
    """Weight and slant as OS/2 says them (usWeightClass, fsSelection bits 0 and 9)."""
    table = bytes(face.reference_table("OS/2").data)
    if len(table) < 64:
        return _Selection(400, False)
    weight, selection = (
        struct.unpack_from(">H", table, 4)[0],
        struct.unpack_from(">H", table, 62)[0],
    )
    # Old fonts count weights from 1 to 9.
    weight = weight * 100 if weight < 10 else weight
    return _Selection(min(max(weight, 1), 1000), bool(selection & (_ITALIC | _OBLIQUE)))
