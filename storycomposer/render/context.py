"""What painters take and give.

A painter is a function ``paint(layer, ctx) -> Tile | None``, one for each kind of layer. It draws a
resolved layer (no brand roles left) and nothing around it:

- It draws in **box space**: canvas pixels, origin at the top left of the layer's box, before
  rotation. ``ctx.matrix`` maps box space to output pixels; scale, the layer's rotation and the
  rotation of groups around it are all in there, so a painter rasterises *through* the matrix and
  never turns finished pixels. The layer's ``x``, ``y`` and ``rotation`` are not to be read.
- The tile's ``left`` and ``top`` count output pixels from the **anchor**, the whole output pixel on
  which the layer's unrotated top left corner falls: floor(x·scale + 0.5). Placing is done later, so
  moving a layer repaints nothing.
- It draws neither ``shadow`` nor ``opacity`` nor ``blend``: those are the same for every kind and
  are applied to the finished tile. Ink may exceed the box.
- Equal layer and equal context give equal pixels, on any thread.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from storycomposer.document.layers import AnyLayer

if TYPE_CHECKING:
    from PIL import Image

    from storycomposer.media.store import MediaStore
    from storycomposer.typography.fonts import FontBook


class Matrix(NamedTuple):
    """An affine map in HarfBuzz's order: x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy."""

    xx: float = 1.0
    yx: float = 0.0
    xy: float = 0.0
    yy: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Where the point (x, y) lands."""
        return self.xx * x + self.xy * y + self.dx, self.yx * x + self.yy * y + self.dy

    def vector(self, x: float, y: float) -> tuple[float, float]:
        """What the offset (x, y) becomes: no translation."""
        return self.xx * x + self.xy * y, self.yx * x + self.yy * y

    def after(self, first: Matrix) -> Matrix:
        """The map that does ``first`` and then this one."""
        xx, yx = self.vector(first.xx, first.yx)
        xy, yy = self.vector(first.xy, first.yy)
        dx, dy = self.apply(first.dx, first.dy)
        return Matrix(xx, yx, xy, yy, dx, dy)

    def inverse(self) -> Matrix:
        """The map back. Raises ZeroDivisionError for a map that flattens the plane."""
        det = self.xx * self.yy - self.xy * self.yx
        xx, yx, xy, yy = self.yy / det, -self.yx / det, -self.xy / det, self.xx / det
        return Matrix(
            xx, yx, xy, yy, -(xx * self.dx + xy * self.dy), -(yx * self.dx + yy * self.dy)
        )

    @property
    def upright(self) -> bool:
        """True where no axis turns: pixels may then be placed on whole rows and columns."""
        return self.yx == 0.0 and self.xy == 0.0

    @property
    def unit(self) -> float:
        """Output pixels per unit of length."""
        return math.sqrt(abs(self.xx * self.yy - self.xy * self.yx))


def rotation(degrees: float, x: float, y: float) -> Matrix:
    """Turning by ``degrees`` clockwise about the point (x, y). Quarter turns are exact."""
    sin, cos = _QUARTERS.get(degrees % 360) or (
        math.sin(math.radians(degrees)),
        math.cos(math.radians(degrees)),
    )
    return Matrix(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


_QUARTERS = {0.0: (0.0, 1.0), 90.0: (1.0, 0.0), 180.0: (0.0, -1.0), 270.0: (-1.0, 0.0)}


class Bounds(NamedTuple):
    """A rectangle of whole output pixels: right and bottom are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top

    @property
    def empty(self) -> bool:
        """True where no pixel lies inside."""
        return self.right <= self.left or self.bottom <= self.top

    def meet(self, other: Bounds | None) -> Bounds:
        """What lies in both; ``None`` bounds nothing."""
        if other is None:
            return self
        return Bounds(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def join(self, other: Bounds) -> Bounds:
        """The smallest rectangle around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by: int) -> Bounds:
        """``by`` pixels more on every side."""
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: int, dy: int) -> Bounds:
        """The same size, elsewhere."""
        return Bounds(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


class Mended(NamedTuple):
    """What a picture came of: an earlier one in the same place, from which it differs in ``where``
    alone, counted as its pixels are. Known while somebody holds the earlier one."""

    of: weakref.ref[Image.Image]
    where: Bounds


class Tile(NamedTuple):
    """Pixels of one layer: an RGBA image (straight alpha) or an RGB image where all is opaque, and
    the place of its top left pixel. The image is never written to once it is in a tile."""

    image: Image.Image
    left: int
    top: int
    mended: Mended | None = None

    @property
    def bounds(self) -> Bounds:
        """The rectangle that the image covers."""
        return Bounds(
            self.left, self.top, self.left + self.image.width, self.top + self.image.height
        )


Painter = Callable[[AnyLayer, "Context"], Tile | None]


@dataclass(frozen=True, slots=True)
class Context:
    """What a painter needs beside the layer. ``matrix`` maps the layer's box space to output
    pixels, ``scale`` is output pixels per canvas pixel (for ``matrix`` without its rotation).
    Outside ``clip`` (output pixels from the anchor; None: no limit, the usual case) nothing needs
    drawing: it keeps giant layers affordable. ``paint`` paints another layer the same way, cached
    and with its shadow. ``keep`` is false where nobody will ask for the like again."""

    media: MediaStore
    book: FontBook
    language: str
    scale: float
    matrix: Matrix
    clip: Bounds | None
    paint: Painter
    keep: bool = True

    def at(self, matrix: Matrix, clip: Bounds | None, language: str | None = None) -> Context:
        """The same surroundings with another map, limit and language."""
        return Context(
            self.media,
            self.book,
            language or self.language,
            self.scale,
            matrix,
            clip,
            self.paint,
            self.keep,
        )


def bounds_of(matrix: Matrix, left: float, top: float, right: float, bottom: float) -> Bounds:
    """The whole output pixels that a rectangle in box space touches."""
    corners = [matrix.apply(x, y) for x in (left, right) for y in (top, bottom)]
    xs = [x for x, _ in corners]
    ys = [y for _, y in corners]
    # What float arithmetic adds to a whole number must not cost a further pixel.
    tiny = 1e-6
    return Bounds(
        math.floor(min(xs) + tiny),
        math.floor(min(ys) + tiny),
        math.ceil(max(xs) - tiny),
        math.ceil(max(ys) - tiny),
    )


def anchor(at: float, scale: float) -> int:
    """The whole output pixel on which canvas coordinate ``at`` falls."""
    return math.floor(at * scale + 0.5)


class Place(NamedTuple):
    """Where a layer goes: its own ``matrix``, and the pixel ``at`` of its anchor, counted as the
    surrounding matrix counts."""

    matrix: Matrix
    at: tuple[int, int]


def place(layer: AnyLayer, outer: Matrix) -> Place:
    """Where ``layer`` goes in surroundings whose canvas pixels ``outer`` maps to output pixels.
    Its matrix does not depend on its position unless the surroundings are turned."""
    px, py = outer.apply(layer.x, layer.y)
    at = math.floor(px + 0.5), math.floor(py + 0.5)
    dx, dy = (0.0, 0.0) if outer.upright else (px - at[0], py - at[1])
    still = Matrix(outer.xx, outer.yx, outer.xy, outer.yy, dx, dy)
    if layer.rotation == 0:
        return Place(still, at)
    return Place(still.after(rotation(layer.rotation, layer.width / 2, layer.height / 2)), at)
