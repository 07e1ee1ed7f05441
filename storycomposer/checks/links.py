"""What may keep a link from being followed, layer by layer, with what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from storycomposer.checks import link_pixels, link_shape, link_targets, proofs, trying
from storycomposer.checks.finding import Finding
from storycomposer.checks.subject import Subject, subjects
from storycomposer.checks.trying import Case
from storycomposer.document.geometry import Box
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

    @property
    def destination(self) -> str:
        """The name of the only destination of several at which ``sentence`` is so, else empty."""
        return self.findings[0].destination if self.findings else ""


def findings(story: Story, index: int, destination: Platform | None = None) -> tuple[Finding, ...]:
    """All that is wrong with the links of slide ``index``, errors first, each with the fixes that
    were tried and mend it. ``destination`` says which bars they must stay clear of. Raises
    StoryError where a picture of the slide cannot be read."""
    seen = subjects(story, index, _clear(story, destination))
    return _sorted(found for one in seen for found in trying.tried((Case("", one),), _broken))


def verdict(
    story: Story, index: int, layer: str, destinations: Sequence[Platform] = ()
) -> Verdict | None:
    """The badge of link ``layer`` at ``destinations`` (none: in any story), with fixes that mend it
    at all of them. None where it is not seen."""
    cases = trying.cases(story, index, layer, destinations)
    return _verdict(cases, trying.tried(cases, _broken)) if cases else None


def glance(
    story: Story, index: int, layer: str, destinations: Sequence[Platform] = ()
) -> Verdict | None:
    """:func:`verdict` without fixes, in a fraction of the time: for every change."""
    cases = trying.cases(story, index, layer, destinations)
    return _verdict(cases, trying.found(cases, _broken)) if cases else None


def red(
    story: Story, index: int, destination: Platform | None = None
) -> dict[str, tuple[Finding, ...]]:
    """The errors of each link on slide ``index`` that is shown as a code and whose badge is red, by
    layer: what no export for ``destination`` lets out unasked. Raises StoryError where a picture of
    the slide cannot be read."""
    found = {
        subject.layer.id: tuple(one for one in _broken(subject) if one.severity == "error")
        for subject in subjects(story, index, _clear(story, destination))
        if subject.layer.mode == "code"
    }
    return {layer: errors for layer, errors in found.items() if errors}


def _clear(story: Story, destination: Platform | None) -> Box | None:
    return destination.clear(story.deck.canvas) if destination else None


def _verdict(cases: Sequence[Case], found: Iterable[Finding]) -> Verdict:
    told = _sorted(found)
    if not told:
        # Where it is a code anywhere, that is what one wants to know.
        modes = {case.subject.layer.mode for case in cases}
        return Verdict("green", _FINE["code" if "code" in modes else min(modes)])
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
