"""Pointing at a colour on the canvas, through a loupe."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas.view import View
from storycomposer.app.inputs.colors import literal
from storycomposer.app.shades import RADIUS
from storycomposer.app.theme import tokens
from storycomposer.app.words import ltr, t

_CELLS, _CELL = 11, 10


class EyeDropper(QWidget):
    """Lies over the canvas until a colour is chosen or Esc is pressed."""

    picked = Signal(QColor)

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture = self._slide = QImage()
        self._view = View()
        self._at = QPoint(-1, -1)
        self.setAccessibleName(t("color.pick", "Pick a colour from the canvas"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def start(self) -> None:
        """Show over the canvas. Colours are the slide's own, whatever is painted over it; beside
        the slide they are what is seen."""
        self._slide = self._canvas.image
        self._view = self._canvas.view()
        self._picture = self._canvas.grab().toImage()
        self.setGeometry(self._canvas.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._at = self.mapFromGlobal(self.cursor().pos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._at = event.position().toPoint()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        color = self._color(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and color is not None:
            self.picked.emit(color)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {
            Qt.Key.Key_Left: QPoint(-1, 0),
            Qt.Key.Key_Right: QPoint(1, 0),
            Qt.Key.Key_Up: QPoint(0, -1),
            Qt.Key.Key_Down: QPoint(0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._at += step
            self.update()
            return
        color = self._color(self._at)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if enter and color is not None:
            self.picked.emit(color)
        if enter or event.key() == Qt.Key.Key_Escape:
            self.close()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        color = self._color(self._at)
        if color is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _CELLS * _CELL
        box = self._loupe_box(side)
        self._draw_loupe(painter, box)
        label = QRectF(box.left(), box.bottom() + 6, side, 26)
        painter.setPen(QPen(QColor(tokens().line), 1))
        painter.setBrush(QColor(tokens().panel))
        painter.drawRoundedRect(label, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QRectF(label.left() + 8, label.top() + 6, 14, 14))
        painter.setPen(QColor(tokens().text))
        at_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            label.adjusted(28, 0, 0, 0),
            at_left | Qt.AlignmentFlag.AlignAbsolute,
            ltr(literal(color)),
        )

    def _draw_loupe(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        clip = QPainterPath()
        clip.addEllipse(box)
        painter.setClipPath(clip)
        picture, middle = self._source(self._at)
        half = _CELLS // 2
        source = QRect(middle.x() - half, middle.y() - half, _CELLS, _CELLS)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(box, QColor(tokens().ground))
        painter.drawImage(box, picture.copy(source))
        painter.restore()
        cell = QRectF(box.center().x() - _CELL / 2, box.center().y() - _CELL / 2, _CELL, _CELL)
        for pen in (QPen(QColor(0, 0, 0), 3), QPen(QColor(255, 255, 255), 1)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawRect(cell)
        painter.setPen(QPen(QColor(tokens().panel), 4))
        painter.drawEllipse(box)
        painter.setPen(QPen(QColor(tokens().line), 1))
        painter.drawEllipse(box.adjusted(-2, -2, 2, 2))

    def _loupe_box(self, side: int) -> QRectF:
        left, top = self._at.x() + 20, self._at.y() + 20
        if left + side > self.width():
            left = self._at.x() - 20 - side
        if top + side + 40 > self.height():
            top = self._at.y() - 60 - side
        return QRectF(QPointF(left, top), QPointF(left + side, top + side))

    def _source(self, at: QPoint) -> tuple[QImage, QPoint]:
        """The picture that lies under a point of the canvas, and the pixel of it."""
        x, y = self._view.canvas(QPointF(at))
        pixel = QPoint(math.floor(x), math.floor(y))
        if self._slide.rect().contains(pixel):
            return self._slide, pixel
        ratio = self._picture.devicePixelRatio()
        return self._picture, QPoint(int(at.x() * ratio), int(at.y() * ratio))

    def _color(self, at: QPoint) -> QColor | None:
        picture, pixel = self._source(at)
        return QColor(picture.pixel(pixel)) if picture.rect().contains(pixel) else None
