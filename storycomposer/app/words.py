"""What the window says, in the language that was chosen.

Every string has an id; its English stands in the code, so that reading the code is reading the
window. Other languages are files ``assets/i18n/<language>.json`` of id → text.
"""

from __future__ import annotations

import functools
import json
import re

from PySide6.QtCore import QCoreApplication, QLocale

from storycomposer import resources
from storycomposer.errors import Sentence

PSEUDO = "x-rtl"
"""A made-up language that reads right to left, to see what was not prepared for translation."""
LONG = "x-long"
"""A made-up language whose words are two fifths longer, as those of German often are."""

_PROPERTY = "storycomposer.language"


def use(language: str) -> None:
    """Make the running application speak ``language`` from the next string on."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, language)


def t(id: str, english: str, /, **values: str | int | float) -> str:
    """The string ``id`` with its ``{places}`` filled."""
    app = QCoreApplication.instance()
    language = str(app.property(_PROPERTY) or "en") if app is not None else "en"
    if language == PSEUDO:
        return _mirrored(english, values)
    if language == LONG:
        return _lengthened(english, values)
    pattern = _texts(language).get(id, english)
    return pattern.format_map(values) if values else pattern


def ltr(text: str) -> str:
    """``text`` that reads left to right everywhere (sizes, colours, addresses), kept so between
    words that read right to left by the isolates of Unicode's bidi algorithm (UAX #9)."""
    app = QCoreApplication.instance()
    mirrored = app is not None and reads_rtl(str(app.property(_PROPERTY) or "en"))
    return f"\u2066{text}\u2069" if mirrored else text


def locale() -> QLocale:
    """How the chosen language names months and days."""
    app = QCoreApplication.instance()
    language = str(app.property(_PROPERTY) or "en") if app is not None else "en"
    return QLocale({PSEUDO: "he", LONG: "de"}.get(language, language))


def say(sentence: Sentence) -> str:
    """A sentence that arose outside the window."""
    return t(sentence.id, sentence.pattern, **dict(sentence.values))


def reads_rtl(language: str) -> bool:
    """True where the whole window is mirrored."""
    return language == PSEUDO or language.partition("-")[0] in ("ar", "he", "fa", "ur", "yi")


@functools.cache
def _texts(language: str) -> dict[str, str]:
    path = resources.path("i18n", f"{language}.json")
    if not path.exists():
        return {}
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def _lengthened(english: str, values: dict[str, str | int | float]) -> str:
    """English with every vowel twice; places and what fills them stay."""
    parts = re.split(r"(\{[^}]*\})", english)
    made = "".join(
        part if part.startswith("{") else re.sub(r"([aeiouyAEIOUY])", r"\1\1", part)
        for part in parts
    )
    return made.format_map(values) if values else made


def _mirrored(english: str, values: dict[str, str | int | float]) -> str:
    """English between Hebrew letters, so that Qt takes it for right to left and every string that
    does not come through here is seen at once."""
    return f"\u05d0{english.format_map(values) if values else english}\u05d0"
