"""A finding: what is wrong, where, how bad it is, and what mends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from storycomposer.document.deck import Deck
from storycomposer.errors import Sentence

Severity = Literal["error", "warning"]
Edit = Callable[[Deck], Deck]


@dataclass(frozen=True, slots=True)
class Fix:
    """One click that mends: ``label`` is on the button, ``edit`` is done as one step. ``said`` is
    told of what is not seen on the slide, such as what was dropped from an address."""

    label: Sentence
    edit: Edit
    said: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is the rule's id, ``slide`` an index, ``layer`` an id, ``sentence`` says it all.
    ``fixes`` are in the order of how little they change; each of them makes this finding go.
    ``destination`` is the name of the only one of several at which it is so."""

    rule: str
    severity: Severity
    slide: int
    layer: str
    sentence: Sentence
    fixes: tuple[Fix, ...] = ()
    destination: str = ""
