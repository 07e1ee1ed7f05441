"""QR codes as modules of whole pixels, in any style."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import numpy as np
from PIL import Image

from storycomposer.document.geometry import Box
from storycomposer.document.link import Look
from storycomposer.document.style import Fill, Solid
from storycomposer.errors import StoryError
from storycomposer.links import forms
from storycomposer.links.forms import Piece
from storycomposer.links.looks import code_ink
from storycomposer.links.symbol import QUIET, Symbol
from storycomposer.render import paint, paths, raster
from storycomposer.render.context import Bounds, Context, Matrix, Tile, bounds_of


class Style(NamedTuple):
    """How a code is drawn. A gradient ``ink`` spans the symbol; ``finders_ink`` None: as it."""

    ink: Fill
    finders_ink: Fill | None = None
    modules: forms.Modules = "square"
    finders: forms.Finders = "square"


def style(look: Look) -> Style:
    """How ``look`` (brand roles resolved) draws its code."""
    finders = Solid(color=look.finder_color) if look.finder_color else None
    return Style(code_ink(look), finders, look.modules, look.finders)


def grid(symbol: Symbol, room: Box, matrix: Matrix) -> tuple[float, float, float]:
    """Left, top and module of ``symbol``'s modules in box space, where ``room`` holds it with its
    quiet zone and ``matrix`` maps box space to output pixels. A module is a whole number of output
    pixels and, where nothing is turned, lies on whole pixels: modules of broken size alias. What
    remains widens the quiet zone."""
    unit = matrix.unit
    pixels = room.width * unit / (symbol.side + 2 * QUIET)
    # In a thumbnail a module may be less than a pixel: it is then drawn as grey as it covers.
    module = (math.floor(pixels) if pixels >= 1 else pixels) / unit
    left, top = (start + (room.width - module * symbol.side) / 2 for start in (room.x, room.y))
    if matrix.upright:
        x, y = matrix.apply(left, top)
        left, top = matrix.inverse().apply(round(x), round(y))
    return left, top, module


def draw(symbol: Symbol, room: Box, style: Style, ctx: Context) -> Tile | None:
    """The dark modules of ``symbol`` in the square ``room`` (box space), which holds its quiet zone
    too, on the whole pixels of :func:`grid`."""
    left, top, module = grid(symbol, room, ctx.matrix)
    own = ctx.matrix.after(Matrix(module, 0, 0, module, left, top))
    extent = bounds_of(own, 0, 0, symbol.side, symbol.side).meet(ctx.clip)
    if extent.empty:
        return None
    return Tile(_drawn(symbol, style, own, extent), extent.left, extent.top)


def picture(symbol: Symbol, side: int, style: Style, ground: str) -> Image.Image:
    """``symbol`` alone with its quiet zone: ``side`` pixels square, RGB on the colour ``ground``.
    Raises StoryError where a module would be less than a pixel."""
    least = symbol.side + 2 * QUIET
    if side < least:
        raise StoryError(
            "code-too-small",
            "This code takes {least} pixels a side at least, not {side}.",
            least=least,
            side=side,
        )
    left, top, module = grid(symbol, Box(0, 0, side, side), Matrix())
    own = Matrix(module, 0, 0, module, left, top)
    extent = bounds_of(own, 0, 0, symbol.side, symbol.side)
    whole = Image.new("RGB", (side, side), paint.color(ground)[:3])
    drawn = _drawn(symbol, style, own, extent)
    whole.paste(drawn, (extent.left, extent.top), drawn)
    return whole


def _drawn(symbol: Symbol, style: Style, own: Matrix, extent: Bounds) -> Image.Image:
    """The dark modules where ``own`` maps modules to output pixels."""
    drawn = forms.forms(symbol, style.modules, style.finders)
    if style.finders_ink is None or style.finders_ink == style.ink:
        parts = [(drawn.modules + drawn.finders, style.ink)]
    else:
        parts = [(drawn.modules, style.ink), (drawn.finders, style.finders_ink)]
    pictures = [_inked(pieces, ink, symbol.side, own, extent) for pieces, ink in parts]
    for other in pictures[1:]:
        pictures[0].alpha_composite(other)
    return pictures[0]


def _inked(
    pieces: tuple[Piece, ...], ink: Fill, side: int, matrix: Matrix, extent: Bounds
) -> Image.Image:
    module = round(matrix.xx)
    if matrix.upright and module >= 1 and math.dist(matrix[:4], (module, 0, 0, module)) < 1e-6:
        cover = _stamped(pieces, side, module, extent.moved(-round(matrix.dx), -round(matrix.dy)))
    else:
        lines = raster.through(_lines(pieces, matrix.unit), matrix)
        cover = raster.coverage(lines, extent)
    filled = paint.fill(ink, (side, side), matrix, extent)
    return paint.masked(filled, raster.to_bytes(cover)).convert("RGBA")


def _stamped(pieces: tuple[Piece, ...], side: int, module: int, extent: Bounds) -> raster.Coverage:
    """What :func:`raster.coverage` says of modules on whole pixels: equal outlines have equal
    pixels there, so each is worked out once. ``extent`` counts from the symbol's top left."""
    whole = np.zeros((side, module, side, module), np.float32)
    flat = whole.reshape(side * module, side * module)
    for path, places in pieces:
        stamp = _stamp(path, module)
        size = len(stamp)
        if size == module:
            whole[places[:, 1], :, places[:, 0], :] += stamp
            continue
        for x, y in (places * module).tolist():
            flat[y : y + size, x : x + size] += stamp
    return flat[extent.top : extent.bottom, extent.left : extent.right]


@functools.lru_cache(maxsize=256)
def _stamp(path: str, module: int) -> raster.Coverage:
    lines = _sides(path, module) * module
    size = math.ceil(lines.max() / module - 1e-6) * module
    return raster.coverage(lines, Bounds(0, 0, size, size))


def _lines(pieces: tuple[Piece, ...], unit: float) -> raster.Floats:
    """The sides of all outlines, in modules. Sides that two share cancel out."""
    parts = [raster.edges([])]
    for path, places in pieces:
        sides = _sides(path, unit)
        moves = np.hstack((places, places)).astype(float)
        parts.append((sides[None] + moves[:, None]).reshape(-1, 4))
    return np.vstack(parts)


@functools.lru_cache(maxsize=512)
def _sides(path: str, unit: float) -> raster.Floats:
    return raster.edges([one.points for one in paths.contours(f"M0 0{path}", 1, 1, unit)])
