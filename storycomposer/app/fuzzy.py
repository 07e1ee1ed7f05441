"""Finding a name by some of its letters."""

from __future__ import annotations

import re
import unicodedata


def score(asked: str, name: str) -> float | None:
    """How well ``name`` fits what was ``asked``: higher is better, None where its letters do not
    occur in that order. Words that begin so count most, letters in a row more than scattered ones,
    short names more than long ones."""
    wanted, whole = plain(asked), plain(name)
    if not wanted:
        return 0.0
    at = whole.find(wanted)
    if at == 0 or (at > 0 and not whole[at - 1].isalnum()):
        return 1000 - at - len(whole) / 100
    if at > 0:
        return 500 - at - len(whole) / 100
    return _scattered(wanted.replace(" ", ""), whole)


def begun(asked: str, words: str) -> bool:
    """Whether each word of what was ``asked`` begins one of ``words``, in any order."""
    known = _words(words)
    wanted = _words(asked)
    return bool(wanted) and all(any(one.startswith(part) for one in known) for part in wanted)


def plain(text: str) -> str:
    """``text`` for comparing: without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w%°]+", plain(text)) if word]


def _scattered(wanted: str, whole: str) -> float | None:
    total, last = 0.0, -1
    for letter in wanted:
        at = whole.find(letter, last + 1)
        if at < 0:
            return None
        begins = at == 0 or not whole[at - 1].isalnum()
        total += 12 if begins else 6 if at == last + 1 else 1
        last = at
    return total - len(whole) / 100
