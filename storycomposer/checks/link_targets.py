"""Rules of where a link leads: somewhere, and to the same place when it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from storycomposer.checks import mending
from storycomposer.checks.finding import Finding, Fix, Severity
from storycomposer.checks.offers import less_to_say
from storycomposer.checks.subject import Subject
from storycomposer.errors import Sentence, StoryError
from storycomposer.links import address, payload
from storycomposer.links.symbol import symbol


def leads(subject: Subject) -> Iterator[Finding]:
    """The target is whole, and short enough for a code."""
    layer = subject.layer
    told = payload.problem(layer.target)
    if told is not None:
        severity: Severity = "warning" if told.id in payload.ADVICE else "error"
        yield _found(subject, "link-target", severity, told)
        return
    if layer.mode != "code":
        return
    try:
        symbol(payload.text(layer.target, layer.campaign))
    except StoryError as error:
        yield _found(subject, "link-too-long", "error", error.sentence, tuple(less_to_say(subject)))


def typed(subject: Subject) -> Iterator[Finding]:
    """Typing the address that is shown leads where the link leads."""
    layer = subject.layer
    if layer.mode == "sticker" or not layer.display:
        return
    if address.typed_reaches(layer.display, layer.target):
        return
    sentence = Sentence(
        "link-typed",
        "Typing {shown} would not lead there.",
        (("shown", layer.display),),
    )
    label = Sentence("fix-shown", "Show the link's own address")
    edit = partial(mending.restyled, layer=layer.id, changes={"display": None})
    yield _found(subject, "link-typed", "warning", sentence, (Fix(label, edit),))


def _found(
    subject: Subject,
    rule: str,
    severity: Severity,
    sentence: Sentence,
    fixes: tuple[Fix, ...] = (),
) -> Finding:
    return Finding(rule, severity, subject.index, subject.layer.id, sentence, fixes)
