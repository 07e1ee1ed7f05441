"""Ready looks of links, in the brand's own colours and fonts, and what a look puts at risk."""

from __future__ import annotations

from typing import NamedTuple

from storycomposer.document.link import EmojiMark, Look
from storycomposer.document.style import Linear, Solid, Stop, Stroke
from storycomposer.errors import Sentence


class Named(NamedTuple):
    """A look to choose: ``id`` is stable, ``label`` its name for people, ``size`` a good box for a
    link that wears it."""

    id: str
    label: Sentence
    look: Look
    size: tuple[float, float]


def _named(id: str, label: str, size: tuple[float, float], look: Look) -> Named:
    return Named(id, Sentence(f"look-{id}", label), look, size)


_WIDE = (888.0, 320.0)
_TALL = (340.0, 500.0)

LOOKS: tuple[Named, ...] = (
    _named("paper", "Paper", _WIDE, Look()),
    _named(
        "ink",
        "Ink",
        _WIDE,
        Look(paper="brand:ink", ink="brand:paper", accent="brand:accent", modules="rounded"),
    ),
    _named(
        "brand",
        "Brand",
        _WIDE,
        Look(
            paper="brand:primary",
            ink="brand:paper",
            accent="brand:paper",
            code=Solid(color="brand:ink"),
        ),
    ),
    _named("ticket", "Ticket", _WIDE, Look(form="ticket", modules="connected", finders="rounded")),
    _named(
        "badge",
        "Badge",
        (340, 420),
        Look(arrangement="badge", modules="connected", finders="rounded"),
    ),
    _named(
        "bar",
        "Bar",
        (888, 300),
        Look(
            arrangement="bar",
            paper="brand:ink",
            ink="brand:paper",
            accent="brand:accent",
            modules="rounded",
            finders="rounded",
        ),
    ),
    _named(
        "frame",
        "Frame",
        _TALL,
        Look(
            arrangement="below",
            finders="rounded",
            finder_color="brand:primary",
            frame=Stroke(color="brand:primary", width=8, position="inside"),
        ),
    ),
    _named("minimal", "Minimal", (320, 320), Look(arrangement="code", radius=16)),
    _named(
        "gradient",
        "Gradient",
        _WIDE,
        Look(
            modules="connected",
            finders="rounded",
            code=Linear(
                angle=135,
                stops=(Stop(at=0, color="brand:primary"), Stop(at=1, color="brand:ink")),
            ),
        ),
    ),
    _named(
        "dots",
        "Dots",
        _TALL,
        Look(
            arrangement="below",
            modules="dots",
            finders="round",
            finder_color="brand:primary",
            mark=EmojiMark(emoji="👋"),
        ),
    ),
)
"""From the plainest to the most playful; the first is a new link's own."""
