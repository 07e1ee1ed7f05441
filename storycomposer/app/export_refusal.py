"""The page for a set with a code that won't be read: what is wrong, and the ways on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.export_job import Job, Trouble, mended, troubles
from storycomposer.app.export_settings import WIDTHS
from storycomposer.app.export_widgets import WIDTH, close_button, heading
from storycomposer.app.exporting import Exporting, remember
from storycomposer.app.icons import icon
from storycomposer.app.proving import told
from storycomposer.app.theme import tokens
from storycomposer.app.words import say, t
from storycomposer.app.workers import Workers
from storycomposer.document.edits.tree import spots
from storycomposer.errors import Sentence, StoryError

_MOST = 4
"""Links that are spoken of."""


class Refusal(QWidget):
    """What mends the codes is looked for on a thread while one reads."""

    closed = Signal()

    def __init__(self, desk: Desk, workers: Workers, exporting: Exporting, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._workers, self._exporting = desk, workers, exporting
        self._job: Job | None = None
        self._found: tuple[Trouble, ...] = ()
        self._sign = QLabel(self)
        self.title = heading("", self)
        self.title.setWordWrap(True)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setFixedWidth(WIDTH)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("kind", "muted")
        self.fix = QPushButton(t("export.fix", "Fix and export"), self)
        self.fix.setProperty("kind", "primary")
        self.fix.setMinimumHeight(40)
        self.fix.clicked.connect(self._on_fix)
        self.anyway = QPushButton(t("export.anyway", "Export anyway"), self)
        self.anyway.setMinimumHeight(40)
        self.anyway.clicked.connect(self._on_anyway)
        self.show_it = QPushButton(t("export.show", "Show it"), self)
        self.show_it.setProperty("kind", "quiet")
        self.show_it.clicked.connect(self._on_show)
        cross = close_button(self)
        cross.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._sign)
        top.addWidget(self.title, 1)
        top.addWidget(cross)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.fix, 1)
        row.addWidget(self.anyway, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.show_it)

    def refuse(self, job: Job, sentence: Sentence) -> None:
        """Be about ``job``, which was refused as ``sentence`` says."""
        self._job, self._found = job, ()
        number = int(dict(sentence.values)["number"])
        self._sign.setPixmap(icon("circle-x", tokens().danger).pixmap(QSize(20, 20)))
        self.title.setText(t("export.refused", "Slide {number}'s code won't read.", number=number))
        self.words.setText(t("export.looking", "Looking for what mends it…"))
        self.fix.setEnabled(False)
        self.fix.setText(t("export.fix", "Fix and export"))
        self._workers.run("troubles", partial(troubles, job), self._told, self._failed)

    def _told(self, found: tuple[Trouble, ...]) -> None:
        self._found = found
        numbers = list(dict.fromkeys(one.index + 1 for one in found))
        if len(numbers) > 1:
            said = ", ".join(map(str, numbers))
            self.title.setText(
                t("export.refused.more", "Slides {said}: codes won't read.", said=said)
            )
        lines = [_line(one, len(numbers) > 1) for one in found[:_MOST]]
        lines += [] if found else [self._alone()]
        self.words.setText("\n".join(lines))
        self.fix.setEnabled((bool(found) and all(one.edits for one in found)) or self._is_small())
        if not found and self._is_small():
            self.fix.setText(t("export.fix.wide", "Export {width} wide", width=WIDTHS[0]))
        if self.fix.isEnabled() and self.isVisible():
            self.fix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _alone(self) -> str:
        """What is said where no edit is known to mend."""
        if not self._found and self._is_small():
            return t("export.small", "Its modules are too fine for a slide of that width.")
        return t("export.alone", "Make it larger and plainer, with nothing over it.")

    def _is_small(self) -> bool:
        return not self._found and self._job is not None and self._job.width < WIDTHS[0]

    def _failed(self, error: StoryError) -> None:
        self.words.setText(say(error.sentence))

    def _on_fix(self) -> None:
        if self._is_small():
            remember(self._exporting, width=WIDTHS[0])
        elif not self._desk.apply(mended(self._found), t("edit.codes", "Make codes readable")):
            return
        self._exporting.start()

    def _on_anyway(self) -> None:
        if self._job is not None:
            self._exporting.start_unproven(self._job)

    def _on_show(self) -> None:
        spot = spots(self._desk.deck).get(self._found[0].layer) if self._found else None
        self.closed.emit()
        if spot is not None:
            self._desk.select((), (spot.slide,))
            self._desk.select((spot.layer.id,))


def _line(one: Trouble, numbered: bool) -> str:
    said = told(one)
    if not numbered:
        return said
    return t("export.trouble", "Slide {number}: {said}", number=one.index + 1, said=said)
