"""The fonts a text can be set in: bundled ones, those a story carries, and the system's.

The bundled ones are known from an index, so no font file is opened before its first glyph.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from storycomposer.typography import bundled_fonts, system_fonts
from storycomposer.typography.coverage import Coverage, spellings
from storycomposer.typography.emoji import is_emoji
from storycomposer.typography.faces import EM, Face, Source, hb_font, read

__all__ = ["EM", "Face", "Family", "FontBook", "book", "hb_font", "is_emoji"]

Origin = Literal["embedded", "bundled", "system"]

# The order in which families are asked for a character that the text's own family lacks.
_HAN = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "hans": "Noto Sans SC", "hant": "Noto Sans TC"}
_SCRIPTS = (
    "Arabic Hebrew Devanagari Bengali Tamil Thai Khmer Armenian Georgian Ethiopic Gujarati "
    "Gurmukhi Telugu Kannada Malayalam Sinhala Lao Myanmar"
)
_FIRST = ("Noto Sans",)
_LAST = (
    *(f"Noto Sans {script}" for script in _SCRIPTS.split()),
    *("Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Math"),
)
_EMOJI = "Noto Color Emoji"
# Kana, which Chinese fonts have too, but not as readers of Japanese expect it; and numbers in
# circles, which Noto Sans Symbols draws half as large again as letters are.
_JAPANESE = (("\u3040", "\u30ff"), ("\u2460", "\u2473"))


@dataclass(frozen=True, slots=True)
class Family:
    """What can be chosen: a family, the weights it has upright and italic, the scripts it serves
    (ISO 15924; known of bundled families only) and where it comes from."""

    name: str
    weights: tuple[int, ...]
    italics: tuple[int, ...]
    scripts: tuple[str, ...]
    source: Origin


@dataclass(frozen=True, eq=False)
class FontBook:
    """All fonts of one story, immutable. ``revision`` differs where glyphs could differ within
    this process. System fonts are looked for when nothing else has the family or character."""

    revision: str
    embedded: Mapping[str, tuple[Source, ...]] = field(repr=False)
    bundled: Mapping[str, tuple[Source, ...]] = field(repr=False)
    system: bool

    def families(self) -> tuple[Family, ...]:
        """Every family once, by name; the system's only where nothing nearer has the name."""
        found: dict[str, Family] = {}
        shelves: tuple[tuple[Origin, Mapping[str, tuple[Source, ...]]], ...] = (
            ("embedded", self.embedded),
            ("bundled", self.bundled),
            ("system", _system(self)),
        )
        for origin, shelf in shelves:
            for key, sources in shelf.items():
                found.setdefault(key, _family(sources, origin))
        return tuple(found[key] for key in sorted(found))

    def match(self, family: str, weight: int, italic: bool) -> Face | None:
        """The face of ``family`` nearest to ``weight``, italic where the family has italics; None
        where nobody has the family. The story's own fonts win over bundled ones, and both over the
        system's, so that a story looks the same everywhere."""
        return _match(self, family.casefold(), weight, italic)

    def origin(self, face: Face) -> Origin:
        """Where ``face``, one that this book gave, comes from."""
        if face.data is not None:
            return "embedded"
        return "bundled" if face.key in bundled_fonts.index().coverage else "system"

    def covers(self, face: Face, cluster: str) -> bool:
        """True where ``face`` has all of ``cluster`` (one grapheme) that needs ink."""
        return _covers(face, cluster)

    def fallback(
        self,
        cluster: str,
        weight: int,
        italic: bool,
        language: str,
        emoji: bool | None = None,
    ) -> Face | None:
        """The face that draws ``cluster`` where the text's own family does not: of the nearest
        weight, italic where there is one, with the Han forms of ``language`` (BCP 47). ``emoji``
        asks for colour (True) or ink (False); None decides as Unicode says. None where no font has
        it."""
        colour = is_emoji(cluster) if emoji is None else emoji
        return _fallback(self, cluster, (weight, italic), language, colour)

    def choose(
        self, face: Face | None, cluster: str, weight: int, italic: bool, language: str
    ) -> Face | None:
        """``face`` where it draws ``cluster`` as it should be, else the fallback: the one question
        that itemising asks for each grapheme."""
        colour = is_emoji(cluster)
        if face is not None and (not colour or face.color) and _covers(face, cluster):
            return face
        return _fallback(self, cluster, (weight, italic), language, colour)


@functools.lru_cache(maxsize=16)
def book(embedded: tuple[bytes, ...] = (), system: bool = True) -> FontBook:
    """The fonts of a story that carries ``embedded`` (font files as bytes; what is no font is left
    out), with the system's unless ``system`` is false."""
    own = [source for data in embedded for source in read(data=data)]
    keys = [source.face.key for source in own]
    bundled = bundled_fonts.index()
    name = "\n".join([bundled.revision, *keys, "system" if system else ""])
    return FontBook(
        revision=hashlib.sha256(name.encode()).hexdigest()[:16],
        embedded=system_fonts.by_family(own),
        bundled=bundled.shelf,
        system=system,
    )


def _system(fonts: FontBook) -> Mapping[str, tuple[Source, ...]]:
    return system_fonts.shelf() if fonts.system else {}


def _family(sources: tuple[Source, ...], origin: Origin) -> Family:
    scripts = bundled_fonts.index().scripts if origin == "bundled" else {}
    name = sources[0].face.family
    return Family(
        name=name,
        weights=_weights(source for source in sources if not source.face.italic),
        italics=_weights(source for source in sources if source.face.italic),
        scripts=scripts.get(name, ()),
        source=origin,
    )


def _weights(sources: Iterable[Source]) -> tuple[int, ...]:
    found: set[int] = set()
    for source in sources:
        if source.weights is None:
            found.add(source.face.weight)
        else:
            low, high = source.weights
            found.update(w for w in range(100, 1000, 100) if low <= w <= high)
            found.add(source.face.weight)
    return tuple(sorted(found))


@functools.lru_cache(maxsize=4096)
def _match(fonts: FontBook, family: str, weight: int, italic: bool) -> Face | None:
    sources = fonts.embedded.get(family) or fonts.bundled.get(family)
    sources = sources or _system(fonts).get(family)
    return nearest(sources, weight, italic) if sources else None


def nearest(sources: tuple[Source, ...], weight: int, italic: bool) -> Face:
    """The face that CSS Fonts Module Level 4 §5.2 picks: slant first, then weight. Nothing is
    slanted or emboldened artificially."""
    slanted = [s for s in sources if s.face.italic == italic]
    best = min(slanted or sources, key=lambda source: _distance(source, weight))
    if best.weights is None:
        return best.face
    low, high = best.weights
    at = min(max(float(weight), low), high)
    return replace(
        best.face,
        key=f"{best.face.key}:wght={at:g}",
        weight=round(at),
        variations=(("wght", at),),
    )


def _distance(source: Source, weight: int) -> tuple[int, float]:
    low, high = source.weights or (source.face.weight, source.face.weight)
    at = min(max(weight, low), high)
    if at == weight:
        return 0, 0.0
    if 400 <= weight <= 500:
        # 400 to 500 look up to 500 first, then down, then up.
        return (1, at) if weight < at <= 500 else (2, -at) if at < weight else (3, at)
    lighter_first = weight < 400
    right_way = at < weight if lighter_first else at > weight
    return (1 if right_way else 2), abs(at - weight)


@functools.lru_cache(maxsize=8192)
def _fallback(
    fonts: FontBook, cluster: str, style: tuple[int, bool], language: str, emoji: bool
) -> Face | None:
    if not _han(language) and any(low <= c <= high for c in cluster for low, high in _JAPANESE):
        language = "ja"
    order = (_EMOJI, *_order(language)) if emoji else (*_order(language), _EMOJI)
    shelves = [fonts.bundled[key] for name in order if (key := name.casefold()) in fonts.bundled]
    for sources in (*shelves, *fonts.embedded.values(), *_system(fonts).values()):
        face = nearest(sources, *style)
        if _covers(face, cluster):
            return face
    return None


@functools.lru_cache(maxsize=64)
def _order(language: str) -> tuple[str, ...]:
    own = _han(language)
    others = tuple(name for key, name in _HAN.items() if key != own)
    if own:
        return (*_FIRST, _HAN[own], *_LAST, *others)
    return (*_FIRST, *_LAST, _HAN["hans"], *(n for n in others if n != _HAN["hans"]))


def _han(language: str) -> str:
    """Whose Han forms ``language`` reads; empty where it has none of its own."""
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] in ("ja", "ko"):
        return parts[0]
    if parts[0] not in ("zh", "yue", "lzh", "nan", "wuu", "hak", "cmn"):
        return ""
    traditional = {"hant", "tw", "hk", "mo"} & set(parts[1:]) or (
        parts[0] in ("yue", "lzh", "nan", "hak") and "hans" not in parts
    )
    return "hant" if traditional else "hans"


@functools.lru_cache(maxsize=16384)
def _covers(face: Face, cluster: str) -> bool:
    coverage = bundled_fonts.index().coverage.get(face.key)
    return any(_has(face, coverage, form) for form in spellings(cluster))


def _has(face: Face, coverage: Coverage | None, characters: tuple[int, ...]) -> bool:
    if coverage is not None:
        return all(
            code in coverage or (code == 0x2011 and 0x2010 in coverage) for code in characters
        )
    glyph = hb_font(face).get_nominal_glyph
    return all(bool(glyph(code)) or (code == 0x2011 and bool(glyph(0x2010))) for code in characters)
