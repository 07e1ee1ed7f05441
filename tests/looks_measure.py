"""What the rules of looks measure on a slide: words, styles, contrast, colours, areas."""

from __future__ import annotations

import colorsys
import math
import unicodedata
from typing import Any, NamedTuple

import numpy as np
from looks_page import BOTTOM, TOP, WIDTH, Item, Page, area
from msgspec import Struct, structs
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.fields import describe
from storycomposer.document.layers import GroupLayer, LinkLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.resolve import resolve
from storycomposer.document.style import Solid
from storycomposer.links.symbol import QUIET
from storycomposer.render import link
from storycomposer.render import slide as render


def text(layer: TextLayer) -> str:
    """All characters of a layer."""
    return "".join(run.text for run in layer.text)


class Style(NamedTuple):
    """What a run looks like, the layer's fields filled in."""

    font: str
    weight: int
    size: float
    tracking: float


def styles(layer: TextLayer) -> list[Style]:
    """The styles of the runs that show."""
    return [
        Style(*(_said(run, layer, name) for name in Style._fields))
        for run in layer.text
        if run.text.strip()
    ]


def _said(run: Run, layer: TextLayer, name: str) -> Any:
    value = getattr(run, name)
    return getattr(layer, name) if value is None else value


def emphases(layer: TextLayer) -> int:
    """Stretches that stand out from the layer's own style."""
    marks = [
        run.color or run.weight or run.highlight or run.italic or run.underline
        for run in layer.text
        if run.text.strip()
    ]
    return sum(
        1 for before, mark in zip([None, *marks], marks, strict=False) if mark and mark != before
    )


def is_wide(letter: str) -> bool:
    """Han, kana, Hangul and emoji: as wide as two letters."""
    return unicodedata.east_asian_width(letter) in "WF"


def columns(line: str) -> int:
    """Characters of a line as the eye counts them: marks none, wide ones two."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Cf", "Me") else 2 if is_wide(c) else 1 for c in line
    )


def words(layer: TextLayer) -> int:
    """Words of a layer; scripts without spaces count two wide or five Thai characters as one."""
    said = text(layer)
    wide = sum(is_wide(c) for c in said)
    thai = sum("\u0e00" <= c <= "\u0e7f" for c in said)
    spaced = sum(any(c.isalnum() and not is_wide(c) for c in word) for word in said.split())
    hangul = any("\uac00" <= c <= "\ud7a3" for c in said)
    if hangul:
        return len(said.split())
    return math.ceil(thai / 5) if thai else spaced + math.ceil(wide / 2)


def is_tall(layer: TextLayer) -> bool:
    """Holds a script whose marks stack above and below: Arabic, Indic, Thai, Khmer."""
    ranges = (
        ("\u0600", "\u06ff"),
        ("\u0900", "\u0dff"),
        ("\u0e00", "\u0eff"),
        ("\u1780", "\u17ff"),
    )
    return any(low <= c <= high for c in text(layer) for low, high in ranges)


def paragraphs(item: Item) -> list[list[str]]:
    """The lines of each paragraph."""
    found: dict[int, list[str]] = {}
    for line, said in zip(item.layout.lines if item.layout else (), item.lines, strict=True):
        found.setdefault(line.paragraph, []).append(said)
    return list(found.values())


def is_orphan(line: str) -> bool:
    """One word, one emoji, or two wide characters of a script without spaces."""
    line = line.strip()
    unspaced = any(is_wide(c) or "\u0e00" <= c <= "\u0e7f" for c in line)
    return columns(line) <= 4 if unspaced else " " not in line.replace("\xa0", " ")


_LINEAR = np.array(
    [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.arange(256) / 255]
)


def _levels(image: Image.Image) -> NDArray[np.float64]:
    """WCAG relative luminance of each pixel."""
    return np.asarray(_LINEAR[np.asarray(image.convert("RGB"))] @ (0.2126, 0.7152, 0.0722))


def contrast(page: Page, item: Item) -> tuple[float, str]:
    """(contrast ratio, letter) of the letter that is hardest to read: its colour against the
    pixels in and around it, drawn without it. Colour emoji have no ink of their own colour."""
    assert item.layout is not None and item.mask is not None
    box = item.mask.getbbox()
    if box is None:
        return 21.0, ""
    x, y = box[0], box[1]
    ground = _levels(render.render(page.story, _without_ink(page, item), 1.0, box))
    letters = item.mask.crop(box).point(lambda level: 255 if level else 0)
    near = np.asarray(letters.filter(ImageFilter.BoxBlur(6))) > 0
    worst = (21.0, "")
    for line in item.layout.lines:
        top, bottom = (
            max(int(item.layer.y + line.baseline + d) - y, 0) for d in (-line.ascent, line.descent)
        )
        for cluster in line.clusters:
            letter = item.layout.text[cluster.start : cluster.end]
            left = max(int(item.layer.x + cluster.left) - x, 0)
            right = max(int(item.layer.x + cluster.right) + 1 - x, 0)
            part = (slice(top, bottom), slice(left, right))
            if not letter.isspace() and not is_emoji(letter) and near[part].any():
                ink = _levels(Image.new("RGB", (1, 1), color_at(item, cluster.start)))[0, 0]
                worst = min(worst, (_ratio(float(ink), ground[part][near[part]]), letter))
    return worst


def _without_ink(page: Page, item: Item) -> Slide:
    """The slide below and including ``item``, its letters clear but its highlight there."""
    index = page.slide.layers.index(item.layer)
    clear = tuple(structs.replace(run, color="#00000000") for run in item.layer.text)
    ghost = structs.replace(item.layer, text=clear, color="#00000000", shadow=None, stroke=None)
    return structs.replace(page.slide, layers=(*page.slide.layers[:index], ghost))


def _ratio(ink: float, ground: NDArray[np.float64]) -> float:
    """Against the tenth of the ground that is nearest to the ink in lightness."""
    level = float(np.percentile(ground, 90 if ink > float(ground.mean()) else 10))
    return (max(ink, level) + 0.05) / (min(ink, level) + 0.05)


def is_emoji(letter: str) -> bool:
    """A grapheme that is drawn as a picture."""
    return "\ufe0f" in letter or unicodedata.category(letter[0]) == "So"


def color_at(item: Item, offset: int) -> str:
    """The opaque colour of the letter at ``offset``."""
    for run in item.layer.text:
        if offset < len(run.text):
            return str(run.color or item.layer.color)[:7]
        offset -= len(run.text)
    return str(item.layer.color)[:7]


def code(layer: LinkLayer) -> tuple[float, float]:
    """Canvas pixels of a code's side with its quiet zone, and of one module, on the slide as it is
    exported; noughts where there is no code."""
    placed = link.placed(layer, "en")
    if placed is None:
        return 0, 0
    return placed.box.width, placed.box.width // (placed.symbol.side + 2 * QUIET)


def accent(page: Page) -> float:
    """Share of the slide that the brand's accent covers: shapes, highlights and letters."""
    color = page.story.deck.brand.accent.lower()
    total = 0.0
    for item in page.items:
        layer = item.layer
        if isinstance(layer, ShapeLayer) and _is_solid(layer.fill, color):
            ink, _ = render.coverage(page.story, page.slide, layer.id)
            total += float(np.asarray(ink).sum()) / 255
        elif item.layout and item.mask:
            if layer.highlight and layer.highlight.color.lower() == color:
                total += sum(area(box) for box in item.line_boxes)
            said = text(layer)
            count = sum(color_at(item, i).lower() == color for i in range(len(said)))
            total += float(np.asarray(item.mask).sum()) / 255 * count / max(len(said), 1)
    return total / (WIDTH * 1920)


def _is_solid(fill: Any, color: str) -> bool:
    return isinstance(fill, Solid) and fill.color.lower() == color


def hues(deck: Deck) -> list[int]:
    """The hues in degrees that ``deck`` uses besides ink and paper, those within 20° as one."""
    used: set[str] = set()
    for slide in deck.slides:
        _collect(resolve(slide, deck.brand), used)
    used -= {deck.brand.ink.lower(), deck.brand.paper.lower()}
    found: list[int] = []
    for color in used:
        hue, light, full = colorsys.rgb_to_hls(
            *(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
        )
        # Nearly black, nearly white and grey are shades of ink and paper.
        if full > 0.2 and 0.12 < light < 0.94:
            found.append(round(hue * 360))
    kept: list[int] = []
    for degrees in sorted(found):
        if not kept or all(min(abs(degrees - k), 360 - abs(degrees - k)) > 20 for k in kept):
            kept.append(degrees)
    return kept


def _collect(value: Struct, used: set[str]) -> None:
    for field in describe(type(value)):
        part = getattr(value, field.name)
        if field.kind in ("color", "literal-color") and isinstance(part, str):
            used.add(part[:7].lower())
        for each in part if isinstance(part, tuple) else (part,):
            if isinstance(each, Struct):
                _collect(each, used)


def reach(item: Item, x: float, y: float) -> float:
    """Canvas pixels from (x, y) to the nearest line of ``item``."""
    return min(
        math.hypot(max(left - x, x - right, 0), max(top - y, y - bottom, 0))
        for left, top, right, bottom in item.line_boxes
    )


def free(page: Page) -> float:
    """Share of the safe area without words, code and card."""
    taken = np.zeros((BOTTOM - TOP, WIDTH), bool)
    for item in page.items:
        boxes = [item.box] if isinstance(item.layer, LinkLayer) else item.line_boxes
        for left, top, right, bottom in boxes:
            rows = slice(max(int(top) - TOP, 0), max(int(bottom) - TOP, 0))
            taken[rows, max(int(left), 0) : max(int(right), 0)] = True
    return 1 - float(taken.mean())


def largest(page: Page) -> float:
    """Area in the safe area of the largest picture, shape, card or headline."""
    areas = [picture.area for picture in page.pictures]
    drawn = (ShapeLayer, GroupLayer, LinkLayer)
    areas += [area(item.box) for item in page.items if isinstance(item.layer, drawn)]
    if page.headline:
        boxes = np.array(page.headline.line_boxes)
        areas.append(area((*boxes[:, :2].min(0), *boxes[:, 2:].max(0))))
    return max(areas, default=0)
