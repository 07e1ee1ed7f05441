"""Stickers: emoji in large, and drawings that take any colour."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass

from PySide6.QtGui import QImage

from storycomposer import resources
from storycomposer.app import seeing
from storycomposer.app.canvas.drawing import put
from storycomposer.app.desk import Desk
from storycomposer.app.placing import roomy
from storycomposer.app.words import t
from storycomposer.document.layers import Run, ShapeLayer, TextLayer
from storycomposer.document.shapes import Path
from storycomposer.document.style import Solid

EMOJI_SIZE = 240.0
_EMOJI_WIDTH = 320.0


@dataclass(frozen=True, slots=True)
class Sticker:
    """A drawing: path data in a box of ``width`` × ``height`` canvas pixels."""

    id: str
    group: str
    name: str
    color: str
    width: float
    height: float
    d: str

    @property
    def label(self) -> str:
        """What it is called, in the language in use."""
        return t(f"sticker.{self.id}", self.name)


@functools.cache
def every() -> tuple[Sticker, ...]:
    """All drawings, in the order they are offered."""
    text = resources.path("stickers", "stickers.json").read_text(encoding="utf-8")
    return tuple(Sticker(**entry) for entry in json.loads(text))


def search(words: str) -> tuple[Sticker, ...]:
    """The drawings in whose names or groups every one of ``words`` begins a word."""
    asked = words.casefold().split()

    def has(sticker: Sticker, word: str) -> bool:
        said = f"{sticker.label} {sticker.name} {sticker.group}".casefold().split()
        return any(one.startswith(word) for one in said)

    return tuple(one for one in every() if all(has(one, word) for word in asked))


def svg(sticker: Sticker, color: str) -> bytes:
    """The drawing as an SVG document in one colour, with a little air around it."""
    side = max(sticker.width, sticker.height) * 1.08
    left, top = (sticker.width - side) / 2, (sticker.height - side) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {side} {side}">'
        f'<path fill="{color}" d="{sticker.d}"/></svg>'
    ).encode()


def add_sticker(desk: Desk, sticker: Sticker, image: QImage) -> None:
    """Put the drawing where there is room, in a colour that is seen there."""
    if desk.slide is None:
        return
    box = roomy(desk.slide, round(sticker.width), round(sticker.height))
    on = seeing.ground(image, box)
    color = seeing.standing_out(sticker.color, desk.deck.brand, on)
    layer = ShapeLayer(
        id="sticker",
        name=sticker.label,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        shape=Path(d=sticker.d, width=sticker.width, height=sticker.height),
        fill=Solid(color=color),
    )
    put(desk, layer, t("edit.add.sticker", "Add sticker"))


def add_emoji(desk: Desk, emoji: str) -> None:
    """Put the emoji in large where there is room."""
    if desk.slide is None:
        return
    box = roomy(desk.slide, _EMOJI_WIDTH, EMOJI_SIZE)
    layer = TextLayer(
        id="emoji",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        text=(Run(text=emoji),),
        size=EMOJI_SIZE,
        leading=1,
        align="center",
    )
    put(desk, layer, t("edit.add.sticker", "Add sticker"))
