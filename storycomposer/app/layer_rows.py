"""How a layer is drawn in the list: its picture, its name, and switches for lock and sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import structs
from PIL import Image, ImageStat
from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.layers_model import LayersModel
from storycomposer.app.naming import drawable
from storycomposer.app.theme import tokens
from storycomposer.app.thumbnails import Same, Thumbnails, alone, rgba, rounded
from storycomposer.document.deck import Slide
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import AnyLayer, Run, TextLayer
from storycomposer.document.picking import pose
from storycomposer.story import Story

Switch = Literal["lock", "hide"]
ROW = 40
_SIDE = 32
_ICON = 16
_SWITCH = 28
_LETTER = 1000.0
"""Canvas pixels of the square in which the first letter of a text is drawn."""


class LayerRows(QStyledItemDelegate):
    """Draws rows and says where their switches are."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thumbnails = thumbnails
        self._faces: dict[tuple[str, str], QIcon] = {}
        self.level: Callable[[str], str] = lambda _: ""
        """How bad it is with a layer: "red", "amber", or empty where all is well."""

    def face(self, name: str, color: str) -> QIcon:
        """An icon, made once: icons that are made for each painting leak a little each time."""
        return self._faces.setdefault((name, color), icon(name, color))

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:  # noqa: N802
        del index
        return QSize(option.rect.width(), ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        layer = model.layer(index) if isinstance(model, LayersModel) else None
        if layer is None:
            return
        look, row = tokens(), option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _hover(painter, option)
        thumb = QRect(row.left() + 4, row.top() + 4, _SIDE, _SIDE)
        start, end = thumb.right() + 9, row.right() - 2 * _SWITCH - 8
        name = QRect(start, row.top(), max(0, end - start), row.height())
        if mirrored:
            thumb, name = _mirrored(row, thumb), _mirrored(row, name)
        painter.setOpacity(1.0 if layer.visible else 0.45)
        self._thumbnail(painter, thumb, layer)
        painter.setOpacity(1.0)
        trouble(painter, thumb, self.level(layer.id))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(QColor(look.text if layer.visible else look.muted))
        words = painter.fontMetrics().elidedText(
            drawable(str(index.data())), Qt.TextElideMode.ElideRight, name.width()
        )
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            name, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, words
        )
        self._switches(painter, option, layer)
        painter.restore()

    def updateEditorGeometry(  # noqa: N802
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        del index
        row = option.rect
        place = QRect(row.left() + _SIDE + 8, row.top() + 4, row.width() - _SIDE - 12, ROW - 8)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        editor.setGeometry(_mirrored(row, place) if mirrored else place)

    def _thumbnail(self, painter: QPainter, place: QRect, layer: AnyLayer) -> None:
        ratio = painter.device().devicePixelRatio()
        side, look = round(_SIDE * ratio), tokens()
        plain = structs.replace(layer, id="_", name=None, x=0.0, y=0.0, locked=False, visible=True)
        deck, slide = self._desk.deck, self._desk.slide
        if slide is None:
            return
        value = (Same(plain), Same(deck.brand), deck.fonts, slide.language, side, look.dark)
        make = layer_picture(self._desk.editor.story, slide, plain, side, look.dark)
        image = self._thumbnails.get(layer.id, value, make)
        if image is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.field))
            painter.drawRoundedRect(place, 4, 4)
        else:
            image.setDevicePixelRatio(image.height() / place.height())
            painter.drawImage(place.topLeft(), image)

    def _switches(self, painter: QPainter, option: QStyleOptionViewItem, layer: AnyLayer) -> None:
        """Shown under the pointer, on the selected row, and where they are on."""
        state = QStyle.StateFlag
        near = bool(option.state & (state.State_MouseOver | state.State_Selected))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        faces: tuple[tuple[Switch, bool, str], ...] = (
            ("lock", layer.locked, "lock" if layer.locked else "lock-open"),
            ("hide", not layer.visible, "eye" if layer.visible else "eye-off"),
        )
        for name, on, face in faces:
            if on or near:
                place = _switch(option.rect, name, mirrored)
                inner = QRect(0, 0, _ICON, _ICON)
                inner.moveCenter(place.center())
                color = tokens().text if on else tokens().muted
                self.face(face, color).paint(painter, inner)


def switch_at(row: QRect, point: QPoint, mirrored: bool) -> Switch | None:
    """Which switch of the row lies under ``point``."""
    for name in ("lock", "hide"):
        if _switch(row, name, mirrored).contains(point):
            return name
    return None


def layer_picture(
    story: Story, slide: Slide, layer: AnyLayer, side: int, dark: bool
) -> Callable[[], QImage]:
    """A function, for any thread, that draws ``layer`` in a square on a ground that it stands out
    from; of a text its first letter."""

    def make() -> QImage:
        shown = _letter(layer) if isinstance(layer, TextLayer) else layer
        box = bounds(pose(shown))
        scale = min(2.0, side * 0.9 / max(box.width, box.height))
        picture = alone(story, slide, (shown,), scale)
        if isinstance(shown, TextLayer):  # the ink alone: letters of all sizes look alike
            picture = alone(story, slide, (shown,), scale * side * 0.6 / max(1, *picture.size))
        if max(picture.size) > side:
            picture.thumbnail((side, side))
        tile = Image.new("RGBA", (side, side), _ground_for(picture, dark))
        tile.alpha_composite(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
        return rgba(rounded(tile, side / 8))

    return make


def _letter(layer: TextLayer) -> TextLayer:
    from storycomposer.typography.segments import graphemes  # noqa: PLC0415 (loaded on the thread)

    run = next((run for run in layer.text if run.text.strip()), Run(text="T"))
    words = run.text.strip()
    first = words[: graphemes(words)[1]]
    if layer.case == "upper":
        first = first.upper()
    return TextLayer(
        id="_",
        text=(Run(text=first),),
        font=run.font or layer.font,
        weight=run.weight or layer.weight,
        italic=layer.italic if run.italic is None else run.italic,
        color=run.color or layer.color,
        size=_LETTER / 2,
        width=_LETTER,
        height=_LETTER,
        align="center",
        valign="middle",
        fit="none",
        opacity=max(0.3, layer.opacity),
        language=layer.language,
    )


def _ground_for(picture: Image.Image, dark: bool) -> str:
    """Light ink stands on dark, dark ink on light."""
    mask = picture.getchannel("A").point(lambda value: 255 if value > 64 else 0)
    light = ImageStat.Stat(picture.convert("L"), mask).mean[0] if mask.getbbox() else 128.0
    if dark:
        return "#D9D9E2" if light < 70 else "#34343F"
    return "#4A4A57" if light > 185 else "#EDEDF2"


def trouble(painter: QPainter, place: QRect, level: str) -> None:
    """A small sign at the lower end of a picture whose link phones do not read, or hardly."""
    if level:
        look = tokens()
        painter.setPen(QPen(QColor(look.panel), 2))
        painter.setBrush(QColor(look.danger if level == "red" else look.warn))
        painter.drawEllipse(QRectF(place.right() - 8, place.bottom() - 8, 11, 11))


def row_ground(painter: QPainter, row: QRect, selected: bool) -> None:
    """The ground of a whole row, its arrow included."""
    if selected:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent_soft))
        painter.drawRoundedRect(QRectF(row).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
        painter.restore()


def row_ring(painter: QPainter, row: QRect) -> None:
    """The ring around the row that keys go to."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens().accent_text), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(row).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
    painter.restore()


def _hover(painter: QPainter, option: QStyleOptionViewItem) -> None:
    state = QStyle.StateFlag
    if option.state & state.State_MouseOver and not option.state & state.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().hover))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)


def _switch(row: QRect, name: str, mirrored: bool) -> QRect:
    left = row.right() - _SWITCH * (2 if name == "lock" else 1) - 2
    place = QRect(left, row.top() + (row.height() - _SWITCH) // 2, _SWITCH, _SWITCH)
    return _mirrored(row, place) if mirrored else place


def _mirrored(row: QRect, place: QRect) -> QRect:
    moved = QRect(place)
    moved.moveLeft(row.left() + row.right() - place.right())
    return moved
