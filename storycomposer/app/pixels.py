"""The renderer's pictures as Qt's."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImage


def to_qimage(image: Image.Image) -> QImage:
    """Pillow's picture as Qt's. The stride is given: without it Qt guesses, and colours shift."""
    opaque = image.mode == "RGB"
    data = image.convert("RGBA").tobytes()
    form = QImage.Format.Format_RGBX8888 if opaque else QImage.Format.Format_RGBA8888
    return QImage(data, image.width, image.height, image.width * 4, form).copy()
