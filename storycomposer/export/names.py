"""Names of exported files: readable, in slide order, and safe on every system."""

from __future__ import annotations

import re
import unicodedata

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import TextLayer
from storycomposer.export.walk import drawn

# File systems take 255 bytes, some tools less. Names stay far below, and whole words are kept.
_LONGEST = 80
# Letters, marks and digits of every script stay, case goes (some systems do not tell it apart).
_KEPT = ("L", "M", "N")
# Joiners and other invisible characters leave no gap: a dash would tear the word.
_DROPPED = "Cf"
# Letters and digits that are shown as emoji (UTS #51): ℹ️, 5️⃣.
_EMOJI = re.compile("[0-9#*]\ufe0f?\u20e3|.\ufe0f")


def slide_name(slide: Slide) -> str:
    """What a person calls ``slide``: its name, else its headline (the words set largest, the upper
    one of equals; a sticker's emoji are none), else nothing."""
    if slide.name:
        return slide.name
    layers = drawn(slide.layers)
    texts = [layer for layer in layers if isinstance(layer, TextLayer) and says(_words(layer))]
    return _words(max(texts, key=_largest)) if texts else ""


def says(text: str) -> bool:
    """Whether ``text`` can be a headline: it has letters or digits, other than in emoji."""
    return any(map(str.isalnum, _EMOJI.sub("", text)))


def file_name(deck: Deck, index: int, suffix: str) -> str:
    """The name of slide ``index``'s file, e.g. ``03-two-dogs.png``. Numbers are padded so that
    names sort as slides do; they make the names of a deck unique even without regard to case."""
    digits = max(2, len(str(len(deck.slides))))
    words = slug(slide_name(deck.slides[index]))
    return f"{index + 1:0{digits}}" + (f"-{words}" if words else "") + suffix


def slug(text: str) -> str:
    """``text`` as the part of a file's name: lower-case words of letters and digits joined by
    dashes, in NFC, at most 80 bytes of UTF-8, perhaps empty. Not unique, not free of names that
    Windows reserves: callers put a number before it or check."""
    kept = []
    for char in unicodedata.normalize("NFKC", text).lower():
        category = unicodedata.category(char)
        if category.startswith(_KEPT):
            kept.append(char)
        elif category != _DROPPED:
            kept.append(" ")
    words = unicodedata.normalize("NFC", "".join(kept)).split()
    return _short(words)


def _short(words: list[str]) -> str:
    """As many whole words as there is room for; a first word that is too long is cut."""
    name = ""
    for word in filter(None, map(_without_loose_marks, words)):
        longer = f"{name}-{word}" if name else _cut(word)
        if len(longer.encode()) > _LONGEST:
            break
        name = longer
    return name


def _without_loose_marks(word: str) -> str:
    """``word`` without marks at its start: they would sit on the dash before it."""
    start = 0
    while start < len(word) and unicodedata.category(word[start]).startswith("M"):
        start += 1
    return word[start:]


def _cut(word: str) -> str:
    """The start of ``word`` that fits, without tearing a mark off its letter."""
    if len(word.encode()) <= _LONGEST:
        return word
    cut = len(word.encode()[:_LONGEST].decode(errors="ignore"))
    while cut > 1 and unicodedata.category(word[cut]).startswith("M"):
        cut -= 1
    return word[:cut]


def _words(layer: TextLayer) -> str:
    return " ".join("".join(run.text for run in layer.text).split())


def _largest(layer: TextLayer) -> tuple[float, float]:
    sizes = (run.size or layer.size for run in layer.text if says(run.text))
    return max(sizes), -layer.y
