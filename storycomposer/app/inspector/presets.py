"""Looks of text that are ready to take."""

from __future__ import annotations

from typing import Any, NamedTuple

from storycomposer.app.words import t
from storycomposer.document.style import Glow, Highlight


class Preset(NamedTuple):
    """A look: the fields of a text it sets, and the ground it is shown on. A look without a colour
    leaves the text's own, which suits what lies behind it."""

    id: str
    name: str
    fields: tuple[tuple[str, Any], ...]
    ground: str = "brand:paper"


PLAIN: dict[str, Any] = {
    "italic": False,
    "tracking": 0.0,
    "case": "none",
    "highlight": None,
    "stroke": None,
    "glow": None,
    "shadow": None,
}
"""What every look begins with."""


def _preset(id: str, name: str, ground: str = "brand:paper", **fields: Any) -> Preset:
    return Preset(id, name, tuple({**PLAIN, **fields}.items()), ground)


PRESETS: tuple[Preset, ...] = (
    _preset(
        "headline",
        "Headline",
        font="brand:heading",
        weight=800,
        size=128.0,
        leading=1.05,
        tracking=-10.0,
    ),
    _preset("body", "Body", font="brand:body", weight=400, size=48.0, leading=1.35),
    _preset(
        "pill",
        "Pill caption",
        font="brand:body",
        weight=600,
        size=44.0,
        leading=1.4,
        color="brand:ink",
        highlight=Highlight(color="brand:accent"),
    ),
    _preset(
        "marker",
        "Marker",
        font="Permanent Marker",
        weight=400,
        size=96.0,
        leading=1.2,
        color="brand:ink",
        highlight=Highlight(style="box", color="brand:accent", radius=6, padding_x=28),
    ),
    _preset(
        "typewriter",
        "Typewriter",
        font="JetBrains Mono",
        weight=400,
        size=44.0,
        leading=1.5,
        color="brand:ink",
        highlight=Highlight(color="brand:paper", radius=0, padding_x=16, padding_y=4),
    ),
    _preset(
        "neon",
        "Neon",
        "brand:ink",
        font="Pacifico",
        weight=400,
        size=112.0,
        leading=1.3,
        color="#FFFFFF",
        glow=Glow(color="brand:accent", radius=48),
    ),
)


def preset_name(preset: Preset) -> str:
    """What a look is called."""
    return t(f"preset.{preset.id}", preset.name)
