"""Somebody who does anything: actions of the table, drags, keys, words, in any order.

    python tests/app/soak.py --minutes 5 --seed 1

Ends with an error at the first exception, the first word of Qt's, a story that undoing and redoing
does not bring back, or memory that grows from round to round.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import os
import random
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QWidget,
)

from storycomposer.app.actions import TABLE
from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application
from storycomposer.document.edits.tree import spots

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
LEAVING = {"quit", "close", "new", "duplicate-story", "open"}
"""Actions that end the window or open another: a round has one window."""
SILENT = ("does not support propagateSizeHints", "does not support raise()", "support grabbing")
MODIFIERS = tuple(
    getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Shift", "Control", "Alt")
)
KEYS = tuple(
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *("Left", "Right", "Up", "Down", "Home", "End", "Return", "Escape", "Tab", "Backspace"),
        *("Delete", "Space", "3", "0"),
    )
)
WORDS = ("hello", "Grüße", "مرحبا", "日本語", "👩‍👩‍👧", " ", "e\u0301", "\n")
LAST = 40
STEPS = 150
MOST = 190
"""Entries that the history keeps for sure."""
GROWTH = 120_000
"""Kilobytes that later rounds may stand above the third."""


class BrokenError(Exception):
    """What must not happen has."""


class Soak:
    """Rounds of random steps in a program of its own under ``folder``."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.program = Program(application(), folder / "home")
        self.done: list[str] = []
        self.broken: list[str] = []
        self.sizes: list[int] = []
        self.rounds = 0

    def run(self, seconds: float) -> None:
        """Rounds until the time is over. Raises BrokenError."""
        ends = monotonic() + seconds
        before = qInstallMessageHandler(self._on_message)
        hook, sys.excepthook = sys.excepthook, self._on_exception
        photo = str(min(SAMPLES.glob("*/media/*.jpg")))
        answers: dict[str, object] = {
            "exec": 0, "open": None, "show": None, "getOpenFileName": (photo, ""),
            "getOpenFileNames": ([photo, photo], ""), "getSaveFileName": ("", ""),
            "getExistingDirectory": "",
        }  # fmt: skip
        kept = {name: QFileDialog.__dict__[name] for name in answers if name in vars(QFileDialog)}
        for name, answer in answers.items():
            setattr(QFileDialog, name, staticmethod(lambda *_, said=answer, **__: said))
        try:
            while monotonic() < ends:
                self.round(ends)
        finally:
            sys.excepthook = hook
            qInstallMessageHandler(before)
            for name, was in kept.items():
                setattr(QFileDialog, name, was)
            # The offscreen platform deletes what lies there after Python has ended.
            QApplication.clipboard().clear()
            self.program.disk.close()

    def round(self, ends: float) -> None:
        """One window on a sample, until nobody wants to play any more."""
        self.rounds += 1
        names = sorted(path.parent.name for path in SAMPLES.glob("*/deck.json"))
        name = self.random.choice(names)
        target = self.folder / f"{self.rounds}" / name
        window = self.program.open(Path(shutil.copytree(SAMPLES / name, target)))
        window.exporting.remembered = Remembered(self.folder / "export.json")
        remember(window.exporting, home=str(self.folder / "Stories"), width=270)
        window.resize(1200, 800)
        original = window.desk.deck
        steps = 0
        while steps < STEPS and monotonic() < ends:
            steps += 1
            self.step(window)
        self.settle(window)
        if not any(name == "revert" for name in self.done[-STEPS:]):
            self.back_and_forth(window, original)
        shutil.rmtree(self.folder / "Stories", ignore_errors=True)
        self.close(window)
        self.weigh()

    def step(self, window: MainWindow) -> None:
        """Something."""
        deeds = (self.act, self.act, self.act, self.drag, self.drag, self.click, self.key,
                 self.type, self.pick, self.wheel, self.press, self.undo)  # fmt: skip
        deed = self.random.choice(deeds)
        self.done.append(deed.__name__)
        deed(window)
        for _ in range(2):
            QApplication.processEvents()
        self.dismiss(window)
        self.check()

    def act(self, window: MainWindow) -> None:
        """An action of the table that is possible."""
        actions = [one for one in TABLE if one.id not in LEAVING and one.enabled(window)]
        chosen = self.random.choice(actions)
        self.done.append(chosen.id)
        window.actions_by_id[chosen.id].trigger()

    def drag(self, window: MainWindow) -> None:
        """A drag on the canvas; one in eight is given up."""
        keys = self.random.choice(MODIFIERS)
        at = self._place(window)
        QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, keys, at)
        for _ in range(self.random.randint(1, 4)):
            at = self._place(window)
            QTest.mouseMove(window.canvas, at)
            QApplication.processEvents()
        if self.random.random() < 0.125:
            QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, keys, at)

    def click(self, window: MainWindow) -> None:
        """A click or double-click on the canvas."""
        click = self.random.choice((QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick))
        keys = self.random.choice(MODIFIERS)
        click(window.canvas, Qt.MouseButton.LeftButton, keys, self._place(window))

    def key(self, window: MainWindow) -> None:
        """A key where the keyboard is."""
        target = QApplication.focusWidget() or window.canvas
        key = self.random.choice(KEYS)
        self.done.append(str(key))
        QTest.keyClick(target, key, self.random.choice(MODIFIERS))

    def type(self, window: MainWindow) -> None:
        """Words, as an input method composes and commits them."""
        word = self.random.choice(WORDS)
        composed, committed = QInputMethodEvent(word, []), QInputMethodEvent()
        committed.setCommitString(word)
        QApplication.sendEvent(window.canvas, composed)
        if self.random.random() < 0.8:
            QApplication.sendEvent(window.canvas, committed)

    def pick(self, window: MainWindow) -> None:
        """Some layers of some slide."""
        slide = self.random.choice(window.desk.deck.slides or (None,))
        if slide is not None:
            ids = [layer.id for layer in slide.layers]
            some = self.random.sample(ids, self.random.randint(0, min(3, len(ids))))
            window.desk.select((), (slide.id,))
            window.desk.select(tuple(some))

    def wheel(self, window: MainWindow) -> None:
        """A notch of the wheel."""
        at = QPointF(self._place(window))
        turned = QPoint(0, self.random.choice((-120, 120)))
        keys = self.random.choice(MODIFIERS)
        event = QWheelEvent(
            at, window.canvas.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(window.canvas, event)

    def press(self, window: MainWindow) -> None:
        """A button of the panels."""
        buttons = [
            one
            for part in (window.right_panel, window.filmstrip, window.rail)
            for one in part.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled()
        ]
        if buttons:
            chosen = self.random.choice(buttons)
            self.done.append(chosen.accessibleName() or chosen.text())
            # A button with a menu comes back when the menu has closed.
            QTimer.singleShot(50, self.program, _close_popup)
            chosen.click()

    def undo(self, window: MainWindow) -> None:
        """Back, or forth."""
        self.random.choice((window.undo, window.redo))()

    def dismiss(self, window: MainWindow) -> None:
        """Close what opened over the window."""
        for one in QApplication.topLevelWidgets():
            if one is not window and one.isVisible():
                if isinstance(one, QDialog) and self.random.random() < 0.5:
                    one.reject()
                else:
                    one.close()
        player: Any = getattr(window, "player", None)
        if isinstance(player, QWidget) and player.isVisible():
            QTest.keyClick(player, Qt.Key.Key_Escape)

    def back_and_forth(self, window: MainWindow, original: object) -> None:
        """Undo everything, redo everything."""
        editor = window.desk.editor
        window.desk.mode = Mode()
        editor.cancel()
        decks, labels = [editor.deck], [entry.label for entry in editor.history.done]
        while editor.history.done:
            editor.undo()
            decks.append(editor.deck)
        if len(labels) < MOST and editor.deck != original:
            raise BrokenError(f"undone, the story is another: {labels}")
        for label in labels:
            editor.redo()
            decks.pop()
            if editor.deck != decks[-1]:
                raise BrokenError(f"redone, {label!r} does not give what it gave: {labels}")
        QApplication.processEvents()
        self.check()

    def settle(self, window: MainWindow) -> None:
        """Wait for the window's threads."""
        ends = monotonic() + 60
        while (window.workers.busy or self.program.disk.busy) and monotonic() < ends:
            QTest.qWait(20)
            self.dismiss(window)

    def close(self, window: MainWindow) -> None:
        """Close the window without questions."""
        window.desk.editor._saved = window.desk.editor.committed.deck
        window.close()
        for one in self.program.windows:
            one.desk.editor._saved = one.desk.editor.committed.deck
            one.close()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.check()

    def weigh(self) -> None:
        """Take down how much memory is in use, and whether it grows."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.sizes.append(pages * os.sysconf("SC_PAGE_SIZE") // 1024)
        if len(self.sizes) > 12 and min(self.sizes[-4:]) > max(self.sizes[3:7]) + GROWTH:
            raise BrokenError(f"memory grows: {self.sizes}")

    def check(self) -> None:
        """Raise what has been said."""
        if self.broken:
            raise BrokenError("\n".join((*self.broken, "after", *self.done[-LAST:])))

    def _place(self, window: MainWindow) -> QPoint:
        """On a layer of the slide, or anywhere."""
        slide, canvas = window.desk.slide, window.canvas
        if slide is not None and slide.layers and self.random.random() < 0.6:
            layer = self.random.choice(slide.layers)
            pose = spots(window.desk.deck)[layer.id].pose
            at = canvas.view().point(
                pose.x + self.random.random() * pose.width,
                pose.y + self.random.random() * pose.height,
            )
            if canvas.rect().contains(at.toPoint()):
                return at.toPoint()
        return QPoint(self.random.randrange(canvas.width()), self.random.randrange(canvas.height()))

    def _on_message(self, kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(known in text for known in SILENT):
            self.broken.append(f"Qt: {text}")

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.broken.append("".join(traceback.format_exception(kind, error, trace)))


def _close_popup() -> None:
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        popup.close()


def main() -> int:
    """Returns the exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    application()
    faulthandler.dump_traceback_later(given.minutes * 60 + 90, exit=True)
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Path(folder), given.seed)
        try:
            soak.run(given.minutes * 60)
        except BrokenError as error:
            print(f"broken in round {soak.rounds}, seed {given.seed}:\n{error}")
            return 1
        finally:
            print(f"{soak.rounds} rounds, {len(soak.done)} deeds, memory (kB): {soak.sizes}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
