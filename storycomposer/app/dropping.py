"""Dragging things over the canvas: where they would go is shown before they are let go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from storycomposer.app import clip_data
from storycomposer.app.actions.record import Window
from storycomposer.app.bringing import Bringing
from storycomposer.app.canvas import handles
from storycomposer.app.placing import is_empty
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, Point
from storycomposer.document.layers import ImageLayer
from storycomposer.document.picking import hits

_HALO = QColor(255, 255, 255, 200)
"""Around the frame and the words: slides may be of their colour."""
_OVER = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Dropping(QObject):
    """Lets the canvas take drops, and hands them to ``bringing``."""

    def __init__(self, window: Window, bringing: Bringing, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._window = window
        self._bringing = bringing
        self._canvas = canvas
        self.hint = DropHint(canvas)
        canvas.setAcceptDrops(True)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind in _OVER and isinstance(event, QDragMoveEvent):
            return self._over(event)
        if kind == QEvent.Type.DragLeave:
            self.hint.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return super().eventFilter(watched, event)

    def picture_at(self, mime: QMimeData, at: Point) -> str:
        """Id of the picture layer, or of the slide whose background, that what is dragged would
        replace at canvas pixel ``at``; empty where it would be added."""
        slide = self._window.desk.slide
        if slide is None or clip_data.carries(mime) != 1:
            return ""
        path = next(iter(hits(slide.layers, at)), ())
        layer = spots(self._window.desk.deck)[path[-1]].layer if path else None
        return layer.id if isinstance(layer, ImageLayer) else self._bringing.into

    def _over(self, event: QDragMoveEvent) -> bool:
        mime = event.mimeData()
        if not (clip_data.carries(mime) or clip_data.text(mime)):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._show(mime, event.position())
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self.hint.hide()
        at = self._window.canvas.view().canvas(event.position())
        mime = event.mimeData()
        if self._bringing.take(mime, at, self.picture_at(mime, at)):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        return False

    def _show(self, mime: QMimeData, position: QPointF) -> None:
        desk, view = self._window.desk, self._window.canvas.view()
        id_ = self.picture_at(mime, view.canvas(position))
        size = desk.deck.canvas
        whole = QPolygonF(view.box(Box(0, 0, *size)))
        count = clip_data.carries(mime)
        spot = spots(desk.deck).get(id_)
        if spot is not None:
            frame = handles.outline(spot.pose, view)
            self.hint.point_at(frame, t("drop.replace", "Replace picture"))
        elif id_:
            self.hint.point_at(whole, t("drop.background", "Use as background"))
        elif count > 1:
            self.hint.point_at(whole, t("drop.several", "Add {count} pictures", count=count))
        elif count and desk.slide is not None and is_empty(desk.slide):
            self.hint.point_at(whole, t("drop.background", "Use as background"))
        elif count:
            self.hint.point_at(whole, t("drop.add", "Add to slide"))
        else:
            self.hint.point_at(whole, t("drop.text", "Add text or link"))


class DropHint(QWidget):
    """A frame over the canvas with words in it; takes no events."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self._frame = QPolygonF()
        self.words = ""
        self.hide()

    def point_at(self, frame: QPolygonF, words: str) -> None:
        """Show ``frame`` (points of the widget below) and ``words`` in its middle."""
        self._frame, self.words = frame, words
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        color = QColor(tokens().handle)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(color)
        shade.setAlpha(48)
        painter.setBrush(shade)
        for pen in (QPen(_HALO, 6), QPen(color, 3)):
            painter.setPen(pen)
            painter.drawPolygon(self._frame)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        font = self.font()
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        size = QFontMetricsF(font).size(0, self.words)
        middle = self._frame.boundingRect().center()
        chip = QRectF(0, 0, size.width() + 24, size.height() + 14)
        chip.moveCenter(middle)
        painter.setPen(QPen(_HALO, 1.5))
        painter.setBrush(color)
        painter.drawRoundedRect(chip, 8, 8)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self.words)
