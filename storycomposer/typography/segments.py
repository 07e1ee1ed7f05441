"""Where text may be cut: graphemes, words, line opportunities and script runs.

ICU (through icu4py) decides the first three as UAX #29 and UAX #14 define them, dictionaries for
Thai, Lao, Khmer, Burmese, Chinese and Japanese included. Its offsets count UTF-16 units; every
offset given here counts code points.
"""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

from fontTools import unicodedata as ucd
from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker, WordBreaker

from storycomposer.cache import remembered
from storycomposer.typography.properties import JOINED, OPENING, closing

_KEPT = 200_000
"""Characters whose segments are remembered, of each kind."""

Phrasing = Literal["normal", "phrase"]


class Script(NamedTuple):
    """A stretch of one script; ``script`` is its ISO 15924 code."""

    start: int
    end: int
    script: str


@remembered(_KEPT, lambda made, *_: len(made))
def graphemes(text: str) -> tuple[int, ...]:
    """Offsets of all extended grapheme cluster boundaries (UAX #29), 0 and the end included; an
    empty text has the one boundary 0."""
    if text.isascii() and "\r" not in text:
        return tuple(range(len(text) + 1))
    return (0, *_ends(text, CharacterBreaker, ""))


@remembered(_KEPT, lambda _, text, *__: len(text))
def words(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Start and end of every word in ``text`` (UAX #29): segments that hold a letter, a digit or
    an ideograph; white space and punctuation lie between them."""
    found = []
    start = 0
    for end in _ends(text, WordBreaker, language):
        if any(char.isalnum() for char in text[start:end]):
            found.append((start, end))
        start = end
    return tuple(found)


@remembered(_KEPT, lambda _, text, *__: len(text))
def opportunities(
    text: str, language: str = "en", phrasing: Phrasing = "normal"
) -> tuple[int, ...]:
    """Offsets after which a line may or must end (UAX #14), the end of the text included. Japanese
    and Chinese follow CSS ``line-break: normal``; ``phrasing="phrase"`` keeps the phrases of
    Japanese and Korean whole, other languages have none."""
    return tuple(_ends(text, LineBreaker, _line_locale(language, phrasing)))


def scripts(text: str) -> tuple[Script, ...]:
    """Runs of one script (UAX #24 §5): Common and Inherited characters take the script before
    them, at the start the script after them; a closing bracket takes that of its opening one. A
    text without any script of its own is one run of ``Zyyy``."""
    if not text:
        return ()
    resolved = _resolve([script(char) for char in text], text)
    runs = []
    start = 0
    for offset in range(1, len(text) + 1):
        if offset == len(text) or resolved[offset] != resolved[start]:
            runs.append(Script(start, offset, resolved[start]))
            start = offset
    return tuple(runs)


def joins(char: str) -> bool:
    """Whether ``char`` is a letter of a script whose letters touch, or what lengthens their joins:
    room between such letters would tear words apart."""
    return char in "\u0640\u200d" or script(char) in JOINED


def _resolve(found: list[str], text: str) -> list[str]:
    current = next((s for s in found if s not in ("Zyyy", "Zinh")), "Zyyy")
    brackets: list[tuple[str, str]] = []
    for offset, script in enumerate(found):
        if script not in ("Zyyy", "Zinh"):
            current = script
            continue
        char = text[offset]
        close = OPENING.get(char)
        if close is not None:
            brackets.append((close, current))
        else:
            close = closing(char)
            if close is not None:
                current = _opened(brackets, close) or current
        found[offset] = current
    return found


def _opened(brackets: list[tuple[str, str]], close: str) -> str | None:
    for index in range(len(brackets) - 1, -1, -1):
        if brackets[index][0] == close:
            script = brackets[index][1]
            del brackets[index:]
            return script
    return None


_HAN_READERS = ("ja", "ko", "zh", "yue", "lzh", "nan", "wuu", "hak", "cmn")


def han_language(text: str, language: str) -> str:
    """Whose Han characters ``text`` means: ``language`` where it reads Han itself, else ``ja`` for
    a text with kana and ``ko`` for one with hangul; ``language`` where nothing tells."""
    if text.isascii() or language.split("-", maxsplit=1)[0].lower() in _HAN_READERS:
        return language
    found = {script(char) for char in text}
    if "Hira" in found or "Kana" in found:
        return "ja"
    return "ko" if "Hang" in found else language


@functools.lru_cache(maxsize=8192)
def script(char: str) -> str:
    """The ISO 15924 code of ``char``'s own script; ``Zyyy`` and ``Zinh`` where it has none."""
    return str(ucd.script(char))


def _line_locale(language: str, phrasing: Phrasing) -> str:
    primary = language.split("-", maxsplit=1)[0].lower()
    if phrasing == "phrase" and primary in ("ja", "ko"):
        return f"{primary}@lw=phrase"
    if primary == "ja":
        return "ja@lb=normal"
    return primary


def _ends(text: str, breaker: type[BaseBreaker], locale: str) -> list[int]:
    """The segments' ends in code points."""
    if not text:
        return []
    ends = [end for _, end in breaker(text, locale).segments()]
    if max(text) <= "\uffff":
        return ends
    points: list[int] = []
    for offset, char in enumerate(text):
        points.extend((offset, offset) if char > "\uffff" else (offset,))
    points.append(len(text))
    return [points[end] for end in ends]
