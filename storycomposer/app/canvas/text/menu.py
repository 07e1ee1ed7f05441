"""The menu of the right button on words that are being written."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from storycomposer.app.canvas.text import clipping
from storycomposer.app.canvas.text.page import Page
from storycomposer.app.canvas.text.typing import COMMANDS
from storycomposer.app.menu import Menu
from storycomposer.app.words import t

if TYPE_CHECKING:
    from storycomposer.app.canvas.text.writing import Writing

_Key = QKeySequence.StandardKey


def text_menu(writing: Writing, page: Page, offset: int) -> Menu:
    """What can be done at ``offset``: words that may be meant there, then the clipboard."""
    menu = Menu()
    _spelling(menu, writing, page, offset)
    some = not writing.cursor.empty
    for id_, label, key, possible in (
        ("cut", t("text.cut", "Cut"), _Key.Cut, some),
        ("copy", t("text.copy", "Copy"), _Key.Copy, some),
        ("paste", t("text.paste", "Paste"), _Key.Paste, clipping.available()),
        ("paste-plain", t("text.paste-plain", "Paste without style"), None, clipping.available()),
        ("select-all", t("text.select-all", "Select all"), _Key.SelectAll, bool(page.text)),
    ):
        action = menu.addAction(label)
        action.setObjectName(id_)
        action.setEnabled(possible)
        # Shown, not in force: the keys come to the canvas.
        shown = QKeySequence(key) if key is not None else QKeySequence("Ctrl+Shift+V")
        action.setShortcut(shown)
        action.triggered.connect(functools.partial(_run, writing, page, id_))
    menu.addSeparator()
    emoji = menu.addAction(t("action.emoji", "Emoji…"))
    emoji.setShortcut(QKeySequence("Ctrl+."))
    emoji.triggered.connect(functools.partial(_emoji, menu, writing))
    return menu


def _spelling(menu: Menu, writing: Writing, page: Page, offset: int) -> None:
    found = writing.proofing.at(page, offset)
    if found is None:
        return
    start, end = found
    word = page.text[start:end]
    meant = writing.proofing.suggestions(page, word)
    for one in meant:
        action = menu.addAction(one)
        font = action.font()
        font.setBold(True)
        action.setFont(font)
        action.triggered.connect(functools.partial(_replace, writing, start, end, one))
    if not meant:
        menu.addAction(t("spelling.none", "No suggestions")).setEnabled(False)
    menu.addSeparator()
    ignore = menu.addAction(t("spelling.ignore", "Ignore \u201c{word}\u201d", word=word))
    ignore.triggered.connect(functools.partial(_told, writing, "ignore", word))
    learn = menu.addAction(t("spelling.learn", "Add to dictionary"))
    learn.triggered.connect(functools.partial(_told, writing, "learn", word))
    menu.addSeparator()


def _run(writing: Writing, page: Page, id: str, _: bool = False) -> None:
    COMMANDS[id](writing, page)


def _emoji(menu: Menu, writing: Writing, _: bool = False) -> None:
    canvas = menu.parentWidget()
    if canvas is not None:
        writing.pick_emoji(canvas)


def _replace(writing: Writing, start: int, end: int, word: str, _: bool = False) -> None:
    writing.replace(start, end, word, "spelling")


def _told(writing: Writing, what: str, word: str, _: bool = False) -> None:
    if what == "ignore":
        writing.proofing.ignore(word)
    else:
        writing.proofing.learn(word)
