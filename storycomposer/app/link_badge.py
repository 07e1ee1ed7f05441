"""The badge beside a selected link on the canvas: whether phones read it, and one click that mends
it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storycomposer.app.beside import Beside
from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.inspector.link_proof import SIGNS, fixes_of, level_color, level_of
from storycomposer.app.inspector.link_risk import paled
from storycomposer.app.proving import Proving, told
from storycomposer.app.theme import tokens
from storycomposer.app.words import say, t
from storycomposer.document.layers import LinkLayer
from storycomposer.editor import Change

if TYPE_CHECKING:
    from storycomposer.checks.links import Verdict

_WIDEST, _LINE = 220, 18
_RADIUS = 10
_JUDGED = ("green", "amber", "red")


class LinkBadge(QWidget):
    """Green, amber or red, and always in words; away while the link is being moved. While its
    colours are tried it says what they put at risk before the code is judged."""

    def __init__(self, canvas: Any, desk: Desk, proving: Proving) -> None:
        super().__init__(canvas)
        self._desk, self._proving = desk, proving
        self._beside = Beside(self, canvas, desk)
        self._level = ""
        self._gesture = False
        self._sign = QLabel(self)
        self._sign.setFixedSize(_LINE, _LINE)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.fix = QPushButton(self)
        self.fix.setProperty("kind", "mend")
        self.fix.setFixedHeight(26)
        self.fix.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the panel's own are for the keyboard
        self.fix.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fix.clicked.connect(self._on_fix)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 12, 7)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeading)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        proving.changed.connect(self.refresh)
        desk.changed.connect(self._on_changed)
        desk.mode_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say what is known of the selected link now."""
        selected = self._desk.selected
        link = selected[0] if len(selected) == 1 else None
        self._beside.layer = link.id if isinstance(link, LinkLayer) and link.visible else ""
        wanted = self._beside.wanted and not self._gesture
        if wanted:
            found = self._proving.of(self._beside.layer)
            risk = ""
            if found is None and self._proving.trying and isinstance(link, LinkLayer):
                risk = paled(link, self._desk.deck.brand)
            self._say(found, risk)
            self._beside.place()
        self.setVisible(wanted)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QColor(level_color(self._level) if self._level in _JUDGED else look.line), 1)
        )
        painter.setBrush(QColor(look.panel))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)

    def _on_changed(self, _: Change) -> None:
        moving, self._gesture = self._gesture, self._proving.moving
        if not (moving and self._gesture):
            self.refresh()

    def _say(self, found: Verdict | None, risk: str = "") -> None:
        self._level = level_of(found, self._desk.selected) or ("amber" if risk else "")
        color = level_color(self._level)
        sign = icon(SIGNS.get(self._level, "clock"), color)
        self._sign.setPixmap(sign.pixmap(QSize(_LINE, _LINE), self.devicePixelRatioF()))
        said = told(found) if found is not None else risk or t("link.checking", "Checking…")
        self._wrap(said)
        # What is pressed beside a sentence mends what the sentence says, if anything does.
        worst = found.findings[0] if found is not None and found.findings else None
        fix = next(iter(fixes_of(found)), None) if worst is not None and worst.fixes else None
        self.fix.setVisible(fix is not None)
        if fix is not None:
            self.fix.setText(say(fix.label))
            self.fix.setToolTip(say(fix.said) if fix.said is not None else "")
            self.fix.setAccessibleName(t("link.fix", "Fix: {what}", what=self.fix.text()))
        self.setAccessibleName(said)
        self._column.invalidate()
        self._column.activate()
        self.adjustSize()
        self.update()

    def _wrap(self, said: str) -> None:
        """One line where it is short, else several of an even width."""
        wide = self.words.fontMetrics().horizontalAdvance(said) + 2
        self.words.setWordWrap(wide > _WIDEST)
        self.words.setFixedWidth(min(wide, _WIDEST))
        self.words.setText(said)

    def _on_fix(self) -> None:
        fix = next(iter(fixes_of(self._proving.of(self._beside.layer))), None)
        if fix is not None:
            self._proving.mend(fix)
