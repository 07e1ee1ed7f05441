"""Pictures of stories that are larger and wordier than most: what has no room is shortened."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from msgspec import structs
from PySide6.QtWidgets import QWidget
from screenshots import SAMPLES, settle, text

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import AnyLayer, GroupLayer, Run, ShapeLayer
from storycomposer.document.style import Solid
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
_SLIDES, _LAYERS, _DEEP = 60, 100, 4
_COLORS = ("#6D4AFF", "#FFB020", "#0E9F6E", "#E5484D", "#2F6FED")


def _square(at: int, name: str | None = None) -> ShapeLayer:
    return ShapeLayer(
        id=f"s{at}",
        name=name,
        x=60 + at % 10 * 96,
        y=300 + at // 10 * 96,
        width=80,
        height=80,
        fill=Solid(color=_COLORS[at % len(_COLORS)]),
    )


def _story(*slides: tuple[AnyLayer, ...]) -> Story:
    made = tuple(
        Slide(id=f"p{at}", layers=layers, background=Solid(color="#FFF4E6"))
        for at, layers in enumerate(slides)
    )
    return Story(Deck(id="d", slides=made), MediaStore())


def slides(studio: Any) -> QWidget:
    """Sixty slides, the fortieth shown."""
    words = (text(f"{at + 1} {_WORD if at % 3 else 'Words'}", id=f"t{at}") for at in range(_SLIDES))
    window = studio.new(_story(*((one,) for one in words)))
    window.desk.select((), ("p39",))
    settle(window)
    return window  # type: ignore[no-any-return]


def layers(studio: Any) -> QWidget:
    """A hundred layers, every third with a very long name."""
    shown = (_square(at, _WORD if at % 3 == 0 else f"Square {at}") for at in range(_LAYERS))
    window = studio.new(_story(tuple(shown)))
    window.desk.select(("s97", "s96"))
    window.right_panel.tabs.setCurrentIndex(1)
    settle(window)
    return window  # type: ignore[no-any-return]


def deep(studio: Any) -> QWidget:
    """Groups in groups, the innermost layer selected."""
    inner: AnyLayer = structs.replace(_square(0), name=_WORD)
    for at in range(_DEEP):
        beside = structs.replace(_square(at + 1), x=300.0, y=120.0 * at)
        inner = GroupLayer(
            id=f"g{at}", name=f"Group {at} {_WORD}", x=40, y=40, width=900, height=900,
            layers=(inner, beside),
        )  # fmt: skip
    window = studio.new(_story((inner,)))
    window.right_panel.tabs.setCurrentIndex(1)
    window.desk.select(("s0",))
    settle(window)
    return window  # type: ignore[no-any-return]


def named(studio: Any) -> QWidget:
    """A file whose name is longer than the bar is wide, with a link as long."""
    target = studio.folder / "stories" / f"{_WORD} {_WORD} {_WORD}"
    if not target.exists():
        shutil.copytree(SAMPLES / "going-live", target)
    window = studio._ready(studio.program.open(target))
    window.desk.select((), (window.desk.deck.slides[-1].id,))
    link = next(one.id for one in window.desk.slide.layers if one.id and hasattr(one, "target"))
    window.desk.select((link,))
    settle(window)
    return window  # type: ignore[no-any-return]


def words(studio: Any) -> QWidget:
    """A text of one very long word in a box that is too narrow for it."""
    window = studio.new(_story((text(_WORD, text=(Run(text=_WORD),)),)))
    window.desk.select(("t",))
    settle(window)
    return window  # type: ignore[no-any-return]


SCENES: dict[str, Callable[[Any], QWidget]] = {
    "many-slides": slides,
    "many-layers": layers,
    "deep-groups": deep,
    "long-name": named,
    "long-word": words,
}
