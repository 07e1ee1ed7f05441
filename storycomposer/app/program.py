"""The running program: its windows, and what outlives any of them."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from msgspec import structs
from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer import resources
from storycomposer.app import drafts, memory, recents, theme
from storycomposer.app.main_window import MainWindow
from storycomposer.app.settings import Settings
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.editor import Editor
from storycomposer.media.store import MediaStore
from storycomposer.storage import recovery
from storycomposer.storage.files import open_story, read_story
from storycomposer.story import Story

if TYPE_CHECKING:
    from storycomposer.app.start_page import StartPage


class Program(QObject):
    """Opens windows and knows which are open. ``home`` is the folder for settings, drafts and
    recovered work. ``finished`` tells that no window is open and nothing is being written."""

    finished = Signal()

    def __init__(self, app: QApplication, home: Path | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.home = home or platformdirs.user_data_path("storycomposer", appauthor=False)
        self.settings = Settings(self.home / "settings.json", self)
        self.windows: list[MainWindow] = []
        self.start: StartPage | None = None
        # One thread, so that what is written to one file is written in its order.
        self.disk = Workers(self, threads=1)
        self.disk.idle.connect(self._finish)
        drafts.clear(self.drafts)
        self._worn: theme.Choice = "system"  # what the application is dressed in when it is made
        self._on_settings()
        self.settings.changed.connect(self._on_settings)

    @property
    def drafts(self) -> Path:
        """Where drafts lie."""
        return self.home / "drafts"

    @property
    def recovered(self) -> Path:
        """Where work is kept against crashes."""
        return self.home / "recovery"

    @property
    def history(self) -> Path:
        """Where earlier versions of saved files lie."""
        return self.home / "versions"

    def show_start(self) -> StartPage:
        """Show the start page, or bring it to the front."""
        if self.start is None:
            from storycomposer.app.start_page import StartPage  # noqa: PLC0415 (not for a file)

            self.start = StartPage(self)
            self.start.gone.connect(self._on_start_gone)
        self.start.show()
        self.start.raise_()
        self.start.activateWindow()
        return self.start

    def new(self, story: Story, source: Path | None = None) -> MainWindow:
        """A new window on ``story``, which has no file yet but may come from one, ``source``."""
        return self._show(Editor(story), source)

    def blank(self) -> MainWindow:
        """A new window on a story with one empty slide, in the default brand."""
        brand = self.settings.values.brand or Brand()
        deck = Deck(id=uuid.uuid4().hex, brand=brand, slides=(Slide(id="s1"),))
        window = self.new(Story(deck, MediaStore()))
        window.steps.begin()
        return window

    def from_pictures(self, data: QMimeData) -> MainWindow:
        """A new window on a story begun with the pictures in ``data``."""
        window = self.blank()
        window.bringing.take(data)
        return window

    def sample(self, name: str) -> MainWindow:
        """A new window on an untitled copy of a sample in one's own colours, its headline in edit.
        It and its slides are called by their own words: the sample's would end up in names of
        files."""
        source = resources.path("samples", name)
        story = open_story(source)
        slides = tuple(structs.replace(slide, name=None) for slide in story.deck.slides)
        deck = structs.replace(story.deck, title="", slides=slides)
        own = self.settings.values.brand
        if own is not None:
            # The fonts stay: words of others would not fit their places.
            colors = {role: getattr(own, role) for role in ("primary", "accent", "ink", "paper")}
            deck = structs.replace(deck, brand=structs.replace(deck.brand, **colors))
        window = self.copy_of(Story(deck, story.media), source)
        window.steps.begin()
        return window

    def duplicate(self, path: Path) -> MainWindow:
        """A new window on an untitled copy of the story at ``path``. StoryError as for opening."""
        return self.copy_of(open_story(path), path)

    def copy_of(self, story: Story, source: Path | None = None) -> MainWindow:
        """A new window on an untitled copy of ``story``, which lies at ``source``."""
        deck = structs.replace(story.deck, id=uuid.uuid4().hex)
        return self.new(Story(deck, story.media), source)

    def open(self, path: Path) -> MainWindow:
        """The window on the story at ``path``: the one there is, else a new one. Raises StoryError
        if it cannot be read."""
        found = self.window_of(path)
        if found is not None:
            return _raised(found)
        window = self._show(Editor.at(path))
        recents.add(self.settings, path)
        return window

    def open_draft(self, draft: Path) -> MainWindow:
        """A window on the untitled story that is kept as ``draft``. StoryError as for opening."""
        found = self.window_of(draft)
        if found is not None:
            return _raised(found)
        opened = read_story(draft)
        window = self.new(opened.story, draft)
        window.files.draft = draft
        window.desk.editor.saved(window.desk.deck, None, opened.stamp)
        return window

    def open_recovered(self, found: recovery.Found) -> MainWindow:
        """A window on what a crash left: not saved, and on the file or draft that it belongs to, if
        any, in place of a window that shows nothing but that. It is kept again before what was left
        goes. StoryError if it cannot be read."""
        story, origin = recovery.read(found), found.origin
        path = origin.path if origin is not None else None
        plain = self.window_of(path) if path is not None else None
        window = self.new(story)
        if path is not None and drafts.is_draft(path, self.drafts):
            window.files.draft, path = path, None
        window.desk.editor.saved(None, path, origin.stamp if origin is not None else None)
        window.recovering.take_over(found)
        self.tell_of_recovered(window)  # of what else there is: the start page closes
        if plain is not None and not plain.desk.editor.dirty:
            plain.close()
        return window

    def tell_of_recovered(self, window: MainWindow) -> None:
        """Say in ``window`` that a crash left work, if one did."""

        def tell(found: tuple[recovery.Found, ...]) -> None:
            if found and window in self.windows:
                window.desk.notice(
                    t("recovery.found", "Work from before a crash was found."),
                    "info",
                    t("recovery.show", "Show"),
                    self._offer_recovered,
                )

        self.disk.run("recovered", lambda: recovery.found(self.recovered), tell, _nothing)

    def discard_recovered(self, found: recovery.Found) -> None:
        """Remove what a crash left."""
        self.disk.run(("discard", found.path), lambda: recovery.discard(found), _nothing, _nothing)

    def window_of(self, path: Path) -> MainWindow | None:
        """The window on the story at ``path``, if it is open."""
        wanted = path.resolve()
        for window in self.windows:
            there = window.desk.editor.path or window.files.draft
            if there is not None and there.resolve() == wanted:
                return window
        return None

    def quit(self) -> None:
        """Close every window; one that asks and is told to cancel stays, and so does the rest."""
        if self.start is not None:
            self.start.close()
        for window in reversed(self.windows):
            if not window.close():
                window.files.then_quit = True
                return

    def closed(self, window: MainWindow) -> None:
        """Take note that ``window`` has closed."""
        self.windows = [one for one in self.windows if one is not window]
        _let_go(window)
        QTimer.singleShot(0, memory.give_back)  # when the window's parts are gone too
        self._finish()

    def write_recovery(self) -> None:
        """Keep the unsaved work of every window now, on this thread."""
        for window in self.windows:
            window.recovering.write_now()

    def _show(self, editor: Editor, source: Path | None = None) -> MainWindow:
        window = MainWindow(self, editor, source)
        self.windows.append(window)
        window.show()
        if self.start is not None:
            # A drop may have opened it, which X11 answers by way of the start page.
            QTimer.singleShot(0, self.start, self.start.close)
        return window

    def _offer_recovered(self) -> None:
        self.show_start()

    def _on_start_gone(self) -> None:
        if self.start is not None:
            _let_go(self.start)
        self.start = None
        self._finish()

    def _on_settings(self) -> None:
        # Settings change often (every opened story is one), and dressing takes a while.
        if self.settings.values.theme != self._worn:
            self._worn = self.settings.values.theme
            theme.apply(self._app, self._worn)

    def _finish(self) -> None:
        if not self.windows and self.start is None and not self.disk.busy:
            self.finished.emit()


def _raised(window: MainWindow) -> MainWindow:
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def _let_go(window: QWidget) -> None:
    """Have Qt delete ``window``, which closes. A drop or a key that closed it is still on its way
    through it: it must not go with the last who knows it."""
    window.deleteLater()
    QTimer.singleShot(0, lambda: window)


def _nothing(_: object) -> None:
    """What was asked for is done, or was not to be had: nobody waits for it."""
