"""Mouse, keys and input methods on their way to the handler of the mode."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.viewport import Viewport
from storycomposer.app.desk import Desk, Mode

_HELD = {
    Qt.Key.Key_Shift: Keys.ShiftModifier,
    Qt.Key.Key_Control: Keys.ControlModifier,
    Qt.Key.Key_Alt: Keys.AltModifier,
}

_EVERY = 16
"""Milliseconds between two steps while a drag goes on beyond the edge."""
_SPEED, _FASTEST = 0.2, 24.0
"""Widget points a step for each that the pointer is beyond it, and at most."""


class Routed(Viewport):
    """What the handler does not take zooms and pans. ``menu_wanted`` carries where on the screen
    the usual menu is asked for."""

    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._handler = Handler()
        self._pointing = False  # while a press is being handled
        self._dragged: QPointF | None = None  # where the pointer is, while the button is down
        self._keys = Keys.NoModifier
        self._going = QTimer(self, interval=_EVERY)
        self._going.timeout.connect(self._go_on)

    @property
    def handler(self) -> Handler:
        """What works on the canvas now."""
        return self._handler

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._grab(event):
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointing, self._dragged = True, event.position()
            at, handler = self._view.canvas(event.position()), self._handler
            taken = handler.press(at, event.modifiers())
            if not taken and self._handler is not handler:
                # A press beside what was being written ends that, and selects as it would have.
                self._handler.press(at, event.modifiers())
            self._pointing = False
            self.update()
        elif event.button() == Qt.MouseButton.RightButton and event.buttons() == event.button():
            at, where = self._view.canvas(event.position()), event.globalPosition().toPoint()
            self._handler.point_out(at)
            self._open(self._handler.menu(at), where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        # Presses of the right button have been answered.
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._dragged is None:
            spot = self.spot().toPoint()
            inside = self.rect().adjusted(8, 8, -8, -8)
            spot.setX(min(max(spot.x(), inside.left()), inside.right()))
            spot.setY(min(max(spot.y(), inside.top()), inside.bottom()))
            self._open(self._handler.menu_here(), self.mapToGlobal(spot))

    def spot(self) -> QPointF:
        """Where in the widget a menu that a key asks for is about something."""
        return QPointF(self.rect().center())

    def _open(self, menu: QMenu | None, where: QPoint) -> None:
        if menu is None:
            self.menu_wanted.emit(where)
        else:
            menu.setParent(self, menu.windowFlags())
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drag(event):
            return
        at = self._view.canvas(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._dragged, self._keys = event.position(), event.modifiers()
            self._handler.move(at, event.modifiers())
            if self._beyond().isNull() or self.fits:
                self._going.stop()
            elif not self._going.isActive():
                self._going.start()
        else:
            self._point(event.position(), event.modifiers())
        self.update()

    def _point(self, where: QPointF, keys: Keys) -> None:
        cursor = None if self.panning else self._handler.hover(self._view.canvas(where), keys)
        if cursor is not None:
            self.setCursor(cursor)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._handler.left()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drop():
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = None
            self._going.stop()
            self._handler.release(self._view.canvas(event.position()), event.modifiers())
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._grab(event) and event.button() == Qt.MouseButton.LeftButton:
            self._pointing = True
            self._handler.double_click(self._view.canvas(event.position()), event.modifiers())
            self._pointing = False
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        at = self._view.canvas(event.position())
        if self._handler.wheel(at, event.angleDelta().y(), event.modifiers()):
            self.update()
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._handler.wants_shortcut(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Tab moves the focus before keyPressEvent would see it.
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab and self._handler.key(event):
                self.update()
                return True
        return super().event(event)

    def _hold(self, event: QKeyEvent, down: bool) -> None:
        """Keys that change what a drag does change it at once, not with its next move."""
        held = _HELD.get(Qt.Key(event.key()))
        if held is not None and self._dragged is not None:
            self._keys = event.modifiers() | held if down else event.modifiers() & ~held
            self._drag_on()

    def _drag_on(self) -> None:
        if self._dragged is not None:
            self._handler.move(self._view.canvas(self._dragged), self._keys)
            self.update()

    def _beyond(self) -> QPointF:
        """How far the pointer that drags is outside the widget."""
        at, rect = self._dragged or QPointF(), self.rect()
        across = min(0.0, at.x()) + max(0.0, at.x() - rect.right())
        down = min(0.0, at.y()) + max(0.0, at.y() - rect.bottom())
        return QPointF(across, down)

    def _go_on(self) -> None:
        """What is dragged to beyond the edge goes on there: the slide comes the other way."""
        by = self._beyond() * _SPEED
        if self._dragged is None or by.isNull():
            self._going.stop()
            return
        self.pan(-QPointF(_most(by.x()), _most(by.y())))
        self._drag_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        focused = QApplication.focusWidget()
        if focused not in (None, self) and self.isAncestorOf(focused):
            event.ignore()  # what a button over the canvas has no use for is not meant here either
            return
        self._hold(event, down=True)
        if self._handler.key(event):
            self.update()
        elif event.key() == Qt.Key.Key_Escape:
            if not self._handler.cancel():
                self._desk.mode = Mode()
            self.update()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(False)
        self._hold(event, down=False)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._handler.focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._set_space(False)
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


def _most(step: float) -> float:
    return min(_FASTEST, max(-_FASTEST, step))
