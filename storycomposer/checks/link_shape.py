"""Rules of a link's place and measures: modules, size, quarter turns, the safe area."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from storycomposer.checks import mending
from storycomposer.checks.finding import Finding, Fix, Severity
from storycomposer.checks.offers import ENLARGE, INSIDE, less_to_say
from storycomposer.checks.subject import Subject
from storycomposer.document.geometry import Box
from storycomposer.errors import Sentence
from storycomposer.links.proof import FINE

NEEDED, ADVISED = 4, FINE
"""Output pixels of a module at 1080 wide: below four, codes break in an upload; below six some
do."""

SMALLEST = 240.0
"""Canvas pixels of a code with its quiet zone."""

_SLACK = 0.5
"""Canvas pixels: less is not seen."""


def modules(subject: Subject) -> Iterator[Finding]:
    """Modules of at least 4 pixels, better 6."""
    code = subject.code
    if code is None or code.module >= ADVISED - 0.01:
        return
    if code.module < NEEDED - 0.01:
        yield _found(
            subject,
            "link-modules",
            "error",
            Sentence(
                "link-modules-needed",
                "The code is too fine: its modules are {size} px, phones need {needed}.",
                (("size", _pixels(code.module)), ("needed", NEEDED)),
            ),
            _coarser(subject),
        )
        return
    yield _found(
        subject,
        "link-modules",
        "warning",
        Sentence(
            "link-modules-advised",
            "The code's modules are only {size} px: {advised} read more surely.",
            (("size", _pixels(code.module)), ("advised", ADVISED)),
        ),
        _coarser(subject),
    )


def _pixels(length: float) -> float:
    """To a tenth, whole pixels without one."""
    said = round(length, 1)
    return int(said) if said == int(said) else said


def size(subject: Subject) -> Iterator[Finding]:
    """A code of at least 240 pixels with its quiet zone."""
    code = subject.code
    if code is None:
        return
    if code.side < SMALLEST:
        sentence = Sentence(
            "link-size",
            "The code is small: {size} px wide with its margin, at least {least} are found easily.",
            (("size", int(code.side)), ("least", round(SMALLEST))),
        )
        fixes = _larger(subject, SMALLEST / code.side)
        yield _found(subject, "link-size", "warning", sentence, fixes)


def turned(subject: Subject) -> Iterator[Finding]:
    """A code whose modules lie on whole pixels: no turn but quarter turns."""
    code = subject.code
    if code is None or abs((code.rotation + 45) % 90 - 45) < 0.01:
        return
    label = Sentence("fix-straighten", "Straighten")
    fixes = (Fix(label, partial(mending.straightened, layer=subject.layer.id)),)
    sentence = Sentence(
        "link-turned",
        "The code is turned by {degrees}°: an upright one reads more surely.",
        (("degrees", round(code.rotation, 1)),),
    )
    yield _found(subject, "link-turned", "warning", sentence, fixes)


def covered_by_bars(subject: Subject) -> Iterator[Finding]:
    """Clear of the apps' own bars, and on the slide. What hides the code itself, or takes the room
    that a sticker needs, is an error. What spans the slide is meant to reach its sides."""
    box, hidden = subject.box, _code_box(subject)
    slide = Box(0, 0, *subject.story.deck.canvas)
    safe, room = subject.safe, subject.room
    if box.width >= slide.width:
        safe = Box(slide.x, safe.y, slide.width, safe.height)
        room = Box(slide.x, room.y, slide.width, room.height)
    for area, told in ((slide, _OUTSIDE), (safe, _bar(box, safe))):
        if _within(box, area):
            continue
        severe = subject.layer.mode == "sticker" or (hidden and not _within(hidden, area))
        label = _UP if told is _REPLY_BAR else INSIDE
        edit = partial(mending.moved_into, layer=subject.layer.id, area=room)
        yield _found(
            subject,
            "link-safe-area",
            "error" if severe else "warning",
            told,
            (Fix(label, edit),),
        )
        return


_UP = Sentence("fix-move-up", "Move up")
_REPLY_BAR = Sentence("link-reply-bar", "Covered by the reply bar.")
_OUTSIDE = Sentence("link-outside", "Part of the link lies outside the slide.")


def _bar(box: Box, safe: Box) -> Sentence:
    if box.bottom > safe.bottom + _SLACK:
        return _REPLY_BAR
    if box.y < safe.y - _SLACK:
        return Sentence("link-top-bar", "Covered by the app's bar at the top.")
    return Sentence("link-side-bar", "Covered by the app's buttons at the side.")


def _within(box: Box, area: Box) -> bool:
    return (
        box.x >= area.x - _SLACK
        and box.y >= area.y - _SLACK
        and box.right <= area.right + _SLACK
        and box.bottom <= area.bottom + _SLACK
    )


def _code_box(subject: Subject) -> Box | None:
    if subject.code is None:
        return None
    xs, ys = zip(*subject.code.corners, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _coarser(subject: Subject) -> tuple[Fix, ...]:
    """What makes modules larger: a larger code, or fewer of them."""
    assert subject.code is not None
    wanted = ADVISED / subject.code.module
    return (*_larger(subject, wanted), *less_to_say(subject))


def _larger(subject: Subject, factor: float) -> tuple[Fix, ...]:
    """Growing by about ``factor``: the least that mends counts. Modules are whole pixels, so less
    may do than their size says; a card's margins do not grow with it, so more may be wanted."""
    assert subject.code is not None
    least = max(1.0, SMALLEST / subject.code.side)
    factors = sorted({least, *(factor * more for more in (0.6, 0.8, 1.0, 1.13, 1.37))})
    over = Sentence("fix-enlarge-over", "Enlarge over other layers")
    return tuple(
        Fix(label, partial(edit, layer=subject.layer.id, factor=1.02 * one, area=subject.room))
        for label, edit in ((ENLARGE, mending.enlarged), (over, mending.enlarged_over))
        for one in factors
        if one >= least
    )


def _found(
    subject: Subject, rule: str, severity: Severity, sentence: Sentence, fixes: tuple[Fix, ...]
) -> Finding:
    return Finding(rule, severity, subject.index, subject.layer.id, sentence, fixes)
