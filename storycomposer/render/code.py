"""QR codes as modules of whole pixels."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from storycomposer.document.geometry import Box
from storycomposer.links.symbol import QUIET, Symbol
from storycomposer.render import paint, raster
from storycomposer.render.context import Context, Matrix, Tile, bounds_of


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


def draw(symbol: Symbol, room: Box, color: str, ctx: Context) -> Tile | None:
    """The dark modules of ``symbol`` in the square ``room`` (box space), which holds its quiet zone
    too, on the whole pixels of :func:`grid`."""
    left, top, module = grid(symbol, room, ctx.matrix)
    sides = raster.through(_sides(symbol) * module + (left, top, left, top), ctx.matrix)
    extent = bounds_of(ctx.matrix, room.x, room.y, room.right, room.bottom).meet(ctx.clip)
    if extent.empty:
        return None
    picture = Image.new("RGB", extent.size, paint.color(color)[:3])
    picture.putalpha(Image.fromarray(raster.to_bytes(raster.coverage(sides, extent))))
    return Tile(picture, extent.left, extent.top)


def _sides(symbol: Symbol) -> raster.Floats:
    """The sides of all dark modules, one unit each. Sides that two share cancel out."""
    rows, columns = np.nonzero(np.array(symbol.rows))
    x, y = columns.astype(float), rows.astype(float)
    corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
    sides = [
        np.column_stack((*begin, *end))
        for begin, end in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    return np.vstack(sides)
