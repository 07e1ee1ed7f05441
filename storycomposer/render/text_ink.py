"""The letters themselves: coverage of the whole text, coloured by cluster.

Coverage is always that of all letters together; colours are spread over it. So a change of colour
inside a word changes no outline: kerning, joins and ligatures stay, and no seam shows between.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops

from storycomposer.render import paint, raster
from storycomposer.render.context import Bounds, Matrix
from storycomposer.render.highlights import Bar
from storycomposer.render.text_lines import Row, cover
from storycomposer.render.text_runs import Styles
from storycomposer.typography import color_glyphs, glyphs
from storycomposer.typography.glyphs import Mask
from storycomposer.typography.layout import Fragment, Glyph, Layout, Line

_FAR = 1e5


class Ink(NamedTuple):
    """Letters, lines and emoji: colours (RGBA), the silhouette as if all were opaque (L), and the
    output pixel of their top left."""

    image: Image.Image
    silhouette: Image.Image
    left: int
    top: int


class _Part(NamedTuple):
    """Coverage in one colour."""

    color: str
    mask: Mask


def ink(
    layout: Layout, styles: Styles, rules: dict[str, list[Bar]], matrix: Matrix, clip: Bounds | None
) -> Ink | None:
    """Everything of ``layout`` that is written, None where there is nothing."""
    rows = [Row(line.baseline, (*line.fragments, *line.marker)) for line in layout.lines]
    total = [cover(rows, matrix, clip), bars([b for bs in rules.values() for b in bs], matrix)]
    whole = glyphs.join([mask for mask in total if mask is not None])
    letters = None
    if whole is not None:
        colors = {run.color or layout.layer.color for run in layout.runs} | set(rules)
        if len(colors) == 1:
            letters = _plain(whole, colors.pop())
        else:
            parts = _letters(layout, styles, rows, matrix, clip)
            letters = _mixed(whole, parts + _lines(rules, matrix))
    colored = [row for row in rows if any(part.face.color for part in row.fragments)]
    every = [glyph for row in colored for glyph in row.placed(matrix)]
    return _with_pictures(letters, color_glyphs.pictures(every, clip), styles)


def bars(rectangles: Sequence[Bar], matrix: Matrix) -> Mask | None:
    """Coverage of ``rectangles``; where nothing turns, their tops and heights are whole pixels."""
    rows: dict[tuple[float, float], list[Bar]] = {}
    for bar in rectangles:
        rows.setdefault((bar.top, bar.bottom), []).append(bar)
    # Bars of one line may meet inside a pixel: together they fill it.
    found = [_row(row, matrix) for row in rows.values()]
    return glyphs.join([mask for mask in found if mask is not None])


def _row(rectangles: Sequence[Bar], matrix: Matrix) -> Mask | None:
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


def _plain(whole: Mask, color: str) -> Ink:
    red, green, blue, alpha = paint.color(color)
    image = Image.new("RGBA", whole.image.size, (red, green, blue, 0))
    image.putalpha(_dimmed(whole.image, alpha))
    return Ink(image, whole.image, whole.left, whole.top)


def _mixed(whole: Mask, parts: Sequence[_Part]) -> Ink:
    """``whole`` in the colours of ``parts``, later ones over earlier ones where both have ink."""
    size = whole.image.size
    # Pasted over black, colours come out multiplied by how much of the pixel they took together.
    sums, taken, alphas = Image.new("RGB", size), Image.new("L", size), Image.new("L", size)
    for color, mask in parts:
        *rgb, alpha = paint.color(color)
        place = (mask.left - whole.left, mask.top - whole.top)
        sums.paste(tuple(rgb), (*place, *_end(place, mask)), mask.image)
        taken.paste(255, (*place, *_end(place, mask)), mask.image)
        alphas.paste(alpha, (*place, *_end(place, mask)), mask.image)
    image = Image.merge("RGBa", (*sums.split(), taken)).convert("RGBA")
    image.putalpha(whole.image)
    if any(paint.color(color)[3] < 255 for color, _ in parts):
        share = np.asarray(alphas, np.float32) / np.maximum(np.asarray(taken, np.float32), 1)
        levels = np.asarray(whole.image, np.float32) * share.clip(0, 1) + np.float32(0.5)
        image.putalpha(Image.fromarray(levels.astype(np.uint8)))
    return Ink(image, whole.image, whole.left, whole.top)


def _end(place: tuple[int, int], mask: Mask) -> tuple[int, int]:
    return place[0] + mask.image.width, place[1] + mask.image.height


def _letters(
    layout: Layout, styles: Styles, rows: list[Row], matrix: Matrix, clip: Bounds | None
) -> list[_Part]:
    """The glyphs by colour; ligatures of several colours are cut between their letters."""
    by_color: dict[str, list[Row]] = {}
    found: list[_Part] = []
    for line, row in zip(layout.lines, rows, strict=True):
        shared = _shared(line, row, layout.text, styles)
        for color, own in _colored(row, styles, shared).items():
            by_color.setdefault(color, []).append(Row(row.baseline, own))
        for cluster, stripes in shared.items():
            placed = [glyph for glyph in row.placed(matrix) if glyph.cluster == cluster]
            mask = glyphs.coverage(placed, clip)
            found += _striped(mask, stripes, matrix) if mask else []
    for color, own_rows in by_color.items():
        mask = cover(own_rows, matrix, clip)
        found += [_Part(color, mask)] if mask else []
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


def _lines(rules: dict[str, list[Bar]], matrix: Matrix) -> list[_Part]:
    masks = ((color, bars(rectangles, matrix)) for color, rectangles in rules.items())
    return [_Part(color, mask) for color, mask in masks if mask]


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


def _striped(mask: Mask, stripes: list[_Stripe], matrix: Matrix) -> list[_Part]:
    """``mask`` cut at the borders of ``stripes``; the outer ones keep what hangs over."""
    extent = Bounds(mask.left, mask.top, mask.left + mask.image.width, mask.top + mask.image.height)
    parts = []
    for index, (color, left, right) in enumerate(stripes):
        first, last = index == 0, index == len(stripes) - 1
        bar = Bar(left - _FAR if first else left, -_FAR, right + _FAR if last else right, _FAR)
        sides = raster.through(raster.edges([np.array(_ring(bar), float)]), matrix)
        share = Image.fromarray(raster.to_bytes(raster.coverage(sides, extent)))
        cut = ImageChops.multiply(mask.image, share)
        parts.append(_Part(color, Mask(cut, mask.left, mask.top)))
    return parts


def _with_pictures(
    letters: Ink | None, pictures: list[color_glyphs.Picture], styles: Styles
) -> Ink | None:
    """Emoji over ``letters``: they have their own colours, but as much alpha as the text's."""
    if not pictures:
        return letters
    boxes = [
        Bounds(p.left, p.top, p.left + p.image.width, p.top + p.image.height) for p in pictures
    ]
    if letters:
        width, height = letters.image.size
        box = Bounds(letters.left, letters.top, letters.left + width, letters.top + height)
        boxes.append(box)
    extent = boxes[0]
    for box in boxes[1:]:
        extent = extent.join(box)
    image, silhouette = Image.new("RGBA", extent.size), Image.new("L", extent.size)
    if letters:
        at = (letters.left - extent.left, letters.top - extent.top)
        image.paste(letters.image, at)
        silhouette.paste(letters.silhouette, at)
    for picture, box in zip(pictures, boxes, strict=False):
        there = box.moved(-extent.left, -extent.top)
        alpha = picture.image.getchannel("A")
        image.alpha_composite(_faded(picture, alpha, styles), there[:2])
        silhouette.paste(ImageChops.screen(silhouette.crop(there), alpha), there)
    return Ink(image, silhouette, extent.left, extent.top)


def _faded(picture: color_glyphs.Picture, alpha: Image.Image, styles: Styles) -> Image.Image:
    level = paint.color(styles.color(picture.cluster))[3]
    if level == 255:
        return picture.image
    image = picture.image.copy()
    image.putalpha(_dimmed(alpha, level))
    return image


def _dimmed(mask: Image.Image, alpha: int) -> Image.Image:
    return mask if alpha == 255 else mask.point([(v * alpha + 127) // 255 for v in range(256)])
