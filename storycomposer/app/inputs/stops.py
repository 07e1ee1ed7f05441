"""The bar of a gradient's colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
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

from storycomposer.app import gradient_stops
from storycomposer.app.inputs.colors import squares, stop_color
from storycomposer.app.theme import tokens
from storycomposer.document.deck import Brand
from storycomposer.document.style import Stop

_BAR, _KNOB, _EDGE = 20, 7, 12
_AWAY = 36
"""Dragged this far off the bar, a colour goes."""

_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class StopBar(QWidget):
    """The gradient from start to end, with a knob for each colour. A press between knobs adds one;
    a knob dragged away, or Delete, removes one."""

    moved = Signal(object)
    released = Signal()
    selected = Signal()

    def __init__(
        self, name: str, brand: Callable[[], Brand], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._brand = brand
        self._index = 0
        self._dragging = False
        self._gone: Stop | None = None
        self.stops: tuple[Stop, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(_BAR + 14)

    @property
    def stop(self) -> Stop:
        """The one that is selected."""
        return self.stops[self.place]

    @property
    def place(self) -> int:
        """Its place among all."""
        return min(self._index, len(self.stops) - 1)

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show these."""
        self.stops = stops
        self._index = min(self._index, len(stops) - 1)
        self.update()

    def changed(self, **fields: Any) -> tuple[Stop, ...]:
        """The stops with fields of the selected one changed, in order; it stays selected."""
        self.stops, self._index = gradient_stops.changed(self.stops, self.place, **fields)
        self.update()
        return self.stops

    def choose(self, index: int) -> None:
        """Select the stop at this place; whoever asks knows, so nothing is told."""
        self._index = index
        self.update()

    def remove(self) -> None:
        """Remove the selected one; two stay."""
        left = gradient_stops.removed(self.stops, self.place)
        if left != self.stops:
            self.stops, self._index = left, max(0, self.place - 1)
            self.moved.emit(self.stops)
            self.released.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        x = event.position().x()
        near = [at for at, stop in enumerate(self.stops) if abs(self._x(stop.at) - x) <= _KNOB + 2]
        self._dragging = True
        if near:
            self._index = min(near, key=lambda at: abs(self._x(self.stops[at].at) - x))
            self.selected.emit()
            self.update()
        else:
            self.stops, self._index = gradient_stops.added(
                self.stops, self._share(x), self._brand()
            )
            self.moved.emit(self.stops)
            self.selected.emit()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._dragging:
            return
        y = event.position().y()
        away = y < -_AWAY or y > self.height() + _AWAY
        at = self._share(event.position().x())
        if away and self._gone is None and len(self.stops) > 2:
            self._gone = self.stop
            self.stops = tuple(s for i, s in enumerate(self.stops) if i != self._index)
            self._index = max(0, self._index - 1)
            self.moved.emit(self.stops)
        elif not away and self._gone is not None:
            back, self._gone = structs.replace(self._gone, at=at), None
            self.stops = tuple(sorted((*self.stops, back), key=lambda stop: stop.at))
            self._index = self.stops.index(back)
            self.moved.emit(self.stops)
        elif not away:
            self.moved.emit(self.changed(at=at))
        self.update()

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        self._dragging, self._gone = False, None
        self.released.emit()

    def event(self, event: QEvent) -> bool:
        # Delete means the colour here, not the layer that has it.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _DELETE:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        step = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01}.get(Qt.Key(key), 0.0)
        if step:
            step *= 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            at = round(min(1.0, max(0.0, self.stop.at + step)), 4)
            self.moved.emit(self.changed(at=at))
            self.released.emit()
        elif key in _DELETE:
            self.remove()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            more = 1 if key == Qt.Key.Key_Down else -1
            self._index = (self._index + more) % len(self.stops)
            self.selected.emit()
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 7, self.width() - 1, _BAR)
        brand = self._brand()
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        painter.setClipPath(path)
        painter.fillRect(box, squares())
        shown = QLinearGradient(QPointF(_EDGE, 0), QPointF(self.width() - _EDGE, 0))
        for stop in self.stops:
            shown.setColorAt(stop.at, stop_color(stop, brand))
        painter.fillRect(box, QBrush(shown))
        painter.setClipping(False)
        edge = QColor(tokens().text)
        edge.setAlpha(48)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        for at, stop in enumerate(self.stops):
            self._knob(painter, stop, at == self._index)

    def _knob(self, painter: QPainter, stop: Stop, selected: bool) -> None:
        at = QPointF(self._x(stop.at), 7 + _BAR / 2)
        radius = _KNOB + (2 if selected else 0)
        ring = QColor(tokens().accent) if selected else QColor(0, 0, 0, 110)
        painter.setPen(QPen(ring, 5 if selected else 3.5))
        color = stop_color(stop, self._brand())
        color.setAlpha(255)
        painter.setBrush(color)
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.drawEllipse(at, radius, radius)

    def _x(self, share: float) -> float:
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def _share(self, x: float) -> float:
        return round(min(1.0, max(0.0, (x - _EDGE) / (self.width() - 2 * _EDGE))), 3)
