"""The field in which a guide's position is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from storycomposer.app.asking import Flyout
from storycomposer.app.canvas.guiding import move_to
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.words import t

if TYPE_CHECKING:
    from storycomposer.app.canvas.viewport import Viewport
    from storycomposer.app.desk import Desk

_WIDE = 152


class GuideField(Flyout):
    """One number: where guide ``index`` of the slide on the canvas lies."""

    def __init__(self, canvas: Viewport, desk: Desk, index: int) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._index = desk, index
        slide = desk.slide
        assert slide is not None
        guide = slide.guides[index]
        size = desk.deck.canvas
        scale = Scale(0, size.width if guide.axis == "x" else size.height, 1, "px")
        name = t("guide.at", "Position of the guide")
        self.setAccessibleName(name)
        self.field = NumberField(scale, name, guide.axis.upper(), self)
        self.field.setMinimumWidth(_WIDE)
        self.field.show_value(guide.at)
        self.field.committed.connect(self._on_committed)
        self.field.returnPressed.connect(self.close)
        self.column.addWidget(self.field)

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_committed(self, at: float) -> None:
        move_to(self._desk, self._index, at)


def ask(canvas: Viewport, desk: Desk, index: int) -> None:
    """Open the field beside the guide."""
    slide, size = desk.slide, desk.deck.canvas
    if slide is None:
        return
    guide, view = slide.guides[index], canvas.view()
    x, y = (guide.at, size.height / 2) if guide.axis == "x" else (size.width / 2, guide.at)
    spot = view.point(x, y).toPoint()
    place = QRect(spot, spot).intersected(canvas.rect())
    GuideField(canvas, desk, index).open_near(canvas, place if place.isValid() else canvas.rect())
