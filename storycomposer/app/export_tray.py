"""What one does with a finished set: drag it, copy it, open it, take it to the phone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storycomposer.app import carrying
from storycomposer.app.buttons import WordButton
from storycomposer.app.carrying import DragButton
from storycomposer.app.export_job import Exported
from storycomposer.app.export_settings import shown
from storycomposer.app.export_shelf import Shelf
from storycomposer.app.export_widgets import WIDTH, close_button, codes_said, heading, slide_count
from storycomposer.app.exporting import Exporting, remember
from storycomposer.app.icons import icon
from storycomposer.app.inputs.choice import ChoiceCombo, Option, SegmentedControl
from storycomposer.app.phone_help import way
from storycomposer.app.theme import tokens
from storycomposer.app.words import say, t
from storycomposer.app.workers import Workers
from storycomposer.errors import StoryError
from storycomposer.export.copies import copy_set


class Tray(QWidget):
    """The last page of the panel."""

    links_wanted = Signal()
    closed = Signal()
    unseen = Signal(str, str)
    """How copying ended while the tray was put away: words, and "good" or "danger"."""
    _progressed = Signal(int, int)

    def __init__(self, workers: Workers, exporting: Exporting, parent: QWidget) -> None:
        super().__init__(parent)
        self._workers, self._exporting = workers, exporting
        self._made: Exported | None = None
        self._at = 0
        self._copying: Path | None = None
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._make_parts()
        self._make_buttons()
        self._lay_out()

    @property
    def made(self) -> Exported | None:
        """What the export made, all its sets."""
        return self._made

    @property
    def shown(self) -> Exported:
        """The set that is shown."""
        assert self._made is not None
        return self._made.sets[self._at]

    def show_set(self, made: Exported) -> None:
        """Be about ``made``, its first set."""
        self._made, self._at = made, 0
        names = [one.name for one in made.sets]
        self.sets.set_options([Option(at, name) for at, name in enumerate(names)])
        self.sets.setVisible(len(names) > 1)
        self.status.hide()
        self._show(0)
        self.refresh()
        if self._exporting.settings().copy:
            self.copy_on()

    def _show(self, at: int) -> None:
        self._at = at
        made = self.shown
        self.sets.show_value(at)
        count, place = slide_count(len(made.pictures)), shown(made.folder)
        self.line.setText(t("tray.line", "{slides} in {folder}", slides=count, folder=place))
        said, kind = codes_said(made.codes)
        self.title.setText(said)
        good = kind == "good"
        look = icon("circle-check" if good else "triangle-alert", _color(kind))
        self.tick.setPixmap(look.pixmap(QSize(20, 20)))
        self.shelf.show_set(made)
        self.drag_all.paths = made.pictures

    def refresh(self) -> None:
        """Show where it is copied to, and the help."""
        settings = self._exporting.settings()
        if self._made is not None:
            self._show(self._at)  # drawn anew: the theme may be another one than the last time
        if self._copying is None:
            self.also.setText(_also(settings.copy_to))
        self.elsewhere.setVisible(bool(settings.copy_to))
        self.phone.show_value(settings.phone)
        self.help.setText(way(settings.phone))

    def copy_on(self) -> None:
        """Copy the set to the remembered folder, on a thread."""
        target = self._exporting.settings().copy_to
        if not target or self._made is None or self._copying is not None:
            return
        above = self._made.job.folder.parent
        self._copying = Path(target) / self._made.job.folder.name
        self._exporting.no_copy.clear()
        self._exporting.copying = True
        self.also.setText(t("tray.stop", "Stop copying"))
        self.elsewhere.setEnabled(False)
        self._on_progress(0, len(self._made.pictures))
        places = [
            (one.folder, Path(target) / one.folder.relative_to(above)) for one in self._made.sets
        ]
        work = partial(_copy_all, places, self._progressed.emit, self._exporting.no_copy)
        self._workers.run("copy-set", work, self._copied, self._not_copied)

    @Slot(int, int)
    def _on_progress(self, done: int, whole: int) -> None:
        if self._copying is not None:
            words = "Copying to {folder}: {done} of {all}"
            where = shown(self._copying)
            self._say(t("tray.copying", words, folder=where, done=done, all=whole), "muted")

    def _copied(self, _: list[Path]) -> None:
        words = "Copied to {folder} and compared."
        where = shown(self._copying or Path())
        self._end_copy()
        self._say(t("tray.copied", words, folder=where), "good")
        self._exporting.ended(True)

    def _not_copied(self, error: StoryError) -> None:
        self._end_copy()
        stopped = error.sentence.id == "copy-cancelled"
        self._say(say(error.sentence), "muted" if stopped else "danger")
        self._exporting.ended(False)

    def _end_copy(self) -> None:
        self._copying = None
        self._exporting.copying = False
        self.elsewhere.setEnabled(True)
        self.refresh()

    def _say(self, words: str, kind: str) -> None:
        self.status.setText(words)
        self.status.setProperty("kind", kind)
        self.status.style().polish(self.status)
        self.status.show()
        if kind != "muted" and not self.isVisible():
            self.unseen.emit(words, kind)

    def _make_parts(self) -> None:
        self.line = QLabel(self)
        self.status = QLabel(self)
        self.help = QLabel(self)
        for label in (self.line, self.status, self.help):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFixedWidth(WIDTH)
        self.line.setProperty("kind", "muted")
        self.help.setProperty("kind", "muted")
        self.close_button = close_button(self)
        self.close_button.clicked.connect(self.closed)
        phones = [Option("iphone", "iPhone"), Option("android", "Android")]
        self.phone = SegmentedControl(phones, t("tray.phone", "Your phone"), self)
        self.phone.setFixedWidth(168)
        self.phone.committed.connect(self._on_phone)
        self.shelf = Shelf(self._workers, self)
        self.sets = ChoiceCombo((), t("tray.sets", "Set for"), self)
        self.sets.committed.connect(self._show)

    def _make_buttons(self) -> None:
        hint = t("tray.drag.hint", "Drag this onto a folder, a chat or a web page.")
        self.drag_all = DragButton(t("tray.drag", "Drag all"), hint, self)
        self.drag_all.picture = self.shelf.pile
        self.copy = WordButton("files", t("tray.copy", "Copy files"), self)
        self.copy.clicked.connect(self._on_copy)
        self.open = WordButton("folder-open", t("tray.open", "Open folder"), self)
        self.open.clicked.connect(self._on_open)
        self.links = WordButton("qr-code", t("tray.links", "Links on my phone"), self)
        self.links.clicked.connect(self.links_wanted)
        self.also = WordButton("folder-output", "", self)
        self.also.clicked.connect(self._on_also)
        self.elsewhere = QToolButton(self)
        self.elsewhere.setIcon(icon("ellipsis"))
        self.elsewhere.setAccessibleName(t("tray.elsewhere", "Copy to another folder"))
        self.elsewhere.setToolTip(self.elsewhere.accessibleName())
        self.elsewhere.clicked.connect(self._on_elsewhere)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        self.tick = QLabel(self)
        top.addWidget(self.tick)
        self.title = heading("", self)
        self.title.setWordWrap(True)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        column.addLayout(top)
        column.addWidget(self.sets)
        column.addWidget(self.line)
        column.addWidget(self.shelf)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.drag_all, 0, 0)
        grid.addWidget(self.copy, 0, 1)
        grid.addWidget(self.open, 1, 0)
        grid.addWidget(self.links, 1, 1)
        also = QHBoxLayout()
        also.setSpacing(4)
        also.addWidget(self.also, 1)
        also.addWidget(self.elsewhere)
        grid.addLayout(also, 2, 0, 1, 2)
        column.addLayout(grid)
        column.addWidget(self.status)
        row = QHBoxLayout()
        way_ = QLabel(t("tray.way", "To the phone"), self)
        way_.setProperty("kind", "section")
        row.addWidget(way_, 1)
        row.addWidget(self.phone)
        column.addSpacing(4)
        column.addLayout(row)
        column.addWidget(self.help)

    @Slot()
    def _on_copy(self) -> None:
        if self._made is not None:
            carrying.to_clipboard(self.shown.pictures)
            self._say(t("tray.on.clipboard", "On the clipboard: paste them anywhere."), "good")

    @Slot()
    def _on_open(self) -> None:
        if self._made is not None and not carrying.show(self.shown.folder):
            place = str(self.shown.folder)
            words = t("tray.no.viewer", "No program here opens folders: {folder}", folder=place)
            self._say(words, "danger")

    @Slot()
    def _on_also(self) -> None:
        if self._copying is not None:
            self._exporting.no_copy.set()
        elif self._exporting.settings().copy_to:
            self.copy_on()
        else:
            self._on_elsewhere()

    @Slot()
    def _on_elsewhere(self) -> None:
        title = t("tray.choose", "Choose a synced folder, a stick or a phone")
        now = self._exporting.settings().copy_to or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, title, now)
        if chosen:
            remember(self._exporting, copy_to=str(Path(chosen)))
            self.refresh()
            self.copy_on()

    @Slot(object)
    def _on_phone(self, phone: object) -> None:
        remember(self._exporting, phone=phone)
        self.refresh()


def _also(folder: str) -> str:
    if not folder:
        return t("tray.also", "Also copy to…")
    return t("tray.also.to", "Also copy to {folder}", folder=Path(folder).name or folder)


def _color(kind: str) -> str:
    look = tokens()
    return look.good if kind == "good" else look.warn


def _copy_all(
    places: list[tuple[Path, Path]], progress: Callable[[int, int], None], stop: threading.Event
) -> list[Path]:
    """Copy every set, one after the other; for a thread."""
    return [
        file
        for source, target in places
        for file in copy_set(source, target, progress=progress, cancel=stop)
    ]
