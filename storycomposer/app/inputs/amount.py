"""A number with a slider beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.number import NumberField, Scale

_STEPS = 1000


class _Slider(QSlider):
    """A slider that does not take the wheel from the panel that scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()


class AmountField(QWidget):
    """A share or an amount: dragged coarsely, typed exactly."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, scale: Scale, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.number = NumberField(scale, name)
        self.number.setFixedWidth(64)
        self._slider = _Slider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setProperty("mirrored", self.isRightToLeft())
        self._slider.setPageStep(_STEPS // 10)
        self._slider.setSingleStep(_STEPS // 100)
        self._slider.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._slider, 1)
        row.addWidget(self.number)
        self.setFocusProxy(self.number)
        self.number.edited.connect(self.edited)
        self.number.committed.connect(self.committed)
        self.number.cancelled.connect(self.cancelled)
        self._slider.valueChanged.connect(self._on_moved)
        self._slider.sliderReleased.connect(self._on_released)

    def show_value(self, value: object) -> None:
        """Show a number, or that there are several."""
        self.number.show_value(value)
        if isinstance(value, int | float) and not self._slider.isSliderDown():
            scale = self.number.scale
            at = (value - scale.low) / (scale.high - scale.low)
            self._slider.blockSignals(True)
            self._slider.setValue(round(at * _STEPS))
            self._slider.blockSignals(False)

    def settle(self, keep: bool = True) -> None:
        """Commit what was nudged if it is to be kept, drop what was typed."""
        self.number.settle(keep)

    def _on_moved(self, at: int) -> None:
        scale = self.number.scale
        value = scale.low + (scale.high - scale.low) * at / _STEPS
        value = scale.within(round(value / scale.step) * scale.step)
        self.number.show_value(value)
        if self._slider.isSliderDown():
            self.edited.emit(value)
        else:
            self.committed.emit(value)

    def _on_released(self) -> None:
        self.committed.emit(self.number.value)
