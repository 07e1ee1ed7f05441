"""How well a text can be read on what lies behind it, and what would make it readable.

Contrast is WCAG 2.2's: (L1 + 0.05) / (L2 + 0.05) of relative luminances. It is measured on the
renderer's own pixels, letter by letter: the worst place counts, not the average.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec import structs
from numpy.typing import NDArray
from PIL import Image

from storycomposer.app import doors
from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.basic import restyle
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import ImageFill, Scrim, TextLayer
from storycomposer.document.resolve import color as resolved
from storycomposer.editor import Edit
from storycomposer.story import Story

_SCALE = 0.5
_CLEAR = "#00000000"
_ABOVE, _LEAST = 120.0, 600.0
"""A scrim reaches so far above the words, and is at least so high (UX, rule 8)."""

Pixels = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """The contrast at the worst place, and how much is needed for type of that size."""

    ratio: float
    needed: float

    @property
    def easy(self) -> bool:
        """Whether it suffices."""
        return self.ratio >= self.needed


def reading(story: Story, slide: str, id: str) -> Reading | None:
    """How well text ``id`` can be read. None where it shows no letters."""
    spot = edits.chosen(story.deck, (id,))[id]
    layer = spot.layer
    if not isinstance(layer, TextLayer) or not layer.visible:
        return None
    if spot.slide != slide:  # selected where it lies, while another slide is on the canvas
        return None
    shown = _upto(_slide(story.deck, slide), spot)
    mask, (left, top) = doors.coverage(story, shown, id, _SCALE)
    whole = doors.render(story, shown, _SCALE)
    bare = Story(_without_ink(story.deck, layer), story.media)
    ground = doors.render(bare, _upto(_slide(bare.deck, slide), spot), _SCALE)
    cover = _placed(mask, (left, top), whole.size)
    base = np.asarray(ground)
    letters = _solid(np.asarray(whole), base, cover)
    ink = cover > 0.4
    if layer.opacity == 1 and layer.blend == "normal" and not spot.parents:
        ink = ink & _like(letters, _colors(layer, story.deck))
    ratio = _worst(ink, _luminance(letters), _luminance(base), max(8, round(layer.size * _SCALE)))
    if ratio is None:
        return None
    large = layer.size >= 72 and layer.weight >= 700
    return Reading(ratio, 3.0 if large else 4.5)


def fix(story: Story, slide: str, id: str) -> Edit:
    """The edit that makes text ``id`` readable and changes least: a scrim over the picture behind
    it, another colour, or a ground of its own. The best there is where none suffices."""
    tried: list[tuple[float, Edit]] = []
    for edit in _remedies(story.deck, slide, id):
        found = reading(Story(edit(story.deck), story.media), slide, id)
        if found is None:
            continue
        if found.easy:
            return edit
        tried.append((found.ratio, edit))
    return max(tried, key=lambda pair: pair[0])[1] if tried else lambda deck: deck


def _remedies(deck: Deck, slide: str, id: str) -> Iterator[Edit]:
    layer: Any = edits.chosen(deck, (id,))[id].layer
    light = _light(resolved(layer.color, deck.brand))
    veil, other = ("brand:ink", "brand:paper") if light else ("brand:paper", "brand:ink")
    holder = _slide(deck, slide)
    if isinstance(holder.background, ImageFill):
        for scrim in _scrims(deck, id, holder.background.scrim, veil):
            yield functools.partial(_with_scrim, slide=slide, scrim=scrim)
    for color in (veil, other):
        if resolved(color, deck.brand) != resolved(layer.color, deck.brand):
            yield functools.partial(restyle, ids=(id,), changes={"color": color})
    pill = {"highlight.style": "pill", "highlight.color": veil, "color": other}
    yield functools.partial(restyle, ids=(id,), changes=pill)


def _scrims(deck: Deck, id: str, old: Scrim | None, veil: str) -> Iterator[Scrim]:
    box = bounds(edits.chosen(deck, (id,))[id].pose)
    height = deck.canvas.height
    low = box.center.y > height / 2
    length = height - box.y + _ABOVE if low else box.bottom + _ABOVE
    reach = round(min(1.0, max(_LEAST, length) / height), 2)
    if old is not None and old.form != "even":
        reach = max(reach, old.reach)
    for strength in (0.72, 0.85):
        yield Scrim(form="bottom" if low else "top", color=veil, opacity=strength, reach=reach)
    for strength in (0.35, 0.5, 0.65):
        yield Scrim(form="even", color=veil, opacity=strength)


def _with_scrim(deck: Deck, slide: str, scrim: Scrim) -> Deck:
    return edits.restyle_slides(deck, (slide,), {"background.scrim": scrim})


def _slide(deck: Deck, id: str) -> Slide:
    return next(slide for slide in deck.slides if slide.id == id)


def _upto(slide: Slide, spot: edits.Spot) -> Slide:
    """The slide without what lies above the layer (or above the group that holds it)."""
    top = spot.parents[-1].id if spot.parents else spot.layer.id
    ids = [layer.id for layer in slide.layers]
    return structs.replace(slide, layers=slide.layers[: ids.index(top) + 1])


def _without_ink(deck: Deck, layer: TextLayer) -> Deck:
    """The same with the letters clear: what stays of the layer is the ground they stand on."""
    changes = {"color": _CLEAR, "stroke": None, "glow": None, "shadow": None}
    return restyle(deck, (layer.id,), changes)


def _placed(mask: Image.Image, at: tuple[int, int], size: tuple[int, int]) -> Pixels:
    out = Image.new("L", size)
    out.paste(mask, at)
    return np.asarray(out) / 255


def _solid(seen: NDArray[np.uint8], ground: NDArray[np.uint8], cover: Pixels) -> NDArray[np.uint8]:
    """The letters' own colour where edges mix it with the ground: small type is all edge."""
    share = np.maximum(cover, 0.4)[..., None]
    whole = ground + (seen.astype(float) - ground) / share
    return np.asarray(np.clip(np.rint(whole), 0, 255), np.uint8)


def _like(pixels: NDArray[np.uint8], colors: set[str]) -> NDArray[np.bool_]:
    """Where pixels have one of the text's own colours: emoji have others, and no contrast."""
    found = np.zeros(pixels.shape[:2], bool)
    for color in colors:
        rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])
        found |= np.abs(pixels.astype(int) - rgb).max(axis=2) < 70
    return found


def _colors(layer: TextLayer, deck: Deck) -> set[str]:
    said = {layer.color, *(run.color for run in layer.text if run.color)}
    return {resolved(color, deck.brand) for color in said}


def _luminance(pixels: NDArray[np.uint8]) -> Pixels:
    """Relative luminance (WCAG 2.2) of each pixel."""
    linear = _LINEAR[pixels]
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def _worst(ink: NDArray[np.bool_], letters: Pixels, ground: Pixels, side: int) -> float | None:
    """The lowest contrast of any square of ``side`` pixels that has letters in it: that of the
    tenth of its ground that is nearest to them, for a mean forgives a letter half on a light."""
    rows, columns = np.nonzero(ink)
    if not len(rows):
        return None
    cells = (rows // side) * (ink.shape[1] // side + 1) + columns // side
    count = np.bincount(cells)
    there = count >= max(4, side * side // 60)
    if not there.any():
        there = count == count.max()
    own = (np.bincount(cells, letters[ink]) / np.maximum(count, 1))[cells]
    ratios = (np.maximum(own, ground[ink]) + 0.05) / (np.minimum(own, ground[ink]) + 0.05)
    tenths = (np.cumsum(count) - count + count // 10)[there]
    return float(ratios[np.lexsort((ratios, cells))][tenths].min())


def _light(color: str) -> bool:
    rgb = np.array([[[int(color[i : i + 2], 16) for i in (1, 3, 5)]]], np.uint8)
    return float(_luminance(rgb)[0, 0]) > 0.18


def _linear() -> Pixels:
    share = np.arange(256) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


_LINEAR = _linear()
