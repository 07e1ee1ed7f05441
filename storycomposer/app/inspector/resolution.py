"""How sharp a picture is where it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from storycomposer.app.inspector.form import Form
from storycomposer.app.theme import tokens
from storycomposer.app.words import ltr, t
from storycomposer.document.layers import ImageFill, ImageLayer
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.render import pictures
from storycomposer.render.crop import cut

SOFT = 2.0
"""Enlarged more than this, a picture is soft (UX: screenshots)."""


class ResolutionLine(QLabel):
    """Pixels of the picture, and whether they suffice for its size on the slide."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._subject: Any = form.subject
        self.setWordWrap(True)
        self.setProperty("kind", "muted")
        form.also(self.refresh)

    def refresh(self) -> None:
        """Say it again."""
        layers = [layer for layer in self._subject.layers if isinstance(layer, ImageLayer)]
        if len(layers) != 1:
            self.hide()
            return
        text, soft = said(self._subject.desk.editor.story.media, layers[0], _box(layers[0]))
        self.setVisible(bool(text))
        if text != self.text():
            self.setText(text)
            self.setStyleSheet(f"color: {tokens().warn};" if soft else "")


def said(
    media: MediaStore, picture: ImageLayer | ImageFill, box: tuple[float, float]
) -> tuple[str, bool]:
    """The line for a picture in a frame of ``box``, and whether it warns. Empty where the picture
    is missing."""
    natural = pixels(media, picture.source)
    if natural is None:
        return "", False
    width, height = natural
    if picture.source.endswith(".svg"):
        return t("resolution.drawing", "Drawing · sharp at any size"), False
    shown = cut(picture, box, natural).picture
    enlarged = max(shown.width / width, shown.height / height)
    values: dict[str, str | int] = {
        "size": ltr(f"{width} × {height}"),
        "percent": round(enlarged * 100),
    }
    if enlarged > SOFT:
        words = t(
            "resolution.soft",
            "{size} px at {percent} %. Soft. Zoom the page and capture it again.",
            **values,
        )
        return words, True
    if enlarged > 1.05:
        return t("resolution.enlarged", "{size} px · enlarged to {percent} %", **values), False
    return t("resolution.sharp", "{size} px · sharp", **values), False


def pixels(media: MediaStore, source: str) -> tuple[int, int] | None:
    """Width and height of a picture; None where it is missing or cannot be read."""
    try:
        # The renderer knows them by content; a memory of stores would keep closed stories' bytes.
        across, down = pictures.size(media, source)
    except StoryError:
        return None
    return round(across), round(down)


def _box(layer: ImageLayer) -> tuple[float, float]:
    return layer.width, layer.height
