"""The canvas: the renderer's picture of the slide, and what is being done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from storycomposer.app.canvas import overlay
from storycomposer.app.canvas.drawing import Drawing
from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.outside import Outside
from storycomposer.app.canvas.picture import Picture
from storycomposer.app.canvas.selecting import Selecting
from storycomposer.app.canvas.view import View, centered, fitting
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.safe_area import SAFE, enters_unsafe
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.geometry import Box

_DRAWING = ("text", "rectangle", "ellipse", "line")
_NOTCH = 1.0015
"""Zoom factor of one eighth of a degree of the wheel."""

_H = TypeVar("_H", bound=Handler)


class Canvas(QWidget):
    """The slide and its handlers. ``handlers`` maps a mode's name to what works in it; parts of the
    window add theirs with :meth:`add_mode`."""

    zoomed = Signal(float)
    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(t("canvas.name", "Canvas"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 240)
        self._desk = desk
        self._view = View()
        self._fits = True
        self._picture = Picture()
        self._outside = Outside()
        self._pan: QPointF | None = None
        self._space = False
        self.show_safe = False
        self.selecting = Selecting(desk, self.view)
        self._drawing = Drawing(desk, self.view)
        self._modes: dict[str, Handler] = {}
        self._handler: Handler = self.selecting
        desk.changed.connect(self._on_changed)
        desk.mode_changed.connect(self._on_mode)
        desk.tool_changed.connect(self._on_mode)
        self._on_changed()

    def view(self) -> View:
        """Where the slide lies."""
        return self._view

    @property
    def handler(self) -> Handler:
        """What works on the canvas now."""
        return self._handler

    @property
    def image(self) -> QImage:
        """The slide's picture, one pixel per canvas pixel."""
        return self._picture.image

    @property
    def zoom(self) -> float:
        """Device pixels per canvas pixel."""
        return self._view.zoom

    def add_mode(self, name: str, make: Callable[[Desk, Callable[[], View]], _H]) -> _H:
        """Let ``make``'s handler work in the desk's mode ``name``."""
        made = make(self._desk, self.view)
        self._modes[name] = made
        return made

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

    def _look(self, view: View) -> None:
        self._view = view
        self.zoomed.emit(view.zoom)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), QColor(tokens().ground))
        slide = self._desk.slide
        if slide is None or self._picture.image.isNull():
            return
        view = self._view
        self._outside.paint(painter, view, self._desk.editor.story, slide, self._picture.ink)
        shown = self._picture.at(view.zoom)
        # The picture keeps its own ratio of 1; drawing it through the ratio of the screen puts each
        # of its pixels on one of the screen's.
        painter.save()
        painter.scale(1 / view.ratio, 1 / view.ratio)
        painter.drawImage(view.left, view.top, shown)
        painter.restore()
        size = self._desk.deck.canvas
        overlay.guides(painter, view, slide.guides, size)
        if self.show_safe or self._dragging_into_unsafe():
            words = (
                t("safe.top", "Covered by the app's top bar"),
                t("safe.bottom", "Covered by the reply bar"),
            )
            overlay.unsafe(painter, view, SAFE, size, words)
        self._handler.paint(painter, view)

    def grab_slide(self) -> QImage:
        """The part of the widget that shows the slide, in device pixels, without what is painted
        over it: for comparing with exports."""
        whole = QImage(self.size() * self.devicePixelRatioF(), QImage.Format.Format_RGB32)
        painter = QPainter(whole)
        painter.drawImage(self._view.left, self._view.top, self._picture.at(self._view.zoom))
        painter.end()
        size = self._desk.deck.canvas
        return whole.copy(
            QRect(
                self._view.left,
                self._view.top,
                round(size.width * self._view.zoom),
                round(size.height * self._view.zoom),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def _on_changed(self) -> None:
        slide = self._desk.slide
        if slide is not None:
            self._picture.show(self._desk.editor.story, slide)
        self.update()

    def _on_mode(self) -> None:
        mode: Mode = self._desk.mode
        wanted: Handler = self._modes.get(mode.name, self.selecting)
        if mode.name == "select" and self._desk.tool in _DRAWING:
            wanted = self._drawing
        if wanted is not self._handler:
            self._handler.leave()
            self._handler = wanted
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, mode.name == "text")
        if mode.name in ("text", "crop"):
            # What is typed next belongs here, wherever the mode was entered from.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _dragging_into_unsafe(self) -> bool:
        gesture = self.selecting.gesture
        ids = self._desk.editor.selection.layers
        return gesture is not None and enters_unsafe(self._desk.deck, ids)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._pan = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            at, handler = self._view.canvas(event.position()), self._handler
            taken = handler.press(at, event.modifiers())
            if not taken and self._handler is not handler:
                # A press beside what was being written ends that, and selects as it would have.
                self._handler.press(at, event.modifiers())
            self.update()
        elif event.button() == Qt.MouseButton.RightButton:
            if self._handler is self.selecting:
                self.selecting.point_out(self._view.canvas(event.position()))
            where = event.globalPosition().toPoint()
            menu = self._handler.menu(self._view.canvas(event.position()))
            if menu is None:
                self.menu_wanted.emit(where)
            else:
                menu.setParent(self, menu.windowFlags())
                menu.aboutToHide.connect(menu.deleteLater)
                menu.popup(where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._pan is not None:
            by = event.position() - self._pan
            self._pan = event.position()
            self._fits = False
            self._look(self._view.panned(by.x(), by.y()))
            return
        at = self._view.canvas(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._handler.move(at, event.modifiers())
        elif not self._space:
            cursor = self._handler.hover(at, event.modifiers())
            if cursor is not None:
                self.setCursor(cursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._pan is not None:
            self._pan = None
            self.setCursor(
                Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
            )
        elif event.button() == Qt.MouseButton.LeftButton:
            self._handler.release(self._view.canvas(event.position()), event.modifiers())
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._handler.double_click(self._view.canvas(event.position()), event.modifiers())
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned = event.angleDelta()
        at = self._view.canvas(event.position())
        if self._handler.wheel(at, turned.y(), event.modifiers()):
            self.update()
        elif event.modifiers() & Keys.ControlModifier:
            self.set_zoom(self.zoom * _NOTCH ** turned.y(), event.position())
        else:
            by = event.pixelDelta() if not event.pixelDelta().isNull() else turned / 2
            if event.modifiers() & Keys.ShiftModifier:
                by = QPoint(by.y(), by.x())
            self._fits = False
            self._look(self._view.panned(by.x(), by.y()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._handler.wants_shortcut(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self.fit()
        elif event.type() == QEvent.Type.NativeGesture:
            factor = 1 + event.value()  # type: ignore[attr-defined]
            self.set_zoom(self.zoom * factor, event.position())  # type: ignore[attr-defined]
            return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Tab moves the focus before keyPressEvent would see it.
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab and self._handler.key(event):
                self.update()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self._handler.key(event):
            self.update()
        elif event.key() == Qt.Key.Key_Escape:
            if not self._handler.cancel():
                self._desk.mode = Mode()
            self.update()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.setCursor(Qt.CursorShape.ArrowCursor)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._handler.focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._handler.focus(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        if self._handler.input_method(event):
            event.accept()
            self.update()
        else:
            super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # noqa: N802
        found = self._handler.input_query(query)
        if isinstance(found, QRectF):
            found = found.toRect()
        return super().inputMethodQuery(query) if found is None else found


def to_qimage(image: Image.Image) -> QImage:
    """Pillow's picture as Qt's. The stride is given: without it Qt guesses, and colours shift."""
    opaque = image.mode == "RGB"
    data = image.convert("RGBA").tobytes()
    form = QImage.Format.Format_RGBX8888 if opaque else QImage.Format.Format_RGBA8888
    return QImage(data, image.width, image.height, image.width * 4, form).copy()
