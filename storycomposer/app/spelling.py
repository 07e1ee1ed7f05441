"""Spelling by a Hunspell dictionary: which words are known, and what else could be meant. What
its rules mean is described in the manual page hunspell(5).

Words made of several are taken where the dictionary allows compounds and each part is known: an
unknown word that is let through does less harm than a right one that is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SUGGESTIONS = 5
_SHORTEST_PART = 3
_APOSTROPHES = str.maketrans("\u2019\u02bc", "''")


@dataclass(frozen=True, slots=True)
class Affix:
    """A rule: at one end of a stem that matches ``condition``, ``strip`` goes and ``add`` comes.
    ``cross`` rules may meet one at the other end; ``more`` are the flags of what comes out."""

    flag: str
    strip: str
    add: str
    condition: re.Pattern[str]
    cross: bool
    more: frozenset[str]


@dataclass
class Dictionary:
    """One language's stems with their flags, and its rules by what they add."""

    stems: dict[str, frozenset[str]] = field(default_factory=dict)
    suffixes: dict[str, list[Affix]] = field(default_factory=dict)
    prefixes: dict[str, list[Affix]] = field(default_factory=dict)
    replacements: list[tuple[str, str]] = field(default_factory=list)
    special: dict[str, str] = field(default_factory=dict)
    letters: str = ""
    alphabet: frozenset[str] = frozenset()
    compounds: bool = False

    def knows(self, word: str) -> bool:
        """Whether ``word`` is spelled right. What is not written in this language's letters is no
        word of it and passes."""
        word = word.translate(_APOSTROPHES)
        if not set(word.casefold()) <= self.alphabet:
            return True
        return self._knows(word)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Known words one slip away from ``word``, the likeliest slips first."""
        plain = word.translate(_APOSTROPHES)
        found: dict[str, None] = {}
        for one in self._slips(plain.lower() if plain[:1].isupper() else plain):
            if len(found) >= _SUGGESTIONS:
                break
            shown = one[:1].upper() + one[1:] if plain[:1].isupper() else one
            if shown != plain and all(self._suggests(part) for part in shown.split()):
                found.setdefault(shown)
        return tuple(found) or self._doubled(plain)

    def _doubled(self, word: str) -> tuple[str, ...]:
        """Words that differ only in which letters are doubled."""
        bare, first = _undoubled(word.lower()), word[:1].casefold()
        stems = (
            stem
            for stem in self.stems
            if stem[:1].casefold() == first and abs(len(stem) - len(word)) <= 2
        )
        same = (stem for stem in stems if _undoubled(stem.lower()) == bare)
        shown = (stem.capitalize() if word[:1].isupper() else stem for stem in same)
        return tuple(dict.fromkeys(one for one in shown if self._suggests(one)))[:_SUGGESTIONS]

    def _knows(self, word: str) -> bool:
        forms = {word}
        if word.isupper():
            forms |= {word.lower(), word.capitalize()}
        elif word[:1].isupper():
            forms.add(word[:1].lower() + word[1:])
        return any(self._built(form) for form in forms) or (
            self.compounds and self._joined(word.lower())
        )

    def _suggests(self, word: str) -> bool:
        flags = self.stems.get(word, frozenset())
        return self.special.get("NOSUGGEST") not in flags and self._knows(word)

    def _built(self, form: str) -> bool:
        """Whether ``form`` is a stem, or made of one by a suffix, a prefix or both."""
        if self._stem(form, None):
            return True
        return any(
            self._stem(stem, rule) or self._suffixed(stem, rule)
            for stem, rule in self._without(form)
        ) or any(
            self._stem(inner, rule, outer)
            for stem, outer in self._unprefixed(form)
            if outer.cross
            for inner, rule in self._unsuffixed(stem)
            if rule.cross
        )

    def _stem(self, stem: str, *rules: Affix | None) -> bool:
        flags = self.stems.get(stem)
        if flags is None:
            return False
        bare = not any(rules)
        if self.special.get("FORBIDDENWORD") in flags or (
            self.special.get("ONLYINCOMPOUND") in flags
        ):
            return False
        if bare and self.special.get("NEEDAFFIX") in flags:
            return False
        return all(rule is None or rule.flag in flags for rule in rules)

    def _suffixed(self, form: str, outer: Affix) -> bool:
        """Whether ``form``, which ``outer`` was added to, is itself made by a rule that allows
        that."""
        return any(
            outer.flag in rule.more and self._stem(stem, rule)
            for stem, rule in self._unsuffixed(form)
            if rule.more
        )

    def _without(self, form: str) -> Iterator[tuple[str, Affix]]:
        yield from self._unsuffixed(form)
        yield from self._unprefixed(form)

    def _unsuffixed(self, form: str) -> Iterator[tuple[str, Affix]]:
        for cut in range(len(form), -1, -1):
            for rule in self.suffixes.get(form[cut:], ()):
                stem = form[:cut] + rule.strip
                if stem and rule.condition.search(stem):
                    yield stem, rule

    def _unprefixed(self, form: str) -> Iterator[tuple[str, Affix]]:
        for cut in range(1, len(form)):
            for rule in self.prefixes.get(form[:cut], ()):
                stem = rule.strip + form[cut:]
                if rule.condition.match(stem):
                    yield stem, rule

    def _joined(self, word: str) -> bool:
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            first, rest = word[:cut], word[cut:]
            if self._part(first) and (self._part(rest) or self._joined(rest)):
                return True
        return False

    def _part(self, word: str) -> bool:
        return self._built(word) or self._built(word.capitalize())

    def _slips(self, word: str) -> Iterator[str]:
        for wrong, right in self.replacements:
            at = word.find(wrong)
            while at >= 0:
                yield word[:at] + right + word[at + len(wrong) :]
                at = word.find(wrong, at + 1)
        cuts = range(len(word))
        for at in cuts[:-1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in cuts:
            yield word[:at] + word[at + 1 :]
        for at in cuts:
            yield word[: at + 1] + word[at:]
        for letter in self.letters:
            for at in (*cuts, len(word)):
                yield word[:at] + letter + word[at:]
        for letter in self.letters:
            for at in cuts:
                yield word[:at] + letter + word[at + 1 :]
        for at in cuts[1:]:
            yield f"{word[:at]} {word[at:]}"


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)
