"""The bar under a picture being cropped: its zoom, back to the middle, done."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from storycomposer.app.canvas.cropping import LARGEST
from storycomposer.app.sides import margins
from storycomposer.app.words import t

_STEPS = 1000
_EDGE = 12
_LONG, _SHORT = 180, 64
"""Points of the slider: the most, and the least where the canvas is narrow."""


class CropBar(QFrame):
    """Stays at the foot of ``over`` while it is shown."""

    zoomed = Signal(float)
    """The slider was moved: the zoom it stands at."""
    settled = Signal()
    """The slider was let go."""
    reset = Signal()
    done = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("cropbar")
        self.setProperty("kind", "floating")
        self._over = over
        self._label = QLabel(self)
        self._label.setProperty("kind", "muted")
        self._label.setMinimumWidth(48)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setProperty("mirrored", self.isRightToLeft())
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(50)
        self.slider.setSingleStep(10)
        self.slider.setFixedWidth(_LONG)
        self.slider.setAccessibleName(t("crop.zoom", "Zoom of the picture"))
        self.slider.setToolTip(self.slider.accessibleName())
        self.slider.valueChanged.connect(self._on_value)
        self.slider.sliderReleased.connect(self.settled)
        back = QPushButton(t("crop.reset", "Reset"), self)
        back.setProperty("kind", "quiet")
        back.clicked.connect(self.reset)
        end = QPushButton(t("crop.done", "Done"), self)
        end.setProperty("kind", "primary")
        end.clicked.connect(self.done)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(self, 16, 8, 8, 8))
        row.setSpacing(8)
        for widget in (self.slider, self._label, back, end):
            row.addWidget(widget)
        over.installEventFilter(self)
        self.hide()

    def show_zoom(self, zoom: float) -> None:
        """Let the slider stand at ``zoom``, without a signal."""
        self._label.setText(f"{zoom * 100:.0f} %")
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(_STEPS * math.log(zoom) / math.log(LARGEST)))
            self.slider.blockSignals(False)

    def open(self) -> None:
        """Show it."""
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self._over
        self.slider.setFixedWidth(_LONG)
        beyond = self.sizeHint().width() - (over.width() - 2 * _EDGE)
        self.slider.setFixedWidth(max(_SHORT, _LONG - max(0, beyond)))
        self.adjustSize()
        wide = self.width()
        spot = QRect((over.width() - wide) // 2, 0, wide, self.height())
        spot.moveBottom(over.height() - _EDGE)
        zoom = over.findChild(QWidget, "zoom")
        if zoom is not None and spot.intersects(zoom.geometry()):
            rtl = self.isRightToLeft()
            aside = zoom.geometry().right() + _EDGE if rtl else zoom.x() - _EDGE - wide
            if _EDGE <= aside <= over.width() - wide - _EDGE:
                spot.moveLeft(aside)
            else:
                spot.moveBottom(zoom.y() - _EDGE)
        self.move(spot.topLeft())

    def _on_value(self, value: int) -> None:
        self.zoomed.emit(LARGEST ** (value / _STEPS))
