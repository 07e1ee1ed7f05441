"""The button that shows a colour and opens the picker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from storycomposer.app.inputs.base import HEIGHT, MIXED, Remark
from storycomposer.app.inputs.color_picker import ColorPicker
from storycomposer.app.inputs.colors import draw_swatch, name, qcolor
from storycomposer.app.theme import tokens
from storycomposer.app.words import ltr, t
from storycomposer.document.deck import Brand


class ColorButton(QPushButton):
    """A colour. With ``roles`` the brand's roles can be chosen, else only literal colours."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        label: str,
        brand: Callable[[], Brand],
        roles: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._brand, self._roles = label, brand, roles
        self._value: object = None
        self._picker: ColorPicker | None = None
        self._remark: Callable[[], Remark | None] | None = None
        self.setProperty("kind", "color")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        self.clicked.connect(self.open_picker)

    @property
    def value(self) -> object:
        """The colour shown, or MIXED."""
        return self._value

    def brand(self) -> Brand:
        """The brand whose roles it knows."""
        return self._brand()

    def remarked(self, remark: Callable[[], Remark | None]) -> None:
        """The picker says what ``remark`` finds whenever a colour has been tried."""
        self._remark = remark

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, HEIGHT)

    def show_value(self, value: object) -> None:
        """Show a colour, or that there are several."""
        if self._value != value:
            self._value = value
            self.setText(self._said())
            self.setAccessibleDescription(self.text())
        self.update()
        if self._picker is not None and self._picker.isVisible() and isinstance(value, str):
            self._picker.show_value(value)

    def settle(self, _keep: bool = True) -> None:
        """The picker closes."""
        if self._picker is not None:
            self._picker.hide()

    def open_picker(self) -> None:
        """Open the picker beside the panel."""
        if self._picker is None:
            self._picker = ColorPicker(self, self._brand, self._roles, self._remark)
            self._picker.edited.connect(self.edited)
            self._picker.committed.connect(self.committed)
            self._picker.cancelled.connect(self.cancelled)
        value = self._value if isinstance(self._value, str) else "#808080"
        self._picker.start(value)
        self._picker.open_beside(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        color = qcolor(self._value, self._brand()) if isinstance(self._value, str) else None
        if self._value is MIXED:
            color = QColor(tokens().line)
        left = self.width() - 28 if self.isRightToLeft() else 8
        draw_swatch(painter, QRectF(left + 0.5, 6.5, 19, 19), color)

    def _said(self) -> str:
        if self._value is MIXED:
            return t("input.mixed", "Mixed")
        if not isinstance(self._value, str):
            return t("color.none", "None")
        if self._value.startswith("#") and len(self._value) == 9:
            share = round(int(self._value[7:9], 16) / 2.55)
            return ltr(f"{name(self._value)}  {share} %")
        return ltr(name(self._value)) if self._value.startswith("#") else name(self._value)
