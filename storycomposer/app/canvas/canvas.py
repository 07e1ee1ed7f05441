"""The canvas: shows the renderer's picture of the slide and nothing else of the document."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.render.slide import render

MARGIN = 32


def to_qimage(image: Image.Image) -> QImage:
    """Pillow's picture as Qt's. The stride is given: without it Qt guesses, and colours shift."""
    data = image.convert("RGBX").tobytes()
    made = QImage(data, image.width, image.height, image.width * 4, QImage.Format.Format_RGBX8888)
    return made.copy()


class Canvas(QWidget):
    """The slide, as large as asked, in the middle of the ground."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(t("canvas.name", "Canvas"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._zoom = 0.4
        self._picture = QImage()
        desk.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def zoom(self) -> float:
        """Device pixels per canvas pixel."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the slide at ``zoom`` device pixels per canvas pixel."""
        self._zoom = zoom
        self.update()

    def fit(self) -> None:
        """Show the whole slide."""
        size = self._desk.deck.canvas
        room = self.size() * self.devicePixelRatioF()
        self.set_zoom(
            max(
                0.05,
                min(
                    (room.width() - 2 * MARGIN) / size.width,
                    (room.height() - 2 * MARGIN) / size.height,
                ),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens().ground))
        if self._picture.isNull():
            return
        size = self._picture.size() * (self._zoom / self.devicePixelRatioF())
        corner = QPointF(
            round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2)
        )
        ratio = self.devicePixelRatioF()
        shown = self._picture.scaled(
            round(size.width() * ratio),
            round(size.height() * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRectF(corner, size), shown, QRectF(shown.rect()))

    def _on_changed(self) -> None:
        slide = self._desk.slide
        if slide is not None:
            self._picture = to_qimage(render(self._desk.editor.story, slide))
        self.update()
