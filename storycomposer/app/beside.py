"""Small widgets that follow a layer on the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.inputs.popover import Popover
from storycomposer.document import edits
from storycomposer.document.geometry import Box, bounds

_AWAY, _EDGE = 14, 8


class Beside(QObject):
    """Keeps ``widget``, a child of the canvas, beside the layer ``layer``: next to the slide where
    there is room, so that it covers nothing; else below the layer. An open panel does not cover
    it."""

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
        places = [self._within(*place) for place in self._places(box, slide)]
        open_ = QApplication.activePopupWidget()
        if isinstance(open_, Popover):
            over = open_.covers(canvas)
            places = [one for one in places if not one.intersects(over)] or places
        widget.move(places[0].topLeft())

    def _within(self, left: float, top: float) -> QRect:
        """The widget there, as far as the canvas has room."""
        widget, canvas = self._widget, self._canvas
        left = min(max(_EDGE, left), max(_EDGE, canvas.width() - widget.width() - _EDGE))
        top = min(max(_EDGE, top), max(_EDGE, canvas.height() - widget.height() - _EDGE))
        return QRect(QPoint(round(left), round(top)), widget.size())

    def _places(self, box: QRectF, slide: QRectF) -> Iterator[tuple[float, float]]:
        """Where it may stand, best first."""
        widget, room = self._widget, self._canvas.width()
        rtl, high = widget.isRightToLeft(), widget.height()
        ends = (slide.right() + _AWAY, slide.left() - _AWAY - widget.width())
        outside = [(left, box.top()) for left in (reversed(ends) if rtl else ends)]
        start = box.right() - widget.width() if rtl else box.left()
        for left, top in (
            outside[0],
            (start, box.bottom() + _AWAY),
            outside[1],
            (start, box.top() - _AWAY - high),
        ):
            if (left, top) not in outside or _EDGE <= left <= room - widget.width() - _EDGE:
                yield left, top
