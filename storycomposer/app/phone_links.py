"""Links and texts of a set as codes on the screen: the phone's camera takes them over, and no
network is needed."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from storycomposer.app.buttons import WordButton
from storycomposer.app.export_job import Exported
from storycomposer.app.export_widgets import WIDTH, close_button, heading, small_button
from storycomposer.app.inputs.choice import Option, SegmentedControl
from storycomposer.app.words import t
from storycomposer.export.phone import addresses, pages, texts
from storycomposer.links.symbol import QUIET, symbol

_LINES = 4
"""Of a page's text that are shown below its code."""
_SMALLEST, _REST = 220, 330
"""Points of a code's side, and of all that stands above and below it."""


class Code(QWidget):
    """A code on white, every module a whole number of the screen's pixels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(WIDTH, WIDTH)
        self._text = ""

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(t("code.says", "Code: {text}", text=text))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        if not self._text:
            return
        # A screen shows a code without damage: the lowest correction makes the largest modules.
        rows = symbol(self._text, "L").rows
        ratio, painter = self.devicePixelRatioF(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.scale(1 / ratio, 1 / ratio)
        width, height = int(self.width() * ratio), int(self.height() * ratio)
        module = max(1, min(width, height) // (len(rows) + 2 * QUIET))
        start = (width - module * len(rows)) // 2, (height - module * len(rows)) // 2
        for y, row in enumerate(rows):
            for left, right in _stretches(row):
                box = QRect(start[0] + left * module, start[1] + y * module, 0, module)
                box.setWidth((right - left) * module)
                painter.fillRect(box, QColor("#000000"))


class PhoneLinks(QWidget):
    """A page of the panel with a code a time."""

    back = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: tuple[str, ...] = ()
        self._at = 0
        self._made: Exported | None = None
        self.code = Code(self)
        self.words = QLabel(self)
        self.words.setFixedWidth(WIDTH)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * _LINES + 4)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("kind", "muted")
        self.number = QLabel(self)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kinds = [
            Option("texts", t("links.texts", "All texts")),
            Option("links", t("links.each", "One link at a time")),
        ]
        self.kind = SegmentedControl(kinds, t("links.kind", "What the codes say"), self)
        self.kind.committed.connect(self._on_kind)
        back, on = ("right", "left") if self.isRightToLeft() else ("left", "right")
        self.before = small_button(f"chevron-{back}", t("links.before", "Previous code"), self)
        self.after = small_button(f"chevron-{on}", t("links.after", "Next code"), self)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.copy = WordButton("copy", t("links.copy", "Copy text"), self)
        self.copy.clicked.connect(self._on_copy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(t("tray.links", "Links on my phone"))
        self._lay_out()

    @property
    def pages(self) -> tuple[str, ...]:
        """What the codes say, in order."""
        return self._pages

    def show_set(self, made: Exported) -> None:
        """Show the codes of ``made``, from the first."""
        self._made = made
        # In a low window the code is smaller rather than cut off.
        side = max(_SMALLEST, min(WIDTH, self.window().height() - _REST))
        self.code.setFixedSize(WIDTH, side)
        self.kind.setVisible(bool(addresses(made.story, made.job.slides)))
        self._on_kind("texts")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(1 if event.key() == forward else -1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        side = "right" if self.isRightToLeft() else "left"
        away = small_button(f"arrow-{side}", t("links.back", "Back"), self)
        away.clicked.connect(self.back)
        top.addWidget(away)
        top.addWidget(heading(t("tray.links", "Links on my phone"), self), 1)
        cross = close_button(self)
        cross.clicked.connect(self.closed)
        top.addWidget(cross)
        column.addLayout(top)
        column.addWidget(self.kind)
        column.addWidget(self.code)
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addWidget(self.number, 1)
        row.addWidget(self.after)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.copy)

    @Slot(object)
    def _on_kind(self, kind: object) -> None:
        if self._made is None:
            return
        story, slides = self._made.story, self._made.job.slides
        each = kind == "links"
        self._pages = addresses(story, slides) if each else pages(texts(story, slides))
        self._at = 0
        self.kind.show_value(kind)
        self._refresh()

    @Slot()
    def _on_before(self) -> None:
        self._turn(-1)

    @Slot()
    def _on_after(self) -> None:
        self._turn(1)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._pages[self._at])

    def _turn(self, by: int) -> None:
        self._at = max(0, min(self._at + by, len(self._pages) - 1))
        self._refresh()

    def _refresh(self) -> None:
        text = self._pages[self._at]
        self.code.text = text
        lines = [line for line in text.splitlines() if line][:_LINES]
        metrics = self.words.fontMetrics()
        side = Qt.TextElideMode.ElideRight
        self.words.setText("\n".join(metrics.elidedText(line, side, WIDTH) for line in lines))
        count = len(self._pages)
        self.number.setText(t("links.number", "{at} of {all}", at=self._at + 1, all=count))
        for part, there in ((self.before, self._at > 0), (self.after, self._at < count - 1)):
            part.setEnabled(there)
            part.setVisible(count > 1)
        self.number.setVisible(count > 1)


def _stretches(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where ``row`` is dark, as (first, behind the last)."""
    found, start = [], 0
    while start < len(row):
        end = start
        while end < len(row) and row[end]:
            end += 1
        if end > start:
            found.append((start, end))
        start = max(end, start + 1)
    return found
