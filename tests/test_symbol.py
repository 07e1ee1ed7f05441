"""QR symbols: the smallest version, matrices as others make them, and text that reads back."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
import qrcodegen
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from storycomposer.errors import StoryError
from storycomposer.links.anatomy import LEVELS, capacity, reserved, spare, spent
from storycomposer.links.segments import ALPHANUMERIC, MODES, Segment, cut, is_kanji
from storycomposer.links.symbol import QUIET, place, smallest, symbol

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=150),
    st.text(ALPHANUMERIC, min_size=1, max_size=200),
    st.text("0123456789ABab", min_size=1, max_size=60),
    st.text("0123456789", min_size=1, max_size=200),
    st.from_regex(r"https://[a-z]{3,12}\.(org|com)/[a-z0-9/-]{0,60}", fullmatch=True),
    st.text("日本語のテキストabc123", min_size=1, max_size=60),
)


def read(rows: tuple[tuple[bool, ...], ...]) -> str:
    light = ~np.pad(np.array(rows), QUIET)
    picture = np.kron(light, np.ones((5, 5), bool)).astype(np.uint8) * 255
    found = zxingcpp.read_barcodes(picture, try_invert=False)
    assert len(found) == 1
    return str(found[0].text)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_a_symbol_reads_back_as_its_text(text: str) -> None:
    # What a reader makes of bytes above ASCII is a guess (no symbol names its character set), so
    # here the bytes are compared; links are ASCII.
    light = ~np.pad(np.array(symbol(text).rows), QUIET)
    picture = np.kron(light, np.ones((5, 5), bool)).astype(np.uint8) * 255
    (found,) = zxingcpp.read_barcodes(picture, try_invert=False)
    said = b"".join(
        s.text.encode("shift_jis" if s.mode == "kanji" else "utf-8") for s in smallest(text)[2]
    )
    assert found.bytes == said


def _generated(segments: tuple[Segment, ...], version: int, level: str, mask: int) -> np.ndarray:
    made = []
    for segment in segments:
        if segment.mode == "numeric":
            made.append(qrcodegen.QrSegment.make_numeric(segment.text))
        elif segment.mode == "alphanumeric":
            made.append(qrcodegen.QrSegment.make_alphanumeric(segment.text))
        else:
            made.append(qrcodegen.QrSegment.make_bytes(segment.text.encode()))
    names = {"L": "LOW", "M": "MEDIUM", "Q": "QUARTILE", "H": "HIGH"}
    ecc = getattr(qrcodegen.QrCode.Ecc, names[level])
    code = qrcodegen.QrCode.encode_segments(made, ecc, version, version, mask, False)
    side = code.get_size()
    return np.array([[code.get_module(x, y) for x in range(side)] for y in range(side)])


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "text", ["https://example.org/article", "HELLO WORLD 12345678901234", "7" * 90, "é→😀 café"]
)
def test_matrices_equal_an_independent_generator(text: str, level: str) -> None:
    version, _, segments = smallest(text, level)  # type: ignore[arg-type]
    for mask in range(8):
        ours = place(segments, version, level, mask)  # type: ignore[arg-type]
        assert np.array_equal(ours, _generated(segments, version, level, mask))


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_versions_are_never_larger_than_a_simple_segmentation(text: str) -> None:
    version, level, _ = smallest(text, "L")
    other = qrcodegen.QrCode.encode_segments(
        qrcodegen.QrSegment.make_segments(text), qrcodegen.QrCode.Ecc.LOW, boostecl=False
    )
    assert version <= other.get_version()
    assert level in LEVELS


VERSIONS = json.loads((Path(__file__).parent / "data" / "qr_versions.json").read_text("utf-8"))
"""Texts, each with the versions at L, M, Q and H of Nayuki's optimal segmentation
(``QrSegmentAdvanced.makeSegmentsOptimally`` of its Java edition, commit 777682a6)."""


@pytest.mark.parametrize("place", range(len(LEVELS)))
def test_versions_are_those_of_an_optimal_segmentation(place: int) -> None:
    ours = {text: smallest(text, LEVELS[place])[0] for text, *_ in VERSIONS}
    assert ours == {text: versions[place] for text, *versions in VERSIONS}


def test_every_character_said_in_thirteen_bits_is_read_back() -> None:
    letters = map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x10000)))
    kanji = [letter for letter in letters if is_kanji(letter)]
    assert len(kanji) > 6800
    for start in range(0, len(kanji), 400):
        text = "".join(kanji[start : start + 400])
        assert [segment.mode for segment in smallest(text, "L")[2]] == ["kanji"]
        assert read(symbol(text, "L").rows) == text


@settings(deadline=None, max_examples=80)
@given(st.text("09AZab日ー", min_size=1, max_size=6), st.sampled_from([1, 10, 27]))
def test_no_other_cut_takes_fewer_bits(text: str, version: int) -> None:
    def allowed(character: str, mode: str) -> bool:
        return {
            "numeric": character.isdecimal(),
            "alphanumeric": character in ALPHANUMERIC,
            "kanji": is_kanji(character),
            "byte": True,
        }[mode]

    best = min(
        sum(
            Segment(mode, "".join(c for c, _ in part)).bits(version)
            for mode, part in itertools.groupby(
                zip(text, modes, strict=True), key=lambda pair: pair[1]
            )
            for part in [list(part)]
        )
        for modes in itertools.product(MODES, repeat=len(text))
        if all(map(allowed, text, modes))
    )
    found = cut(text, version)
    assert sum(segment.bits(version) for segment in found) == best
    assert "".join(segment.text for segment in found) == text


@pytest.mark.parametrize("text", ["https://example.org/article", "0123456789012345abc"])
def test_a_third_generator_makes_codes_of_the_same_text(text: str) -> None:
    other = segno.make(text, error="m", micro=False, boost_error=False)
    assert read(tuple(tuple(bool(m) for m in row) for row in other.matrix)) == text
    assert read(symbol(text).rows) == text


def test_digits_before_letters_stay_in_version_one() -> None:
    assert symbol("0123456789012345abc").version == 1


def test_error_correction_is_raised_where_it_costs_nothing() -> None:
    version, level, segments = smallest("https://example.org", "L")
    needed = sum(segment.bits(version) for segment in segments)
    assert needed <= capacity(version, level)
    higher = LEVELS[LEVELS.index(level) + 1 :]
    assert all(needed > capacity(version, above) for above in higher)


@pytest.mark.parametrize("version", [1, 2, 7, 14, 40])
def test_reserved_modules_are_those_that_no_data_changes(version: int) -> None:
    symbols = [
        place((Segment("byte", text),), version, "L", 0)
        for text in ("", "0", "\xff" * 4, "zQ7" * 5)
    ]
    changed = np.zeros_like(symbols[0])
    for made in symbols[1:]:
        changed |= made != symbols[0]
    assert not (changed & reserved(version)).any()
    # Data modules: 8 bits for each code word, and up to 7 that remain (ISO/IEC 18004 table 1).
    words = {1: 26, 2: 44, 7: 196, 14: 581, 40: 3706}[version]
    remainder = {1: 0, 2: 7, 7: 0, 14: 3, 40: 0}[version]
    assert int((~reserved(version)).sum()) == 8 * words + remainder


@pytest.mark.parametrize("text", ["", "x" * 2954])
def test_what_no_code_can_hold_is_said(text: str) -> None:
    with pytest.raises(StoryError):
        symbol(text)


SHORT = "https://example.org/a"
LONG = "https://example.org/articles/2026/why-teams-stop-writing-after-a-year"


@pytest.mark.parametrize("text", [SHORT, SHORT * 2, LONG, LONG * 4])
def test_a_mark_has_room_that_the_correction_makes_up_for(text: str) -> None:
    made = symbol(text, mark=True)
    assert made.level in ("Q", "H")
    assert made.clear % 2 == 1 and made.clear >= made.side * 0.2
    assert made.clear**2 <= 0.1 * made.side**2
    rows = np.array(made.rows)
    first = (made.side - made.clear) // 2
    middle = slice(first, first + made.clear)
    for filled in (False, True):
        rows[middle, middle] = filled
        assert read(tuple(map(tuple, rows.tolist()))) == text


def test_a_mark_spends_the_code_words_that_it_touches() -> None:
    # One block of 44 code words, of which 28 correct 14 (ISO/IEC 18004 table 9).
    assert spent(2, "H", 1) == pytest.approx(1 / 14)
    assert spent(2, "H", 25) == pytest.approx(44 / 14)
    # Four blocks of version 5 at level Q, two of them longer, 9 errors each; words lie in turn.
    assert spent(5, "Q", 37) == pytest.approx(34 / 9)


@pytest.mark.parametrize(("level", "most"), [("M", 0.05), ("Q", 0.08), ("H", 0.08)])
def test_a_mark_is_as_large_as_correction_and_area_allow(level: str, most: float) -> None:
    """At most three fifths of what a block can correct, and some of that for its share."""
    for version in range(1, 41):
        count, width = spare(version, level), 17 + 4 * version

        def fits(n: int, version: int = version, width: int = width) -> bool:
            small = n**2 <= most * width**2 and n <= width - 18
            return small and spent(version, level, n) <= 0.6

        assert count == 0 or (count % 2 == 1 and fits(count))
        assert not any(fits(n) for n in range(count + 1 + count % 2, width, 2))


def test_a_mark_is_no_speck_at_any_length() -> None:
    for count in range(1, 150, 2):
        made = symbol("https://e.org/" + "a" * count, mark=True)
        assert made.clear >= 0.2 * made.side


def test_level_l_spares_nothing() -> None:
    assert {spare(version, "L") for version in range(1, 41)} == {0}


@pytest.mark.parametrize("text", [SHORT, LONG, "123", LONG * 8])
def test_the_mask_is_that_of_the_lowest_penalty(text: str) -> None:
    made = symbol(text)
    segments = smallest(text)[2]
    for mask in range(8):
        tried = place(segments, made.version, made.level, mask)
        assert np.array_equal(tried, made.rows) == (mask == made.mask)
        assert _penalty(np.array(made.rows)) <= _penalty(tried)


def _penalty(modules: np.ndarray) -> int:
    """The standard's four rules, counted module by module."""
    total = 0
    side = len(modules)
    for lines in (modules.tolist(), modules.T.tolist()):
        for line in lines:
            runs = [len(list(group)) for _, group in itertools.groupby(line)]
            total += sum(run - 2 for run in runs if run >= 5)
            said = "".join("1" if module else "0" for module in line)
            total += 40 * sum(
                said.startswith(("10111010000", "00001011101"), at) for at in range(side)
            )
    for row, column in itertools.product(range(side - 1), repeat=2):
        total += 3 * (len(set(modules[row : row + 2, column : column + 2].flat)) == 1)
    return total + 10 * (abs(int(modules.sum()) * 20 - side * side * 10) // (side * side))


@pytest.mark.parametrize(("count", "level"), [(2331, "M"), (2332, "L"), (2953, "L")])
def test_the_longest_texts_have_the_lowest_correction(count: int, level: str) -> None:
    made = symbol("x" * count)
    assert (made.version, made.level) == (40, level)


def test_what_no_symbol_holds_is_said_with_the_limit() -> None:
    with pytest.raises(StoryError, match="2953"):
        symbol("x" * 2954)
    with pytest.raises(StoryError, match="2953"):
        symbol("x" * 2332, mark=True)
