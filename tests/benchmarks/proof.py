"""Proofs: a slide's codes, the badge after a change, fixes, and what an export pays for them.

``python tests/benchmarks/proof.py`` prints milliseconds of processor time (medians) with the goals:
a full proof of a slide under 250 ms, the badge within 300 ms of a change, its rendering included.
The proof is paired with the same conditions tried on the whole slide instead of the code's own
part. Every round has another address and place, as a person who types and drags would have.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from storycomposer.checks import links
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import ImageFill, LinkLayer
from storycomposer.document.link import Look, UrlTarget
from storycomposer.encode import png_bytes
from storycomposer.links import proof
from storycomposer.media.store import MediaStore
from storycomposer.render import painters
from storycomposer.render.slide import codes, render
from storycomposer.story import Story

ROUNDS = 20
SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
SIZES = {"a card": (888, 320), "a poster": (700, 900), "the whole slide": (1000, 1266)}


def story(number: int, size: tuple[int, int], faint: bool = False) -> Story:
    """A photograph with a link, another one for every number."""
    media = MediaStore()
    photo = next(SAMPLES.glob("*/media/river.jpg"))
    ref = media.put(photo.read_bytes(), "jpg")
    width, height = size
    link = LinkLayer(
        id="l",
        target=UrlTarget(url=f"https://example.org/articles/2027/{number:04}-why-teams-stop"),
        look=Look(ink="#9A9A9A") if faint else Look(),
        x=(1080 - width) / 2,
        y=270 + number % 7 if height < 1260 else 270,
        width=width,
        height=height,
    )
    slide = Slide(id="s", background=ImageFill(source=ref), layers=(link,))
    return Story(Deck(id="d", slides=(slide,)), media)


def on_the_whole(picture: Image.Image, payload: str) -> bool:
    """The same conditions, each on the whole slide."""
    width, height = picture.size
    whole = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    return proof.prove(picture, whole, payload).state == "proven"


def measured(run: Callable[[int], object]) -> list[float]:
    """Milliseconds of processor time of each round but the first."""
    times = []
    for number in range(ROUNDS + 1):
        begin = time.process_time()
        run(number)
        times.append((time.process_time() - begin) * 1000)
    return times[1:]


def lines() -> Iterator[str]:
    """What is printed."""
    for name, size in SIZES.items():
        yield from _proofs(name, size)
    faint = measured(lambda n: links.verdict(story(n, SIZES["a card"], faint=True), 0, "l"))
    yield f"badge with fixes tried: {statistics.median(faint):.0f} ms"
    yield from _export()


def _proofs(name: str, size: tuple[int, int]) -> Iterator[str]:
    made = [story(number, size) for number in range(ROUNDS + 1)]
    slides = [one.deck.slides[0] for one in made]
    pictures = [render(*pair) for pair in zip(made, slides, strict=True)]
    places = [codes(*pair)[0] for pair in zip(made, slides, strict=True)]
    ours = measured(lambda n: proof.prove(pictures[n], places[n].corners, places[n].payload))
    whole = measured(lambda n: on_the_whole(pictures[n], places[n].payload))
    ratios = [theirs / own for theirs, own in zip(whole, ours, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    yield (
        f"full proof, {name}: {statistics.median(ours):.0f} ms, slowest {max(ours):.0f} "
        f"(goal 250); on the whole slide {middle:.1f} ({low:.1f}–{high:.1f}) times that"
    )
    glances = measured(lambda n: links.glance(story(n + 100, size), 0, "l"))
    yield f"badge after a change, {name}: {statistics.median(glances):.0f} ms (goal 300)"


def _export() -> Iterator[str]:
    made = story(0, SIZES["a card"])
    slide = made.deck.slides[0]
    picture, (code,) = render(made, slide), codes(made, slide)

    def export(_: int) -> None:
        painters.forget()
        png_bytes(render(made, slide, keep=False))

    plain = statistics.median(measured(export))
    proving = statistics.median(
        measured(lambda _: proof.prove(picture, code.corners, code.payload))
    )
    yield (
        f"an exported slide with a photograph and a code: {plain:.0f} ms, its proof {proving:.0f}"
    )


if __name__ == "__main__":
    for line in lines():
        print(line)
