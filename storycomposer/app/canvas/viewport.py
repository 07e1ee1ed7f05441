"""A widget in which a slide is looked at: fitting, zooming at the pointer, panning, going to what
must be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas.handler import Keys
from storycomposer.app.canvas.view import View, centered, fitting, revealing
from storycomposer.app.desk import Desk
from storycomposer.document.geometry import Box

_NOTCH = 1.0015
"""Zoom factor of one eighth of a degree of the wheel."""
_MARGIN = 32.0
"""Widget points kept free around what is gone to."""
_PINCH = (Qt.NativeGestureType.ZoomNativeGesture, Qt.NativeGestureType.SmartZoomNativeGesture)


class Viewport(QWidget):
    """Where the slide lies, and what moves it. Pressing the middle button, or the left one while
    Space is held, drags it about."""

    zoomed = Signal(float)
    looked = Signal()
    """The slide lies elsewhere in the widget now, or is shown at another size."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = View()
        self._fits = True
        self._grabbed: QPointF | None = None
        self._space = False

    def view(self) -> View:
        """Where the slide lies."""
        return self._view

    @property
    def zoom(self) -> float:
        """Device pixels per canvas pixel."""
        return self._view.zoom

    @property
    def fits(self) -> bool:
        """Whether the whole slide is kept in view."""
        return self._fits

    @property
    def panning(self) -> bool:
        """Whether a press would drag the slide about, or does."""
        return self._space or self._grabbed is not None

    def fit(self) -> None:
        """Show the whole slide, also after the window changes its size."""
        self._fits = True
        size = self._desk.deck.canvas
        self._look(fitting(Box(0, 0, *size), size, self.size(), self.devicePixelRatioF()))

    def show_box(self, box: Box) -> None:
        """Show ``box`` as large as possible."""
        self._fits = False
        size = self._desk.deck.canvas
        self._look(fitting(box, size, self.size(), self.devicePixelRatioF()))

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Show the slide at ``zoom`` device pixels per canvas pixel, ``about`` staying in place
        (None: the slide's middle in the widget's)."""
        self._fits = False
        if about is None:
            size = self._desk.deck.canvas
            self._look(centered(zoom, size, self.size(), self.devicePixelRatioF()))
        else:
            self._look(self._view.zoomed(zoom, about))

    def reveal(self, rect: QRectF) -> None:
        """Pan as far as it takes to see ``rect``, in widget points, and no farther."""
        by = revealing(rect, QRectF(self.rect()), _MARGIN)
        if not by.isNull():
            self.pan(by)

    def shows(self, rect: QRectF) -> bool:
        """Whether enough of ``rect``, in widget points, is in view to find it."""
        seen = rect.intersected(QRectF(self.rect()))
        wide, high = min(rect.width(), _MARGIN), min(rect.height(), _MARGIN)
        return seen.width() >= wide and seen.height() >= high

    def pan(self, by: QPointF) -> None:
        """Move the slide by so many widget points."""
        self._fits = False
        self._look(self._view.panned(by.x(), by.y()))

    def _look(self, view: View) -> None:
        self._view = view
        self.zoomed.emit(view.zoom)
        self.looked.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            # What was in the middle stays there.
            by = (event.size() - event.oldSize()) / 2
            if event.oldSize().isValid():
                self.pan(QPointF(by.width(), by.height()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned = event.angleDelta()
        if event.modifiers() & Keys.ControlModifier:
            self.set_zoom(self.zoom * _NOTCH ** turned.y(), event.position())
        else:
            by = event.pixelDelta() if not event.pixelDelta().isNull() else turned / 2
            if event.modifiers() & Keys.ShiftModifier:
                by = QPoint(by.y(), by.x())
            self.pan(QPointF(by))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.fit()
        elif isinstance(event, QNativeGestureEvent) and event.gestureType() in _PINCH:
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self.fit()
            else:
                self.set_zoom(self.zoom * (1 + event.value()), event.position())
            return True
        return super().event(event)

    # For the widget that routes mouse and keys

    def _grab(self, event: QMouseEvent) -> bool:
        """Begin to drag the slide about if this press means that. Returns whether it does."""
        left = self._space and event.button() == Qt.MouseButton.LeftButton
        if not left and event.button() != Qt.MouseButton.MiddleButton:
            return False
        self._grabbed = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _drag(self, event: QMouseEvent) -> bool:
        """Drag the slide on. Returns whether it is being dragged."""
        if self._grabbed is None:
            return False
        by, self._grabbed = event.position() - self._grabbed, event.position()
        self.pan(by)
        return True

    def _drop(self) -> bool:
        """Let go of the slide. Returns whether it was held."""
        if self._grabbed is None:
            return False
        self._grabbed = None
        self._show_hand()
        return True

    def _set_space(self, held: bool) -> None:
        if held != self._space:
            self._space = held
            self._show_hand()

    def _show_hand(self) -> None:
        if self._grabbed is None:
            hand = Qt.CursorShape.OpenHandCursor
            self.setCursor(hand if self._space else Qt.CursorShape.ArrowCursor)
