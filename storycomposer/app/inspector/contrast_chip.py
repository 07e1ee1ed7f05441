"""The chip under a text's colour: "2.1:1 Hard to read [Fix]"."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from storycomposer.app.inspector.contrast_badge import ContrastBadge
from storycomposer.app.inspector.form import Form
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.layers import TextLayer
from storycomposer.editor import Edit

_WAIT_MS = 350


class ContrastChip(QWidget):
    """Measured on a thread after things have rested; about one text at a time."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._subject: Any = form.subject
        self._owner = form.owner
        self._about: tuple[Any, ...] | None = None
        self._easy = True
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._fix = QPushButton(t("contrast.fix", "Fix"), self)
        self._fix.setFixedHeight(24)
        self._fix.setProperty("kind", "small")
        self._fix.setAccessibleName(t("contrast.fix_name", "Make the text readable"))
        self._fix.setToolTip(self._fix.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addSpacing(22)
        row.addWidget(self._text, 1)
        row.addWidget(self._fix)
        self.setMinimumHeight(28)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._fix.clicked.connect(self.mend)
        form.also(self.refresh)
        self.badge = ContrastBadge(form.owner.canvas, form.subject.desk)
        self.badge.clicked.connect(self.mend)
        self._clear()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def refresh(self) -> None:
        """Ask again if what is seen is otherwise."""
        desk = self._subject.desk
        layers = self._subject.layers
        one = len(layers) == 1 and isinstance(layers[0], TextLayer) and desk.slide is not None
        about = (layers[0].id, desk.slide, desk.deck.brand) if one else None
        if about == self._about:
            return
        if about is None or self._about is None or about[0] != self._about[0]:
            self._clear()
        self._about = about
        if about is not None:
            self._timer.start()

    def mend(self) -> None:
        """Find the edit that makes it readable, and make it."""
        if self._about is None:
            return
        id_, slide, _ = self._about
        story = self._subject.desk.editor.story
        self._fix.setEnabled(False)
        self._owner.workers.run(
            "contrast-fix", lambda: _fix(story, slide.id, id_), self._mended, _pass
        )

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        if not self.text:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().good if self._easy else tokens().danger))
        left = self.width() - 18 if self.isRightToLeft() else 8
        painter.drawEllipse(QRectF(left, self.height() / 2 - 4, 8, 8))

    def _ask(self) -> None:
        if self._about is None:
            return
        id_, slide, _ = self._about
        story = self._subject.desk.editor.story
        self._owner.workers.run(
            "contrast", lambda: _reading(story, slide.id, id_), self._show, _pass
        )

    def _show(self, found: Any) -> None:
        if found is None:
            self._clear()
            return
        self._easy = found.easy
        ratio = f"{found.ratio:.1f}"
        if found.easy:
            said = t("contrast.easy", "{ratio}:1  Easy to read", ratio=ratio)
        else:
            said = t("contrast.hard", "{ratio}:1  Hard to read", ratio=ratio)
        self._text.setText(said)
        if self._about is not None:
            self.badge.tell(self._about[0], "" if found.easy else said)
        self._fix.setVisible(not found.easy)
        self._fix.setEnabled(True)
        self.update()

    def _mended(self, edit: Edit) -> None:
        self._fix.setEnabled(True)
        self._subject.desk.apply(edit, t("contrast.mend", "Make text readable"))

    def _clear(self) -> None:
        self._text.setText("")
        self.badge.tell("", "")
        self._fix.hide()
        self.update()


def _reading(story: Any, slide: str, id: str) -> Any:
    # numpy comes with the first measurement, not with the window.
    from storycomposer.app.inspector.contrast import reading  # noqa: PLC0415

    return reading(story, slide, id)


def _fix(story: Any, slide: str, id: str) -> Edit:
    from storycomposer.app.inspector.contrast import fix  # noqa: PLC0415

    return fix(story, slide, id)


def _pass(_: object) -> None:
    """What cannot be drawn is said on the canvas already."""
