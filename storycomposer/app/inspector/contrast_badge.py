"""The chip beside a selected text that is hard to read; pressing it mends that."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtWidgets import QPushButton

from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.geometry import Box, bounds
from storycomposer.editor import Change

_AWAY, _EDGE = 14, 8


class ContrastBadge(QPushButton):
    """Follows the text on the canvas; away while something is done to it."""

    def __init__(self, canvas: Any, desk: Desk) -> None:
        super().__init__(canvas)
        self._canvas, self._desk = canvas, desk
        self._id = ""
        self.setProperty("kind", "warning")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the panel's own Fix is for the keyboard
        self.setFixedHeight(28)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        canvas.installEventFilter(self)
        desk.changed.connect(self._on_changed)
        desk.mode_changed.connect(self._judge)

    def tell(self, id: str, said: str) -> None:
        """Text ``id`` is hard to read, as ``said``; or with nothing said, it is not."""
        self._id = id if said else ""
        if said:
            self.setIcon(icon("triangle-alert", tokens().danger))
            self.setText(t("contrast.badge", " {said} · Fix", said=said))
            self.setAccessibleName(self.text())
            self.adjustSize()
        self._judge()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        # The canvas paints whenever the slide lies elsewhere.
        if event.type() == QEvent.Type.Paint and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_changed(self, change: Change) -> None:
        self.setVisible(change.kind != "preview" and self._wanted())

    def _judge(self) -> None:
        wanted = self._wanted()
        if wanted:
            self._place()
        self.setVisible(wanted)

    def _wanted(self) -> bool:
        alone = self._desk.editor.selection.layers == (self._id,)
        return bool(self._id) and alone and self._desk.mode.name == "select"

    def _place(self) -> None:
        spot = edits.spots(self._desk.deck).get(self._id)
        if spot is None:
            return
        view = self._canvas.view()
        box = view.box(bounds(spot.pose))
        slide = view.box(Box(0, 0, *self._desk.deck.canvas))
        left, top = self._beside(box, slide)
        left = min(max(_EDGE, left), max(_EDGE, self._canvas.width() - self.width() - _EDGE))
        top = min(max(_EDGE, top), max(_EDGE, self._canvas.height() - self.height() - _EDGE))
        self.move(round(left), round(top))

    def _beside(self, box: QRectF, slide: QRectF) -> tuple[float, float]:
        """Next to the slide where there is room, so that it covers nothing; else below the text."""
        rtl = self.isRightToLeft()
        outside = slide.left() - _AWAY - self.width() if rtl else slide.right() + _AWAY
        if outside >= _EDGE and outside + self.width() + _EDGE <= self._canvas.width():
            return outside, box.top()
        return (box.right() - self.width() if rtl else box.left()), box.bottom() + _AWAY
