"""A story that began with nothing: what its first slide still lacks, and how one gets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtGui import QGuiApplication

from storycomposer.app.actions.record import Window
from storycomposer.app.addresses import address_in
from storycomposer.app.words import t
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import ImageFill, ImageLayer, LinkLayer, TextLayer


class Hint(NamedTuple):
    """What the strip says: words after a button, and what the button does."""

    words: str
    button: str = ""
    run: Callable[[], object] | None = None


def lacking(deck: Deck, slide: Slide) -> tuple[str, ...]:
    """Which of "picture", "words" and "link" the slide has not got."""
    kinds = {type(spot.layer) for spot in spots(deck).values() if spot.slide == slide.id}
    there: dict[str, Any] = {
        "picture": ImageLayer in kinds or isinstance(slide.background, ImageFill),
        "words": TextLayer in kinds,
        "link": LinkLayer in kinds,
    }
    return tuple(name for name, has in there.items() if not has)


def hint(window: Window, lacks: tuple[str, ...]) -> Hint | None:
    """What to say next in a slide that lacks that; None where it does well without."""
    if window.desk.tool == "text":
        return Hint(t("steps.place", "Click where the words go, or press Enter."))
    choose = t("steps.choose", "Choose photo…"), window.bringing.choose
    write = t("steps.write", "Add headline"), lambda: _write(window)
    said: dict[tuple[str, ...], Hint] = {
        ("picture", "words", "link"): Hint(
            t("steps.bare", "Drop a photo, press T for words, or paste a link."), *choose
        ),
        ("picture", "words"): Hint(
            t("steps.no_picture_words", "or drop one; T for words."), *choose
        ),
        ("picture", "link"): Hint(
            t("steps.no_picture_link", "or drop one, or paste a link."), *choose
        ),
        ("words", "link"): Hint(t("steps.no_words_link", "or press T, or paste a link."), *write),
        ("words",): Hint(t("steps.no_words", "or press T."), *write),
        ("link",): Hint(
            t("steps.no_link", "for people to follow."),
            t("steps.link", "Paste link"),
            lambda: _link(window),
        ),
    }
    return said.get(lacks)


def _write(window: Window) -> None:
    from storycomposer.app import starting  # noqa: PLC0415 (a window shows without it)
    from storycomposer.app.inspector.presets import PRESETS  # noqa: PLC0415

    starting.add_text(window.desk, PRESETS[0], window.canvas.image)
    window.canvas.setFocus()


def _link(window: Window) -> None:
    """What is on the clipboard if it is an address; else it is asked for."""
    address = address_in(QGuiApplication.clipboard().text())
    if address is None or not window.bringing.add_link(address):
        window.rail.open("link")
