"""What layers, slides and stories are called in lists, menus and undo."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from PySide6.QtGui import QFontMetrics, QGuiApplication

from storycomposer.app.words import t
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    ShapeLayer,
    TextLayer,
)
from storycomposer.export.names import slide_name as headline

_LONGEST = 40
_EMOJI = re.compile("[\u2300-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\U000e0020-\U000e007f]*")


def layer_name(layer: AnyLayer) -> str:
    """Its own name, or what it shows."""
    if layer.name:
        return layer.name
    if isinstance(layer, TextLayer):
        words = " ".join("".join(run.text for run in layer.text).split())
        return _short(words) or t("kind.text", "Text")
    if isinstance(layer, ImageLayer):
        return _short(layer.alt) or t("kind.image", "Picture")
    if isinstance(layer, LinkLayer):
        from storycomposer.links.address import readable  # noqa: PLC0415 (for slides with links)

        return _short(readable(layer.target)) or t("kind.link", "Link")
    if isinstance(layer, GroupLayer):
        return t("kind.group", "Group of {count}", count=len(layer.layers))
    return shape_name(layer)


def shape_name(layer: ShapeLayer) -> str:
    """What a shape is called by its form."""
    names = {
        "Rectangle": t("shape.rectangle", "Rectangle"),
        "Ellipse": t("shape.ellipse", "Ellipse"),
        "Line": t("shape.line", "Line"),
        "Polygon": t("shape.polygon", "Polygon"),
        "Star": t("shape.star", "Star"),
        "Bubble": t("shape.bubble", "Speech bubble"),
        "Path": t("shape.path", "Drawing"),
    }
    return names[type(layer.shape).__name__]


def kind_icon(layer: AnyLayer) -> str:
    """The icon of a layer's kind."""
    icons = {TextLayer: "type", ImageLayer: "image", LinkLayer: "link", GroupLayer: "group"}
    return icons.get(type(layer), "shapes")


def slide_name(slide: Slide, index: int) -> str:
    """Its own name, its headline, or its number."""
    found = slide.name or _short(headline(slide))
    return found or t("slide.number", "Slide {number}", number=index + 1)


def story_name(deck: Deck, path: Path | None = None) -> str:
    """What a story is called: its file, its title, or its first headline, on whatever slide."""
    if path is not None:
        return path.stem
    headlines = (slide.name or _short(headline(slide)) for slide in deck.slides)
    return deck.title or next(filter(None, headlines), t("story.untitled", "Untitled story"))


def several(deck: Deck, ids: tuple[str, ...]) -> str:
    """What is about to be changed: a layer's name, or how many layers."""
    found = spots(deck)
    there = [found[id_].layer for id_ in ids if id_ in found]
    if len(there) == 1:
        return layer_name(there[0])
    return t("layers.count", "{count} layers", count=len(there))


def several_slides(deck: Deck, ids: tuple[str, ...]) -> str:
    """Which slides are about to be changed: one's number, or how many."""
    places = [at for at, slide in enumerate(deck.slides) if slide.id in ids]
    if len(places) == 1:
        return t("slides.one", "slide {number}", number=places[0] + 1)
    return t("slides.many", "{count} slides", count=len(places))


def drawable(text: str) -> str:
    """``text`` without the emoji that would be empty boxes on this machine: names may be typed
    anywhere. The same object where nothing is left out."""
    if _EMOJI.search(text) is None:
        return text
    metrics = QFontMetrics(QGuiApplication.font())

    # Ours is unknown to Qt, which draws no letters in such colours (COLR version 1). Each is looked
    # for once: a text of many is named anew with every letter typed.
    @functools.cache
    def there(char: str) -> bool:
        return metrics.inFontUcs4(ord(char))

    made = _EMOJI.sub(lambda emoji: emoji[0] if there(emoji[0][0]) else "", text)
    return text if made == text else " ".join(made.split())


def _short(text: str) -> str:
    text = " ".join(drawable(text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
