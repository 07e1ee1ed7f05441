"""One window's file: saving, saving elsewhere, going back, and what closing asks."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from storycomposer.app import drafts, recents
from storycomposer.app.naming import story_name
from storycomposer.app.opening import folder
from storycomposer.app.questions import question
from storycomposer.app.safe_names import safe_name
from storycomposer.app.words import say, t
from storycomposer.document.deck import Deck
from storycomposer.errors import StoryError
from storycomposer.saving import save_story
from storycomposer.storage.files import Opened, Stamp, read_story
from storycomposer.story import media_refs

Then = Callable[[], None]


class Files(QObject):
    """What a window does with files. Saving runs on the program's own thread for the disk, so that
    it goes on after a window has closed; until the disk has been read back and compared, nothing is
    said to be saved."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._window, self._program = window, window.program
        self._editor = window.desk.editor
        self.draft: Path | None = None
        self.then_quit = False
        self.saving = False
        self._copying = 0
        self._copies = itertools.count()
        self._may_close = False
        self._unexported = False
        self._after: list[Then] = []

    def save(self, then: Then | None = None) -> None:
        """Save where the story lies, or ask where; then call ``then``."""
        path = self._editor.path
        if path is None:
            self.save_as(then)
        else:
            self._save(path, self._editor.stamp, then)

    def save_as(self, then: Then | None = None) -> None:
        """Ask for a name and save there from now on."""
        title = t("files.save-as", "Save story")
        self._ask(title, lambda path: self._save(path, None, then))

    def save_copy(self) -> None:
        """Ask for a name and write a copy there; the window stays with its own file."""
        self._ask(t("files.save-copy", "Save a copy"), self._copy)

    def revert(self) -> None:
        """Go back to what the file says. That can be undone like any edit."""
        path = self._editor.path
        if path is not None:
            key = ("read", id(self))
            self._window.workers.run(key, lambda: read_story(path), self._reverted, self._failed)

    def may_close(self) -> bool:
        """Whether the window can close now. Where not, what is to be done first is under way, and
        the window closes by itself unless somebody says no."""
        writing = self.saving or self._copying
        if self._exporting():
            self._wait_for_export()
            return False
        if self._may_close or (not self._editor.dirty and not writing):
            return True
        if writing:
            self._after.append(self._close_when_saved)
        elif self._editor.path is None:
            self._keep_draft()
        else:
            self._ask_to_save()
        return False

    def close_now(self) -> None:
        """Close without waiting for the pictures that are being exported."""
        self._unexported = True
        self._window.close()

    def name(self) -> str:
        """What the story is called in titles: its file's name, else its title, else its first
        words."""
        return story_name(self._editor.deck, self._editor.path)

    def _save(self, path: Path, expected: Stamp | None, then: Then | None) -> None:
        if then is not None:
            self._after.append(then)
        if self.saving:
            # One at a time: the second would not know the stamp that the first leaves.
            self._after.append(self.save)
            return
        story, history = self._editor.committed, self._program.history
        self.saving = True
        self._window.top_bar.say(t("files.saving", "Saving…"), lasting=True)
        self._program.disk.run(
            ("save", id(self)),
            lambda: save_story(story, path, expected, history),
            lambda stamp: self._saved(story.deck, path, stamp),
            lambda error: self._not_saved(error, path),
        )

    def _saved(self, deck: Deck, path: Path, stamp: Stamp) -> None:
        self.saving = False
        self._editor.saved(deck, path, stamp)
        recents.add(self._program.settings, path)
        if self.draft is not None:
            drafts.remove(self.draft)
            self.draft = None
        self._window.top_bar.say(t("files.saved", "Saved"))
        self._go_on()

    def _go_on(self) -> None:
        """Do what waits for the disk, if nothing is being written any more."""
        if self.saving or self._copying:
            return
        after, self._after = self._after, []
        for act in after:
            act()

    def _not_saved(self, error: StoryError, path: Path) -> None:
        self.saving, self.then_quit = False, False
        after, self._after = self._after, []
        self._window.top_bar.say("")
        if error.sentence.id != "file-changed":
            self._failed(error)
            return
        box = question(
            self._window,
            t("files.changed", "“{name}” was changed by another program.", name=path.name),
            t("files.changed.more", "Saving here would replace what was written there."),
        )
        elsewhere = box.addButton(
            t("files.save-as.dots", "Save as…"), QMessageBox.ButtonRole.AcceptRole
        )
        over = box.addButton(
            t("files.overwrite", "Overwrite"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(elsewhere)

        def answered(button: object) -> None:
            self._after = after if button in (elsewhere, over) else []
            if button is elsewhere:
                self.save_as()
            elif button is over:
                self._save(path, None, None)

        box.buttonClicked.connect(answered)
        box.open()

    def _copy(self, path: Path) -> None:
        story, history = self._editor.committed, self._program.history
        self._copying += 1

        def done(_: Stamp) -> None:
            self._copying -= 1
            said = t("files.copied", "A copy is saved as “{name}”.", name=path.name)
            self._window.desk.notice(said, "good")
            self._go_on()

        def failed(error: StoryError) -> None:
            self._copying -= 1
            # The window stays: one that closed could not say it.
            self._after = [act for act in self._after if act != self._close_when_saved]
            self.then_quit = False
            self._failed(error)
            self._go_on()

        # Every copy is written, also two that were asked for in one moment.
        key = ("copy", id(self), next(self._copies))
        work = functools.partial(save_story, story, path, None, history)
        self._program.disk.run(key, work, done, failed)

    def _reverted(self, opened: Opened) -> None:
        media = self._editor.committed.media
        for ref in media_refs(opened.story.deck):
            if ref not in media:
                media.lazy(ref, functools.partial(opened.story.media.get, ref))
        deck = opened.story.deck
        if self._window.desk.apply(lambda _: deck, t("files.revert", "Go back to what was saved")):
            self._editor.saved(self._editor.committed.deck, self._editor.path, opened.stamp)

    def _exporting(self) -> bool:
        there = self._window.made("exporting") and self._window.exporting.busy
        return there and not self._unexported

    def _wait_for_export(self) -> None:
        """Who exports and goes home finds the set on the next day."""
        window = self._window

        def ended(well: bool) -> None:
            if well:
                QTimer.singleShot(0, window, window.close)
            else:
                self.then_quit = False

        window.exporting.then = ended
        words = t("close.exporting", "The window closes when the pictures are written.")
        window.desk.notice(words, "info", t("close.now", "Close now"), self.close_now)

    def _keep_draft(self) -> None:
        story, program = self._editor.committed, self._program
        self._window.hide()

        def failed(error: StoryError) -> None:
            self._window.show()
            self._failed(error)
            self._ask_to_save()

        program.disk.run(
            ("draft", id(self)),
            lambda: drafts.keep(story, program.drafts, program.history, self._editor.stamp),
            lambda _: self._close(),
            failed,
        )

    def _ask_to_save(self) -> None:
        box = question(
            self._window,
            t("close.question", "Save “{name}” before closing?", name=self.name()),
            t("close.more", "What you changed since it was saved is lost otherwise."),
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.button(buttons.Save).setText(t("close.save", "Save"))
        box.button(buttons.Discard).setText(t("close.discard", "Discard"))
        box.button(buttons.Cancel).setText(t("close.cancel", "Cancel"))
        box.setDefaultButton(buttons.Save)

        def answered(button: object) -> None:
            if button is box.button(buttons.Save):
                self.save(self._close_when_saved)
            elif button is box.button(buttons.Discard):
                self._close()
            else:
                self.then_quit = False

        box.buttonClicked.connect(answered)
        box.open()

    def _close_when_saved(self) -> None:
        """What was changed while saving is asked about."""
        if self.may_close():
            self._close()

    def _close(self) -> None:
        quitting, program = self.then_quit, self._program
        self._may_close = True
        if not self._window.isVisible():
            self._window.gone()  # Qt sends hidden windows no close event
            self._window.deleteLater()
        else:
            self._window.close()
        if quitting:
            program.quit()

    def _failed(self, error: StoryError) -> None:
        self._window.desk.notice(say(error.sentence), "error")

    def _ask(self, title: str, chosen: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(t("files.kind", "Stories") + " (*.story)")
        dialog.setDefaultSuffix("story")
        dialog.selectFile(f"{file_name(self.name())}.story")

        def accepted(name: str) -> None:
            self._program.settings.change(folder=str(Path(name).parent))
            chosen(Path(name))

        dialog.fileSelected.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> Path:
        path = self._editor.path
        return path.parent if path is not None else folder(self._program)


def file_name(name: str) -> str:
    """``name`` as every system takes it."""
    return safe_name(name) or "story"
