"""What a person waits for: a keystroke, one changed layer, a layer under the pointer.

    python tests/benchmarks/interaction.py

Medians of many tries, one thread, each try a value that was not drawn before.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from msgspec import structs
from ours import forget

from storycomposer import Deck, MediaStore, Run, ShapeLayer, Slide, Story, TextLayer
from storycomposer.document.shapes import Ellipse, Rectangle
from storycomposer.document.style import Linear, Shadow, Solid, Stop
from storycomposer.render.slide import behind, render

WORDS = (
    "We wrote down what happened every day for a month and read it aloud on the last one. "
    "Here is what nobody had expected: the small things came first, and the great plans that we "
    "had made in spring were not even mentioned. Two dogs sat at the window all the while and "
    "looked at us as if they had known it from the start."
)
GROUND = Linear(stops=(Stop(at=0, color="#6D4AFF"), Stop(at=1, color="#14141A")))


def one(*layers: object) -> tuple[Story, Slide]:
    """A story of one slide."""
    slide = Slide(id="s", background=GROUND, layers=layers)
    return Story(Deck(id="d", slides=(slide,)), MediaStore()), slide


def medians(tries: Iterator[Callable[[], object]]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    times = []
    for run in tries:
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def text(number: int, **fields: object) -> TextLayer:
    """60 words, of which the last differs."""
    words = f"{WORDS} {number}"
    return TextLayer(
        id="t", x=96, y=300, width=888, height=1200, size=44, text=(Run(text=words),), **fields
    )


def keystroke() -> Iterator[Callable[[], object]]:
    """60 words laid out and drawn on their slide after each change of the text."""
    story, slide = one(text(0))
    below = behind(story, slide, "t")
    for number in range(1, 60):
        changed = structs.replace(slide, layers=(text(number),))
        yield lambda changed=changed: render(story, changed, above=("t", below))


def ten_layers() -> list[object]:
    """What a slide usually has."""
    shapes = [
        ShapeLayer(
            id=f"r{number}", x=96, y=200 + 150 * number, width=888, height=120,
            shape=Rectangle(radius=32), fill=Solid(color="#FFC53D"),
            shadow=Shadow(blur=24),
        )
        for number in range(5)
    ]  # fmt: skip
    texts = [
        TextLayer(id=f"t{number}", x=136, y=230 + 150 * number, width=808, height=80, size=56,
                  text=(Run(text=f"Line number {number}"),))
        for number in range(4)
    ]  # fmt: skip
    return [*shapes, *texts, text(0)]


def one_layer_changed() -> Iterator[Callable[[], object]]:
    """A slide of ten layers drawn anew after one of them has changed."""
    story, slide = one(*ten_layers())
    render(story, slide)
    for number in range(60):
        layers = list(slide.layers)
        at = number % 9
        if at < 5:
            layers[at] = structs.replace(layers[at], fill=Solid(color=f"#FFC5{number:02d}"))
        else:
            layers[at] = structs.replace(layers[at], text=(Run(text=f"Changed {number}"),))
        changed = structs.replace(slide, layers=tuple(layers))
        yield lambda changed=changed: render(story, changed)


def moved(side: int) -> Iterator[Callable[[], object]]:
    """A layer of ``side`` pixels in the middle of a hundred, moved by a few pixels a step: only the
    dirty rectangle is composed again."""
    others = [
        ShapeLayer(
            id=f"o{number}", x=(number * 97) % 900, y=(number * 193) % 1700, width=180, height=180,
            shape=Ellipse(), fill=Solid(color="#FFC53DCC"),
        )
        for number in range(99)
    ]  # fmt: skip
    layer = ShapeLayer(
        id="m", x=300, y=600, width=side, height=side, shape=Rectangle(radius=40), opacity=0.9
    )
    story, slide = one(*others[:50], layer, *others[50:])
    below = behind(story, slide, "m")
    whole = render(story, slide, above=("m", below))
    for step in range(80):
        layer = structs.replace(layer, x=layer.x + 3, y=layer.y + 2)
        layers = (*others[:50], layer, *others[50:])
        changed = structs.replace(slide, layers=layers)
        left, top = int(layer.x) - 4, int(layer.y) - 3
        region = (left, top, min(left + side + 5, 1080), min(top + side + 4, 1920))

        def compose(changed: Slide = changed, region: tuple[int, ...] = region) -> None:
            whole.paste(render(story, changed, region=region, above=("m", below)), region[:2])

        if step >= 10:
            yield compose
        else:
            compose()


def main() -> None:
    """Prints a line for each."""
    goals = (
        ("60 words typed, laid out and drawn", keystroke, 15),
        ("one layer of ten changed", one_layer_changed, 50),
        ("a layer of 400 px among 100 moved", lambda: moved(400), 5),
        ("a layer of 900 px among 100 moved", lambda: moved(900), None),
    )
    for name, tries, goal in goals:
        forget()
        middle, worst = medians(tries())
        met = "" if goal is None else f"under {goal}: {'met' if middle < goal else 'MISSED'}"
        print(f"{name:38} median {middle:6.1f} ms, 95 % under {worst:6.1f} ms  {met}", flush=True)


if __name__ == "__main__":
    main()
