"""Rules of a code's finished pixels: contrast, dark on light, nothing over it, and the proof."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from storycomposer.checks import mending, proofs
from storycomposer.checks.finding import Finding, Fix, Severity
from storycomposer.checks.offers import ENLARGE, INSIDE, less_to_say, to_front
from storycomposer.checks.subject import Subject, at
from storycomposer.document.geometry import Box
from storycomposer.errors import Sentence
from storycomposer.links.anatomy import alignments
from storycomposer.links.brightness import Values, luminances
from storycomposer.links.contrast import tenths
from storycomposer.links.looks import READABLE
from storycomposer.links.symbol import QUIET, Symbol
from storycomposer.render.codes import Code

NEEDED = READABLE
"""Contrast of modules to ground, as WCAG 2.2 counts it. Decoders on a computer read 1.44:1, phones
in the sun do not."""

_TILE = 9
"""Modules on a side of the squares that contrast is judged in: gradients and photographs differ
from place to place, and a reader needs every place."""

_SEEN = 24
"""Levels of 255 by which something over the code must change it to count."""

_CLEAR = 0.99
"""Share of the quiet zone that must be light: rounded corners may take a little of its corners."""

_SHARE = 0.002
"""Share of the code with its quiet zone that may be so changed: a single corner pixel is none."""


class Reading(NamedTuple):
    """``contrast`` at the worst place of a code; ``inverted`` where its modules are the lighter;
    ``margin`` is the share of its quiet zone that is as light as it must be."""

    contrast: float
    inverted: bool
    margin: float


def covered(subject: Subject) -> Iterator[Finding]:
    """Nothing of other layers over the code and its quiet zone. It is an error where it takes the
    modules away or the code is not read: then this is why."""
    if subject.code is None or not _is_covered(subject) or subject.proof is None:
        return
    seen = reading(subject.finished, subject.code, subject.region[:2])
    faint = seen is None or seen.contrast < NEEDED
    yield Finding(
        "link-covered",
        "error" if faint or subject.proof.state == "unreadable" else "warning",
        subject.index,
        subject.layer.id,
        Sentence("link-covered", "Another layer lies over the code or its quiet margin."),
        tuple(_uncovering(subject)),
    )


def _uncovering(subject: Subject) -> Iterator[Fix]:
    layer, room = subject.layer.id, subject.room
    yield to_front(subject)
    free = Sentence("fix-move-free", "Move where it is free")
    yield Fix(free, partial(mending.moved_free, layer=layer, area=room))
    away = Sentence("fix-uncover", "Move the other away")
    if mending.covering(subject.story.deck, layer):
        slide = Box(0, 0, *subject.story.deck.canvas)
        yield Fix(away, partial(mending.uncovered, layer=layer, area=room))
        yield Fix(away, partial(mending.uncovered, layer=layer, area=slide))


def contrast(subject: Subject) -> Iterator[Finding]:
    """Dark modules on a light ground, at least 4:1 at every place of the finished code, and a light
    margin around it. What lies over the code is told by :func:`covered`."""
    if subject.code is None or subject.unseen:
        return
    picture = subject.uncovered if _is_covered(subject) else subject.finished
    seen = reading(picture, subject.code, subject.region[:2])
    if seen is None:
        return
    fixes = _stronger(subject)
    if seen.inverted:
        rule, sentence = "link-inverted", _INVERTED
    elif seen.contrast < NEEDED:
        rule, sentence = "link-contrast", _faint(seen.contrast)
    elif seen.margin < _CLEAR:
        rule, sentence = "link-margin", _MARGIN
        fixes = (*_squarer(subject), *fixes)
    else:
        return
    severity: Severity = "warning" if rule == "link-margin" else "error"
    yield Finding(rule, severity, subject.index, subject.layer.id, sentence, fixes)


_MARGIN = Sentence(
    "link-margin", "Something dark reaches into the light margin that the code needs around it."
)
_INVERTED = Sentence(
    "link-inverted", "The code is light on dark: many phones read only dark on light."
)


def _faint(ratio: float) -> Sentence:
    return Sentence(
        "link-contrast",
        "The code's contrast is {ratio}:1: phones need {needed}:1.",
        (("ratio", tenths(ratio)), ("needed", round(NEEDED))),
    )


def _is_covered(subject: Subject) -> bool:
    if subject.code is None or subject.unseen or subject.uncovered is subject.finished:
        return False
    change = ImageChops.difference(subject.finished, subject.uncovered)
    if change.getbbox() is None:
        return False
    inside = np.asarray(change).max(axis=2)[_mask(subject.code, subject.region)]
    return bool((inside > _SEEN).sum() > _SHARE * inside.size)


def reads(subject: Subject) -> Iterator[Finding]:
    """Phones read the code: it is proven. That its modules are fine is told by
    :func:`storycomposer.checks.link_shape.modules`."""
    found = proofs.of_subject(subject)
    if found is None or set(found.failing) <= {"modules"}:
        return
    yield Finding(
        "link-proof",
        "error" if found.state == "unreadable" else "warning",
        subject.index,
        subject.layer.id,
        proofs.said(found),
        _readable(subject),
    )


def reading(picture: Image.Image, code: Code, origin: tuple[int, int]) -> Reading | None:
    """Contrast of ``code`` in ``picture``, whose top left pixel is ``origin`` of the slide. None
    where none of it is in the picture."""
    pixels = np.asarray(picture.convert("RGB"))
    count = code.symbol.side + 2 * QUIET
    steps = np.arange(count) - QUIET + 0.5
    places = at(code, *np.meshgrid(steps, steps)) - origin
    columns, rows = np.floor(places).astype(int).transpose(2, 0, 1)
    height, width = pixels.shape[:2]
    there = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    values = luminances(pixels[rows.clip(0, height - 1), columns.clip(0, width - 1)])
    dark = np.zeros((count, count), bool)
    dark[QUIET:-QUIET, QUIET:-QUIET] = code.symbol.rows
    inside = there & _judged(code.symbol)
    ink, ground = dark & inside, ~dark & inside
    if not ink.any() or not ground.any():
        return None
    black = np.median(values[ink])
    inverted = black > np.median(values[ground])
    around = there.copy()
    around[QUIET:-QUIET, QUIET:-QUIET] = False
    ring = (values[around] + 0.05) / (black + 0.05)
    margin = float((ring >= NEEDED).mean()) if len(ring) else 1.0
    return Reading(_worst(values, ink, ground), bool(inverted), margin)


def _judged(symbol: Symbol) -> NDArray[np.bool_]:
    """The modules, quiet zone included, that contrast is measured on: those of the symbol but for
    what a mark covers, and what rounding takes off the corners of finders and alignment marks."""
    count = symbol.side + 2 * QUIET
    inside = np.zeros((count, count), bool)
    inside[QUIET:-QUIET, QUIET:-QUIET] = True
    middle = slice((count - symbol.clear) // 2, (count + symbol.clear) // 2)
    inside[middle, middle] = False
    near = np.abs(np.arange(7) - 3) <= 1
    cross = near[:, None] | near[None, :]
    first, last = slice(QUIET, QUIET + 7), slice(count - QUIET - 7, count - QUIET)
    for rows, columns in ((first, first), (first, last), (last, first)):
        inside[rows, columns] = cross
    plus = np.arange(5) == 2
    for row, column in alignments(symbol.version):
        mark = (slice(at + QUIET - 2, at + QUIET + 3) for at in (row, column))
        inside[tuple(mark)] &= plus[:, None] | plus[None, :]
    return inside


def _worst(values: Values, dark: NDArray[np.bool_], light: NDArray[np.bool_]) -> float:
    """The lowest contrast of any square of modules. Nine tenths of the squares' modules must have
    it: a logo in the middle and a sticker's corner are judged by others."""
    worst = 21.0
    for top in range(0, len(values), _TILE):
        for left in range(0, len(values), _TILE):
            tile = np.s_[top : top + _TILE, left : left + _TILE]
            ink, ground = values[tile][dark[tile]], values[tile][light[tile]]
            if len(ink) < _TILE or len(ground) < _TILE:
                continue
            high, low = np.quantile(ground, 0.1), np.quantile(ink, 0.9)
            worst = min(worst, float((high + 0.05) / (low + 0.05)))
    return worst


def _mask(code: Code, region: tuple[int, int, int, int]) -> NDArray[np.bool_]:
    """The pixels of ``region`` that belong to the code with its quiet zone."""
    left, top, right, bottom = region
    low, high = -QUIET, code.symbol.side + QUIET
    corners = at(code, np.array([low, high, high, low]), np.array([low, low, high, high]))
    shape = Image.new("1", (right - left, bottom - top))
    points = [(float(x) - left, float(y) - top) for x, y in corners]
    ImageDraw.Draw(shape).polygon(points, fill=1)
    return np.asarray(shape)


def _stronger(subject: Subject) -> tuple[Fix, ...]:
    label = Sentence("fix-contrast", "More contrast")
    return tuple(
        Fix(label, partial(mending.restyled, layer=subject.layer.id, changes=changes))
        for changes in (mending.SOLID, mending.BRANDED, mending.STRONG)
    )


def _squarer(subject: Subject) -> tuple[Fix, ...]:
    label = Sentence("fix-squarer", "Less round corners")
    return tuple(
        Fix(label, partial(mending.restyled, layer=subject.layer.id, changes={"look.radius": to}))
        for to in (24, 0)
        if subject.layer.look.radius > to
    )


def _readable(subject: Subject) -> tuple[Fix, ...]:
    """Whatever may help, what changes least first."""
    layer = subject.layer.id
    plain = Sentence("fix-plain", "Simpler style")
    larger = (
        Fix(ENLARGE, partial(mending.enlarged, layer=layer, factor=factor, area=subject.room))
        for factor in (1.3, 1.8, 2.5)
    )
    return (
        Fix(plain, partial(mending.restyled, layer=layer, changes=mending.PLAIN)),
        *_stronger(subject),
        Fix(INSIDE, partial(mending.moved_into, layer=layer, area=subject.room)),
        *larger,
        *less_to_say(subject),
        to_front(subject),
    )
