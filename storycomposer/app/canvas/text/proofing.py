"""Which words of the text are spelled in a way that no dictionary knows."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storycomposer.app import hunspell
from storycomposer.app.canvas.text.page import Page
from storycomposer.app.settings import Settings
from storycomposer.app.spelling import Dictionary
from storycomposer.app.workers import Workers
from storycomposer.cache import remembered
from storycomposer.document.layers import Run
from storycomposer.errors import StoryError
from storycomposer.typography import segments

_KEPT = 100_000
"""Characters whose words are remembered."""
_LONGEST = 40
"""Longer words are no words."""
_MARKS = "@#/_\\."
"""Inside a token they make it an address, a handle or a tag."""


class Proofing(QObject):
    """Asks the dictionary of a text's language, which is read on a thread when first asked. Until
    :meth:`begin`, and where the machine has no dictionary, nothing is unknown."""

    changed = Signal()
    """Other words may be unknown now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: Workers | None = None
        self._settings: Settings | None = None
        self._folders: tuple[Path, ...] | None = None
        self._dictionaries: dict[str, Dictionary | None] = {}
        self._ignored: set[str] = set()
        self._told: dict[tuple[str, str], bool] = {}

    def begin(
        self, workers: Workers, settings: Settings, folders: tuple[Path, ...] | None = None
    ) -> None:
        """Check from now on, with the dictionaries in ``folders`` (None: the system's)."""
        self._workers, self._settings, self._folders = workers, settings, folders
        self._dictionaries.clear()
        self._told.clear()
        settings.changed.connect(self._on_settings)

    def unknown(self, page: Page, caret: int) -> tuple[tuple[int, int], ...]:
        """The words of ``page`` to mark; not the one that is being typed at ``caret``."""
        language = page.language
        dictionary = self._dictionary(language)
        if dictionary is None:
            return ()
        found = _words(page.runs, language)
        typed = caret if page.typing else -1
        return tuple(
            (start, end)
            for start, end, word in found
            if not start <= typed <= end and not self._right(dictionary, language, word)
        )

    def at(self, page: Page, offset: int) -> tuple[int, int] | None:
        """The unknown word at ``offset``; None where none is."""
        words = self.unknown(page, -1)
        return next((one for one in words if one[0] <= offset < one[1]), None)

    def suggestions(self, page: Page, word: str) -> tuple[str, ...]:
        """What could be meant by ``word``."""
        dictionary = self._dictionary(page.language)
        return dictionary.suggestions(word) if dictionary is not None else ()

    def ignore(self, word: str) -> None:
        """Pass ``word`` over until the window is closed."""
        self._ignored.add(word)
        self.changed.emit()

    def learn(self, word: str) -> None:
        """Take ``word`` as right from now on, everywhere."""
        if self._settings is not None:
            known = self._settings.values.known_words
            self._settings.change(known_words=(*known, word))

    def _right(self, dictionary: Dictionary, language: str, word: str) -> bool:
        if word in self._ignored:
            return True
        if self._settings is not None and word in self._settings.values.known_words:
            return True
        key = language, word
        if key not in self._told:
            self._told[key] = dictionary.knows(word)
        return self._told[key]

    def _dictionary(self, language: str) -> Dictionary | None:
        if self._workers is None or self._settings is None:
            return None
        if not self._settings.values.check_spelling:
            return None
        if language not in self._dictionaries:
            self._dictionaries[language] = None
            path = hunspell.find(language, self._folders)
            if path is not None:
                self._workers.run(
                    ("spelling", language),
                    functools.partial(hunspell.load, path),
                    functools.partial(self._on_loaded, language),
                    self._on_failed,
                )
        return self._dictionaries[language]

    def _on_loaded(self, language: str, dictionary: Dictionary) -> None:
        self._dictionaries[language] = dictionary
        self.changed.emit()

    def _on_failed(self, error: StoryError) -> None:
        """A dictionary that cannot be read is as good as none: nobody asked for it."""

    def _on_settings(self) -> None:
        self.changed.emit()


@remembered(_KEPT, lambda _, pieces, __: sum(len(run.text) for run in pieces))
def _words(pieces: tuple[Run, ...], language: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and letters of the words to look up: not those with digits or in capitals, nor in
    addresses, handles and tags, nor in a language of their own."""
    text = "".join(run.text for run in pieces)
    foreign = _foreign(pieces)
    plain_words = not any(mark in text for mark in _MARKS)
    found = []
    for start, end in segments.words(text, language):
        word = text[start:end]
        plain = word.replace("'", "").replace("\u2019", "")
        usual = plain.isalpha() and len(plain) > 1 and not plain.isupper() and len(word) < _LONGEST
        spoken = plain_words or not _addressed(text, start, end)
        if usual and spoken and start not in foreign:
            found.append((start, end, word))
    return tuple(found)


def _foreign(pieces: tuple[Run, ...]) -> frozenset[int]:
    offsets: set[int] = set()
    at = 0
    for run in pieces:
        if run.language is not None:
            offsets.update(range(at, at + len(run.text)))
        at += len(run.text)
    return frozenset(offsets)


def _addressed(text: str, start: int, end: int) -> bool:
    """Whether the word is part of an address, a handle or a tag."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    token = text[start:end]
    inner = token.strip(".,;:!?()[]\"'\u2018\u2019\u201c\u201d\u2026")
    return any(mark in inner for mark in _MARKS)
