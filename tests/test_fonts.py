"""Fonts: what is bundled, which face is taken, which characters it must have, what may travel."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from storycomposer import resources
from storycomposer.errors import StoryError
from storycomposer.typography import embedding, fonts, glyphs, system_fonts
from storycomposer.typography.coverage import Coverage
from storycomposer.typography.faces import read
from storycomposer.typography.layout import Fragment, Glyph

BOOK = fonts.book(system=False)
FOLDER = resources.path("fonts")

FAMILIES = [
    "Inter",
    "Outfit",
    "Space Grotesk",
    "Oswald",
    "Bebas Neue",
    "Anton",
    "Playfair Display",
    "DM Serif Display",
    "Roboto Slab",
    "Caveat",
    "Permanent Marker",
    "Pacifico",
    "Dancing Script",
    "JetBrains Mono",
    "Archivo Black",
    "Bangers",
]


def font_file(
    family: str = "Test Sans", weight: int = 400, italic: bool = False, licence: int = 0
) -> bytes:
    """A small font: a square for each of A, B and é."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "A", "B", "eacute"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (700, 700), (700, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x42: "B", 0xE9: "eacute"})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (750, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, fsSelection=int(italic), fsType=licence)
    builder.setupPost(underlinePosition=-100, underlineThickness=50)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def family_of(cluster: str, language: str = "en", weight: int = 400) -> str | None:
    face = BOOK.fallback(cluster, weight, False, language)
    return face and face.family


# What is bundled


@pytest.mark.parametrize("family", FAMILIES)
def test_the_families_for_stories_are_there_in_latin(family: str) -> None:
    face = BOOK.match(family, 400, False)
    assert face is not None and face.family == family
    assert all(BOOK.covers(face, char) for char in "Äß€“Žé…")


def test_index_says_what_the_files_say() -> None:
    index = json.loads((FOLDER / "index.json").read_text())
    listed = {entry["file"] for entry in index["faces"]}
    assert listed == {p.relative_to(FOLDER).as_posix() for p in FOLDER.glob("*/*.ttf")}
    for entry in index["faces"][::7]:
        (source,) = read(FOLDER / entry["file"])
        assert source.face.key == entry["key"], f"{entry['file']}: run tests/tools/make_fonts.py"
        assert source.face.weight == entry["weight"]
        assert source.face.ascent == pytest.approx(entry["ascent"], abs=1e-5)
        steps = index["coverages"][entry["coverage"]]
        assert set(Coverage.from_steps(steps)) == set(fonts.hb_font(source.face).face.unicodes)


def test_every_family_has_its_licence_and_its_line() -> None:
    readme = (FOLDER / "README.md").read_text()
    for folder in filter(Path.is_dir, FOLDER.iterdir()):
        licence = (folder / "LICENSE.txt").read_text()
        assert "SIL Open Font License" in licence or "Apache License" in licence, folder.name
    for family in BOOK.families():
        assert f"| {family.name} |" in readme


def test_bundled_fonts_may_be_embedded_and_stay_small() -> None:
    paths = list(FOLDER.glob("*/*.ttf"))
    assert sum(path.stat().st_size for path in paths) < 45e6
    assert not any(embedding.refusal(path.read_bytes()) for path in paths if path.name == "400.ttf")


def test_no_font_is_opened_to_know_what_there_is() -> None:
    code = (
        "import sys\n"
        "opened = []\n"
        "def hook(name, args): name == 'open' and opened.append(str(args[0]))\n"
        "sys.addaudithook(hook)\n"
        "from storycomposer.typography import fonts, faces\n"
        "book = fonts.book(system=False)\n"
        "book.families(); book.match('Inter', 700, False); book.fallback('あ', 400, False, 'ja')\n"
        "assert not faces.hb_font.cache_info().currsize\n"
        "assert not [p for p in opened if p.endswith('.ttf')], opened\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# Which face is taken


@pytest.mark.parametrize(
    ("wanted", "given_"),
    [(1, 300), (300, 300), (350, 300), (400, 400), (450, 500), (500, 500), (620, 700), (1000, 900)],
)
def test_nearest_weight_as_css_finds_it(wanted: int, given_: int) -> None:
    face = BOOK.match("outfit", wanted, False)
    assert face is not None and face.weight == given_


def test_weights_between_look_up_to_500_first_then_down() -> None:
    book = fonts.book(
        embedded=(font_file("Gap", 300), font_file("Gap", 500), font_file("Gap", 800)),
        system=False,
    )
    found = {w: face.weight for w in (420, 400, 550, 200) if (face := book.match("Gap", w, False))}
    assert found == {420: 500, 400: 500, 550: 800, 200: 300}
    book = fonts.book(embedded=(font_file("Gap", 300), font_file("Gap", 800)), system=False)
    face = book.match("Gap", 450, False)
    assert face is not None and face.weight == 300


def test_italic_where_there_is_one_and_never_slanted_artificially() -> None:
    inter, outfit = BOOK.match("Inter", 400, True), BOOK.match("Outfit", 400, True)
    assert inter is not None and inter.italic
    assert outfit is not None and not outfit.italic


def test_unknown_families_are_none() -> None:
    assert BOOK.match("Nobody Has This", 400, False) is None


def test_metrics_are_in_ems() -> None:
    face = BOOK.match("Inter", 400, False)
    assert face is not None
    assert (face.ascent, face.descent) == (pytest.approx(0.96875), pytest.approx(0.241211, 1e-4))
    assert 0 < face.underline < 0.3 and 0.02 < face.underline_thickness < 0.12
    assert 0.2 < face.strike < 0.5


# Fallback


@pytest.mark.parametrize(
    ("cluster", "language", "family"),
    [
        ("ệ", "vi", "Noto Sans"),
        ("Ω", "el", "Noto Sans"),
        ("Ж", "ru", "Noto Sans"),
        ("ع", "ar", "Noto Sans Arabic"),
        ("ש", "he", "Noto Sans Hebrew"),
        ("क्षि", "hi", "Noto Sans Devanagari"),
        ("ক্ষ", "bn", "Noto Sans Bengali"),
        ("நி", "ta", "Noto Sans Tamil"),
        ("น้ำ", "th", "Noto Sans Thai"),
        ("ខ្មែ", "km", "Noto Sans Khmer"),
        ("한", "en", "Noto Sans KR"),
        ("あ", "en", "Noto Sans JP"),
        ("①", "en", "Noto Sans JP"),
        ("们", "ja", "Noto Sans SC"),
        ("直", "ja", "Noto Sans JP"),
        ("直", "zh", "Noto Sans SC"),
        ("直", "zh-Hans-SG", "Noto Sans SC"),
        ("直", "zh-Hant", "Noto Sans TC"),
        ("直", "zh-HK", "Noto Sans TC"),
        ("𝗕", "en", "Noto Sans Math"),
        ("✓", "en", "Noto Sans Symbols 2"),
    ],
)
def test_fallback_by_script_and_language(cluster: str, language: str, family: str) -> None:
    assert family_of(cluster, language) == family


def test_fallback_follows_weight_and_slant() -> None:
    bold, italic = BOOK.fallback("ع", 900, False, "ar"), BOOK.fallback("Ж", 400, True, "ru")
    assert bold is not None and bold.weight == 700
    assert italic is not None and italic.italic


@pytest.mark.parametrize("char", "ಕקعकকதกកあ漢한们ኣქՀગਪతമසລမ→Ж")
def test_a_bold_fallback_is_bold(char: str) -> None:
    ink = []
    for weight in (400, 700):
        face = BOOK.fallback(char, weight, False, "en")
        assert face is not None
        glyph = fonts.hb_font(face).get_nominal_glyph(ord(char))
        fragment = Fragment(face, 100, (Glyph(glyph, 0, 0, 0),))
        mask = glyphs.coverage(glyphs.place([fragment], (1, 0, 0, 1, 0, 0)))
        assert mask is not None
        ink.append(sum(mask.image.tobytes()))
    assert ink[1] > 1.2 * ink[0]


@pytest.mark.parametrize("cluster", ["✨", "❤️", "👨‍👩‍👧‍👦", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "1️⃣", "☝🏽", "❤️‍🔥"])
def test_emoji_are_in_colour_even_where_the_text_font_has_them(cluster: str) -> None:
    assert fonts.is_emoji(cluster)
    assert family_of(cluster) == "Noto Color Emoji"
    face = BOOK.match("Inter", 400, False)
    chosen = BOOK.choose(face, cluster, 400, False, "en")
    assert chosen is not None and chosen.color


@pytest.mark.parametrize("cluster", ["❤", "❤︎", "☎", "©", "1", "™", "A", "→", "한", "é"])
def test_text_presentation_is_ink(cluster: str) -> None:
    assert not fonts.is_emoji(cluster)
    face = BOOK.fallback(cluster, 400, False, "en")
    assert face is not None and not face.color


def test_choose_keeps_the_own_face_where_it_can() -> None:
    face = BOOK.match("Bebas Neue", 400, False)
    assert BOOK.choose(face, "A", 400, False, "en") == face
    other = BOOK.choose(face, "Ж", 400, False, "en")
    assert other is not None and other.family == "Noto Sans"


def test_nobody_has_a_private_character() -> None:
    assert BOOK.fallback("\ue000", 400, False, "en") is None


def test_what_draws_nothing_is_always_covered() -> None:
    face = BOOK.match("Bebas Neue", 400, False)
    assert face is not None
    for cluster in ("\n", "\t", "\u200d", "\u2067", "\u2028", "\u00ad", "\ufe0f", "\u202f"):
        assert BOOK.covers(face, cluster), ascii(cluster)


def test_composed_and_decomposed_are_the_same_question() -> None:
    book = fonts.book(embedded=(font_file(),), system=False)
    face = book.match("Test Sans", 400, False)
    assert face is not None
    assert book.covers(face, "é") and book.covers(face, "e\u0301")
    assert not book.covers(face, "e") and not book.covers(face, "A\u0301")


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=1))
def test_faces_that_cover_have_a_glyph(char: str) -> None:
    face = BOOK.fallback(char, 400, False, "en")
    if face is not None:
        glyph = fonts.hb_font(face).get_nominal_glyph
        forms = {unicodedata.normalize(form, char) for form in ("NFC", "NFD")} | {char}
        assert any(all(glyph(ord(c)) for c in form) for form in forms) or char == "\u2011"


@given(st.sets(st.integers(0, 3000)))
def test_coverage_is_a_set(characters: set[int]) -> None:
    coverage = Coverage.of(characters)
    assert set(coverage) == characters
    assert Coverage.from_steps(coverage.steps()) == coverage
    assert {code for code in range(3002) if code in coverage} == characters


# Every listed emoji is one glyph


def test_emoji_sequences_shape_to_one_glyph() -> None:
    face = BOOK.match("Noto Color Emoji", 400, False)
    assert face is not None and face.color
    font = fonts.hb_font(face)
    flags = ["".join(chr(0x1F1E6 + ord(c) - 65) for c in code) for code in ("DE", "JP", "UA", "IN")]
    keycaps = [f"{c}\ufe0f\u20e3" for c in "0123456789#*"]
    people = [
        f"{base}{tone}\u200d{thing}"
        for base in "👩👨🧑"
        for tone in "🏻🏼🏽🏾🏿"
        for thing in ("💻", "🚀", "⚕️", "✈️", "🎤")
    ]
    families = ["👨‍👩‍👧", "👩‍❤️‍💋‍👨", "👩🏿‍🤝‍👩🏻", "🏳️‍🌈", "🏴‍☠️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🐻‍❄️", "❤️‍🔥", "😮‍💨"]
    for cluster in flags + keycaps + people + families:
        buffer = hb.Buffer()
        buffer.add_str(cluster)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        assert [info.codepoint for info in buffer.glyph_infos if info.codepoint] != []
        assert len(buffer.glyph_infos) == 1, cluster


# Embedded and system fonts


def test_a_story_s_own_font_wins() -> None:
    book = fonts.book(embedded=(font_file("Inter"),), system=False)
    face = book.match("Inter", 400, False)
    assert face is not None and face.data is not None
    assert book.revision != BOOK.revision
    assert [f.source for f in book.families() if f.name == "Inter"] == ["embedded"]


def test_bytes_that_are_no_font_are_left_out() -> None:
    book = fonts.book(embedded=(b"", b"no font", font_file()[:300]), system=False)
    assert {f.name for f in book.families()} == {f.name for f in BOOK.families()}


def test_system_fonts_are_found_and_broken_ones_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "fonts" / "deep"
    folder.mkdir(parents=True)
    good = font_file("System Sans", 600)
    (folder / "good.ttf").write_bytes(good)
    (folder / "cut.ttf").write_bytes(good[:200])
    (folder / "empty.otf").write_bytes(b"")
    (folder / "noise.ttc").write_bytes(bytes(range(256)) * 40)
    (folder / "dangling.ttf").symlink_to(tmp_path / "nowhere")
    for at in range(0, len(good), 97):  # damage everywhere
        (folder / f"damaged-{at}.ttf").write_bytes(good[:at] + b"\xff\xfe\xff" + good[at + 3 :])
    system_fonts.shelf.cache_clear()
    try:
        assert [f.name for f in system_fonts.folders()] == ["fonts"]
        found = system_fonts.shelf()
        assert found["system sans"][0].face.weight in (600, 700, 400)
        book = fonts.book(system=True)
        face = book.match("System Sans", 600, False)
        assert face is not None and book.covers(face, "A") and not book.covers(face, "C")
    finally:
        system_fonts.shelf.cache_clear()


def variable_font() -> bytes:
    font = TTFont(io.BytesIO(font_file("Test Variable")))
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 200, 400, 800, "Weight")], [])
    builder.setupGvar({})
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def test_variable_fonts_give_any_weight_in_their_range() -> None:
    book = fonts.book(embedded=(variable_font(),), system=False)
    light, middle, black = (book.match("Test Variable", w, False) for w in (100, 555, 1000))
    assert light and light.variations == (("wght", 200.0),)
    assert middle and middle.variations == (("wght", 555.0),) and middle.weight == 555
    assert black and black.variations == (("wght", 800.0),)
    assert len({light, middle, black}) == 3
    assert fonts.hb_font(middle).get_var_coords_design() == [555.0]


@pytest.mark.parametrize(
    ("bits", "allowed"),
    [(0, True), (8, True), (2, False), (4, False), (0x0200, False), (0x0100, True), (0xC, True)],
)
def test_licence_bits_decide_what_may_travel(bits: int, allowed: bool) -> None:
    data = font_file(licence=bits)
    assert (embedding.refusal(data) is None) is allowed
    (source,) = read(data=data)
    if allowed:
        assert embedding.file_of(source.face) == data
    else:
        with pytest.raises(StoryError, match="Test Sans"):
            embedding.file_of(source.face)


def test_what_is_no_font_is_refused_in_one_sentence() -> None:
    reason = embedding.refusal(b"GIF89a" + struct.pack(">I", 7) * 40)
    assert reason is not None and str(reason).startswith("This is not a font file")
