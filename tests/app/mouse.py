"""Mouse moves with keys held, which QTest's own cannot hold, and whole drags made of them."""

from __future__ import annotations

from conftest import settle
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
Keys = Qt.KeyboardModifier
PLAIN, SHIFT, ALT, CTRL = (
    Keys.NoModifier,
    Keys.ShiftModifier,
    Keys.AltModifier,
    Keys.ControlModifier,
)


def press(widget: QWidget, at: QPoint, keys: Keys = PLAIN) -> None:
    """The left button goes down."""
    QTest.mousePress(widget, LEFT, keys, at)


def move(widget: QWidget, at: QPoint, keys: Keys = PLAIN, button: Qt.MouseButton = LEFT) -> None:
    """The pointer moves with the button down; with ``NoButton`` it only points."""
    where = QPointF(widget.mapToGlobal(at))
    kind = QMouseEvent.Type.MouseMove
    event = QMouseEvent(kind, QPointF(at), where, Qt.MouseButton.NoButton, button, keys)
    QApplication.sendEvent(widget, event)
    settle()


def release(widget: QWidget, at: QPoint, keys: Keys = PLAIN) -> None:
    """The left button goes up."""
    QTest.mouseRelease(widget, LEFT, keys, at)
    settle()


def drag(widget: QWidget, start: QPoint, *stops: QPoint, keys: Keys = PLAIN) -> None:
    """Press, move over all stops, release at the last."""
    press(widget, start, keys)
    for stop in stops:
        move(widget, stop, keys)
    release(widget, stops[-1], keys)


def hover(widget: QWidget, at: QPoint, keys: Keys = PLAIN) -> None:
    """The pointer moves with no button down."""
    move(widget, at, keys, Qt.MouseButton.NoButton)
