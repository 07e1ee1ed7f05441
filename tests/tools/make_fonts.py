"""Makes ``assets/fonts``: takes the named fonts from their npm packages, cuts the large ones to the
characters that stories need, and writes index.json and README.md.

    npm install --ignore-scripts <what --packages prints>
    python tests/tools/make_fonts.py --packages
    python tests/tools/make_fonts.py node_modules

Fonts with a reserved name are copied as they are; the others lose at most glyphs, hints and tables
that this program never reads. Needs the ``brotli`` package for WOFF2.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset, unicodedata
from fontTools.ttLib import TTFont

from storycomposer.typography.coverage import Coverage
from storycomposer.typography.faces import hb_font, read

OUT = Path(__file__).resolve().parents[2] / "assets" / "fonts"
WEIGHTS = {
    100: "Thin", 200: "ExtraLight", 300: "Light", 400: "Regular", 500: "Medium",
    600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black",
}  # fmt: skip

Ranges = tuple[tuple[int, int], ...]


class Wanted(NamedTuple):
    """A family: its weights, upright and italic; ``characters`` is None for a plain copy."""

    family: str
    weights: tuple[int, ...] = (400, 700)
    italics: tuple[int, ...] = ()
    characters: frozenset[int] | None = None

    @property
    def slug(self) -> str:
        return self.family.lower().replace(" ", "-")


def double_bytes(codec: str, first: range = range(0x81, 0xFF)) -> frozenset[int]:
    """Every character that ``codec`` writes in two bytes."""
    found: set[int] = set()
    for lead in first:
        for trail in range(0x40, 0xFF):
            try:
                found.update(map(ord, bytes((lead, trail)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


def spans(*pairs: tuple[int, int]) -> frozenset[int]:
    """All code points of inclusive ranges."""
    return frozenset(code for low, high in pairs for code in range(low, high + 1))


ALL = spans((0, 0x10FFFF))
CJK = spans((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x3000, 0x30FF),
            (0x31F0, 0x31FF), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))  # fmt: skip
HAN = spans((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# The Japanese government's common-use kanji that JIS X 0208 writes otherwise.
JOYO = frozenset(map(ord, "𠮟塡剝頰"))
JAPANESE = CJK | double_bytes("cp932") | JOYO
SIMPLIFIED = CJK | double_bytes("gb2312")
# All of modern Hangul; Han characters in Korean text come from the other three.
KOREAN = (CJK | double_bytes("euc_kr") | spans((0x1100, 0x11FF), (0x3130, 0x318F),
          (0xAC00, 0xD7A3))) - HAN  # fmt: skip
# Big5's first plane: the characters in common use.
TRADITIONAL = CJK | double_bytes("big5", range(0xA1, 0xC6)) | spans((0x3105, 0x312F))
INDIC_IN_NOTO_SANS = spans((0x900, 0x97F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF))
SYMBOLS = spans((0x20, 0x20), (0x2000, 0x2BFF), (0x1F000, 0x1FBFF))
MATH = spans((0x20, 0x20), (0x2100, 0x23FF), (0x25A0, 0x25FF), (0x27C0, 0x2AFF), (0x2B00, 0x2BFF),
             (0x1D400, 0x1D7FF))  # fmt: skip

HEAVY = (400, 500, 600, 700, 800, 900)
TEXT_FAMILIES = (
    Wanted("Inter", HEAVY, (400, 700)),
    Wanted("Outfit", (300, *HEAVY)),
    Wanted("Space Grotesk", (400, 500, 600, 700)),
    Wanted("Oswald", (400, 500, 600, 700)),
    Wanted("Bebas Neue", (400,)),
    Wanted("Anton", (400,)),
    Wanted("Playfair Display", (400, 600, 700, 800, 900), (400, 700)),
    Wanted("DM Serif Display", (400,), (400,)),
    Wanted("Roboto Slab", (400, 500, 700, 800, 900)),
    Wanted("Caveat", (400, 700)),
    Wanted("Permanent Marker", (400,)),
    Wanted("Pacifico", (400,)),
    Wanted("Dancing Script", (400, 700)),
    Wanted("JetBrains Mono", (400, 700, 800), (400,)),
    Wanted("Archivo Black", (400,)),
    Wanted("Bangers", (400,)),
)
SCRIPTS = (
    "Arabic Hebrew Devanagari Bengali Tamil Thai Khmer Armenian Georgian Ethiopic Gujarati "
    "Gurmukhi Telugu Kannada Malayalam Sinhala Lao Myanmar"
)
FALLBACKS = (
    Wanted("Noto Sans", (400, 700), (400, 700), ALL - INDIC_IN_NOTO_SANS),
    *(Wanted(f"Noto Sans {script}", characters=ALL) for script in SCRIPTS.split()),
    Wanted("Noto Sans JP", characters=JAPANESE),
    Wanted("Noto Sans KR", characters=KOREAN),
    Wanted("Noto Sans SC", characters=SIMPLIFIED),
    Wanted("Noto Sans TC", characters=TRADITIONAL),
    Wanted("Noto Sans Symbols", characters=SYMBOLS),
    Wanted("Noto Sans Symbols 2", (400,), characters=SYMBOLS),
    Wanted("Noto Sans Math", (400,), characters=MATH),
)
EMOJI = "@fontsource/noto-color-emoji"

# Only horizontal text is set, and variants are chosen by feature, never from a glyph palette.
DROPPED_FEATURES = {"aalt", "vert", "vrt2", "vkrn", "vpal", "vhal", "valt", "vkna", "ruby", "nalt"}
DROPPED_TABLES = ["vhea", "vmtx", "VORG", "DSIG", "STAT", "BASE", "MATH", "SVG ", "meta"]


def package(wanted: Wanted) -> str:
    """The npm package of a family."""
    return f"@expo-google-fonts/{wanted.slug}"


def make(modules: Path) -> None:
    """Writes every font, licence, the index and the README from ``node_modules``."""
    shutil.rmtree(OUT, ignore_errors=True)
    rows = [one_family(modules, wanted) for wanted in (*TEXT_FAMILIES, *FALLBACKS)]
    rows.append(emoji(modules))
    write_index()
    write_readme(rows)


def one_family(modules: Path, wanted: Wanted) -> tuple[str, str, str, str, str]:
    """Copies or cuts one family; its row in the README."""
    source, folder = modules / package(wanted), OUT / wanted.slug
    folder.mkdir(parents=True)
    styles = [(w, False) for w in wanted.weights] + [(w, True) for w in wanted.italics]
    for weight, italic in styles:
        style = f"{weight}{WEIGHTS[weight]}{'_Italic' if italic else ''}"
        (font,) = (source / style).glob("*.ttf")
        cut(font, folder / f"{weight}{'-italic' if italic else ''}.ttf", wanted.characters)
    shutil.copyfile(source / "LICENSE_FONT", folder / "LICENSE.txt")
    done = "unmodified" if wanted.characters is None else "no hints"
    if wanted.characters is not None and wanted.characters is not ALL:
        done = "characters for stories, no hints"
    names = ", ".join(f"{w}{' italic' if italic else ''}" for w, italic in styles)
    return wanted.family, names, stamp(source), licence(source / "LICENSE_FONT"), done


def cut(source: Path, target: Path, characters: frozenset[int] | None) -> None:
    """Writes ``source`` with ``characters`` only and every glyph that they can turn into."""
    if characters is None:
        shutil.copyfile(source, target)
        return
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.drop_tables += DROPPED_TABLES
    font = subset.load_font(str(source), options)
    options.layout_features = sorted(features(font) - DROPPED_FEATURES)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters & set(font.getBestCmap()))
    cutter.subset(font)
    font.save(target)


def features(font: TTFont) -> set[str]:
    """Every layout feature that the font has."""
    tables = [font[tag].table for tag in ("GSUB", "GPOS") if tag in font]
    lists = [table.FeatureList for table in tables if table.FeatureList]
    return {record.FeatureTag for each in lists for record in each.FeatureRecord}


def emoji(modules: Path) -> tuple[str, str, str, str, str]:
    """Noto Color Emoji as TrueType with COLRv1 colours, without its second set in SVG."""
    source, folder = modules / EMOJI, OUT / "noto-color-emoji"
    folder.mkdir(exist_ok=True)
    woff = source / "files" / "noto-color-emoji-emoji-400-normal.woff2"
    font = TTFont(woff, recalcTimestamp=False)
    for tag in ("SVG ", "vhea", "vmtx", "DSIG"):
        if tag in font:
            del font[tag]
    # HarfBuzz's rasteriser draws nothing of a turned glyph that has a clip box; without boxes it
    # finds the glyph's bounds by itself.
    font["COLR"].table.ClipList = None
    font.flavor = None
    font.save(folder / "400.ttf")
    shutil.copyfile(source / "LICENSE", folder / "LICENSE.txt")
    return (
        "Noto Color Emoji",
        "400",
        stamp(source),
        "OFL-1.1",
        "TrueType, no SVG table, no clip boxes",
    )


def stamp(source: Path) -> str:
    """Package and version."""
    about = json.loads((source / "package.json").read_text())
    return f"{about['name']} {about['version']}"


def licence(path: Path) -> str:
    """Which licence a licence file is."""
    return "Apache-2.0" if "Apache License" in path.read_text() else "OFL-1.1"


def write_index() -> None:
    """Describes all fonts in ``index.json``."""
    coverages: dict[tuple[int, ...], int] = {}
    scripts: dict[str, tuple[str, ...]] = {}
    faces = list(_entries(coverages, scripts))
    document = {"faces": faces, "coverages": [list(c) for c in coverages], "scripts": scripts}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (OUT / "index.json").write_text(text.replace('{"file"', '\n{"file"') + "\n")


def _entries(
    coverages: dict[tuple[int, ...], int], scripts: dict[str, tuple[str, ...]]
) -> Iterator[dict[str, Any]]:
    for path in sorted(OUT.glob("*/*.ttf")):
        (source,) = read(path)
        face = source.face
        characters = set(hb_font(face).face.unicodes)
        steps = tuple(Coverage.of(characters).steps())
        scripts.setdefault(face.family, scripts_of(characters))
        yield {
            "file": path.relative_to(OUT).as_posix(),
            "key": face.key,
            "family": face.family,
            "weight": face.weight,
            "italic": face.italic,
            "color": face.color,
            "upem": face.upem,
            **{
                name: round(getattr(face, name), 6)
                for name in ("ascent", "descent", "underline", "underline_thickness")
            },
            **{name: round(getattr(face, name), 6) for name in ("strike", "strike_thickness")},
            "coverage": coverages.setdefault(steps, len(coverages)),
        }


def scripts_of(characters: set[int]) -> tuple[str, ...]:
    """The scripts (ISO 15924) of which a font has at least 20 characters, most first."""
    counts: dict[str, int] = {}
    for code in characters:
        script = unicodedata.script(chr(code))
        counts[script] = counts.get(script, 0) + 1
    for generic in ("Zyyy", "Zinh", "Zzzz"):
        counts.pop(generic, None)
    ranked = sorted(counts, key=lambda script: (-counts[script], script))
    return tuple(script for script in ranked if counts[script] >= 20)


def write_readme(rows: list[tuple[str, str, str, str, str]]) -> None:
    """Lists every family with its origin and licence."""
    lines = [
        "# Bundled fonts",
        "",
        "Made by `tests/tools/make_fonts.py` from the named npm packages. Each folder holds its",
        "licence. Families with a reserved name are unmodified.",
        "",
        "| family | weights | source | licence | changes |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
    (OUT / "README.md").write_text("\n".join(lines))


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("node_modules", type=Path, nargs="?")
    parser.add_argument("--packages", action="store_true", help="print what npm should install")
    options = parser.parse_args()
    if options.packages or options.node_modules is None:
        print(" ".join([package(w) for w in (*TEXT_FAMILIES, *FALLBACKS)] + [EMOJI]))
        sys.exit(0)
    make(options.node_modules)


if __name__ == "__main__":
    main()
