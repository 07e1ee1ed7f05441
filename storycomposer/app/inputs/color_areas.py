"""The areas of the picker that are dragged in: saturation and value, hue, opacity."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from storycomposer.app.inputs.colors import squares
from storycomposer.app.theme import tokens
from storycomposer.app.words import t

WIDTH = 240


class Hsv(NamedTuple):
    """A colour as the areas show it, each part from 0 to 1. Greys keep the hue they had."""

    hue: float
    saturation: float
    value: float
    alpha: float

    @property
    def qcolor(self) -> QColor:
        """As Qt draws it."""
        return QColor.fromHsvF(min(self.hue, 0.9999), self.saturation, self.value, self.alpha)

    @property
    def opaque(self) -> QColor:
        """The same without its opacity."""
        return self._replace(alpha=1).qcolor

    def towards(self, color: QColor) -> Hsv:
        """``color``; a grey keeps this hue, black its saturation too."""
        hue, saturation, value = color.hsvHueF(), color.hsvSaturationF(), color.valueF()
        if color.rgba() == self.qcolor.rgba():
            return self
        return Hsv(
            self.hue if saturation == 0 or hue < 0 else hue,
            self.saturation if value == 0 else saturation,
            value,
            color.alphaF(),
        )


class _Area(QWidget):
    moved = Signal(object)
    released = Signal()

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(WIDTH)
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._color = Hsv(0, 0, 0, 1)

    def show_color(self, color: Hsv) -> None:
        """Show where ``color`` lies."""
        self._color = color
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        many = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        self.moved.emit(self._stepped(way[0] * many, way[1] * many))
        self.released.emit()

    def _drag(self, at: QPointF) -> None:
        raise NotImplementedError

    def _stepped(self, across: float, up: float) -> Hsv:
        raise NotImplementedError

    def _rounded(self, radius: float) -> tuple[QPainter, QRectF]:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        painter.setClipPath(path)
        return painter, box

    def _knob(self, painter: QPainter, at: QPointF, radius: float, color: QColor) -> None:
        painter.setClipping(False)
        ring = QColor(tokens().accent_text) if self.hasFocus() else QColor(0, 0, 0, 120)
        painter.setPen(QPen(ring, 4 if self.hasFocus() else 3.5))
        painter.setBrush(color)
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.drawEllipse(at, radius, radius)


class Square(_Area):
    """Saturation across, value upward."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("color.field", "Saturation and brightness"), 152, parent)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter, box = self._rounded(6)
        painter.fillRect(box, QColor.fromHsvF(min(self._color.hue, 0.9999), 1, 1))
        white = QLinearGradient(box.topLeft(), box.topRight())
        white.setColorAt(0, QColor(255, 255, 255, 255))
        white.setColorAt(1, QColor(255, 255, 255, 0))
        painter.fillRect(box, QBrush(white))
        black = QLinearGradient(box.topLeft(), box.bottomLeft())
        black.setColorAt(0, QColor(0, 0, 0, 0))
        black.setColorAt(1, QColor(0, 0, 0, 255))
        painter.fillRect(box, QBrush(black))
        at = QPointF(self._color.saturation * box.width(), (1 - self._color.value) * box.height())
        self._knob(painter, _inside(at, box, 8), 7, self._color.opaque)

    def _drag(self, at: QPointF) -> None:
        self.moved.emit(
            self._color._replace(
                saturation=_share(at.x() / self.width()), value=_share(1 - at.y() / self.height())
            )
        )

    def _stepped(self, across: float, up: float) -> Hsv:
        return self._color._replace(
            saturation=_share(self._color.saturation + across),
            value=_share(self._color.value + up),
        )


class Bar(_Area):
    """Hue or opacity, across."""

    def __init__(self, part: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 16, parent)
        self._part = part

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter, box = self._rounded(8)
        line = QLinearGradient(box.topLeft(), box.topRight())
        if self._part == "hue":
            for step in range(7):
                line.setColorAt(step / 6, QColor.fromHsvF(min(step / 6, 0.9999), 1, 1))
            shown, color = self._color.hue, QColor.fromHsvF(min(self._color.hue, 0.9999), 1, 1)
        else:
            painter.fillRect(box, squares())
            clear = self._color._replace(alpha=0).qcolor
            line.setColorAt(0, clear)
            line.setColorAt(1, self._color.opaque)
            shown, color = self._color.alpha, self._color.opaque
        painter.fillRect(box, QBrush(line))
        self._knob(painter, _inside(QPointF(shown * box.width(), 8), box, 8), 6, color)

    def _drag(self, at: QPointF) -> None:
        self._move(_share(at.x() / self.width()))

    def _move(self, share: float) -> None:
        self.moved.emit(self._with(share))

    def _stepped(self, across: float, up: float) -> Hsv:
        here = self._color.hue if self._part == "hue" else self._color.alpha
        return self._with(_share(here + across + up))

    def _with(self, share: float) -> Hsv:
        if self._part == "hue":
            return self._color._replace(hue=share)
        return self._color._replace(alpha=share)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _inside(at: QPointF, box: QRectF, margin: float) -> QPointF:
    return QPointF(
        min(max(at.x(), box.left() + margin), box.right() - margin),
        min(max(at.y(), box.top() + margin), box.bottom() - margin),
    )
