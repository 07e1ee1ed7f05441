"""Ready looks of links, in the brand's own colours and fonts, and what a look puts at risk."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import structs

from storycomposer.document import resolve
from storycomposer.document.deck import Brand
from storycomposer.document.link import Look
from storycomposer.document.style import Fill, Linear, Solid, Stop, Stroke
from storycomposer.errors import Sentence
from storycomposer.links import contrast


class Named(NamedTuple):
    """A look to choose: ``id`` is stable, ``label`` its name for people, ``size`` a good box for a
    link that wears it."""

    id: str
    label: Sentence
    look: Look
    size: tuple[float, float]


def _named(id: str, label: str, size: tuple[float, float], look: Look) -> Named:
    return Named(id, Sentence(f"look-{id}", label), look, size)


_WIDE = (888.0, 360.0)
_TALL = (392.0, 596.0)
_DOTTED = (480.0, 720.0)
"""Dots and round corner marks read less easily from afar: their code is larger."""

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
        (360, 496),
        Look(arrangement="badge", modules="connected", finders="rounded"),
    ),
    _named(
        "bar",
        "Bar",
        _WIDE,
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
    _named(
        "minimal",
        "Minimal",
        (352, 352),
        Look(arrangement="code", modules="connected", finders="rounded"),
    ),
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
        _DOTTED,
        Look(
            arrangement="below",
            modules="dots",
            finders="round",
            finder_color="brand:primary",
        ),
    ),
)
"""From the plainest to the most playful; the first is a new link's own."""


def suited(look: Look, brand: Brand) -> Look:
    """``look`` as it is worn in ``brand``: roles that could not be read in it, such as a pale
    primary on paper, give way to the brand's ink or paper."""
    paper = resolve.color(look.paper, brand)
    ink = look.ink
    if contrast.ratio(resolve.color(ink, brand), paper) < LEGIBLE:
        ink = max(
            ("brand:ink", "brand:paper"),
            key=lambda role: contrast.ratio(resolve.color(role, brand), paper),
        )
    ground, dark = _ground(structs.replace(look, ink=ink), brand)

    def clear(color: str) -> str:
        return color if contrast.ratio(resolve.color(color, brand), ground) >= READABLE else dark

    code, finders = look.code, look.finder_color
    if isinstance(code, Solid):
        code = Solid(color=clear(code.color))
    elif code is not None:
        stops = tuple(structs.replace(stop, color=clear(stop.color)) for stop in code.stops)
        code = structs.replace(code, stops=stops)
    return structs.replace(
        look, ink=ink, code=code, finder_color=clear(finders) if finders else None
    )


def code_ground(look: Look) -> str:
    """What the code of ``look`` (brand roles resolved) lies on: the lighter of paper and ink,
    opaque. Readers want dark on light."""
    return max(look.paper[:7], look.ink[:7], key=contrast.luminance)


def code_ink(look: Look) -> Fill:
    """What the modules are drawn with: what the look says, or the darker of paper and ink."""
    return look.code or Solid(color=min(look.paper[:7], look.ink[:7], key=contrast.luminance))


def _ground(look: Look, brand: Brand) -> tuple[str, str]:
    """What the code of ``look`` lies on, as a colour, and the darker of paper and ink as it is
    named."""
    named = sorted(
        (look.paper, look.ink), key=lambda one: contrast.luminance(resolve.color(one, brand))
    )
    return resolve.color(named[1], brand), named[0]


def risks(look: Look) -> tuple[Sentence, ...]:
    """What ``look`` (brand roles resolved) puts at risk, a sentence each: to be said while it is
    chosen. Whether a code does read is proven on the finished slide."""
    colors = paled(look)
    checks = (
        (look.modules == "dots", _DOTS),
        (look.mark is not None and look.correction in ("L", "M"), _MARK),
    )
    said = tuple(sentence for holds, sentence in checks if holds)
    return said if colors is None else (colors, *said)


def paled(look: Look) -> Sentence | None:
    """What the colours of ``look`` (brand roles resolved) put at risk: the code, else the words."""
    if any(_is_lighter(fill, code_ground(look)) for fill in _inks(look)):
        return _INVERTED
    worst = weakest(look)
    if worst < READABLE:
        return _faint(code_ink(look), worst)
    words = contrast.ratio(look.ink, look.paper)
    solid = look.paper[7:].lower() in ("", "ff")
    if words < LEGIBLE and solid and look.arrangement not in ("badge", "code"):
        return Sentence(
            "look-words",
            "The words' contrast is {ratio}:1 where people want 4.5:1: choose others.",
            (("ratio", contrast.tenths(words)),),
        )
    return None


def weakest(look: Look) -> float:
    """The contrast of that part of the code of ``look`` (brand roles resolved) that stands out
    least from its ground."""
    return min(contrast.weakest(fill, code_ground(look)) for fill in _inks(look))


def _inks(look: Look) -> tuple[Fill, ...]:
    code = code_ink(look)
    return (code, Solid(color=look.finder_color)) if look.finder_color else (code,)


READABLE = 4.0
"""Contrast that phones need between modules and ground; decoders on computers read less."""
LEGIBLE = 4.5
"""Contrast that people need to read small letters (WCAG 2.2, success criterion 1.4.3)."""

_INVERTED = Sentence(
    "look-inverted", "The code is lighter than its ground: many phones read dark on light only."
)
_DOTS = Sentence(
    "look-dots", "Dots are read less easily from afar: give the code room, or connect its modules."
)
MARK_RISK = "look-mark"
"""Id of what the middle puts at risk."""

_MARK = Sentence(
    MARK_RISK, "A mark in the middle costs correction: the code takes level Q or more for it."
)


def _faint(code: Fill, worst: float) -> Sentence:
    value = ("ratio", contrast.tenths(worst))
    if isinstance(code, Solid):
        return Sentence(
            "look-faint",
            "Contrast is {ratio}:1 where phones want 4:1: choose colours further apart.",
            (value,),
        )
    return Sentence(
        "look-faint-gradient",
        "The gradient's contrast falls to {ratio}:1 where phones want 4:1: choose darker colours.",
        (value,),
    )


def _is_lighter(fill: Fill, ground: str) -> bool:
    colors = [fill.color] if isinstance(fill, Solid) else [stop.color for stop in fill.stops]
    return any(contrast.luminance(color) > contrast.luminance(ground) for color in colors)
