"""Room for parts of a window that are built once it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

PANEL_WIDTH = 320
STRIP_HEIGHT = 132


class Room(QWidget):
    """A panel's ground, as large as what will stand in it, so that nothing moves then."""

    def __init__(self, width: int | None = None, height: int | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if width is not None:
            self.setFixedWidth(width)
        if height is not None:
            self.setFixedHeight(height)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def take(self, part: QWidget) -> None:
        """Put ``part`` in."""
        self._whole.addWidget(part)
