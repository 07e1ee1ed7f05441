"""Dictionaries: what they know and suggest, and what is marked while writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import at, settle
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from test_text import Desktop, Key, layer

from storycomposer.app import hunspell
from storycomposer.app.emoji_picker import EmojiPicker
from storycomposer.app.program import Program
from storycomposer.app.spelling import Dictionary
from storycomposer.document.geometry import Point, outward
from storycomposer.errors import StoryError

FOLDER = Path(__file__).parent / "dictionaries"


@pytest.fixture(scope="module")
def english() -> Dictionary:
    return hunspell.load(FOLDER / "en_US.dic")


@pytest.mark.parametrize(
    "word",
    [
        "world",
        "worlds",
        "World",
        "WORLD",
        "stories",
        "untie",
        "received",
        "excited",
        "excitedly",
        "blesses",
        "Berlin",
        "BERLIN",
        "don't",
        "don’t",
        "Don't",
        "photo",
    ],
)
def test_known_words(english: Dictionary, word: str) -> None:
    assert english.knows(word)


@pytest.mark.parametrize(
    "word",
    [
        "wrold",
        "storys",
        "excit",
        "wrongness",
        "berlin",
        "untworld",
        "unworld",
        "tied's",
        "onetwo",
        "blessss",
        "dont",
    ],
)
def test_unknown_words(english: Dictionary, word: str) -> None:
    assert not english.knows(word)


def test_letters_of_another_language_pass(english: Dictionary) -> None:
    assert english.knows("слово") and english.knows("東京")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("wrold", "world"),
        ("recieve", "receive"),
        ("Recieve", "Receive"),
        ("fone", "phone"),
        ("helo", "hello"),
        ("onetwo", "one two"),
        ("Tommorow", "Tomorrow"),
    ],
)
def test_what_may_be_meant(english: Dictionary, word: str, meant: str) -> None:
    assert english.suggestions(word)[0] == meant


def test_some_words_are_known_and_never_suggested(english: Dictionary) -> None:
    assert english.knows("shucks") and "shucks" not in english.suggestions("shuckss")


def test_compounds_numbered_flags_and_other_encodings() -> None:
    german = hunspell.load(FOLDER / "de_DE.dic")
    assert german.knows("Haustür") and german.knows("alte") and german.knows("Tür")
    assert not german.knows("Hausntür") and not german.knows("Türe")


def test_a_language_takes_its_nearest_dictionary(tmp_path: Path) -> None:
    folders = (FOLDER,)
    assert hunspell.find("en-US", folders) == FOLDER / "en_US.dic"
    assert hunspell.find("en-GB", folders) == FOLDER / "en_US.dic"
    assert hunspell.find("de", folders) == FOLDER / "de_DE.dic"
    assert hunspell.find("fr", folders) is None
    (tmp_path / "fr.dic").write_bytes(b"1\nmot\n")
    assert hunspell.find("fr", (tmp_path,)) is None


@pytest.mark.parametrize(
    "rules", [b"SET nonsense\n", b"SET UTF-8\nSFX A Y 1\nSFX A 0 s [\n", b"\xff"]
)
def test_a_dictionary_that_cannot_be_read_is_said_so(tmp_path: Path, rules: bytes) -> None:
    (tmp_path / "xx.aff").write_bytes(b"SET UTF-8\n" + rules if rules == b"\xff" else rules)
    (tmp_path / "xx.dic").write_bytes(b"1\nword\n")
    with pytest.raises(StoryError, match=r"xx\.dic"):
        hunspell.load(tmp_path / "xx.dic")


@pytest.fixture
def desktop(program: Program, qtbot: object) -> Desktop:
    made = Desktop(program, layer("hello wrold one"))
    proofing = made.writing.proofing
    proofing.begin(made.window.workers, program.settings, (FOLDER,))
    page = made.writing.page
    assert page is not None
    qtbot.waitUntil(lambda: bool(proofing.unknown(page, -1)))  # type: ignore[attr-defined]
    return made


def marked(desktop: Desktop) -> list[str]:
    page = desktop.writing.page
    assert page is not None
    found = desktop.writing.proofing.unknown(page, desktop.offset)
    return [desktop.text[start:end] for start, end in found]


def menu_at(desktop: Desktop, offset: int) -> QMenu:
    QTest.mouseClick(
        desktop.canvas,
        Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
        desktop.spot(offset),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, label: str) -> None:
    action = next(one for one in menu.actions() if one.text() == label)
    menu.close()
    action.trigger()
    settle()


def test_unknown_words_are_marked_but_not_while_they_are_typed(desktop: Desktop) -> None:
    assert marked(desktop) == ["wrold"]
    desktop.key(Key.Key_End)
    desktop.type(" teh")
    assert marked(desktop) == ["wrold"]
    desktop.type(" ")
    assert marked(desktop) == ["wrold", "teh"]


def test_addresses_handles_numbers_and_capitals_are_let_be(desktop: Desktop) -> None:
    desktop.type("wrld.example @wrld #wrld NASAA 4th x wrold")
    desktop.key(Key.Key_Home)
    assert marked(desktop) == ["wrold"]


def test_waves_are_painted_over_the_picture_only(desktop: Desktop) -> None:
    desktop.key(Key.Key_End)
    desktop.writing._on_blink()
    settle()
    with_waves = desktop.canvas.grab().toImage()
    desktop.window.program.settings.change(check_spelling=False)
    desktop.writing._shown = False
    settle()
    assert desktop.canvas.grab().toImage() != with_waves
    desktop.window.program.settings.change(check_spelling=True)


def test_a_suggestion_is_one_edit(desktop: Desktop) -> None:
    choose(menu_at(desktop, 8), "world")
    assert desktop.text == "hello world one" and desktop.labels == ["Correct spelling"]
    desktop.window.undo()
    assert desktop.text == "hello wrold one"


def test_words_are_ignored_here_or_learned_for_good(desktop: Desktop, program: Program) -> None:
    choose(menu_at(desktop, 8), "Ignore “wrold”")
    assert marked(desktop) == [] and program.settings.values.known_words == ()
    desktop.key(Key.Key_A, keys=Qt.KeyboardModifier.ControlModifier)
    desktop.type("teh ")
    choose(menu_at(desktop, 1), "Add to dictionary")
    assert marked(desktop) == [] and program.settings.values.known_words == ("teh",)


def test_the_menu_cuts_copies_and_pastes_what_is_selected(desktop: Desktop) -> None:
    menu = menu_at(desktop, 1)
    enabled = {one.objectName() for one in menu.actions() if one.isEnabled()}
    assert {"cut", "copy", "select-all"} <= enabled
    choose(menu, "Cut")
    assert desktop.text == ""


def test_the_menu_opens_the_emoji(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    # The offscreen platform closes every popup some time after one of them closed.
    opened: list[QRect] = []
    monkeypatch.setattr(EmojiPicker, "open_at", lambda _, place: opened.append(place))
    choose(menu_at(desktop, 1), "Emoji…")
    (place,) = opened
    assert desktop.canvas.rect().contains(desktop.canvas.mapFromGlobal(place.center()))


def test_the_right_button_beside_the_text_ends_writing(desktop: Desktop) -> None:
    where = at(desktop.window, *outward(desktop.writing.page.pose, Point(400, 900)))  # type: ignore[union-attr]
    QTest.mouseClick(
        desktop.canvas, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, where
    )
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    assert desktop.writing.page is None
