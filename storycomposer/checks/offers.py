"""Fixes that several rules offer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from storycomposer.checks import mending
from storycomposer.checks.finding import Fix
from storycomposer.checks.subject import Subject
from storycomposer.document.link import UrlTarget
from storycomposer.errors import Sentence
from storycomposer.links.shorter import shorter

ENLARGE = Sentence("fix-enlarge", "Enlarge")
INSIDE = Sentence("fix-into-safe-area", "Move into the safe area")


def less_to_say(subject: Subject) -> Iterator[Fix]:
    """What makes the code say less: first without what the address does not need, if it has
    anything of that, then without campaign tags, if it has any."""
    layer = subject.layer
    dropped = shorter(layer.target.url)[1] if isinstance(layer.target, UrlTarget) else ()
    if dropped:
        said = Sentence(
            "fix-shortened", "Dropped from the address: {what}.", (("what", ", ".join(dropped)),)
        )
        edit = partial(mending.shortened, layer=layer.id)
        yield Fix(Sentence("fix-shorten", "Shorter address"), edit, said)
    if layer.campaign is not None:
        label = Sentence("fix-untag", "Drop the campaign tags")
        yield Fix(label, partial(mending.untagged, layer=layer.id))


def to_front(subject: Subject) -> Fix:
    """The link above all else."""
    label = Sentence("fix-to-front", "Bring to front")
    return Fix(label, partial(mending.to_front, layer=subject.layer.id))
