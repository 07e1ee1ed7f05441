"""Where what comes in is put: always inside the safe area, beside what is there already."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from storycomposer.app.room import free, tops
from storycomposer.app.safe_area import SAFE
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.ids import fresh, taken
from storycomposer.document.geometry import Box, Point
from storycomposer.document.layers import ImageFill, ImageLayer
from storycomposer.document.snapping import MARGIN
from storycomposer.document.style import Shadow

if TYPE_CHECKING:
    from storycomposer.app.incoming import Picture

WIDEST, HIGHEST = 888.0, 1200.0
"""The most room a picture takes: the column between the margins, and most of the safe area."""
_RADIUS = 24
_SOFT = Shadow(color="#00000052", blur=24, dx=0, dy=8)
_GUTTER = 24.0
_SOFT_FROM = 2.0
_ROWS_TRIED = 12


def is_empty(slide: Slide) -> bool:
    """Whether a photograph may become its background: no layers, and no picture yet."""
    return not slide.layers and not isinstance(slide.background, ImageFill)


def as_background(picture: Picture) -> ImageFill:
    """The picture over the whole slide."""
    return ImageFill(source=picture.source)


def as_layer(picture: Picture, slide: Slide, at: Point | None = None) -> ImageLayer:
    """The picture as a layer of ``slide``, in the middle of the safe area or as near to ``at`` as
    that allows; where one like it lies already, a little beside it."""
    width, height = fitted(picture)
    center = at or SAFE.center
    box = inside(Box(center.x - width / 2, center.y - height / 2, width, height))
    corners = {(layer.x, layer.y) for layer in slide.layers}
    for _ in range(8):
        if (box.x, box.y) not in corners:
            break
        moved = inside(Box(box.x + 24, box.y + 24, width, height))
        if moved == box:
            break
        box = moved
    screenshot = picture.kind == "screenshot"
    return ImageLayer(
        id="picture",
        x=box.x,
        y=box.y,
        width=width,
        height=height,
        source=picture.source,
        radius=_RADIUS if screenshot else 0,
        shadow=_SOFT if screenshot else None,
    )


def fitted(picture: Picture) -> tuple[float, float]:
    """Width and height of a new layer in whole canvas pixels: as large as the room for pictures
    allows; cut-outs are not enlarged, but drawings so small that they would be lost."""
    scale = min(WIDEST / picture.width, HIGHEST / picture.height)
    if picture.kind == "cutout":
        scale = min(scale, max(1.0, 480 / max(picture.width, picture.height)))
    return max(1.0, round(picture.width * scale)), max(1.0, round(picture.height * scale))


def is_soft(layer: ImageLayer, picture: Picture) -> bool:
    """Whether the layer enlarges its picture over 200 %."""
    return layer.width > _SOFT_FROM * picture.width and not picture.source.endswith(".svg")


def exact(layer: ImageLayer, picture: Picture) -> dict[str, object]:
    """The layer's fields that make one pixel of its picture one of the canvas. What has no room is
    cut off, not put outside: it can be moved in its frame."""
    width, height = min(picture.width, WIDEST), min(picture.height, HIGHEST)
    middle = Point(layer.x + layer.width / 2, layer.y + layer.height / 2)
    box = inside(Box(round(middle.x - width / 2), round(middle.y - height / 2), width, height))
    cover = max(width / picture.width, height / picture.height)
    return {
        "x": box.x,
        "y": box.y,
        "width": width,
        "height": height,
        "fit": "cover",
        "zoom": min(20.0, max(1.0, 1 / cover)),
        "focus": (0.5, 0.0 if picture.height > HIGHEST else 0.5),
    }


def inside(box: Box) -> Box:
    """The box moved into the safe area and between the margins, as far as it has room there, onto
    whole pixels."""
    x = min(max(box.x, MARGIN), max(MARGIN, 1080 - MARGIN - box.width))
    if box.width > 1080 - 2 * MARGIN:
        x = (1080 - box.width) / 2
    y = min(max(box.y, SAFE.y), max(SAFE.y, SAFE.bottom - box.height))
    return Box(round(x), round(y), box.width, box.height)


def roomy(slide: Slide, width: float, height: float) -> Box:
    """A box of that size in the middle of the safe area, or where it covers less of the slide."""
    middle = SAFE.center.y - height / 2
    steps = [
        min(max(middle + step, SAFE.y), SAFE.bottom - height) for step in (0, -200, 200, -400, 400)
    ]
    near = sorted((*steps, *tops(slide, height)), key=lambda top: abs(top - middle))
    left = round((1080 - width) / 2)
    return free(slide, [Box(left, round(top), width, height) for top in near])


def slides(pictures: Iterable[Picture], deck: Deck, base: Slide | None) -> tuple[Slide, ...]:
    """A slide for each picture: photographs as backgrounds, the rest on ``base``'s colour."""
    next_id = fresh(taken(deck))
    made = []
    for picture in pictures:
        new = Slide(id=next_id("s"))
        if base is not None and not isinstance(base.background, ImageFill):
            new = structs.replace(new, background=base.background)
        made.append(filled(new, picture))
    return tuple(made)


def filled(slide: Slide, picture: Picture) -> Slide:
    """The slide with the picture on it: a photograph on an empty one as its background."""
    if picture.kind == "photo" and is_empty(slide):
        return structs.replace(slide, background=as_background(picture))
    return structs.replace(slide, layers=(*slide.layers, as_layer(picture, slide)))


def collage(pictures: Sequence[Picture]) -> tuple[ImageLayer, ...]:
    """The pictures in rows, in their order, over the room for pictures; each loses as little of its
    edges as can be."""
    ratios = [picture.width / picture.height for picture in pictures]
    rows = _rows(ratios)
    heights = [_row_height(ratios[start:end]) for start, end in rows]
    room = HIGHEST - _GUTTER * (len(rows) - 1)
    stretch = room / sum(heights)
    top = SAFE.center.y - HIGHEST / 2
    made = []
    for (start, end), natural in zip(rows, heights, strict=True):
        height = natural * stretch
        wide = WIDEST - _GUTTER * (end - start - 1)
        left, whole = float(MARGIN), sum(ratios[start:end])
        for picture, ratio in zip(pictures[start:end], ratios[start:end], strict=True):
            width = wide * ratio / whole
            made.append(_tile(picture, Box(left, top, width, height)))
            left += width + _GUTTER
        top += height + _GUTTER
    return tuple(made)


def _tile(picture: Picture, box: Box) -> ImageLayer:
    x, y = round(box.x), round(box.y)
    return ImageLayer(
        id="picture",
        x=x,
        y=y,
        width=max(1, round(box.right) - x),
        height=max(1, round(box.bottom) - y),
        source=picture.source,
    )


def _rows(ratios: Sequence[float]) -> list[tuple[int, int]]:
    """Where each row starts and ends: the cut whose rows, each filling the column, come nearest to
    the room's height with heights that differ least."""
    count = len(ratios)
    if count > _ROWS_TRIED:
        side = math.ceil(math.sqrt(count * WIDEST / HIGHEST))
        return [(start, min(start + side, count)) for start in range(0, count, side)]
    best: tuple[float, list[tuple[int, int]]] = (math.inf, [(0, count)])
    for cuts in range(count):
        for places in itertools.combinations(range(1, count), cuts):
            edges = (0, *places, count)
            rows = list(itertools.pairwise(edges))
            heights = [_row_height(ratios[start:end]) for start, end in rows]
            whole = sum(heights) + _GUTTER * cuts
            uneven = math.log(max(heights) / min(heights))
            best = min(best, (abs(math.log(whole / HIGHEST)) + 0.25 * uneven, rows))
    return best[1]


def _row_height(ratios: Sequence[float]) -> float:
    return (WIDEST - _GUTTER * (len(ratios) - 1)) / sum(ratios)
