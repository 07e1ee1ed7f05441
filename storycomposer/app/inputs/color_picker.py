"""The picker: a field of colours, hue, opacity, hex, the brand's roles, recent colours and an
eyedropper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT, Remark, refresh_style
from storycomposer.app.inputs.color_areas import Bar, Hsv, Square
from storycomposer.app.inputs.colors import literal, qcolor, roles
from storycomposer.app.inputs.eyedropper import EyeDropper
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.inputs.popover import Popover
from storycomposer.app.inputs.remembered import remember_color, remembered
from storycomposer.app.inputs.swatches import Swatches
from storycomposer.app.inputs.text import TextField
from storycomposer.app.words import t
from storycomposer.document.deck import Brand

_RECENT: Final = "recent_colors"
_LINES: Final = 3
"""Of what is said of a colour."""


class ColorPicker(Popover):
    """Emits ``edited`` on the way and ``committed`` at the end of each gesture."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        owner: QWidget,
        brand: Callable[[], Brand],
        with_roles: bool,
        remark: Callable[[], Remark | None] | None = None,
    ) -> None:
        super().__init__(owner)
        self._remark = remark
        self._owner, self._brand, self._with_roles = owner, brand, with_roles
        self._color = Hsv(0, 0, 0, 1)
        self._value = ""
        self._square = Square(self)
        self._hue = Bar("hue", t("color.hue", "Hue"), self)
        self._alpha = Bar("alpha", t("color.opacity", "Opacity"), self)
        self._hex = TextField(t("color.hex", "Hex"))
        percent = Scale(0, 1, 0.01, "%", 100)
        self._opacity = NumberField(percent, t("color.opacity", "Opacity"))
        self._opacity.setFixedWidth(68)
        self._dropper: EyeDropper | None = None
        self._build()
        for area in (self._square, self._hue, self._alpha):
            area.moved.connect(self._on_moved)
            area.released.connect(self._on_released)
        self._hex.committed.connect(self._on_hex)
        self._opacity.edited.connect(self._on_opacity)
        self._opacity.committed.connect(self._on_opacity_committed)

    def start(self, value: str) -> None:
        """Begin with ``value``."""
        self._recent.set_colors(remembered(_RECENT))
        self._recent_title.setVisible(bool(remembered(_RECENT)))
        if self._with_roles:
            self._roles.set_colors(roles(self._brand()))
        self._value = ""
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show a colour that may have been set elsewhere."""
        if value == self._value:
            return
        self._value = value
        self._color = self._color.towards(qcolor(value, self._brand()))
        self._show()

    def _build(self) -> None:
        self.column.addWidget(self._square)
        self.column.addWidget(self._hue)
        self.column.addWidget(self._alpha)
        row = QHBoxLayout()
        row.setSpacing(8)
        dropper = QToolButton(self)
        dropper.setProperty("kind", "icon")
        dropper.setIcon(icon("pipette"))
        dropper.setIconSize(QSize(18, 18))
        dropper.setFixedSize(HEIGHT, HEIGHT)
        dropper.setAccessibleName(t("color.pick", "Pick a colour from the canvas"))
        dropper.setToolTip(dropper.accessibleName())
        dropper.clicked.connect(self.pick_from_canvas)
        row.addWidget(dropper)
        row.addWidget(self._hex, 1)
        row.addWidget(self._opacity)
        self.column.addLayout(row)
        self._roles = Swatches(self)
        if self._with_roles:
            self.column.addWidget(_title(t("color.brand", "Brand")))
            self.column.addWidget(self._roles)
        self._roles.setVisible(self._with_roles)
        self._recent_title = _title(t("color.recent", "Recent"))
        self._recent = Swatches(self)
        self.column.addWidget(self._recent_title)
        self.column.addWidget(self._recent)
        for swatches in (self._roles, self._recent):
            swatches.set_brand(self._brand)
            swatches.chosen.connect(self._on_chosen)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        # Its room is kept: nothing may move under the pointer while a colour is dragged.
        self._said.setMinimumHeight(_LINES * self._said.fontMetrics().lineSpacing())
        self._said.setVisible(self._remark is not None)
        self.column.addWidget(self._said)

    def pick_from_canvas(self) -> None:
        """Hide and let a colour be pointed at on the canvas."""
        canvas = getattr(self._owner.window(), "canvas", None)
        if not isinstance(canvas, QWidget):
            return
        self.hide()
        self._dropper = EyeDropper(canvas)
        self._dropper.picked.connect(self._on_picked)
        self._dropper.start()

    def _show(self) -> None:
        self._square.show_color(self._color)
        self._hue.show_color(self._color)
        self._alpha.show_color(self._color)
        self._hex.show_value(literal(self._color.opaque))
        self._opacity.show_value(self._color.alpha)
        self._roles.mark(self._value)
        self._recent.mark(self._value)
        self._tell()

    def _tell(self) -> None:
        """Say what the colour means for what wears it."""
        found = self._remark() if self._remark is not None else None
        if found is None:
            self._said.clear()
            return
        self._said.setText(found.words)
        if self._said.property("kind") != found.kind:
            self._said.setProperty("kind", found.kind)
            refresh_style(self._said)

    def _on_moved(self, color: Hsv) -> None:
        self._color = color
        self._value = literal(color.qcolor)
        self._show()
        self.edited.emit(self._value)
        self._tell()

    def _on_released(self) -> None:
        self._take(self._value)

    def _on_hex(self, text: str) -> None:
        said = text.strip().removeprefix("#")
        if len(said) == 3:
            said = "".join(digit * 2 for digit in said)
        if len(said) in (6, 8) and QColor.isValidColorName(f"#{said}"):
            self._color = self._color.towards(qcolor(f"#{said}", self._brand()))
            self._take(literal(self._color.qcolor))
        self._show()

    def _on_opacity(self, share: float) -> None:
        self._on_moved(self._color._replace(alpha=share))

    def _on_opacity_committed(self, share: float) -> None:
        self._on_opacity(share)
        self._take(self._value)

    def _on_chosen(self, value: str) -> None:
        self.show_value(value)
        self._take(value)

    def _on_picked(self, color: QColor) -> None:
        self._take(literal(color))

    def _take(self, value: str) -> None:
        self._value = value
        if value.startswith("#"):
            remember_color(value)
        self._show()
        self.committed.emit(value)
        self._tell()


def _title(text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("kind", "section")
    made.setAlignment(Qt.AlignmentFlag.AlignLeading)
    return made
