"""The same link at several destinations: what is wrong at any of them, and what mends it at all."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from storycomposer.checks.finding import Finding, Fix
from storycomposer.checks.subject import Subject, subjects
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import Box
from storycomposer.platforms import Platform, destined
from storycomposer.story import Story

Broken = Callable[[Subject], Iterable[Finding]]
"""Findings with fixes that nobody tried yet."""


class Case(NamedTuple):
    """A link as it is at a destination called ``name``; empty where it is alike everywhere."""

    name: str
    subject: Subject


def cases(
    story: Story, index: int, layer: str, destinations: Sequence[Platform]
) -> tuple[Case, ...]:
    """Link ``layer`` of slide ``index`` at each of ``destinations``, or in any story where there
    are none; those that are alike are one. Empty where the link is not seen."""
    if not destinations:
        seen = _one(story, index, layer)
        return (Case("", seen),) if seen else ()
    areas = [one.clear(story.deck.canvas) for one in destinations]
    room = functools.reduce(_shared, areas)
    made: dict[tuple[Slide, Box], Case] = {}
    for one, safe in zip(destinations, areas, strict=True):
        there = Story(destined(story.deck, one, index), story.media)
        about = there.deck.slides[index], safe
        if about in made:
            made[about] = made[about]._replace(name="")
            continue
        seen = _one(there, index, layer, safe, room)
        if seen is not None:
            made[about] = Case(one.name if len(destinations) > 1 else "", seen)
    return tuple(made.values())


def found(cases: Sequence[Case], broken: Broken) -> tuple[Finding, ...]:
    """What is wrong in any of ``cases``, each thing once, with the name of the destination where
    it is wrong at that one alone of several."""
    return tuple(_named(one, where) for one, where in _merged(cases, broken))


def tried(cases: Sequence[Case], broken: Broken) -> Iterator[Finding]:
    """As :func:`found`, with the fixes that mend: the finding goes and no other comes, in all of
    ``cases``. Of several fixes of one label that one counts which mends all that is offered under
    it, as one press is to do; else the first."""
    rules = [{one.rule for one in broken(case.subject)} for case in cases]
    merged = _merged(cases, broken)
    for one, where in merged:
        kept: dict[str, Fix] = {}
        whole: set[str] = set()
        for fix in one.fixes:
            label = fix.label.id
            left = None if label in whole else _left(cases, rules, fix, one.rule, broken)
            if left is None:
                continue
            kept.setdefault(label, fix)
            if not any(other.rule in left and _offers(other, label) for other, _ in merged):
                kept[label] = fix
                whole.add(label)
        yield replace(_named(one, where), fixes=tuple(kept.values()))


def _offers(finding: Finding, label: str) -> bool:
    return any(fix.label.id == label for fix in finding.fixes)


def _merged(cases: Sequence[Case], broken: Broken) -> list[tuple[Finding, str]]:
    """Each thing that is wrong, and the name of the only destination at which it is."""
    made: dict[object, tuple[Finding, str]] = {}
    for case in cases:
        for one in broken(case.subject):
            about = one.rule, one.severity, one.sentence
            made[about] = (made[about][0], "") if about in made else (one, case.name)
    return list(made.values())


def _named(one: Finding, destination: str) -> Finding:
    return replace(one, destination=destination) if destination else one


def _left(
    cases: Sequence[Case], rules: Sequence[set[str]], fix: Fix, rule: str, broken: Broken
) -> set[str] | None:
    """The rules that are broken after ``fix`` in any of ``cases``, in which ``rules`` are; None
    where it does not mend ``rule`` or breaks others."""
    left: set[str] = set()
    for case, known in zip(cases, rules, strict=True):
        subject = case.subject
        story = Story(fix.edit(subject.story.deck), subject.story.media)
        after = _one(story, subject.index, subject.layer.id, subject.safe, subject.room)
        if after is None:
            return None
        there = {one.rule for one in broken(after)}
        if rule in there or not there <= known:
            return None
        left |= there
    return left


def _one(
    story: Story, index: int, layer: str, safe: Box | None = None, room: Box | None = None
) -> Subject | None:
    return next((one for one in subjects(story, index, safe, room) if one.layer.id == layer), None)


def _shared(one: Box, other: Box) -> Box:
    """What lies in both; destinations leave the middle of a slide clear."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    return Box(left, top, min(one.right, other.right) - left, min(one.bottom, other.bottom) - top)
