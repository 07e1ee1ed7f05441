"""What a person needs at hand on the phone while posting: addresses, captions, alt texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from storycomposer.document.deck import Deck
from storycomposer.document.layers import LinkLayer
from storycomposer.export.alt import alt_label, described, words
from storycomposer.export.manifest import links
from storycomposer.export.names import slide_name
from storycomposer.export.walk import drawn
from storycomposer.story import Story
from storycomposer.typography.segments import graphemes

MOST_BYTES = 600
"""What one code on a screen holds and still reads at once from a hand's distance."""


def addresses(story: Story, slides: Sequence[int]) -> tuple[str, ...]:
    """Where the links of ``slides`` (indices) lead, each once."""
    found = (link.url for at in slides for link in links(story.deck.slides[at]))
    return tuple(dict.fromkeys(found))


def texts(story: Story, slides: Sequence[int]) -> tuple[str, ...]:
    """For each of ``slides`` its number and name, its caption (its words, and the call and address
    of its links) and its alt text, a line each; what is the same as a line before is said once."""
    return tuple(_text(story.deck, at) for at in slides)


def _text(deck: Deck, at: int) -> str:
    slide = deck.slides[at]
    name, layers = slide_name(slide), {one.id: one for one in drawn(slide.layers)}
    caption = [name, *words(deck, slide)]
    for link in links(slide):
        layer = layers[link.layer]
        called = layer.call if isinstance(layer, LinkLayer) else ""
        caption += [" ".join(called.split()), link.url]
    told = [line for line in dict.fromkeys(caption) if line and line != name]
    alt = described(deck, slide)
    if not {*alt.splitlines()} <= {*caption, ""}:
        language = slide.language or deck.language
        told.append(f"{alt_label(language)} {' '.join(alt.split())}")
    return "\n".join((f"{at + 1}. {name}".rstrip(), *told))


def pages(texts: Sequence[str], most: int = MOST_BYTES) -> tuple[str, ...]:
    """``texts`` one after the other on as few pages as take them in order, each of at most ``most``
    bytes of UTF-8. A text is torn only where it is too long for a page of its own: between lines,
    else between words, else between characters."""
    made: list[str] = []
    for text in texts:
        for part in _fitting(text, most):
            longer = f"{made[-1]}\n\n{part}" if made else part
            if made and len(longer.encode()) <= most:
                made[-1] = longer
            else:
                made.append(part)
    return tuple(made)


def _fitting(text: str, most: int, level: int = 0) -> Iterator[str]:
    """``text`` in parts of at most ``most`` bytes."""
    if len(text.encode()) <= most:
        yield text
        return
    joint, pieces = _torn(text, level)
    part = ""
    for piece in pieces:
        longer = f"{part}{joint}{piece}" if part else piece
        if len(longer.encode()) <= most:
            part = longer
            continue
        if part:
            yield part
        *whole, part = _fitting(piece, most, level + 1) if piece else ("",)
        yield from whole
    if part:
        yield part


def _torn(text: str, level: int) -> tuple[str, list[str]]:
    """What joins the pieces of ``text``, and those: lines, words, graphemes, code points."""
    if level < 2:
        joint = ("\n", " ")[level]
        return joint, text.split(joint)
    if level == 2:
        return "", [text[start:end] for start, end in pairwise(graphemes(text))]
    return "", list(text)
