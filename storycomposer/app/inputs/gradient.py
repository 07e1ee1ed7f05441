"""The colours of a gradient on a bar: add, drag, remove, colour each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
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
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.colors import literal, qcolor, squares
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.deck import Brand
from storycomposer.document.style import Gradient, Stop

_BAR, _KNOB, _EDGE = 20, 7, 12
_AWAY = 36
"""Dragged this far off the bar, a colour goes."""
_MOST = 16


class GradientEditor(QWidget):
    """Values are whole gradients; their kind and angle stay."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, name: str, brand: Callable[[], Brand], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value: Any = None
        self.bar = StopBar(name, brand, self)
        self._color = ColorButton(t("gradient.color", "Colour of the stop"), brand)
        self._at = NumberField(
            Scale(0, 1, 0.01, "%", 100), t("gradient.at", "Position of the stop")
        )
        self._at.setFixedWidth(68)
        self._turn = self._button("arrow-left-right", t("gradient.reverse", "Reverse"))
        self._remove = self._button("minus", t("gradient.remove", "Remove colour"))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._color, 1)
        row.addWidget(self._at)
        row.addWidget(self._turn)
        row.addWidget(self._remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.bar)
        whole.addLayout(row)
        self.bar.moved.connect(self._on_stops)
        self.bar.released.connect(self._on_released)
        self.bar.selected.connect(self._show_stop)
        self._color.edited.connect(self._on_color)
        self._color.committed.connect(self._on_color_committed)
        self._color.cancelled.connect(self.cancelled)
        self._at.edited.connect(self._on_at)
        self._at.committed.connect(self._on_at_committed)
        self._turn.clicked.connect(self._on_turn)
        self._remove.clicked.connect(self.bar.remove)

    def show_value(self, value: object) -> None:
        """Show a gradient; anything else is passed over."""
        if isinstance(value, Gradient):
            self._value = value
            self.bar.show_stops(value.stops)
            self._show_stop()

    def settle(self, keep: bool = True, /) -> None:
        """Its parts settle."""
        self._color.settle()
        self._at.settle(keep)

    def _button(self, image: str, said: str) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("kind", "icon")
        made.setIcon(icon(image))
        made.setIconSize(QSize(16, 16))
        made.setFixedSize(28, HEIGHT)
        made.setAccessibleName(said)
        made.setToolTip(said)
        return made

    def _show_stop(self) -> None:
        stop = self.bar.stop
        self._color.show_value(stop.color)
        self._at.show_value(stop.at)
        self._remove.setEnabled(len(self.bar.stops) > 2)

    def _on_stops(self, stops: tuple[Stop, ...]) -> None:
        self._value = structs.replace(self._value, stops=stops)
        self._show_stop()
        self.edited.emit(self._value)

    def _on_released(self) -> None:
        self.committed.emit(self._value)

    def _on_color(self, color: str) -> None:
        self._on_stops(self.bar.changed(color=color))

    def _on_color_committed(self, color: str) -> None:
        self._on_color(color)
        self.committed.emit(self._value)

    def _on_at(self, at: float) -> None:
        self._on_stops(self.bar.changed(at=at))

    def _on_at_committed(self, at: float) -> None:
        self._on_at(at)
        self.committed.emit(self._value)

    def _on_turn(self) -> None:
        stops = tuple(
            structs.replace(stop, at=round(1 - stop.at, 4)) for stop in reversed(self.bar.stops)
        )
        self.bar.show_stops(stops)
        self._on_stops(stops)
        self.committed.emit(self._value)


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
        return self.stops[min(self._index, len(self.stops) - 1)]

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show these."""
        self.stops = stops
        self._index = min(self._index, len(stops) - 1)
        self.update()

    def changed(self, **fields: Any) -> tuple[Stop, ...]:
        """The stops with fields of the selected one changed, in order; it stays selected."""
        new = structs.replace(self.stop, **fields)
        others = [stop for at, stop in enumerate(self.stops) if at != self._index]
        ordered = sorted((*others, new), key=lambda stop: stop.at)
        self._index = next(at for at, stop in enumerate(ordered) if stop is new)
        self.stops = tuple(ordered)
        self.update()
        return self.stops

    def remove(self) -> None:
        """Remove the selected one; two stay."""
        if len(self.stops) > 2:
            self.stops = tuple(s for at, s in enumerate(self.stops) if at != self._index)
            self._index = max(0, self._index - 1)
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
        elif len(self.stops) < _MOST:
            self._add(self._share(x))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        step = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01}.get(Qt.Key(key), 0.0)
        if step:
            step *= 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            at = round(min(1.0, max(0.0, self.stop.at + step)), 4)
            self.moved.emit(self.changed(at=at))
            self.released.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
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
            shown.setColorAt(stop.at, _seen(stop, brand))
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
        color = _seen(stop, self._brand())
        color.setAlpha(255)
        painter.setBrush(color)
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.drawEllipse(at, radius, radius)

    def _add(self, at: float) -> None:
        brand = self._brand()
        below = [stop for stop in self.stops if stop.at <= at]
        above = [stop for stop in self.stops if stop.at > at]
        first = below[-1] if below else above[0]
        last = above[0] if above else below[-1]
        span = (last.at - first.at) or 1.0
        color = _mixed(_seen(first, brand), _seen(last, brand), (at - first.at) / span)
        new = Stop(at=at, color=literal(color))
        self.stops = (*below, new, *above)
        self._index = len(below)
        self.moved.emit(self.stops)
        self.update()

    def _x(self, share: float) -> float:
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def _share(self, x: float) -> float:
        return round(min(1.0, max(0.0, (x - _EDGE) / (self.width() - 2 * _EDGE))), 3)


def _seen(stop: Stop, brand: Brand) -> QColor:
    color = qcolor(stop.color, brand)
    color.setAlphaF(color.alphaF() * stop.opacity)
    return color


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    def part(one: int, other: int) -> int:
        return round(one + (other - one) * share)

    return QColor(
        part(a.red(), b.red()),
        part(a.green(), b.green()),
        part(a.blue(), b.blue()),
        part(a.alpha(), b.alpha()),
    )
