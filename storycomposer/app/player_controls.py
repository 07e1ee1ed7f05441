"""What a phone draws over a story: segments, a name, a cross, the field for an answer. Drawn for
the eye alone, in nobody's brand, so that one sees what will be covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen

from storycomposer.app.icons import icon
from storycomposer.app.words import t

GROUND = "#0B0B10"
_WHITE = QColor("#FFFFFF")
_BEZEL = 10
RADIUS = 22


@dataclass(frozen=True, slots=True)
class Phone:
    """Where the story lies in the player: ``screen`` in points, ``unit`` points a canvas pixel."""

    screen: QRectF
    unit: float
    mirrored: bool

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A box given in canvas pixels from the side at which reading begins."""
        left = 1080 - x - width if self.mirrored else x
        corner = self.screen.topLeft() + QPointF(left, y) * self.unit
        return QRectF(corner.x(), corner.y(), width * self.unit, height * self.unit)

    @property
    def cross(self) -> QRectF:
        """Where a press closes the player."""
        return self.box(960, 64, 88, 88)


def frame(painter: QPainter, phone: Phone) -> None:
    """The phone around the screen."""
    painter.setPen(QPen(QColor(255, 255, 255, 28), 1))
    painter.setBrush(QColor("#000000"))
    body = phone.screen.adjusted(-_BEZEL, -_BEZEL, _BEZEL, _BEZEL)
    painter.drawRoundedRect(body, RADIUS + _BEZEL, RADIUS + _BEZEL)


def glass(phone: Phone) -> QPainterPath:
    """The screen's outline."""
    path = QPainterPath()
    path.addRoundedRect(phone.screen, RADIUS, RADIUS)
    return path


def overlay(painter: QPainter, phone: Phone, shares: Sequence[float], name: str) -> None:
    """All that a phone shows over a story."""
    _shade(painter, phone)
    segments(painter, phone, shares)
    _owner(painter, phone, name)
    _answer(painter, phone)


def segments(painter: QPainter, phone: Phone, shares: Sequence[float]) -> None:
    """How far the story is: one stroke a slide."""
    strokes = _strokes(phone, len(shares))
    painter.setPen(Qt.PenStyle.NoPen)
    for box, share in zip(strokes, shares, strict=True):
        round_ = box.height() / 2
        painter.setBrush(QColor(255, 255, 255, 90))
        painter.drawRoundedRect(box, round_, round_)
        if share > 0:
            seen = QRectF(box)
            seen.setWidth(max(box.height(), box.width() * share))
            if phone.mirrored:
                seen.moveRight(box.right())
            painter.setBrush(_WHITE)
            painter.drawRoundedRect(seen, round_, round_)


def _strokes(phone: Phone, count: int) -> list[QRectF]:
    gap = 8 if count <= 20 else 3
    width = (1080 - 48 - gap * (count - 1)) / count
    return [phone.box(24 + n * (width + gap), 28, width, 6) for n in range(count)]


def _shade(painter: QPainter, phone: Phone) -> None:
    top = phone.box(0, 0, 1080, 200)
    shade = QLinearGradient(top.topLeft(), top.bottomLeft())
    shade.setColorAt(0, QColor(0, 0, 0, 130))
    shade.setColorAt(1, QColor(0, 0, 0, 0))
    painter.fillRect(top, shade)


def _owner(painter: QPainter, phone: Phone, name: str) -> None:
    face = phone.box(36, 66, 84, 84)
    painter.setPen(QPen(QColor(255, 255, 255, 160), 1))
    painter.setBrush(QColor(255, 255, 255, 60))
    painter.drawEllipse(face)
    _text(painter, face, name[:1].upper(), 38 * phone.unit, Qt.AlignmentFlag.AlignCenter)
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    side |= Qt.AlignmentFlag.AlignRight if phone.mirrored else Qt.AlignmentFlag.AlignLeft
    _text(painter, phone.box(140, 66, 760, 84), name, 34 * phone.unit, side)
    _symbol(painter, "x", phone.cross, 0.6)


def _answer(painter: QPainter, phone: Phone) -> None:
    shade_box = phone.box(0, 1660, 1080, 260)
    shade = QLinearGradient(shade_box.topLeft(), shade_box.bottomLeft())
    shade.setColorAt(0, QColor(0, 0, 0, 0))
    shade.setColorAt(1, QColor(0, 0, 0, 130))
    painter.fillRect(shade_box, shade)
    field = phone.box(40, 1772, 760, 104)
    painter.setPen(QPen(QColor(255, 255, 255, 170), max(1.0, 3 * phone.unit)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(field, field.height() / 2, field.height() / 2)
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    side |= Qt.AlignmentFlag.AlignRight if phone.mirrored else Qt.AlignmentFlag.AlignLeft
    words = t("player.answer", "Send a message")
    _text(painter, phone.box(84, 1772, 700, 104), words, 34 * phone.unit, side)
    _symbol(painter, "heart", phone.box(836, 1780, 88, 88), 0.7)
    _symbol(painter, "send", phone.box(956, 1780, 88, 88), 0.7)


def _text(painter: QPainter, box: QRectF, words: str, size: float, align: Qt.AlignmentFlag) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(7, round(size)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(_WHITE)
    kept = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, align, kept)


def _symbol(painter: QPainter, name: str, box: QRectF, share: float) -> None:
    inset = box.width() * (1 - share) / 2
    icon(name, "#FFFFFF").paint(painter, box.adjusted(inset, inset, -inset, -inset).toRect())
