"""A slide as the rules of looks see it: items with boxes, ink and lines; pictures; scrims; gaps."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, NamedTuple

from msgspec import structs
from PIL import Image

from storycomposer.document.deck import Slide
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageFill,
    ImageLayer,
    LinkLayer,
    ShapeLayer,
    TextLayer,
)
from storycomposer.document.resolve import resolve
from storycomposer.document.style import Shadow
from storycomposer.media import decode
from storycomposer.render import crop
from storycomposer.render import slide as render
from storycomposer.story import Story
from storycomposer.typography.layout import Layout

TOP, BOTTOM, WIDTH = 270, 1536, 1080
SAFE = (BOTTOM - TOP) * WIDTH
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Item:
    """One layer as it stands on the slide, with its box. Text also has its layout, the mask of its
    letters (one byte a canvas pixel, slide-sized) and thereby ``ink``: the box of what is seen."""

    layer: Any
    layout: Layout | None = None
    mask: Image.Image | None = None

    @property
    def name(self) -> str:
        return str(self.layer.name or self.layer.id)

    @property
    def left(self) -> float:
        return float(self.layer.x)

    @property
    def top(self) -> float:
        return float(self.layer.y + (self.layout.lines[0].top if self.layout else 0)) - self.veil[1]

    @property
    def right(self) -> float:
        return float(self.layer.x + self.layer.width)

    @property
    def bottom(self) -> float:
        if self.layout:
            return float(self.layer.y + self.layout.lines[-1].bottom) + self.veil[1]
        return float(self.layer.y + self.layer.height)

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom

    @cached_property
    def ink(self) -> Box:
        """The box of the letters, or of the ground that hugs them; of other kinds the whole box."""
        if self.mask is None or (bounds := self.mask.getbbox()) is None:
            return self.box
        across, up = self.veil
        if not across:
            return bounds
        boxes = self.line_boxes
        left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
        return left - across, bounds[1] - up, right + across, bounds[3] + up

    @property
    def veil(self) -> tuple[float, float]:
        """How far a highlight goes beyond the letters, across and up."""
        ground = self.layer.highlight if self.layout else None
        return (ground.padding_x, ground.padding_y) if ground else (0, 0)

    @property
    def edge(self) -> float:
        """Where it starts: the left edge, the distance of the right edge from the right for text
        that reads right to left, and the centre of centred text as its own axis."""
        left, _, right, _ = self.ink
        if isinstance(self.layer, TextLayer) and self.layer.align == "center":
            return (left + right) / 2
        if self.layout and self.layout.lines[0].rtl:
            return WIDTH - right
        return left

    @property
    def bleeds(self) -> bool:
        """Reaches the slide's left or right edge: a ground."""
        return self.left <= 0 or self.right >= WIDTH

    @property
    def loose(self) -> bool:
        """Turned on purpose: on no grid."""
        return bool(self.layer.rotation)

    @property
    def lines(self) -> list[str]:
        """The words of each line."""
        if not self.layout:
            return []
        return [self.layout.text[line.start : line.end].rstrip() for line in self.layout.lines]

    @property
    def line_boxes(self) -> list[Box]:
        """Each line from the ascent to the descent of its font, as wide as its letters."""
        x, y = self.layer.x, self.layer.y
        return [
            (x + n.left, y + n.baseline - n.ascent, x + n.right, y + n.baseline + n.descent)
            for n in (self.layout.lines if self.layout else ())
        ]


class Veil(NamedTuple):
    """A scrim in canvas pixels: it fades between ``start`` and ``end``."""

    form: str
    opacity: float
    start: float
    end: float


class Picture(NamedTuple):
    """A photograph's frame, its focus on the canvas, and how many of its pixels span the frame."""

    name: str
    frame: Box
    focus: tuple[float, float]
    crop: float
    alt: str
    area: float


@dataclass(frozen=True)
class Page:
    """A slide as its rules see it."""

    story: Story
    slide: Slide
    items: tuple[Item, ...]
    pictures: tuple[Picture, ...]
    scrims: tuple[Veil, ...]

    @property
    def texts(self) -> list[Item]:
        """Items that are words."""
        return [item for item in self.items if item.layout and item.lines]

    @property
    def headline(self) -> Item | None:
        """The text in the largest type."""
        return max(self.texts, key=lambda item: item.layer.size, default=None)

    @property
    def shadows(self) -> list[tuple[str, Shadow]]:
        return [(item.name, item.layer.shadow) for item in self.items if item.layer.shadow]

    @cached_property
    def gaps(self) -> list[tuple[float, str, str]]:
        """(gap, above, below) of each item and the nearest one below it that it stands over."""
        solid = [item for item in self.items if not item.bleeds and not item.loose]
        found = []
        for item in solid:
            below = [
                other
                for other in solid
                if other.top > item.top
                and other.ink[0] < item.ink[2]
                and other.ink[2] > item.ink[0]
                and other.bottom > item.bottom
                and not contains(item, other)
                and not contains(other, item)
            ]
            if below and (other := min(below, key=lambda o: o.top)).top >= item.bottom - 1:
                found.append((other.top - item.bottom, item.name, other.name))
        return found

    @property
    def collisions(self) -> list[tuple[str, str]]:
        """Names of texts and links that touch each other."""
        words = [i for i in self.items if isinstance(i.layer, TextLayer | LinkLayer)]
        return [(a.name, b.name) for a, b in combinations(words, 2) if distance(a.ink, b.ink) <= 0]


def page(story: Story, slide: Slide) -> Page:
    """``slide`` with roles resolved, groups opened, words laid out."""
    slide = resolve(slide, story.deck.brand)
    layers = tuple(_flat(slide.layers, 0, 0))
    slide = structs.replace(slide, layers=layers)
    items = tuple(_item(story, slide, layer) for layer in layers)
    shots = [x for x in (slide.background, *layers) if isinstance(x, ImageFill | ImageLayer)]
    frames = [(shot, _frame(shot)) for shot in shots]
    veils = [_veil(shot, y, height) for shot, (_, y, _, height) in frames if shot.scrim]
    pictures = tuple(_picture(story, shot, frame) for shot, frame in frames)
    return Page(story, slide, items, pictures, tuple(veils))


def _flat(layers: tuple[AnyLayer, ...], x: float, y: float) -> Iterator[AnyLayer]:
    for layer in layers:
        moved = structs.replace(layer, x=layer.x + x, y=layer.y + y)
        if isinstance(moved, GroupLayer) and not _is_drawing(moved):
            yield from _flat(moved.layers, moved.x, moved.y)
        elif moved.visible:
            yield moved


def _is_drawing(group: GroupLayer) -> bool:
    """Shapes alone: a group that is one thing to the eye."""
    return all(
        isinstance(layer, ShapeLayer) or (isinstance(layer, GroupLayer) and _is_drawing(layer))
        for layer in group.layers
    )


def _item(story: Story, slide: Slide, layer: AnyLayer) -> Item:
    if not isinstance(layer, TextLayer):
        return Item(layer)
    mask = Image.new("L", (WIDTH, 1920))
    covered, offset = render.coverage(story, slide, layer.id, 1.0)
    mask.paste(covered, offset)
    # Faint antialiasing is not where the eye sees an edge.
    return Item(
        layer, render.layout(story, slide, layer.id), mask.point(lambda v: v if v > 64 else 0)
    )


def _frame(shot: ImageFill | ImageLayer) -> Box:
    if isinstance(shot, ImageFill):
        return 0, 0, WIDTH, 1920
    return shot.x, shot.y, shot.width, shot.height


def _veil(shot: ImageFill | ImageLayer, y: float, height: float) -> Veil:
    scrim = shot.scrim
    assert scrim is not None
    reach = height * (1 if scrim.form == "even" else scrim.reach)
    start = y + height - reach if scrim.form == "bottom" else y
    return Veil(scrim.form, scrim.opacity, start, start + reach)


def _picture(story: Story, shot: ImageFill | ImageLayer, frame: Box) -> Picture:
    """Where its focus falls and how much of it is shown."""
    x, y, width, height = frame
    info = decode.probe(story.media.get(shot.source))
    whole = crop.cut(shot, (width, height), (info.width, info.height)).picture
    across, down = shot.focus
    focus = (x + whole.x + across * whole.width, y + whole.y + down * whole.height)
    shown = min(width / whole.width, 1) * info.width
    seen = max(0, min(y + height, BOTTOM) - max(y, TOP)) * width
    name = "the background" if isinstance(shot, ImageFill) else str(shot.name or shot.id)
    return Picture(name, (x, y, x + width, y + height), focus, shown, shot.alt, seen)


def contains(outer: Item, inner: Item) -> bool:
    """``inner`` lies in ``outer`` and belongs to it."""
    a, b = outer.box, inner.ink
    return a[0] <= b[0] and a[1] <= b[1] and a[2] >= b[2] and a[3] >= b[3]


def distance(a: Box, b: Box) -> float:
    """Canvas pixels between two boxes; 0 or less where they touch or overlap."""
    across, down = max(a[0] - b[2], b[0] - a[2]), max(a[1] - b[3], b[1] - a[3])
    return math.hypot(across, down) if across > 0 and down > 0 else max(across, down)


def area(box: Box) -> float:
    left, top, right, bottom = box
    return max(0, right - left) * max(0, min(bottom, BOTTOM) - max(top, TOP))
