"""A code by itself, as a picture or as a drawing that scales."""

from __future__ import annotations

import math
from html import escape
from typing import Any

from storycomposer.document.deck import Brand
from storycomposer.document.link import Look
from storycomposer.document.resolve import resolve
from storycomposer.document.style import Fill, Linear, Solid
from storycomposer.encode import png_bytes
from storycomposer.errors import StoryError
from storycomposer.links import forms
from storycomposer.links.looks import LOOKS, code_ground
from storycomposer.links.symbol import QUIET, Symbol, symbol
from storycomposer.render import code, paint


def look(name: str) -> Look:
    """The ready look ``name``. Raises StoryError where there is none."""
    for one in LOOKS:
        if one.id == name:
            return one.look
    raise StoryError(
        "look-unknown",
        'There is no look "{name}": choose from {known}.',
        name=name[:40],
        known=", ".join(one.id for one in LOOKS),
    )


def code_png(text: str, look: Look, side: int = 1080) -> bytes:
    """The code of ``text`` with its quiet zone as PNG, ``side`` pixels square, modules on whole
    pixels; what remains widens the quiet zone. Raises StoryError where that is too few."""
    style, ground = _style(look)
    return png_bytes(code.picture(symbol_of(text, look), side, style, ground), "small")


def code_svg(text: str, look: Look, side: int = 1080) -> bytes:
    """The same as SVG 1.1, ``side`` pixels square unless it is scaled. Raises StoryError for what
    no code holds."""
    made = symbol_of(text, look)
    style, ground = _style(look)
    drawn = forms.forms(made, style.modules, style.finders)
    finders = style.finders_ink or style.ink
    parts = [(drawn.modules, style.ink, "a"), (drawn.finders, finders, "b")]
    if finders == style.ink:
        parts = [(drawn.modules + drawn.finders, style.ink, "a")]
    width = made.side + 2 * QUIET
    inner = [_path(forms.svg_path(pieces), fill, id, made.side) for pieces, fill, id in parts]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
        f'viewBox="0 0 {width} {width}" shape-rendering="{_edges(look)}">\n'
        f"<title>{escape(_sayable(text))}</title>\n"
        f'<path fill="{_opaque(ground)}" d="M0 0h{width}v{width}H0z"/>\n'
        + "\n".join(inner)
        + "\n</svg>\n"
    ).encode()


def symbol_of(text: str, look: Look) -> Symbol:
    """The symbol that ``look`` asks for. Raises StoryError for what no code holds."""
    return symbol(text) if look.correction == "auto" else symbol(text, look.correction)


def _style(look: Look) -> tuple[code.Style, str]:
    """How the code of ``look`` is drawn in the colours of a plain brand, and what it lies on."""
    plain = resolve(look, Brand())
    return code.style(plain), code_ground(plain)


def _edges(look: Look) -> str:
    """Squares keep crisp edges at any size; curves need soft ones."""
    square = look.modules == "square" and look.finders == "square"
    return "crispEdges" if square else "geometricPrecision"


def _path(data: str, fill: Fill, id: str, side: int) -> str:
    if isinstance(fill, Solid):
        return f'<path fill="{_opaque(fill.color)}" d="{data}"/>'
    return f'{_gradient(fill, id, side)}<path fill="url(#{id})" d="{data}"/>'


def _gradient(fill: Any, id: str, side: int) -> str:
    """The gradient over the symbol as the renderer draws it (CSS Images Level 3 §3.1)."""
    stops = "".join(
        f'<stop offset="{stop.at:g}" stop-color="{_opaque(stop.color)}"/>' for stop in fill.stops
    )
    units = 'gradientUnits="userSpaceOnUse"'
    middle = QUIET + side / 2
    if isinstance(fill, Linear):
        turn = math.radians(fill.angle)
        half = side * (abs(math.sin(turn)) + abs(math.cos(turn))) / 2
        dx, dy = math.sin(turn) * half, -math.cos(turn) * half
        ends = (middle - dx, middle - dy, middle + dx, middle + dy)
        x1, y1, x2, y2 = (f"{end:.4g}" for end in ends)
        line = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
        return f'<linearGradient id="{id}" {units} {line}>{stops}</linearGradient>'
    x, y = (QUIET + side * at for at in fill.center)
    circle = f'cx="{x:.4g}" cy="{y:.4g}" r="{fill.radius * side * math.sqrt(0.5):.4g}"'
    return f'<radialGradient id="{id}" {units} {circle}>{stops}</radialGradient>'


def _opaque(color: str) -> str:
    red, green, blue, _ = paint.color(color)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _sayable(text: str) -> str:
    """``text`` without the control characters that no XML holds."""
    return "".join(char if char >= " " or char in "\n\t" else " " for char in text)
