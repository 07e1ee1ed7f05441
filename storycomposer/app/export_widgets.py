"""What the pages of the export's panel share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QLabel, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.theme import tokens
from storycomposer.app.words import t

if TYPE_CHECKING:
    from storycomposer.links.proof import State

WIDTH = 392
"""Of a page's content."""
_BOX = 18


class Tick(QCheckBox):
    """A check box whose mark and edge are seen on light and dark."""

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_BOX + 8 + words + 4, max(_BOX, self.fontMetrics().height()) + 6)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.isRightToLeft()
        left = self.width() - _BOX - 1 if mirrored else 1
        box = QRectF(left, (self.height() - _BOX) / 2, _BOX, _BOX).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = look.accent_text if self.hasFocus() else look.muted
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(look.accent if self.isChecked() else look.field))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            inner = box.toRect().adjusted(1, 1, -1, -1)
            icon("check", look.on_accent).paint(painter, inner)
        words = self.rect().adjusted(0, 0, -_BOX - 8, 0)
        words.moveLeft(0 if mirrored else _BOX + 8)
        painter.setPen(QColor(look.text))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        side |= Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, side, self.text())


def heading(text: str, parent: QWidget) -> QLabel:
    """The title of a page."""
    made = QLabel(text, parent)
    made.setProperty("kind", "title")
    return made


def close_button(parent: QWidget) -> QToolButton:
    """A cross at the end of a page's heading."""
    return small_button("x", t("panel.close", "Close"), parent)


def small_button(look: str, name: str, parent: QWidget) -> QToolButton:
    """A button that is an icon, as large as those of the right panel."""
    made = QToolButton(parent)
    made.setProperty("kind", "icon")
    made.setIcon(icon(look))
    made.setIconSize(QSize(16, 16))
    made.setFixedSize(HEIGHT, HEIGHT)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


def slide_count(count: int) -> str:
    """How many slides, in words."""
    if count == 1:
        return t("export.slide", "1 slide")
    return t("export.count", "{count} slides", count=count)


def size_words(size: int) -> str:
    """``size`` in bytes as people say it."""
    if size < 1_000_000:
        return t("export.kilobytes", "about {size} KB", size=max(1, round(size / 1000)))
    megabytes = size / 1_000_000
    rounded = f"{megabytes:.1f}".removesuffix(".0") if megabytes < 9.95 else str(round(megabytes))
    return t("export.megabytes", "about {size} MB", size=rounded)


def codes_said(codes: tuple[tuple[int, State], ...]) -> tuple[str, str]:
    """What phones read of an exported set's codes (slide number, state), and its kind: "good",
    else "warn"."""
    bad = sorted({number for number, state in codes if state == "unreadable"})
    risky = sorted({number for number, state in codes if state == "risk"})
    if bad:
        said = ", ".join(map(str, bad))
        return t(
            "tray.unreadable", "Done, but the code on slide {said} won't read.", said=said
        ), "warn"
    if risky:
        said = ", ".join(map(str, risky))
        told = "Done. The code on slide {said} may not read on every phone."
        return t("tray.risky", told, said=said), "warn"
    if len(codes) == 1:
        return t("tray.reads", "Done. The code reads."), "good"
    if len(codes) == 2:
        return t("tray.both", "Done. Both codes read."), "good"
    if codes:
        return t("tray.all", "Done. All {count} codes read.", count=len(codes)), "good"
    return t("tray.done", "Done."), "good"
