"""What is selected, as the inspector tells kinds apart."""

from __future__ import annotations

from storycomposer.app.desk import Desk
from storycomposer.app.naming import shape_name
from storycomposer.app.words import t
from storycomposer.document.layers import (
    AnyLayer,
    GroupLayer,
    ImageLayer,
    LinkLayer,
    ShapeLayer,
    TextLayer,
)

NAMES: dict[type, str] = {
    TextLayer: "text",
    ImageLayer: "image",
    ShapeLayer: "shape",
    LinkLayer: "link",
    GroupLayer: "group",
}


def kind(layers: tuple[AnyLayer, ...]) -> str:
    """``slide`` where no layer is selected, the layers' kind where they are of one, else
    ``several``."""
    kinds = {NAMES[type(layer)] for layer in layers}
    if not kinds:
        return "slide"
    return kinds.pop() if len(kinds) == 1 else "several"


def title(desk: Desk) -> str:
    """What is selected, in words."""
    layers = desk.selected
    if not layers:
        slides = len(desk.editor.selection.slides)
        if slides > 1:
            return t("inspector.slides", "{count} slides", count=slides)
        return t("inspector.slide", "Slide {number}", number=desk.slide_index + 1)
    what = kind(layers)
    if len(layers) > 1:
        several = {
            "text": t("inspector.texts", "{count} texts", count=len(layers)),
            "image": t("inspector.pictures", "{count} pictures", count=len(layers)),
            "shape": t("inspector.shapes", "{count} shapes", count=len(layers)),
            "link": t("inspector.links", "{count} links", count=len(layers)),
            "group": t("inspector.groups", "{count} groups", count=len(layers)),
        }
        return several.get(what, t("layers.count", "{count} layers", count=len(layers)))
    one = layers[0]
    if isinstance(one, ShapeLayer):
        return shape_name(one)
    return {
        "text": t("kind.text", "Text"),
        "image": t("kind.image", "Picture"),
        "link": t("kind.link", "Link"),
        "group": t("kind.a_group", "Group"),
    }[what]
