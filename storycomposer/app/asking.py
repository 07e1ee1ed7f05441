"""The question that several pictures at once raise, and small panels beside the rail."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QWidget

from storycomposer.app.inputs.popover import SHADOW, Popover
from storycomposer.app.words import t

_GAP = 12
"""Points between a button and what opens beside it."""


class Flyout(Popover):
    """A panel that opens beside a button of the rail, or over the canvas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, pad=12)

    def open_after(self, anchor: QWidget) -> None:
        """Open at the side of ``anchor`` where reading goes on."""
        self.adjustSize()
        rtl = anchor.isRightToLeft()
        corner = anchor.mapToGlobal(QPoint(0 if rtl else anchor.width(), 0))
        beside = SHADOW - _GAP
        left = corner.x() - self.width() + beside if rtl else corner.x() - beside
        self._show_at(anchor, left, corner.y() - SHADOW)

    def open_over(self, widget: QWidget) -> None:
        """Open in the middle of ``widget``, near its foot."""
        self.adjustSize()
        middle = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height()))
        self._show_at(widget, middle.x() - self.width() // 2, middle.y() - self.height() - 48)

    def open_near(self, widget: QWidget, place: QRect) -> None:
        """Open below ``place`` of ``widget``, or above it where there is no room."""
        self.adjustSize()
        corner = widget.mapToGlobal(place.bottomLeft())
        room = widget.screen().availableGeometry()
        beside = SHADOW - _GAP
        top = corner.y() - beside
        if top + self.height() > room.bottom():
            top = widget.mapToGlobal(place.topLeft()).y() - self.height() + beside
        middle = corner.x() + (place.width() - self.width()) // 2
        self._show_at(widget, middle, top)

    def focus_first(self) -> None:
        """Give the keyboard to what is used first."""
        first = self.findChild(QAbstractButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_at(self, anchor: QWidget, left: int, top: int) -> None:
        if not self.accessibleName():
            self.setAccessibleName(anchor.accessibleName())
        room = anchor.screen().availableGeometry()
        left = max(room.left(), min(left, room.right() - self.width()))
        self.move(left, max(room.top(), min(top, room.bottom() - self.height())))
        self.show()
        self.focus_first()


class SeveralPopover(Flyout):
    """Each on a slide of its own, or all in one collage?"""

    def __init__(self, parent: QWidget, count: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(t("bring.several", "Add {count} pictures as", count=count))
        title.setProperty("kind", "title")
        self.setAccessibleName(title.text())
        self.slides = QPushButton(t("bring.as-slides", "{count} slides", count=count))
        self.slides.setProperty("kind", "primary")
        self.collage = QPushButton(t("bring.as-collage", "One collage"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.slides, self.collage):
            button.clicked.connect(self.close)
            row.addWidget(button)
        self.column.addWidget(title)
        self.column.addLayout(row)

    def focus_first(self) -> None:
        self.slides.setFocus(Qt.FocusReason.PopupFocusReason)
