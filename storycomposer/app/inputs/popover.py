"""A small panel that opens beside what it belongs to and closes when anything else is pressed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storycomposer.app import corners
from storycomposer.app.buttons import press_focused
from storycomposer.app.cards import paint_card
from storycomposer.app.shades import RADIUS

SHADOW = 24
"""Points around the panel that its shadow takes."""
_ROUND = RADIUS + 4


class Popover(QWidget):
    """Content goes into :attr:`column`."""

    closed = Signal()

    def __init__(self, parent: QWidget, pad: int = 16) -> None:
        """``pad`` is the room in points between the panel's edge and its content."""
        flags = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, flags | Qt.WindowType.NoDropShadowWindowHint)
        corners.soften(self)
        self.column = QVBoxLayout(self)
        margin = SHADOW + pad
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(12)

    def open_beside(self, anchor: QWidget) -> None:
        """Open at the side of ``anchor`` that faces the canvas, within the screen."""
        self._open(anchor, beside=True)

    def open_below(self, anchor: QWidget) -> None:
        """Open under ``anchor``, within the screen."""
        self._open(anchor, beside=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        corners.cut(self, self._box(), _ROUND)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._make_room()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._make_room()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        stark = not self.mask().isEmpty()
        paint_card(QPainter(self), self._box(), _ROUND, SHADOW, stark=stark)

    def covers(self, widget: QWidget) -> QRect:
        """The panel without its shadow, in coordinates of ``widget``."""
        box = self._box()
        return QRect(widget.mapFromGlobal(self.mapToGlobal(box.topLeft())), box.size())

    def _make_room(self) -> None:
        """What lies on the canvas beside a layer goes where it is not covered."""
        owner = self.parentWidget()
        canvas = getattr(owner.window(), "canvas", None) if owner is not None else None
        if isinstance(canvas, QWidget):
            canvas.update()

    def _box(self) -> QRect:
        """The panel without its shadow."""
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def _open(self, anchor: QWidget, beside: bool) -> None:
        if not self.accessibleName():
            self.setAccessibleName(anchor.accessibleName())
        self.adjustSize()
        here = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
        rtl = anchor.isRightToLeft()
        if beside:
            # The panel that it opens from: its edge, not that of the field inside it.
            panel = _panel_of(anchor)
            edge = panel.mapToGlobal(QPoint(panel.width() if rtl else 0, 0)).x()
            left = edge - SHADOW + 4 if rtl else edge - self.width() + SHADOW - 4
            top = here.top() - SHADOW
        else:
            left = here.right() + SHADOW - self.width() if rtl else here.left() - SHADOW
            top = here.bottom() + 4 - SHADOW
        room = anchor.screen().availableGeometry()
        # Not beyond the window's side either, where there is nothing it belongs to.
        wide = _main(anchor).geometry().adjusted(8 - SHADOW, 0, SHADOW - 8, 0) & room
        left = max(wide.left(), min(left, wide.right() - self.width()))
        top = max(room.top(), min(top, room.bottom() - self.height()))
        self.move(left, top)
        self.show()


def _panel_of(widget: QWidget) -> QWidget:
    found: QWidget | None = widget
    while found is not None and found.property("kind") != "panel" and not _floats(found):
        found = found.parentWidget()
    return found or widget


def _main(widget: QWidget) -> QWidget:
    """The window that all it stands on belongs to."""
    window = widget.window()
    above = window.parentWidget()
    return window if above is None else _main(above)


def _floats(widget: QWidget) -> bool:
    return isinstance(widget, Popover) or bool(widget.property("floats"))
