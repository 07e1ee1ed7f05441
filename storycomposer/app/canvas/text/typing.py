"""What keys do to the text beside typing characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from storycomposer.app.canvas.text import clipping
from storycomposer.app.canvas.text.cursor import next_word, previous_word, spanning
from storycomposer.app.canvas.text.page import Page
from storycomposer.document import runs
from storycomposer.typography import caret
from storycomposer.typography.properties import LINE_END, PARAGRAPH_END

if TYPE_CHECKING:
    from storycomposer.app.canvas.text.writing import Writing

Command = Callable[["Writing", Page], None]


def _remove(writing: Writing, page: Page, offset: Callable[[], int]) -> None:
    """Delete the selection, or else what lies between the caret and ``offset``."""
    cursor = writing.cursor
    if not cursor.empty:
        page.pause()
        writing.replace(cursor.start, cursor.end, "", "delete")
        return
    other = offset()
    if other != cursor.start:
        writing.replace(min(other, cursor.start), max(other, cursor.start), "", "delete")


def _backspace(writing: Writing, page: Page) -> None:
    at = writing.cursor.start
    _remove(writing, page, lambda: caret.preceding(page.layout, at))


def _delete(writing: Writing, page: Page) -> None:
    at = writing.cursor.start
    _remove(writing, page, lambda: caret.following(page.layout, at))


def _backspace_word(writing: Writing, page: Page) -> None:
    at = writing.cursor.start
    page.pause()
    _remove(writing, page, lambda: previous_word(page.layout, at, page.language))


def _delete_word(writing: Writing, page: Page) -> None:
    at = writing.cursor.start
    page.pause()
    _remove(writing, page, lambda: next_word(page.layout, at, page.language))


def _select_all(writing: Writing, page: Page) -> None:
    writing.place(spanning(0, len(page.text)))


def _copy(writing: Writing, page: Page) -> None:
    cursor = writing.cursor
    if not cursor.empty:
        clipping.copy(runs.cut(page.runs, cursor.start, cursor.end))


def _cut(writing: Writing, page: Page) -> None:
    cursor = writing.cursor
    if not cursor.empty:
        _copy(writing, page)
        writing.replace(cursor.start, cursor.end, "", "cut")


def _paste(plain: bool) -> Command:
    def paste(writing: Writing, page: Page) -> None:
        del page
        new = clipping.paste(plain)
        if new:
            writing.insert(new, "paste")

    return paste


def _typing(text: str) -> Command:
    def put(writing: Writing, page: Page) -> None:
        page.pause()
        writing.insert(text)

    return put


def _styling(name: str) -> Command:
    return lambda writing, _: writing.toggle(name)


COMMANDS: Mapping[str, Command] = {
    "backspace": _backspace,
    "delete": _delete,
    "backspace-word": _backspace_word,
    "delete-word": _delete_word,
    "select-all": _select_all,
    "copy": _copy,
    "cut": _cut,
    "paste": _paste(plain=False),
    "paste-plain": _paste(plain=True),
    "line": _typing(LINE_END),
    "paragraph": _typing(PARAGRAPH_END),
    "bold": _styling("bold"),
    "italic": _styling("italic"),
    "underline": _styling("underline"),
}
