"""A panel over the window, hung below the button that opened it. Being a part of the window and
not a window of its own, it can be dragged out of, and file dialogs do not close it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from storycomposer.app.buttons import press_focused
from storycomposer.app.cards import paint_card
from storycomposer.app.shades import RADIUS

SHADOW = 24
_PAD = 16
_BESIDE = 8
_QUIET = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Floating(QWidget):
    """Content goes into :attr:`column`. While :attr:`fleeting`, a press anywhere else in
    the window closes it, and Esc does wherever the keyboard is."""

    closed = Signal()

    def __init__(self, window: QWidget, anchor: QWidget) -> None:
        super().__init__(window)
        self._over, self._anchor = window, anchor
        self._before: QWidget | None = None
        self._fleeting = True
        self._aside: list[QWidget] = []
        self.column = QVBoxLayout(self)
        margin = SHADOW + _PAD
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(12)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        window.installEventFilter(self)
        self.hide()

    @property
    def fleeting(self) -> bool:
        """Whether a press beside it or Esc closes it."""
        return self._fleeting

    @fleeting.setter
    def fleeting(self, fleeting: bool) -> None:
        self._fleeting = fleeting
        self._watch(fleeting and self.isVisible())

    def open_panel(self, asked: bool = True) -> None:
        """Show it below its anchor, in place of another that is fleeting. Where nobody ``asked``
        for it, it comes beside what somebody works in, and closes nothing."""
        if not self.isVisible():
            for other in self._others() if asked else ():
                if other.fleeting:
                    other.close_panel()
            self._before = QApplication.focusWidget()
        self._aside = [] if asked else self.worked_in()
        self.place()
        self.show()
        self.raise_()
        self._watch(self._fleeting)

    def close_panel(self) -> None:
        """Hide it and give the keyboard back."""
        if not self.isVisible():
            return
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self._watch(False)
        self.hide()
        before, self._before = self._before, None
        # What had it before may have gone since: rows of the panel do with what they are about.
        if inside and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def worked_in(self) -> list[QWidget]:
        """Parts of the window that it is not to cover when nobody asked for it."""
        return []

    def place(self) -> None:
        """Hang it below its anchor, within the window, beside what else is open."""
        self.adjustSize()
        window = self._over
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 4))
        if self.isRightToLeft():
            left = corner.x() - SHADOW
        else:
            left = corner.x() + self._anchor.width() - self.width() + SHADOW
        over = SHADOW - 4  # the shadow may reach beyond the window
        left = max(-over, min(left, window.width() - self.width() + over))
        top = max(0, min(corner.y() - SHADOW, window.height() - self.height()))
        self.move(self._clear(QRect(QPoint(left, top), self.size())).topLeft())

    def _clear(self, spot: QRect) -> QRect:
        """``spot`` moved beside what is open already and what somebody works in, where the window
        has room for that."""
        window, moved = self._over, QRect(spot)
        for widget in (*self._aside, *self._others()):
            taken = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            edge = SHADOW if isinstance(widget, Floating) else 0
            taken.adjust(edge, edge, -edge, -edge)
            if not taken.intersects(moved.adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)):
                continue
            if taken.center().x() > window.width() / 2:
                moved.moveRight(taken.left() + SHADOW - _BESIDE)
            else:
                moved.moveLeft(taken.right() - SHADOW + _BESIDE)
        inside = moved.left() >= -SHADOW and moved.right() < window.width() + SHADOW
        return moved if inside else spot

    def _others(self) -> list[Floating]:
        """What else floats over the window now."""
        found = self._over.findChildren(Floating)
        return [one for one in found if one is not self and one.isVisible()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._over and self.isVisible():
            self.place()
        elif not self._fleeting or not self._outside(watched):
            return False
        elif kind == QEvent.Type.MouseButtonPress:
            self.close_panel()
        elif _is_escape(event) and self._in_front():
            self.close_panel()
            return True
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()  # a line came or went
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Delete or a letter means nothing here, least of all the layer on the canvas behind.
            held = event.modifiers() & ~_QUIET
            if not held and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            press_focused(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()  # nothing behind the panel is meant

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        box = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_card(QPainter(self), box, RADIUS + 4, SHADOW)

    def _watch(self, watching: bool) -> None:
        """Presses anywhere are seen only where the application itself is asked; that costs every
        event some time, hence only while it is needed."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if watching:
                app.installEventFilter(self)

    def _in_front(self) -> bool:
        """Whether nothing in the window covers it: what lies over it goes first."""
        top = self._over.childAt(self.geometry().center())
        return top is not None and self.isAncestorOf(top)

    def _outside(self, watched: QObject) -> bool:
        """Whether ``watched`` is a part of the rest of the window."""
        if not isinstance(watched, QWidget) or not self.isVisible():
            return False
        if watched.window() is not self.window() or watched is self._anchor:
            return False
        return watched is not self and not self.isAncestorOf(watched)


def _is_escape(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape
