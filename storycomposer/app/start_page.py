"""The start page: what are you posting?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from storycomposer import resources
from storycomposer.app import window_places
from storycomposer.app.buttons import WordButton, press_focused
from storycomposer.app.opening import ask_to_open, open_stories
from storycomposer.app.settings_page import SettingsPage
from storycomposer.app.sides import margins
from storycomposer.app.start_cards import Card, Grid, look
from storycomposer.app.start_work import Work
from storycomposer.app.words import say, t
from storycomposer.app.workers import Workers
from storycomposer.errors import StoryError

SAMPLES = (
    ("article", "Article"),
    ("question", "Question"),
    ("going-live", "Going live"),
    ("event", "Event"),
    ("screenshot", "Screenshot"),
    ("win", "Win"),
    ("job-opening", "Job opening"),
    ("behind-the-scenes", "Behind the scenes"),
)
_WIDEST = 1840
_USUAL = QSize(1360, 900)


class StartPage(QWidget):
    """The program's first window. ``gone`` tells that it has closed."""

    gone = Signal()

    def __init__(self, program: Any) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "start")
        self.setWindowTitle("Story Composer")
        self.setAcceptDrops(True)
        self._program = program
        window_places.open_at(self, "start", _USUAL, program.settings)
        self.workers = Workers(self)
        self.work = Work(program, self.workers, self)
        self.cards = {name: self._sample(name, label) for name, label in SAMPLES}
        self._said = QLabel(self)
        self._said.setProperty("kind", "error")
        self._said.setWordWrap(True)
        self._said.hide()
        self._laid_out()
        self.work.changed.connect(self._update_focus)
        for name in self.cards:
            self._draw(name, 1)
        self.work.refresh()
        self.cards["article"].setFocus()
        QShortcut(QKeySequence.StandardKey.Paste, self, self._paste)
        QShortcut(QKeySequence.StandardKey.Open, self, self.open.click)
        QShortcut(QKeySequence.StandardKey.Quit, self, program.quit)

    def fail(self, error: StoryError) -> None:
        """Say what went wrong."""
        self._said.setText(say(error.sentence))
        self._said.show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        window_places.keep(self, "start", self._program.settings)
        self.workers.close()
        self.work.end()
        self.gone.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            _copied(event)
            self._hint_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802, ARG002
        self._hint_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._hint_drop(False)
        _copied(event)
        self.take(event.mimeData())

    def take(self, data: QMimeData) -> None:
        """Open the stories in ``data``; pictures become a new story."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        try:
            rest = open_stories(self._program, paths)
            if rest or (not paths and data.hasImage()):
                self._program.from_pictures(data)
        except StoryError as error:
            self.fail(error)

    def _paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    def _sample(self, name: str, label: str) -> Card:
        card = Card(t(f"sample.{name}", label))
        card.setObjectName(f"sample-{name}")
        card.clicked.connect(lambda: self.attempt(lambda: self._program.sample(name)))
        card.wanted.connect(lambda: self._draw(name, 9))
        return card

    def _draw(self, name: str, most: int) -> None:
        path = resources.path("samples", name)
        if most == 1 or self.cards[name].slides > 1:
            card = self.cards[name]
            self.workers.run(("sample", name), lambda: look(path, most), card.show_look, self.fail)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do ``act``; what it refuses is said on the page."""
        try:
            act()
        except StoryError as error:
            self.fail(error)

    def _laid_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(40, 0, 40, 0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 24, 0, 16)
        column.setSpacing(24)
        held = QWidget()
        held.setMaximumWidth(_WIDEST)
        held.setLayout(column)
        row.addStretch(1)
        row.addWidget(held, 1000)
        row.addStretch(1)
        column.addStretch(2)
        column.addWidget(self._said)
        column.addWidget(self.work.rescued)
        column.addWidget(self.work.shelf)
        title = QLabel(t("start.question", "What are you posting?"))
        title.setProperty("kind", "hero")
        column.addWidget(title)
        grid = Grid(132, 224, 16)
        grid.heights = lambda width: next(iter(self.cards.values())).height_for(width)
        grid.fill(list(self.cards.values()))
        column.addWidget(grid)
        column.addLayout(self._others())
        column.addStretch(3)
        scroll.setWidget(page)
        page.setAutoFillBackground(False)  # which setWidget() switches on
        whole.addWidget(scroll, 1)
        whole.addLayout(self._footer())

    def _others(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.blank = _tile(t("start.blank", "Blank story"), "file-plus")
        self.blank.clicked.connect(self._program.blank)
        self.open = _tile(t("start.open", "Open…"), "folder-open")
        self.open.clicked.connect(lambda: ask_to_open(self, self._program, self.fail))
        self.drop = _tile(t("start.drop", "Drop a photo, screenshot or story"), "image-plus")
        self.drop.setProperty("kind", "drop")
        self.drop.clicked.connect(
            lambda: ask_to_open(self, self._program, self.fail, self._program.from_pictures)
        )
        row.addWidget(self.blank, 1)
        row.addWidget(self.open, 1)
        row.addWidget(self.drop, 2)
        return row

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(margins(self, 40, 12, 29, 16))  # a quiet button's words stand in
        words = QLabel(t("start.footer", "Everything stays on this computer. No account."))
        words.setProperty("kind", "muted")
        row.addWidget(words)
        row.addStretch(1)
        settings = WordButton("settings", t("action.settings", "Settings…"))
        settings.setProperty("kind", "quiet")
        settings.clicked.connect(lambda: SettingsPage(self._program, self).open())
        row.addWidget(settings)
        return row

    def _hint_drop(self, on: bool) -> None:
        self.drop.setDown(on)

    def _update_focus(self) -> None:
        """What there was before comes first, also for the keyboard."""
        QWidget.setTabOrder(self.work.shelf, next(iter(self.cards.values())))


def _copied(event: QDropEvent) -> None:
    """Accept ``event`` as a copy: after a move the program it comes from might remove the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _tile(words: str, picture: str) -> QPushButton:
    made = WordButton(picture, words)
    made.setProperty("kind", "tile")
    made.setMinimumHeight(56)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
