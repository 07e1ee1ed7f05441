"""The ten slides that every drawing program gets: as our story, and in plain terms for others.

A slide is a 24-megapixel photograph over the whole canvas, slightly darkened, a veil, a headline, a
pill with words, a paragraph and a card with a shadow and two lines: what people post.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from storycomposer import Deck, ImageLayer, MediaStore, Run, ShapeLayer, Slide, Story, TextLayer
from storycomposer.document.deck import Brand
from storycomposer.document.shapes import Rectangle
from storycomposer.document.style import Linear, Shadow, Solid, Stop
from storycomposer.media.store import reference
from storycomposer.render.slide import layout

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "assets" / "fonts"
PIXELS = (6000, 4000)
BRIGHTNESS = 0.92
VEIL_TOP, VEIL_OPACITY = 820, 0.72
INK, PAPER, ACCENT = "#14141A", "#FFFFFF", "#FFC53D"

HEADLINES = (
    "Two dogs, one window",
    "Why teams stop writing",
    "We are going live",
    "Come and listen",
    "The river was higher",
    "What we learned in May",
    "Paint before you plan",
    "A fig tree at dawn",
    "One question for you",
    "Now hiring: a writer",
)
BODY = (
    "We wrote down what happened every day for a month, and read it aloud on the last one. "
    "Here is what nobody had expected."
)


def photographs(folder: Path, count: int) -> list[Path]:
    """``count`` JPEG files of 24 megapixels, made of the samples' photographs enlarged, with a
    little grain so that they weigh what a camera's do. Made once."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = sorted((ROOT / "assets" / "samples").glob("*/media/*.jpg"))
    grain = np.random.default_rng(7).normal(0, 3, (PIXELS[1], PIXELS[0], 1)).astype(np.float32)
    made = []
    for number in range(count):
        path = folder / f"photo-{number:03}.jpg"
        made.append(path)
        if path.exists():
            continue
        with Image.open(sources[number % len(sources)]) as source:
            picture = source.convert("RGB")
        width, height = picture.size
        # Later rounds cut the same photograph elsewhere.
        inset = number // len(sources) * 9 + 1
        picture = picture.crop((inset, inset, width - inset, height - inset))
        large = np.asarray(picture.resize(PIXELS, Image.Resampling.BICUBIC), np.float32)
        Image.fromarray((large + grain).clip(0, 255).astype(np.uint8)).save(path, quality=90)
    return made


def story(photos: list[Path]) -> Story:
    """The slides as a story; photographs are read from disk when they are drawn."""
    store = MediaStore()
    refs = [reference(path.read_bytes(), "jpg") for path in photos]
    for ref, path in zip(refs, photos, strict=True):
        store.lazy(ref, path.read_bytes, path.name)
    slides = tuple(slide(number, ref) for number, ref in enumerate(refs))
    brand = Brand(ink=INK, paper=PAPER, accent=ACCENT, heading="Outfit", body="Inter")
    return Story(Deck(id="bench", title="Bench", brand=brand, slides=slides), store)


def slide(number: int, photo: str) -> Slide:
    """Slide ``number`` with ``photo`` (a media reference)."""
    stops = (Stop(at=0, color=INK, opacity=0), Stop(at=1, color=INK, opacity=VEIL_OPACITY))
    box = {"x": 96, "width": 888}
    return Slide(
        id=f"s{number}",
        layers=(
            ImageLayer(id=f"p{number}", width=1080, height=1920, source=photo,
                       brightness=BRIGHTNESS),
            ShapeLayer(id=f"v{number}", y=VEIL_TOP, width=1080, height=1100,
                       fill=Linear(stops=stops, angle=180)),
            ShapeLayer(id=f"m{number}", x=96, y=760, width=260, height=64,
                       shape=Rectangle(radius=32), fill=Solid(color="brand:accent")),
            TextLayer(id=f"k{number}", x=96, y=770, width=260, height=44, size=36, weight=600,
                      align="center", text=(Run(text=f"Part {number + 1}"),)),
            TextLayer(id=f"h{number}", **box, y=860, height=270, size=128, weight=800,
                      font="brand:heading", color=PAPER, leading=1.05,
                      text=(Run(text=HEADLINES[number % len(HEADLINES)]),)),
            TextLayer(id=f"b{number}", **box, y=1150, height=240, size=44, color=PAPER,
                      leading=1.35, text=(Run(text=BODY),)),
            ShapeLayer(id=f"c{number}", x=96, y=1420, width=888, height=180,
                       shape=Rectangle(radius=24), fill=Solid(color="brand:paper"),
                       shadow=Shadow(color="#00000066", blur=24, dx=0, dy=8)),
            TextLayer(id=f"a{number}", x=136, y=1440, width=808, height=140, size=44, weight=500,
                      leading=1.4, text=(Run(text="Read the whole story\nexample.org/story"),)),
        ),
    )  # fmt: skip


def plain(made: Story, photos: list[Path]) -> list[dict]:
    """The slides for other programs: boxes to be wrapped by CSS, and lines as we broke them."""
    return [
        {
            "photo": str(photos[index]),
            "brightness": BRIGHTNESS,
            "veil": {"top": VEIL_TOP, "color": INK, "opacity": VEIL_OPACITY},
            "pill": {"x": 96, "y": 760, "w": 260, "h": 64, "radius": 32, "color": ACCENT},
            "card": {"x": 96, "y": 1420, "w": 888, "h": 180, "radius": 24, "color": PAPER},
            "shadow": {"dy": 8, "blur": 24, "opacity": 0.4},
            "texts": [
                text(made, one, layer) for layer in one.layers if isinstance(layer, TextLayer)
            ],
        }
        for index, one in enumerate(made.deck.slides)
    ]


def text(made: Story, one: Slide, layer: TextLayer) -> dict:
    """One text box: its words and style, and its lines with their place on the slide."""
    family = "Outfit" if layer.font == "brand:heading" else "Inter"
    laid = layout(made, one, layer.id)
    return {
        "x": layer.x, "y": layer.y, "w": layer.width, "size": layer.size,
        "family": family, "weight": layer.weight, "leading": layer.leading,
        "file": str(FONTS / family.lower() / f"{layer.weight}.ttf"),
        "color": INK if layer.color == "brand:ink" else layer.color,
        "align": layer.align, "text": layer.text[0].text,
        "lines": [
            {"x": layer.x + line.left, "y": layer.y + line.baseline,
             "text": laid.text[line.start : line.end].strip()}
            for line in laid.lines
        ],
    }  # fmt: skip


def write_plain(path: Path, slides: list[dict]) -> None:
    """``slides`` as JSON for programs in other processes."""
    path.write_text(json.dumps(slides), encoding="utf-8")
