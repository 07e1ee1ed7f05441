"""The letters themselves: coverage of the whole text, coloured by cluster.

Coverage is always that of all letters together; colours are spread over it. So a change of colour
inside a word changes no outline: kerning, joins and ligatures stay, and no seam shows between.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

import numpy as np
from PIL import Image, ImageChops

from storycomposer.cache import Cache, remembered
from storycomposer.render import paint, raster, text_lines
from storycomposer.render.context import Bounds, Context, Matrix
from storycomposer.render.highlights import Bar
from storycomposer.render.text_lines import Row, Surface, covers
from storycomposer.render.text_mixing import Colored, Ink, Part, Recipe, dimmed, mixed
from storycomposer.render.text_runs import Styles
from storycomposer.typography import color_glyphs, glyphs
from storycomposer.typography.glyphs import Mask
from storycomposer.typography.layout import Fragment, Glyph, Layout, Line

_FAR = 1e5


def ink(
    layout: Layout, styles: Styles, rules: dict[str, list[Bar]], ctx: Context, clip: Bounds | None
) -> Ink | None:
    """Everything of ``layout`` that is written, None where there is nothing."""
    rows = _rows(layout)
    surface = Surface(ctx.matrix, clip, ctx.keep)
    masks = covers(rows, surface) + bars([b for bs in rules.values() for b in bs], ctx.matrix)
    colors = {run.color or layout.layer.color for run in layout.runs} | set(rules)
    parts: list[Part] = []
    if masks and len(colors) > 1:
        parts = _letters(layout, styles, rows, surface) + _lines(rules, ctx.matrix)
    color = colors.pop() if len(colors) == 1 else None
    emoji = _emoji(rows, styles, surface)
    return mixed(Recipe(tuple(masks), color, tuple(parts), emoji), keep=ctx.keep)


def unknown(layout: Layout, ctx: Context, clip: Bounds | None) -> list[Fragment]:
    """The letters that :func:`ink` would have to draw, the others being known."""
    return text_lines.unknown(_rows(layout), Surface(ctx.matrix, clip))


def _rows(layout: Layout) -> list[Row]:
    return [Row(line.baseline, (*line.fragments, *line.marker)) for line in layout.lines]


def _emoji(rows: Sequence[Row], styles: Styles, surface: Surface) -> tuple[Colored, ...]:
    """What has its own colours, but as much alpha as the text's."""
    opaque = all(paint.color(run.color or styles.layer.color)[3] == 255 for run in styles.runs)
    found: list[Colored] = []
    for row in rows:
        parts = tuple([part for part in row.fragments if part.face.color])
        if not parts:
            continue
        if opaque:
            found += _pictures(Row(row.baseline, parts), surface)
            continue
        for picture in color_glyphs.pictures(row.placed(surface.matrix), surface.clip):
            level = paint.color(styles.color(picture.cluster))[3]
            image = picture.image
            if level < 255:
                image = image.copy()
                image.putalpha(dimmed(image.getchannel("A"), level))
            found.append(Colored(image, picture.left, picture.top))
    return tuple(found)


def _pictures(row: Row, surface: Surface) -> tuple[Colored, ...]:
    """The emoji of one line: a key changes one or two lines."""

    def made() -> tuple[Colored, ...]:
        placed = row.placed(surface.matrix)
        return tuple([Colored(*one[:3]) for one in color_glyphs.pictures(placed, surface.clip)])

    key = surface.matrix, surface.clip, row.baseline, tuple([part.look for part in row.fragments])
    return _EMOJI.get(key, made, keep=surface.keep)


_MB = 1024 * 1024
_EMOJI: Cache[tuple[Colored, ...]] = Cache(
    32 * _MB, lambda row: 1024 + sum(4 * math.prod(one.image.size) for one in row)
)


def forget() -> None:
    """Drop the lines of emoji that were drawn: each is drawn anew."""
    _EMOJI.clear()


def bars(rectangles: Sequence[Bar], matrix: Matrix) -> list[Mask]:
    """Coverage of ``rectangles``; where nothing turns, their tops and heights are whole pixels."""
    rows: dict[tuple[float, float], list[Bar]] = {}
    for bar in rectangles:
        rows.setdefault((bar.top, bar.bottom), []).append(bar)
    # Bars of one line may meet inside a pixel: together they fill it.
    found = [_row(tuple(row), matrix) for row in rows.values()]
    return [mask for mask in found if mask is not None]


@remembered(4 * 1024 * 1024, lambda mask, *_: math.prod(mask.image.size) if mask else 0)
def _row(rectangles: tuple[Bar, ...], matrix: Matrix) -> Mask | None:
    corners = [_snapped(bar, matrix) if matrix.upright else bar for bar in rectangles]
    mapped = raster.through(raster.edges([np.array(_ring(bar), float) for bar in corners]), matrix)
    extent = raster.bounds(mapped)
    if extent.empty:
        return None
    covered = raster.to_bytes(raster.coverage(mapped, extent))
    return Mask(Image.fromarray(covered), extent.left, extent.top)


def _ring(bar: Bar) -> list[tuple[float, float]]:
    left, top, right, bottom = bar
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _snapped(bar: Bar, matrix: Matrix) -> Bar:
    top = round(bar.top * matrix.yy + matrix.dy)
    height = max(round((bar.bottom - bar.top) * matrix.yy), 1)
    back = (np.array((top, top + height)) - matrix.dy) / matrix.yy
    return Bar(bar.left, float(back[0]), bar.right, float(back[1]))


def _letters(layout: Layout, styles: Styles, rows: list[Row], surface: Surface) -> list[Part]:
    """The glyphs by colour; ligatures of several colours are cut between their letters."""
    by_color: dict[str, list[Row]] = {}
    found: list[Part] = []
    for line, row in zip(layout.lines, rows, strict=True):
        shared = _shared(line, row, layout.text, styles)
        for color, own in _colored(row, styles, shared).items():
            by_color.setdefault(color, []).append(Row(row.baseline, own))
        for cluster, stripes in shared.items():
            placed = [one for one in row.placed(surface.matrix) if one.cluster == cluster]
            mask = glyphs.coverage(placed, surface.clip)
            found += _striped(mask, stripes, surface.matrix) if mask else []
    for color, own_rows in by_color.items():
        found += [Part(color, mask) for mask in covers(own_rows, surface)]
    return found


def _colored(row: Row, styles: Styles, but: Container[int]) -> dict[str, tuple[Fragment, ...]]:
    """The glyphs of ``row`` by their colour, but for those of some clusters."""
    found: dict[str, list[Fragment]] = {}
    for part in row.fragments:
        split: dict[str, list[Glyph]] = {}
        for glyph in part.glyphs:
            if glyph.cluster not in but:
                split.setdefault(styles.color(glyph.cluster), []).append(glyph)
        for color, own in split.items():
            found.setdefault(color, []).append(Fragment(part.face, part.size, tuple(own)))
    return {color: tuple(parts) for color, parts in found.items()}


def _lines(rules: dict[str, list[Bar]], matrix: Matrix) -> list[Part]:
    return [Part(color, mask) for color, some in rules.items() for mask in bars(some, matrix)]


_Stripe = tuple[str, float, float]


def _shared(line: Line, row: Row, text: str, styles: Styles) -> dict[int, list[_Stripe]]:
    """The ligatures that stand for clusters of several colours: for the cluster that owns their
    glyphs, colour, left and right of each cluster they stand for, from left to right."""
    owners = {glyph.cluster for part in row.fragments for glyph in part.glyphs}
    groups: dict[int, list[_Stripe]] = {}
    owner = -1
    for cluster in sorted(line.clusters, key=lambda cluster: cluster.start):
        if cluster.start in owners:
            owner = cluster.start
        elif text[cluster.start : cluster.end].isspace():
            continue
        stripe = (styles.color(cluster.start), cluster.left, cluster.right)
        groups.setdefault(owner, []).append(stripe)
    return {
        owner: sorted(stripes, key=lambda stripe: stripe[1])
        for owner, stripes in groups.items()
        if len({color for color, _, _ in stripes}) > 1
    }


def _striped(mask: Mask, stripes: list[_Stripe], matrix: Matrix) -> list[Part]:
    """``mask`` cut at the borders of ``stripes``; the outer ones keep what hangs over."""
    extent = Bounds(mask.left, mask.top, mask.left + mask.image.width, mask.top + mask.image.height)
    parts = []
    for index, (color, left, right) in enumerate(stripes):
        first, last = index == 0, index == len(stripes) - 1
        bar = Bar(left - _FAR if first else left, -_FAR, right + _FAR if last else right, _FAR)
        sides = raster.through(raster.edges([np.array(_ring(bar), float)]), matrix)
        share = Image.fromarray(raster.to_bytes(raster.coverage(sides, extent)))
        cut = ImageChops.multiply(mask.image, share)
        parts.append(Part(color, Mask(cut, mask.left, mask.top)))
    return parts
