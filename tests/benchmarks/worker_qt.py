"""Qt's raster painter draws the slides of :mod:`scene`: its usual calls, scaled JPEG decoding."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QImageReader,
    QLinearGradient,
    QPainter,
)


def colour(text: str, opacity: float = 1) -> QColor:
    """``#RRGGBB`` as Qt's."""
    made = QColor(text)
    made.setAlphaF(opacity)
    return made


def photo(slide: dict) -> QImage:
    """The photograph covering the slide, decoded at a fraction of its size."""
    reader = QImageReader(slide["photo"])
    size = reader.size()
    scale = max(1080 / size.width(), 1920 / size.height())
    scaled = QSize(round(size.width() * scale), round(size.height() * scale))
    reader.setScaledSize(scaled)
    left, top = (scaled.width() - 1080) // 2, (scaled.height() - 1920) // 2
    reader.setScaledClipRect(QRect(left, top, 1080, 1920))
    return reader.read().convertToFormat(QImage.Format.Format_RGB32)


def rounded(painter: QPainter, box: dict, fill: QColor, grow: float = 0, dy: float = 0) -> None:
    """A rounded rectangle."""
    rect = QRectF(box["x"], box["y"] + dy, box["w"], box["h"]).adjusted(-grow, -grow, grow, grow)
    painter.setBrush(fill)
    radius = box["radius"] + grow
    painter.drawRoundedRect(rect, radius, radius)


def blurred_shadow(slide: dict) -> tuple[QImage, int]:
    """The card's shadow: drawn small, scaled up twice, Qt's usual way to blur on an image."""
    card, shadow = slide["card"], slide["shadow"]
    pad = 2 * shadow["blur"]
    width, height = card["w"] + 2 * pad, card["h"] + 2 * pad
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    rounded(painter, {**card, "x": pad, "y": pad}, colour("#000000", shadow["opacity"]))
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    keep = Qt.AspectRatioMode.IgnoreAspectRatio
    small = image.scaled(width // 12, height // 12, keep, smooth)
    return small.scaled(width, height, keep, smooth), pad


def draw(slide: dict, families: dict[str, str], path: str, quality: int) -> None:
    """One slide to a PNG file; ``quality`` as QImage.save takes it."""
    image = photo(slide)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(image.rect(), colour("#000000", 1 - slide["brightness"]))
    veil = slide["veil"]
    gradient = QLinearGradient(0, veil["top"], 0, 1920)
    gradient.setColorAt(0, colour(veil["color"], 0))
    gradient.setColorAt(1, colour(veil["color"], veil["opacity"]))
    painter.fillRect(QRectF(0, veil["top"], 1080, 1100), gradient)
    rounded(painter, slide["pill"], colour(slide["pill"]["color"]))
    shadow, pad = blurred_shadow(slide)
    card = slide["card"]
    painter.drawImage(QPointF(card["x"] - pad, card["y"] - pad + slide["shadow"]["dy"]), shadow)
    rounded(painter, card, colour(card["color"]))
    for text in slide["texts"]:
        font = QFont(families[text["file"]])
        font.setPixelSize(round(text["size"]))
        font.setWeight(QFont.Weight(text["weight"]))
        painter.setFont(font)
        painter.setPen(colour(text["color"]))
        for line in text["lines"]:
            painter.drawText(QPointF(line["x"], line["y"]), line["text"])
    painter.end()
    image.save(path, "PNG", quality)


def main() -> None:
    """Draws what standard input asks for."""
    slides = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    quality = int(sys.argv[2])
    _application = QGuiApplication([])
    families = {}
    for file in {text["file"] for slide in slides for text in slide["texts"]}:
        number = QFontDatabase.addApplicationFont(file)
        families[file] = QFontDatabase.applicationFontFamilies(number)[0]
    print("ready", flush=True)
    for line in sys.stdin:
        index, path = line.strip().split(" ", 1)
        draw(slides[int(index)], families, path, quality)
        print("done", flush=True)


main()
