"""The start page's upper part: what a crash left, drafts, and stories opened lately."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QDir, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storycomposer.app import drafts, recents
from storycomposer.app.icons import icon
from storycomposer.app.menu import Menu
from storycomposer.app.naming import story_name
from storycomposer.app.start_cards import Card, Grid, Look, look
from storycomposer.app.words import ltr, say, t
from storycomposer.app.workers import Workers
from storycomposer.storage import recovery

_MOST = 8
_THUMBNAIL = QSize(45, 80)


class Entry(NamedTuple):
    """A card of the shelf."""

    path: Path
    time: float
    draft: bool


class Rescued(NamedTuple):
    """What a crash left, and when."""

    found: recovery.Found
    name: str
    time: float
    draft: Path | None
    """The draft that it was opened from."""


class Work(QObject):
    """Two parts of the page, each hidden while there is nothing in it."""

    changed = Signal()

    def __init__(self, program: Any, workers: Workers, page: Any) -> None:
        super().__init__(page)
        self._program, self._workers, self._page = program, workers, page
        self._going: dict[Path, recovery.Found] = {}
        self._entries: tuple[Entry, ...] = ()
        self._found: tuple[Rescued, ...] = ()
        self.rescued = QWidget(page)
        self._rows = QVBoxLayout(self.rescued)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.shelf = QWidget(page)
        column = QVBoxLayout(self.shelf)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(12)
        title = QLabel(t("start.continue", "Go on with"))
        title.setProperty("kind", "heading")
        column.addWidget(title)
        self._grid = Grid(112, 120, 16)
        column.addWidget(self._grid)
        self.rescued.hide()
        self.shelf.hide()

    @property
    def cards(self) -> list[Card]:
        """The cards of drafts and recent stories."""
        return [card for card in self._grid.cards if isinstance(card, Card)]

    def refresh(self) -> None:
        """Look again at what there is."""
        program = self._program
        known = program.settings.values.recents

        def gather() -> tuple[tuple[Rescued, ...], tuple[Entry, ...]]:
            return rescued(program.recovered, program.drafts), entries(program.drafts, known)

        # Both at once and before any picture is drawn: what is below moves but once, and early.
        self._workers.run("work", gather, lambda both: self._show(*both))

    def end(self) -> None:
        """The page closes: what was discarded goes."""
        for found in self._going.values():
            self._program.discard_recovered(found)
        self._going.clear()

    def _show(self, left: tuple[Rescued, ...], kept: tuple[Entry, ...]) -> None:
        self._show_rescued(left)
        self._show_shelf(kept)

    def _show_shelf(self, found: tuple[Entry, ...]) -> None:
        """A card each; a draft of which a crash left something newer is offered as that."""
        for old in self._entries:
            self._workers.drop(("look", old.path))  # its card goes
        self._entries = found
        newer = {one.draft for one in self._found if one.found.path not in self._going}
        shown = [entry for entry in found if entry.path not in newer]
        seen = shown[:_MOST]
        folders = recents.folders(tuple(entry.path for entry in seen if not entry.draft))
        cards = [self._card(entry, folders.get(entry.path, "")) for entry in seen]
        self._grid.heights = lambda width: max(card.height_for(width) for card in cards)
        self._grid.fill(cards)
        self.shelf.setVisible(bool(cards))
        self.changed.emit()

    def _card(self, entry: Entry, folder: str) -> Card:
        """A card with the time and, below it, what tells the story from its likes."""
        place = t("start.draft", "Draft") if entry.draft else folder
        card = Card(entry.path.stem if not entry.draft else "", (recents.when(entry.time), place))
        card.setToolTip("" if entry.draft else ltr(QDir.toNativeSeparators(str(entry.path))))
        card.clicked.connect(lambda: self._open(entry))
        card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card.customContextMenuRequested.connect(lambda at: self._menu(entry, card, at))
        more = card.add_more()
        more.clicked.connect(lambda: self._menu(entry, card, more.geometry().bottomLeft()))

        def show(made: Look) -> None:
            if entry.draft:
                card.rename(made.name)
                card.setToolTip(made.name)
            card.show_look(made)

        def draw(most: int) -> None:
            self._workers.run(
                ("look", entry.path), lambda: look(entry.path, most), show, lambda _: None
            )

        draw(1)
        card.wanted.connect(lambda: draw(6) if card.slides > 1 else None)
        return card

    def _menu(self, entry: Entry, card: Card, at: QPoint) -> None:
        menu = Menu(parent=card)
        menu.addAction(icon("folder-open"), t("start.open-it", "Open"), lambda: self._open(entry))
        menu.addAction(
            icon("copy"),
            t("start.duplicate", "Duplicate as new story"),
            lambda: self._page.attempt(lambda: self._program.duplicate(entry.path)),
        )
        menu.addSeparator()
        if entry.draft:
            words = t("start.delete-draft", "Delete draft")
        else:
            words = t("start.forget", "Remove from this list")
        menu.addAction(icon("trash-2"), words, lambda: self._remove(entry))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(card.mapToGlobal(at))

    def _open(self, entry: Entry) -> None:
        open_it = self._program.open_draft if entry.draft else self._program.open
        self._page.attempt(lambda: open_it(entry.path))

    def _remove(self, entry: Entry) -> None:
        if entry.draft:
            drafts.remove(entry.path)
        else:
            recents.remove(self._program.settings, entry.path)
        self.refresh()

    def _show_rescued(self, found: tuple[Rescued, ...]) -> None:
        for one in self._found:
            self._workers.drop(("rescued", one.found.path))  # its row goes
        self._found = found
        for old in self.rescued.findChildren(QFrame, "rescued"):
            self._rows.removeWidget(old)
            old.deleteLater()
        for one in found:
            self._rows.addWidget(self._row(one))
        self.rescued.setVisible(bool(found))

    def _row(self, one: Rescued) -> QFrame:
        row = QFrame()
        row.setObjectName("rescued")
        row.setProperty("kind", "rescued")
        line = QHBoxLayout(row)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(12)
        picture = QLabel()
        picture.setFixedSize(_THUMBNAIL)
        if one.found.deck is not None:
            path = one.found.path
            self._workers.run(
                ("rescued", path),
                lambda: look(path).pictures,
                lambda made: _put(made, picture),
                lambda _: None,  # only its pictures are missing: it opens all the same
            )
        line.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = QLabel(one.name)
        name.setProperty("kind", "title")
        words.addStretch(1)
        words.addWidget(name, 0, Qt.AlignmentFlag.AlignLeading)
        more = QLabel(
            t("start.rescued", "Recovered: not saved when Story Composer stopped. {time}",
              time=recents.when(one.time))
            if one.found.problem is None
            else say(one.found.problem.sentence)
        )  # fmt: skip
        more.setProperty("kind", "muted")
        words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        words.addStretch(1)
        line.addLayout(words, 1)
        self._add_choices(line, one, more)
        return row

    def _add_choices(self, line: QHBoxLayout, one: Rescued, more: QLabel) -> None:
        """Discard and Open at the end of a row. What is discarded goes with the page: until then it
        can be brought back."""
        words, path = more.text(), one.found.path
        discard, open_it = QPushButton(), QPushButton(t("start.open-it", "Open"))
        discard.setProperty("kind", "quiet")
        open_it.setProperty("kind", "primary")

        def show() -> None:
            gone = path in self._going
            more.setText(t("start.discarded", "Discarded.") if gone else words)
            discard.setText(t("start.undo", "Undo") if gone else t("start.discard", "Discard"))
            open_it.setVisible(not gone and one.found.problem is None)

        def turn() -> None:
            if self._going.pop(path, None) is None:
                self._going[path] = one.found
            show()
            if one.draft is not None:
                self._show_shelf(self._entries)

        discard.clicked.connect(turn)
        open_it.clicked.connect(
            lambda: self._page.attempt(lambda: self._program.open_recovered(one.found))
        )
        line.addWidget(discard)
        line.addWidget(open_it)
        show()


def entries(folder: Path, known: tuple[Any, ...]) -> tuple[Entry, ...]:
    """Drafts and recent stories that are still there, the newest first."""
    found = [Entry(path, path.stat().st_mtime, True) for path in drafts.drafts(folder)]
    found += [Entry(Path(one.path), one.time, False) for one in known if Path(one.path).exists()]
    found.sort(key=lambda entry: entry.time, reverse=True)
    return tuple(found)


def rescued(root: Path, kept: Path) -> tuple[Rescued, ...]:
    """What dead runs have left, the newest first; ``kept`` is the folder of drafts."""
    made = []
    for found in recovery.found(root):
        name = t("start.unreadable", "A story that cannot be read")
        path = found.origin.path if found.origin else None
        draft = path if path is not None and drafts.is_draft(path, kept) else None
        if found.deck is not None:
            name = story_name(found.deck, None if draft else path)
        readable = found.deck is not None
        made.append(Rescued(found, name, _time(found.path), draft if readable else None))
    return tuple(sorted(made, key=lambda one: one.time, reverse=True))


def _put(pictures: tuple[QImage, ...], label: QLabel) -> None:
    """Show the first of ``pictures``, if any, on ``label``, sharp on its screen."""
    for picture in pictures[:1]:
        ratio = label.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = picture.scaled(_THUMBNAIL * ratio, mode=smooth)
        fitted.setDevicePixelRatio(ratio)
        label.setPixmap(QPixmap.fromImage(fitted))


def _time(folder: Path) -> float:
    try:
        return (folder / "deck.json").stat().st_mtime
    except OSError:
        return datetime.now().timestamp()
