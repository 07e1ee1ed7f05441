"""What may keep a link from being followed, layer by layer, with what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from storycomposer.checks import link_pixels, link_shape, link_targets, proofs
from storycomposer.checks.finding import Finding, Fix
from storycomposer.checks.subject import Subject, subjects
from storycomposer.errors import Sentence
from storycomposer.platforms import Platform
from storycomposer.story import Story

Rule = Callable[[Subject], Iterable[Finding]]
# Causes before what comes of them: the first error is what the badge says.
RULES: tuple[Rule, ...] = (
    link_targets.leads,
    link_shape.covered_by_bars,
    link_pixels.covered,
    link_pixels.contrast,
    link_shape.modules,
    link_shape.size,
    link_shape.turned,
    link_targets.typed,
    link_pixels.reads,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the badge of a link says: green where nothing is wrong, red for errors, amber for
    warnings. ``findings`` come worst first; the first one is ``sentence``."""

    level: Literal["green", "amber", "red"]
    sentence: Sentence
    findings: tuple[Finding, ...] = ()


def findings(story: Story, index: int, destination: Platform | None = None) -> tuple[Finding, ...]:
    """All that is wrong with the links of slide ``index``, errors first, each with the fixes that
    were tried and mend it. ``destination`` says which bars they must stay clear of. Raises
    StoryError where a picture of the slide cannot be read."""
    return _sorted(
        found for subject in subjects(story, index, destination) for found in _checked(subject)
    )


def verdict(story: Story, index: int, layer: str) -> Verdict | None:
    """The badge of link ``layer``, with fixes that mend. None where it is not seen."""
    subject = _subject(story, index, layer)
    return _verdict(subject, _checked(subject)) if subject else None


def glance(story: Story, index: int, layer: str) -> Verdict | None:
    """:func:`verdict` without fixes, in a fraction of the time: for every change."""
    subject = _subject(story, index, layer)
    return _verdict(subject, _broken(subject)) if subject else None


def _subject(story: Story, index: int, layer: str) -> Subject | None:
    return next((one for one in subjects(story, index) if one.layer.id == layer), None)


def _verdict(subject: Subject, found: Iterable[Finding]) -> Verdict:
    told = _sorted(found)
    if not told:
        return Verdict("green", _FINE[subject.layer.mode])
    return Verdict("red" if told[0].severity == "error" else "amber", told[0].sentence, told)


_FINE = {
    "code": proofs.READS,
    "address": Sentence("link-address-fine", "Short enough to type."),
    "sticker": Sentence("link-sticker-fine", "Room for the link sticker."),
}


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda one: one.severity))


def _broken(subject: Subject) -> Iterator[Finding]:
    """Findings with fixes nobody tried yet."""
    for rule in RULES:
        yield from rule(subject)


def _checked(subject: Subject) -> Iterator[Finding]:
    """Findings with the fixes that mend: the finding goes and no other comes. Of several fixes of
    one label the first one counts."""
    found = tuple(_broken(subject))
    rules = {one.rule for one in found}
    for one in found:
        kept: dict[str, Fix] = {}
        for fix in one.fixes:
            if fix.label.id not in kept and _mends(subject, fix, one.rule, rules):
                kept[fix.label.id] = fix
        yield replace(one, fixes=tuple(kept.values()))


def _mends(subject: Subject, fix: Fix, rule: str, rules: set[str]) -> bool:
    story = Story(fix.edit(subject.story.deck), subject.story.media)
    after = _subject(story, subject.index, subject.layer.id)
    if after is None:
        return False
    left = {one.rule for one in _broken(after)}
    return rule not in left and left <= rules
