"""What is done to words: to the selected characters while writing, else to whole layers."""

from __future__ import annotations

from collections.abc import Callable

from storycomposer.app import slants
from storycomposer.app.actions.record import Action, Window
from storycomposer.app.canvas.text.styling import bold_of, is_bold
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.layers import TextLayer


def _texts(window: Window) -> list[TextLayer]:
    return [layer for layer in window.desk.selected if isinstance(layer, TextLayer)]


def _has_text(window: Window) -> bool:
    return bool(_texts(window))


def _writing(window: Window) -> bool:
    return window.desk.mode.name == "text"


def _style(name: str) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        if _writing(window):
            window.writing.toggle(name)
            return
        layers = _texts(window)
        on = not all(getattr(layer, name, False) for layer in layers)
        lack = slants.missing(window.desk, slants.fonts_of(layers)) if name == "italic" else ""
        if on and lack:
            window.desk.notice(lack)
            return
        if name == "bold":
            changes = {"weight": bold_of([layer.weight for layer in layers])}
        else:
            changes = {name: on}
        ids = tuple(layer.id for layer in layers)
        label = t("edit.style-text", "Style text")
        window.desk.apply(lambda deck: edits.restyle(deck, ids, changes), label)

    return run


def _is(name: str) -> Callable[[Window], bool]:
    def checked(window: Window) -> bool:
        if _writing(window):
            value = window.writing.range_style().get("weight" if name == "bold" else name)
            return is_bold(value) if name == "bold" else value is True
        layers = _texts(window)
        if name == "bold":
            return bool(layers) and all(is_bold(layer.weight) for layer in layers)
        return bool(layers) and all(getattr(layer, name) for layer in layers)

    return checked


SIZES = (18, 24, 28, 36, 44, 56, 72, 96, 128, 168, 220, 288, 384)
"""The sizes that keys step through: those that slides are set in, and some beyond at each end."""


def _next_size(size: float, way: int) -> float:
    beyond = [one for one in SIZES[::way] if (one - size) * way > 0]
    return beyond[0] if beyond else size


def _sized(way: int) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        if _writing(window):
            window.writing.resize(lambda size: _next_size(size, way))
            return
        sizes = {layer.id: _next_size(layer.size, way) for layer in _texts(window)}

        def edit(deck: Deck) -> Deck:
            for id_, size in sizes.items():
                deck = edits.restyle(deck, (id_,), {"size": size})
            return deck

        window.desk.apply(edit, t("edit.text-size", "Change type size"))

    return run


def _switch_spelling(window: Window) -> None:
    settings = window.program.settings
    settings.change(check_spelling=not settings.values.check_spelling)


ACTIONS = (
    Action(
        "bold",
        "Bold",
        _style("bold"),
        icon="bold",
        keys=("Ctrl+B",),
        menu="text",
        enabled=_has_text,
        checked=_is("bold"),
    ),
    Action(
        "italic",
        "Italic",
        _style("italic"),
        icon="italic",
        keys=("Ctrl+I",),
        menu="text",
        enabled=_has_text,
        checked=_is("italic"),
    ),
    Action(
        "underline",
        "Underline",
        _style("underline"),
        icon="underline",
        keys=("Ctrl+U",),
        menu="text",
        enabled=_has_text,
        checked=_is("underline"),
    ),
    Action(
        "text-larger",
        "Larger type",
        _sized(1),
        keys=("Ctrl+Shift+>",),
        menu="text",
        enabled=_has_text,
    ),
    Action(
        "text-smaller",
        "Smaller type",
        _sized(-1),
        keys=("Ctrl+Shift+<",),
        menu="text",
        enabled=_has_text,
    ),
    Action(
        "emoji",
        "Emoji…",
        lambda window: window.writing.pick_emoji(window.canvas),
        icon="smile",
        keys=("Ctrl+.",),
        menu="-text",
        enabled=_writing,
    ),
    Action(
        "check-spelling",
        "Check spelling",
        _switch_spelling,
        menu="text",
        checked=lambda window: window.program.settings.values.check_spelling,
    ),
)
