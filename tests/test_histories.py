"""Whatever was drawn before, and on whatever thread, the pixels are those of a process that draws
nothing else: what is mended from what was there is what would be drawn anew."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec import structs
from test_differing import LOOKS

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.runs import merged
from storycomposer.document.schema import from_json, to_json, validated
from storycomposer.document.style import Highlight
from storycomposer.media.store import MediaStore
from storycomposer.render import painters
from storycomposer.render.slide import altered, ink, render
from storycomposer.story import Story

SCALE = 0.25
THREADS = 3
PIECES = (
    *("We ", "wrote ", "office ", "gy", "Ç", "\n", "\u2028", "e\u0301", "Aj ", "–"),
    *("مرحبا ", "日本語", "हिन्दी ", "😀", "👩‍👩‍👧"),
)
COLORS = (None, None, None, None, "#FF5C5C", "#6D4AFF80")
BOXES = (
    {"width": 300.0, "align": "end"},
    {"width": 888.0, "leading": 0.7},
    {"highlight": Highlight(), "valign": "bottom"},
    {"underline": True, "list": "bullet"},
)


def history(chance: random.Random) -> Deck:
    """A text as it is written, taken back, coloured and reshaped: each slide is a step."""
    look = chance.choice(LOOKS)
    words = merged([_run(chance) for _ in range(12)])
    layer = TextLayer(id="t", y=300, width=600, height=500, size=90, text=words, **look)
    slides = []
    for step in range(12):
        runs = list(layer.text)
        place = chance.randrange(len(runs) + 1)
        match chance.choice(("write", "write", "put", "take", "color", "box")):
            case "write":
                runs.append(_run(chance))
            case "put":
                runs.insert(place, _run(chance))
            case "take":
                del runs[place : place + 1]
            case "color" if runs:
                at = place % len(runs)
                runs[at] = structs.replace(runs[at], color=chance.choice(COLORS))
            case "box":
                layer = structs.replace(layer, **chance.choice(BOXES))
        layer = structs.replace(layer, id=f"t{step}", text=merged(runs))
        slides.append(Slide(id=f"s{step}", layers=(layer,)))
    return validated(Deck(id="d", slides=tuple(slides)))


def _run(chance: random.Random) -> Run:
    strike = chance.choice((None, None, None, True))
    return Run(text=chance.choice(PIECES), color=chance.choice(COLORS), strike=strike)


def drawn_anew(deck: Deck) -> Iterator[str]:
    """The pictures of the slides of ``deck``, the last one first, each from nothing."""
    for slide in reversed(deck.slides):
        painters.forget()
        yield _told(render(Story(deck, MediaStore()), slide, SCALE, keep=False).tobytes())


def _told(pixels: bytes) -> str:
    return hashlib.sha256(pixels).hexdigest()


def write_at_once(decks: list[Deck], seed: int) -> list[list[str]]:
    """The same of ``decks``, drawn as somebody writes them, in an order of one's own."""
    chance = random.Random(seed)
    found: dict[int, list[str]] = {}
    for at in chance.sample(range(len(decks)), len(decks)):
        story, made = Story(decks[at], MediaStore()), []
        for before, slide in zip((None, *decks[at].slides), decks[at].slides, strict=False):
            if before is not None and chance.random() < 0.3:
                (old,) = before.layers
                ink(story, slide, SCALE)
                same = structs.replace(
                    before, layers=(structs.replace(old, id=slide.layers[0].id),)
                )
                altered(story, slide, same, slide.layers[0].id)
            keep = chance.random() < 0.8
            made.append(_told(render(story, slide, SCALE, keep=keep).tobytes()))
        found[at] = made[::-1]
    return [found[at] for at in range(len(decks))]


def test_what_was_drawn_before_shows_in_no_pixel(tmp_path: Path) -> None:
    chance = random.Random(20)
    decks = [history(chance) for _ in range(12)]
    for at, deck in enumerate(decks):
        (tmp_path / f"{at:02}.json").write_bytes(to_json(deck))
    done = subprocess.run(
        [sys.executable, __file__, tmp_path], capture_output=True, text=True, check=True
    )
    anew = [line.split() for line in done.stdout.splitlines()]
    with ThreadPoolExecutor(THREADS) as pool:
        for found in pool.map(lambda seed: write_at_once(decks, seed), range(THREADS)):
            assert found == anew


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        print(*drawn_anew(from_json(path.read_bytes())))
