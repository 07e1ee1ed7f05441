"""The chip beside a selected text that is hard to read; pressing it mends that."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from storycomposer.app.beside import Beside
from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.editor import Change


class ContrastBadge(QPushButton):
    """Follows the text on the canvas; away while something is done to it."""

    def __init__(self, canvas: Any, desk: Desk) -> None:
        super().__init__(canvas)
        self._beside = Beside(self, canvas, desk)
        self.setProperty("kind", "warning")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the panel's own Fix is for the keyboard
        self.setFixedHeight(28)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        desk.changed.connect(self._on_changed)
        desk.mode_changed.connect(self._judge)

    def tell(self, id: str, said: str) -> None:
        """Text ``id`` is hard to read, as ``said``; or with nothing said, it is not."""
        self._beside.layer = id if said else ""
        if said:
            self.setIcon(icon("triangle-alert", tokens().danger))
            self.setText(t("contrast.badge", " {said} · Fix", said=said))
            self.setAccessibleName(self.text())
            self.adjustSize()
        self._judge()

    def _on_changed(self, change: Change) -> None:
        self.setVisible(change.kind != "preview" and self._beside.wanted)

    def _judge(self) -> None:
        wanted = self._beside.wanted
        if wanted:
            self._beside.place()
        self.setVisible(wanted)
