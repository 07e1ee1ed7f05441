"""The painter of text: ground, markers, glow, outline, letters, from bottom to top."""

from __future__ import annotations

import math

from PIL import Image

from storycomposer.document.layers import TextLayer
from storycomposer.render import highlights, paint, raster, text_effects, text_ink, text_runs
from storycomposer.render.blend import compose
from storycomposer.render.context import Bounds, Context, Tile
from storycomposer.render.paths import TOLERANCE, Points
from storycomposer.render.text_mixing import Ink
from storycomposer.render.text_rules import rules
from storycomposer.typography import paragraph
from storycomposer.typography.layout import Fragment, Layout


def draw(layer: TextLayer, ctx: Context) -> Tile | None:
    """The text of ``layer``, whatever of it hangs out of its box included; None where nothing is
    to be seen."""
    layout = paragraph.layout(layer, ctx.book, layer.language or ctx.language)
    styles = text_runs.styles(layout, ctx.book)
    clip = _reach(layer, ctx)
    letters = text_ink.ink(layout, styles, rules(layout, styles), ctx, clip)
    tiles = _grounds(layout, styles, ctx)
    if letters is not None:
        tiles += _dressed(letters, layer, ctx)
    return _stacked(tiles)


def unknown(layer: TextLayer, ctx: Context) -> list[Fragment]:
    """The letters that :func:`draw` would have to draw, those of other lines being known."""
    layout = paragraph.layout(layer, ctx.book, layer.language or ctx.language)
    return text_ink.unknown(layout, ctx, _reach(layer, ctx))


def _reach(layer: TextLayer, ctx: Context) -> Bounds | None:
    """Where letters must be drawn so that their outline and glow are right inside the clip."""
    if ctx.clip is None:
        return None
    reach = (layer.stroke.width if layer.stroke else 0) + (layer.glow.radius if layer.glow else 0)
    return ctx.clip.grown(math.ceil(reach * ctx.matrix.unit) + 2)


def _grounds(layout: Layout, styles: text_runs.Styles, ctx: Context) -> list[Tile]:
    """The layer's own ground, and above it the markers of runs."""
    tolerance = TOLERANCE / ctx.matrix.unit
    found: list[Tile | None] = []
    ground = layout.layer.highlight
    if ground is not None:
        contours = highlights.contours(layout.lines, ground, tolerance)
        found.append(_filled(contours, ground.color, ctx))
    for color, bars in text_runs.markers(layout, styles).items():
        radius = min(bar.bottom - bar.top for bar in bars) * _MARKER_RADIUS
        found.append(_filled(highlights.rectangles(bars, radius, tolerance), color, ctx))
    return [tile for tile in found if tile is not None]


_MARKER_RADIUS = 0.1
"""The rounding of a marker's corners, in parts of its height."""


def _filled(contours: list[Points], color: str, ctx: Context) -> Tile | None:
    sides = raster.through(raster.edges(contours), ctx.matrix)
    extent = raster.bounds(sides, ctx.clip)
    rgba = paint.color(color)
    if extent.empty or rgba[3] == 0:
        return None
    cover = raster.to_bytes(raster.coverage(sides, extent))
    picture = Image.new("RGB" if rgba[3] == 255 else "RGBA", extent.size, rgba)
    return Tile(paint.masked(picture, cover), extent.left, extent.top)


def _dressed(letters: Ink, layer: TextLayer, ctx: Context) -> list[Tile]:
    """Glow, then letters with their outline."""
    unit = ctx.matrix.unit
    edge = layer.stroke.width * unit if layer.stroke else 0.0
    tiles = []
    if layer.glow:
        light, pad = text_effects.glow(letters.silhouette, edge, layer.glow.radius * unit)
        tiles.append(_tinted(light, layer.glow.color, letters.left - pad, letters.top - pad))
    if layer.stroke and edge > 0:
        cover, pad = text_effects.outline(letters.silhouette, edge)
        color = paint.color(layer.stroke.color)
        image = text_effects.over(letters.image, letters.silhouette, cover, pad, color)
        tiles.append(Tile(image, letters.left - pad, letters.top - pad))
    else:
        tiles.append(Tile(letters.image, letters.left, letters.top, letters.mended))
    return tiles


def _tinted(mask: Image.Image, color: str, left: int, top: int) -> Tile:
    red, green, blue, alpha = paint.color(color)
    image = Image.new("RGBA", mask.size, (red, green, blue, 0))
    image.putalpha(mask.point([(level * alpha + 127) // 255 for level in range(256)]))
    return Tile(image, left, top)


def _stacked(tiles: list[Tile]) -> Tile | None:
    if len(tiles) <= 1:
        return tiles[0] if tiles else None
    extent = tiles[0].bounds
    for tile in tiles[1:]:
        extent = extent.join(tile.bounds)
    image = Image.new("RGBA", extent.size)
    for tile in tiles:
        compose(image, tile, (-extent.left, -extent.top))
    return Tile(image, extent.left, extent.top)
