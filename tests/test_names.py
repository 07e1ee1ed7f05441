"""Exported files have names that sort as slides do and that every system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import GroupLayer, Run, ShapeLayer, TextLayer
from storycomposer.export.names import file_name, slide_name, slug

RESERVED = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)}

# Surrogates never come out of a deck: the schema refuses them.
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
NASTY = st.sampled_from(
    [
        *(
            "",
            "CON",
            'a/b\\c:d*?"<>|',
            "..",
            " . ",
            "ﬁne Ⅳ ½",
            "İstanbul ẞ",
            "́é",
            "a ´ b",
            "\0\n\t",
        ),
        *("नमस्ते " * 60, "ก้ำ" * 80, "한국어" * 70, "👩‍👩‍👧 family", "ä" * 300, "a" * 500, "می‌خواهم"),
    ]
)


def text(words: str, size: float = 56, **fields: object) -> TextLayer:
    return TextLayer(id="t", text=(Run(text=words),), size=size, **fields)


def deck(*names: str) -> Deck:
    slides = tuple(Slide(id=f"s{i}", name=name or None) for i, name in enumerate(names))
    return Deck(id="d", slides=slides)


@given(st.lists(WORDS | NASTY, min_size=1, max_size=120))
def test_names_of_a_set(names):
    made = deck(*names)
    files = [file_name(made, index, ".png") for index in range(len(names))]
    assert files == sorted(files)
    for form in ("NFC", "NFD", "NFKD"):
        assert len({unicodedata.normalize(form, name).casefold() for name in files}) == len(files)
    for name in files:
        assert unicodedata.normalize("NFC", name) == name
        assert len(name.encode()) <= 200
        assert len(unicodedata.normalize("NFD", name).encode("utf-16-le")) <= 2 * 255
        assert not set(name) & set('/\\:*?"<>|')
        assert all(unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp") for c in name)
        stem = name.removesuffix(".png")
        assert stem[:2].isdecimal()
        assert not stem.endswith((".", " ", "-"))
        assert stem.casefold() not in RESERVED


@given(WORDS | NASTY)
def test_slugs_stay_what_they_are(words):
    assert slug(slug(words)) == slug(words)


def test_readable():
    assert (
        slug("Why teams stop writing — and 3 ways back!")
        == "why-teams-stop-writing-and-3-ways-back"
    )
    assert slug("  Ärger\nmit Größe ") == "ärger-mit-größe"
    assert slug("می‌خواهم") == "میخواهم"
    assert slug("नमस्ते दुनिया") == "नमस्ते-दुनिया"
    assert slug("今日は") == "今日は"
    assert slug("🎉🎉") == ""


def test_whole_words_are_kept():
    assert slug("word " * 40) == "-".join(["word"] * 16)
    assert slug("한국어" * 70) == ("한국어" * 9)[:26]


def test_a_mark_is_not_torn_off():
    cut = slug("ก้" * 80)
    assert len(cut.encode()) <= 80
    assert cut == "ก้" * 13


def test_the_number_is_padded_to_the_set():
    files = [file_name(deck(*["x"] * 120), index, ".jpg") for index in (0, 9, 119)]
    assert files == ["001-x.jpg", "010-x.jpg", "120-x.jpg"]


def test_a_slide_without_words_is_its_number():
    assert file_name(deck(""), 0, ".png") == "01.png"


@pytest.mark.parametrize(
    ("layers", "name"),
    [
        ((text("small", 44), text("The headline", 128), text("more", 72)), "The headline"),
        ((text("lower", 96, y=900), text("upper", 96, y=300)), "upper"),
        ((text("hidden", 200, visible=False), text("seen", 56)), "seen"),
        ((text("  \n", 200), text("said", 56)), "said"),
        ((GroupLayer(id="g", layers=(text("in a group", 96),)), text("out", 44)), "in a group"),
        ((ShapeLayer(id="r"),), ""),
        ((text("Two\nlines", 96),), "Two lines"),
        ((text("🚀", 240), text("Size", 56)), "Size"),
        ((text("5️⃣", 240), text("ℹ️ …!", 200), text("🇩🇪", 200)), ""),
        ((text("🚀 5 tips", 240), text("Size", 56)), "🚀 5 tips"),
        ((text("سلام", 96), text("→", 240)), "سلام"),
    ],
)
def test_the_headline_names_the_slide(layers, name):
    assert slide_name(Slide(id="s", layers=layers)) == name


def test_a_run_can_be_the_headline():
    mixed = TextLayer(id="m", size=44, text=(Run(text="only "), Run(text="BIG", size=168)))
    assert slide_name(Slide(id="s", layers=(text("middle", 96), mixed))) == "only BIG"


def test_a_large_emoji_lends_words_no_size():
    mixed = TextLayer(id="m", size=240, text=(Run(text="🚀"), Run(text="go", size=40)))
    assert slide_name(Slide(id="s", layers=(text("middle", 96), mixed))) == "middle"


def test_a_name_wins_over_the_headline():
    assert slide_name(Slide(id="s", name="Cover", layers=(text("Words", 128),))) == "Cover"
