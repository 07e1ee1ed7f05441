"""The golden stories at every scale and in every region are the same picture."""

from __future__ import annotations

import random

import numpy as np
import pytest
from golden_stories import GOLDENS, Golden
from PIL import ImageChops

from storycomposer.document.layers import AnyLayer, GroupLayer, TextLayer
from storycomposer.document.resolve import resolve
from storycomposer.render import slide
from storycomposer.typography import fonts, paragraph

SCALES = (0.5, 1.0, 4 / 3, 2.0)
"""540, 1080, 1440 and 2160 pixels wide."""

WORDY = [golden for golden in GOLDENS if golden.name.startswith(("text", "script", "bidi", "wrap"))]
SOME = random.Random(5).sample(GOLDENS, len(GOLDENS))


@pytest.mark.parametrize("golden", WORDY, ids=lambda golden: golden.name)
def test_every_width_has_the_same_layout(golden: Golden) -> None:
    for layer in golden.slide.layers:
        small, *larger = (extent(golden, layer.id, scale) for scale in SCALES)
        for other in larger:
            # Edges lie on whole output pixels, which are two canvas pixels at the smallest scale,
            # and baselines too, so that they move by up to one.
            assert np.allclose(small, other, rtol=0, atol=3), layer.id


def extent(golden: Golden, layer: str, scale: float) -> list[float]:
    """Where the layer's ink begins and ends, in canvas pixels."""
    mask, (left, top) = slide.coverage(golden.story(), golden.slide, layer, scale)
    box = mask.point(lambda level: 255 if level > 64 else 0).getbbox()
    assert box is not None
    return [
        *((left + box[0]) / scale, (top + box[1]) / scale),
        *((left + box[2]) / scale, (top + box[3]) / scale),
    ]


@pytest.mark.parametrize("golden", SOME, ids=lambda golden: golden.name)
def test_regions_equal_the_whole(golden: Golden) -> None:
    story, page = golden.story(), golden.slide
    width, height = golden.size
    whole = slide.render(story, page, scale=golden.scale)
    chance = random.Random(golden.name)
    for _ in range(4):
        left, top = chance.randrange(width - 8), chance.randrange(height - 8)
        right, bottom = chance.randrange(left + 1, width), chance.randrange(top + 1, height)
        box = (left, top, right, bottom)
        part = slide.render(story, page, scale=golden.scale, region=box)
        assert part.mode == "RGB"
        assert ImageChops.difference(part, whole.crop(box)).getbbox() is None, box


@pytest.mark.parametrize("golden", SOME[::4], ids=lambda golden: golden.name)
def test_a_region_that_reaches_outside_agrees_inside(golden: Golden) -> None:
    story, page = golden.story(), golden.slide
    whole = slide.render(story, page, scale=golden.scale)
    part = slide.render(story, page, scale=golden.scale, region=(-30, -20, 100, 90))
    assert part.mode == "RGBA" and part.size == (130, 110)
    inside = part.crop((30, 20, 130, 110))
    assert inside.getchannel("A").getextrema() == (255, 255)
    same = ImageChops.difference(inside.convert("RGB"), whole.crop((0, 0, 100, 90)))
    assert same.getbbox() is None


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_bundled_fonts_have_every_letter(golden: Golden) -> None:
    story = golden.story()
    deck = story.deck
    carried = tuple(story.media.get(ref) for ref in deck.fonts)
    bundled = fonts.book(carried, system=False)
    for layer in _texts(resolve(golden.slide, deck.brand).layers):
        found = paragraph.layout(layer, bundled, layer.language or deck.language)
        assert found.missing_fonts == ()
        assert found.missing_glyphs == ()


def _texts(layers: tuple[AnyLayer, ...]) -> list[TextLayer]:
    found = []
    for layer in layers:
        if isinstance(layer, TextLayer):
            found.append(layer)
        elif isinstance(layer, GroupLayer):
            found += _texts(layer.layers)
    return found
