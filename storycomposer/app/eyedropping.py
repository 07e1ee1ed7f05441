"""The eyedropper as a tool: what is pointed at becomes the colour of what is selected."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QColor

from storycomposer.app.actions.record import Window
from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.layers import AnyLayer, ImageFill, LinkLayer, ShapeLayer, TextLayer
from storycomposer.document.style import Solid


def possible(window: Window) -> bool:
    """Whether something selected has a colour; with nothing selected the background."""
    desk = window.desk
    if desk.selected:
        return any(_change(layer, "#000000") for layer in desk.selected)
    return desk.slide is not None and not isinstance(desk.slide.background, ImageFill)


def start(window: Window) -> None:
    """Let a colour be pointed at on the canvas."""
    # The loupe is loaded when it is first asked for.
    from storycomposer.app.inputs.eyedropper import EyeDropper  # noqa: PLC0415

    dropper = EyeDropper(window.canvas)
    desk = window.desk
    dropper.picked.connect(lambda color: use(desk, color))
    dropper.destroyed.connect(window.canvas.setFocus)
    dropper.start()


def use(desk: Desk, color: QColor) -> None:
    """Give what is selected that colour, as one entry."""
    said = color.name().upper()
    label = t("edit.color", "Change colour")
    slide = desk.slide
    changes = {layer.id: _change(layer, said) for layer in desk.selected}

    def edit(deck: Deck) -> Deck:
        for id_, change in changes.items():
            deck = edits.restyle(deck, (id_,), change)
        return deck

    if changes:
        desk.apply(edit, label)
    elif slide is not None:
        ground = {"background": Solid(color=said)}
        desk.apply(lambda deck: edits.restyle_slides(deck, (slide.id,), ground), label)


def _change(layer: AnyLayer, color: str) -> dict[str, Any]:
    if isinstance(layer, TextLayer):
        return {"color": color}
    if isinstance(layer, ShapeLayer):
        return {"fill": Solid(color=color)} if layer.fill else {"stroke.color": color}
    if isinstance(layer, LinkLayer):
        return {"look.ink": color}
    return {}
