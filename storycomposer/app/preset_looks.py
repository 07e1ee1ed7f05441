"""Text presets as pictures of themselves, for choosing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from storycomposer.app import doors
from storycomposer.app.inspector.presets import Preset, preset_name
from storycomposer.app.pixels import to_qimage
from storycomposer.app.theme import tokens
from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.resolve import color as resolved
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

WIDE, HIGH = 168, 46
"""Widget points of a picture."""
_TYPE = 21.0
"""Widget points of its type, whatever the size of the preset."""
_BESIDE = -4000.0
"""Beside the slide there is no ground: the picture is transparent."""
_MARGIN = 10
_NOTHING = MediaStore()


def look(preset: Preset, brand: Brand, ratio: float, mirrored: bool) -> QPixmap:
    """The preset's name in its own look, at the side where reading begins."""
    fields = dict(preset.fields)
    dark = preset.ground != "brand:paper"
    fields.setdefault("color", tokens().text)
    words = _drawn(preset_name(preset), fields, brand, ratio)
    made = QPixmap(round(WIDE * ratio), round(HIGH * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = _MARGIN * ratio
    if dark:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(resolved(preset.ground, brand)[:7]))
        width, beside = words.width() + inset, 4 * ratio
        left = made.width() - inset - width if mirrored else inset
        ground = QRectF(left, beside, width, made.height() - 2 * beside)
        painter.drawRoundedRect(ground, 6 * ratio, 6 * ratio)
        inset *= 1.5
    left = made.width() - inset - words.width() if mirrored else inset
    painter.drawImage(round(left), round((made.height() - words.height()) / 2), words)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _drawn(words: str, fields: dict[str, object], brand: Brand, ratio: float) -> QImage:
    """The words as the renderer draws them, no larger than what they are drawn on."""
    size = fields["size"]
    assert isinstance(size, float)
    scale = _TYPE * ratio / size
    layer = TextLayer(
        id="look",
        x=_BESIDE,
        width=3000,
        height=400,
        text=(Run(text=words),),
        fit="none",
        **fields,  # type: ignore[arg-type]
    )
    slide = Slide(id="look", layers=(layer,))
    story = Story(Deck(id="look", brand=brand, slides=(slide,)), _NOTHING)
    ink = doors.ink(story, slide, scale)["look"]
    middle = (ink.top + ink.bottom) // 2
    half = min((ink.bottom - ink.top + 1) // 2, round(HIGH * ratio / 2))
    right = min(ink.right, ink.left + round((WIDE - _MARGIN) * ratio))
    return to_qimage(
        doors.render(story, slide, scale, (ink.left, middle - half, right, middle + half))
    )
