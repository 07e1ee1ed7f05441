"""Our renderer as the benchmarks call it, and the least that any renderer here must do."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from scene import BRIGHTNESS

from storycomposer import Story
from storycomposer.document.resolve import resolve
from storycomposer.encode import png_bytes
from storycomposer.render import painters
from storycomposer.render.slide import context, render
from storycomposer.typography import blocks, breaking, cases, paragraph, segments, shaping


class Ours:
    """``draw`` takes a slide to a PNG file, as an export's thread does."""

    name = "ours"

    def __init__(self, story: Story) -> None:
        self._story = story

    def draw(self, index: int, path: Path) -> None:
        """Slide ``index`` to the PNG file ``path``, with no finished tile or layout kept."""
        forget()
        slide = self._story.deck.slides[index]
        path.write_bytes(png_bytes(render(self._story, slide, keep=False)))


def forget() -> None:
    """Empties the caches of tiles and of laid-out words; fonts stay open, as other programs keep
    theirs."""
    painters.forget()
    for module in (paragraph, blocks, breaking, cases, segments, shaping):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


class Floor:
    """Scaled decoding, one resize, one paste for each layer, encoding: nothing is computed but the
    photograph; all other layers come finished."""

    name = "floor"

    def __init__(self, story: Story, photos: list[Path]) -> None:
        self._photos = photos
        self._tiles = []
        for slide in story.deck.slides:
            around = context(story, slide, 1.0)
            tiles = []
            for layer in slide.layers[1:]:
                tile = painters.paint(resolve(layer, story.deck.brand), around)
                tiles.append((tile.image, (int(layer.x) + tile.left, int(layer.y) + tile.top)))
            self._tiles.append(tiles)

    def draw(self, index: int, path: Path) -> None:
        """Slide ``index`` to the PNG file ``path``."""
        with Image.open(self._photos[index]) as photo:
            scale = max(1080 / photo.width, 1920 / photo.height)
            photo.draft("RGB", (round(photo.width * scale), round(photo.height * scale)))
            scale = max(1080 / photo.width, 1920 / photo.height)
            width, height = 1080 / scale, 1920 / scale
            left, top = (photo.width - width) / 2, (photo.height - height) / 2
            box = (left, top, left + width, top + height)
            slide = photo.resize((1080, 1920), Image.Resampling.LANCZOS, box)
        slide = slide.point([round(level * BRIGHTNESS) for level in range(256)] * 3)
        for tile, at in self._tiles[index]:
            slide.paste(tile, at, tile)
        path.write_bytes(png_bytes(slide))

    def close(self) -> None:
        """Nothing to end."""
