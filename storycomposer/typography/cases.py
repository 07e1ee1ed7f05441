"""Letters shown in another case while the text stays: full mappings with their offsets."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from storycomposer.cache import remembered
from storycomposer.typography import segments

Case = Literal["none", "upper", "lower", "title"]

_KEPT = 200_000
"""Characters whose other case is remembered."""
_TURKIC = ("tr", "az")
_GREEK_ACCENTS = "\u0301\u0300\u0342\u0313\u0314"
_DIAERESIS = "\u0308"


class Shown(NamedTuple):
    """A text as it is drawn. ``offsets[i]`` is where the source's code point ``i`` begins in
    ``text``; the last entry is the length of ``text``."""

    text: str
    offsets: tuple[int, ...]


@remembered(_KEPT, lambda made, *_: len(made.offsets))
def shown(text: str, case: Case, language: str) -> Shown:
    """``text`` in ``case`` (Unicode's SpecialCasing.txt and CSS Text Level 3 §2.1): ß becomes SS,
    the dotted and dotless i of Turkish and Azeri stay apart, Greek capitals lose their accents, a
    final sigma is final, and the Dutch digraph ij is one letter in titles."""
    if case == "none":
        return Shown(text, tuple(range(len(text) + 1)))
    primary = language.split("-", maxsplit=1)[0].lower()
    if case == "upper":
        parts = _upper(text, primary)
    elif case == "lower":
        parts = _lower(text, primary)
    else:
        parts = _title(text, primary)
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return Shown("".join(parts), tuple(offsets))


def _upper(text: str, language: str) -> list[str]:
    if language in _TURKIC:
        return ["İ" if char == "i" else char.upper() for char in text]
    if language == "el":
        return _greek_upper(text)
    if language == "lt":
        return _lithuanian_upper(text)
    return [char.upper() for char in text]


def _lithuanian_upper(text: str) -> list[str]:
    # The dot that Lithuanian keeps above i and j under an accent goes with the small letter.
    parts = []
    for offset, char in enumerate(text):
        drop = char == "\u0307" and offset and text[offset - 1] in "ijįIJĮ"
        parts.append("" if drop else char.upper())
    return parts


def _greek_upper(text: str) -> list[str]:
    """Capitals without tonos and breathings; a diaeresis appears where the lost accent was what
    kept two vowels apart (μάιος, ΜΑΪΟΣ), and the word ή keeps its accent."""
    parts: list[str] = []
    split_next = False
    for offset, char in enumerate(text):
        decomposed = unicodedata.normalize("NFD", char)
        letter, marks = decomposed[0], decomposed[1:]
        base = letter.upper()
        accented = any(mark in _GREEK_ACCENTS for mark in marks)
        if char in "ήΉ" and _alone(text, offset):
            parts.append("Ή")
            continue
        if unicodedata.combining(char):
            keep = char not in _GREEK_ACCENTS or not _is_greek(text[offset - 1 : offset])
            parts.append(char.upper() if keep else "")
            continue
        if not _is_greek(char):
            parts.append(char.upper())
            split_next = False
            continue
        iota = "Ι" if "\u0345" in marks else ""
        diaeresis = _DIAERESIS in marks or (split_next and base in "ΙΥ" and not marks)
        shown_letter = base + (_DIAERESIS if diaeresis else "")
        parts.append(unicodedata.normalize("NFC", shown_letter) + iota)
        split_next = accented and base in "ΑΕΗΟΥ" and _DIAERESIS not in marks
    return parts


def _is_greek(char: str) -> bool:
    return bool(char) and ("\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff")


def _alone(text: str, offset: int) -> bool:
    return not (text[offset - 1 : offset].isalpha() if offset else False) and not (
        text[offset + 1 : offset + 2].isalpha()
    )


def _lower(text: str, language: str) -> list[str]:
    if language in _TURKIC:
        return _turkic_lower(text)
    parts = [char.lower() for char in text]
    for offset, char in enumerate(text):
        if char == "Σ":
            # Python's whole-text mapping knows when a sigma is final.
            word = text[max(0, offset - 20) : offset + 20]
            parts[offset] = "ς" if _final(word, min(offset, 20)) else "σ"
    return parts


def _turkic_lower(text: str) -> list[str]:
    parts: list[str] = []
    for offset, char in enumerate(text):
        if char == "I":
            parts.append("i" if text[offset + 1 : offset + 2] == "\u0307" else "ı")
        elif char == "\u0307" and text[offset - 1 : offset] == "I":
            parts.append("")
        else:
            parts.append("i" if char == "İ" else char.lower())
    return parts


def _final(text: str, offset: int) -> bool:
    before = text[:offset].rstrip("'’.\u00ad:·")
    after = text[offset + 1 :].lstrip("'’.\u00ad:·")
    return before[-1:].isalpha() and not after[:1].isalpha()


def _title(text: str, language: str) -> list[str]:
    """The first letter of every word in title case, the others as they are."""
    parts = list(text)
    for start, end in segments.words(text, language):
        first = next((i for i in range(start, end) if text[i].isalpha()), None)
        # A word whose first letter follows a digit (3d) stays as it is written.
        if first is None or any(text[i].isdigit() for i in range(start, first)):
            continue
        if language in _TURKIC and text[first] == "i":
            parts[first] = "İ"
        else:
            parts[first] = text[first].title()
        if language == "nl" and text[first : first + 2].lower() == "ij":
            parts[first : first + 2] = ["I", "J"]
    return parts
