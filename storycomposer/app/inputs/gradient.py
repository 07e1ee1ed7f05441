"""The colours of a gradient on a bar: add, drag, remove, colour each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT, Remark
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.inputs.stops import StopBar
from storycomposer.app.words import t
from storycomposer.document.deck import Brand
from storycomposer.document.style import Gradient, Stop


class GradientEditor(QWidget):
    """Values are whole gradients; their kind and angle stay. ``on_canvas`` is a switch that is left
    to whoever can edit them there."""

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
        self.on_canvas = self._button("move", t("gradient.on_canvas", "Edit on the canvas"))
        self.on_canvas.setCheckable(True)
        self.on_canvas.hide()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.bar, 1)
        head.addWidget(self.on_canvas)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._color, 1)
        row.addWidget(self._at)
        row.addWidget(self._turn)
        row.addWidget(self._remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
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

    def remarked(self, remark: Callable[[], Remark | None]) -> None:
        """The picker of a colour says what ``remark`` finds whenever one has been tried."""
        self._color.remarked(remark)

    def choose(self, place: int) -> None:
        """Select the colour at this place."""
        if self._value is not None:
            self.bar.choose(place)
            self._show_stop()

    def pick_color(self) -> None:
        """Open the picker for the colour that is selected."""
        self._color.open_picker()

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
