"""Every kind of layer, effect, blend mode and hard text looks as it did when it was last looked at.

The pictures were drawn with bundled fonts only and approved by eye. ``--update-golden`` draws them
anew. Tolerance: libraries differ by a level in rounding between systems, so a channel may be off by
``LEVELS`` anywhere and by ``MEAN`` on average; a glyph moved by a tenth of a pixel is over both."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from golden_stories import GOLDENS, Golden
from PIL import Image

from storycomposer.document.layers import AnyLayer
from storycomposer.render import slide

FOLDER = Path(__file__).with_name("golden")
LEVELS = 4
MEAN = 0.05


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_looks_as_approved(golden: Golden, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    picture = draw(golden)
    file = FOLDER / f"{golden.name}.png"
    if request.config.getoption("--update-golden") and not same(picture, file):
        picture.save(file, optimize=True)
    if not same(picture, file):
        picture.save(tmp_path / file.name)
        pytest.fail(f"differs from {file}: see {tmp_path / file.name}")


def draw(golden: Golden) -> Image.Image:
    """The golden's region of its slide."""
    story = golden.story()
    box = (0, 0, *golden.size)
    return slide.render(story, story.deck.slides[0], scale=golden.scale, region=box)


def same(picture: Image.Image, file: Path) -> bool:
    """Whether ``file`` shows ``picture``, within the tolerance."""
    if not file.exists():
        return False
    with Image.open(file) as stored:
        if stored.size != picture.size or stored.mode != picture.mode:
            return False
        off = np.abs(np.asarray(stored, np.int16) - np.asarray(picture, np.int16))
    return bool(off.max() <= LEVELS and off.mean() <= MEAN)


def test_every_picture_has_its_story_and_they_stay_small() -> None:
    files = {file.stem: file for file in FOLDER.iterdir()}
    assert set(files) == {golden.name for golden in GOLDENS}
    assert sum(file.stat().st_size for file in files.values()) < 4_000_000


def test_every_kind_of_layer_has_a_golden() -> None:
    drawn = {type(layer) for golden in GOLDENS for layer in golden.slide.layers}
    assert drawn == set(AnyLayer.__args__)
