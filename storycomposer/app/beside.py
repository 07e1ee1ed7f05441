"""Small widgets that follow a layer on the canvas."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtWidgets import QWidget

from storycomposer.app.desk import Desk
from storycomposer.document import edits
from storycomposer.document.geometry import Box, bounds

_AWAY, _EDGE = 14, 8


class Beside(QObject):
    """Keeps ``widget``, a child of the canvas, beside the layer ``layer``: next to the slide where
    there is room, so that it covers nothing; else below the layer."""

    def __init__(self, widget: QWidget, canvas: Any, desk: Desk) -> None:
        super().__init__(widget)
        self._widget, self._canvas, self._desk = widget, canvas, desk
        self.layer = ""
        canvas.installEventFilter(self)

    @property
    def wanted(self) -> bool:
        """Whether that layer alone is selected, and nothing is being done to it."""
        alone = self._desk.editor.selection.layers == (self.layer,)
        return bool(self.layer) and alone and self._desk.mode.name == "select"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        # The canvas paints whenever the slide lies elsewhere.
        if event.type() == QEvent.Type.Paint and self._widget.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Move the widget to where the layer is now."""
        spot = edits.spots(self._desk.deck).get(self.layer)
        if spot is None:
            return
        widget, canvas = self._widget, self._canvas
        view = canvas.view()
        box = view.box(bounds(spot.pose))
        slide = view.box(Box(0, 0, *self._desk.deck.canvas))
        left, top = self._beside(box, slide)
        left = min(max(_EDGE, left), max(_EDGE, canvas.width() - widget.width() - _EDGE))
        top = min(max(_EDGE, top), max(_EDGE, canvas.height() - widget.height() - _EDGE))
        widget.move(round(left), round(top))

    def _beside(self, box: QRectF, slide: QRectF) -> tuple[float, float]:
        widget, room = self._widget, self._canvas.width()
        rtl = widget.isRightToLeft()
        outside = slide.left() - _AWAY - widget.width() if rtl else slide.right() + _AWAY
        if outside >= _EDGE and outside + widget.width() + _EDGE <= room:
            return outside, box.top()
        return (box.right() - widget.width() if rtl else box.left()), box.bottom() + _AWAY
