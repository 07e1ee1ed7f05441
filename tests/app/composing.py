"""Somebody who does anything, as a state machine for Hypothesis: actions of the table, drags, keys,
words, buttons, in any order. What must always hold is asked after every step."""

from __future__ import annotations

import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import ClassVar

import mouse
import numpy as np
from grabbing import differing, exported, grabbed
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog

from storycomposer.app.actions import TABLE
from storycomposer.app.desk import Mode
from storycomposer.app.export_settings import Remembered
from storycomposer.app.exporting import remember
from storycomposer.app.main_window import MainWindow
from storycomposer.app.program import Program
from storycomposer.app.run import application
from storycomposer.document.edits.tree import spots
from storycomposer.document.history import LONGEST
from storycomposer.document.schema import from_json, to_json
from storycomposer.render import painters, slide
from storycomposer.storage.files import open_story, save_story

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/deck.json"))
LEAVING = {"quit", "close", "new", "duplicate-story", "open"}
"""Actions that end the window or open another: a story has one window here."""
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
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 120
"""Seconds until what is under way must have ended."""
EXPORTED = 12
"""Of so many pictures one is compared with the file that is exported, the rest with what the
renderer makes of the slide at once."""

shares = st.floats(0, 0.999)
number = st.integers(0, 999)
keys = st.sampled_from(MODIFIERS)
place = st.tuples(st.booleans(), number, shares, shares)
"""On a layer or anywhere; which layer; how far across and down."""


class Ground:
    """Where the machine plays: a program of its own, and what went wrong in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = Program(application(), folder / "home")
        self.broken: list[str] = []
        self.rounds = self.steps = 0
        self.doing = ""
        """What is being tried, for those who wonder about it."""
        self.stepped: Callable[[], object] = lambda: None
        """Called after each step."""
        self.closed: Callable[[], object] = lambda: None
        """Called when a story has been closed."""
        # An open menu keeps whoever opened it, with a click or a key, until it closes.
        self._attendant = QTimer(self.program, interval=50)
        self._attendant.timeout.connect(_close_popup)

    def __enter__(self) -> Ground:
        self._attendant.start()
        self._handler = qInstallMessageHandler(self._on_message)
        self._hook, sys.excepthook = sys.excepthook, self._on_exception
        photo = str(min(SAMPLES.glob("*/media/*.jpg")))
        answers: dict[str, object] = {
            "exec": 0, "open": None, "show": None, "getOpenFileName": (photo, ""),
            "getOpenFileNames": ([photo, photo], ""), "getSaveFileName": ("", ""),
            "getExistingDirectory": "",
        }  # fmt: skip
        own = vars(QFileDialog)
        self._kept = {name: own[name] for name in answers if name in own}
        for name, answer in answers.items():
            setattr(QFileDialog, name, staticmethod(lambda *_, said=answer, **__: said))
        return self

    def __exit__(self, *_: object) -> None:
        self._attendant.stop()
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)
        for name, was in self._kept.items():
            setattr(QFileDialog, name, was)
        # The offscreen platform deletes what lies there after Python has ended.
        QApplication.clipboard().clear()
        self.program.disk.finish()

    def check(self) -> None:
        """Fail with what has been said."""
        assert not self.broken, "\n".join(self.broken)

    def _on_message(self, kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(known in text for known in SILENT):
            self.broken.append(f"Qt: {text}")

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.broken.append("".join(traceback.format_exception(kind, error, trace)))


class Composing(RuleBasedStateMachine):
    """One window on a copy of a sample, from opening to closing."""

    ground: ClassVar[Ground]
    window: MainWindow

    @initialize(name=st.sampled_from(NAMES))
    def open(self, name: str) -> None:
        ground = self.ground
        ground.rounds += 1
        self.path = Path(shutil.copytree(SAMPLES / name, ground.folder / str(ground.rounds) / name))
        self.window = ground.program.open(self.path)
        self.window.exporting.remembered = Remembered(ground.folder / "export.json")
        remember(self.window.exporting, home=str(ground.folder / "Stories"), width=270)
        self.window.resize(1200, 800)
        self.original = self.window.desk.deck
        self.seen: object = None
        self.shown = 0
        self._let_run()

    @rule(at=number)
    def act(self, at: int) -> None:
        """An action of the table that is possible now."""
        actions = [one for one in TABLE if one.id not in LEAVING and one.enabled(self.window)]
        self.ground.doing = actions[at % len(actions)].id
        self.window.actions_by_id[self.ground.doing].trigger()
        self._let_run()

    @rule(at=number)
    def act_again(self, at: int) -> None:
        """Actions are what it is about: as often as two other rules."""
        self.act(at)

    @rule(start=place, ways=st.lists(place, min_size=1, max_size=4), keys=keys, over=shares)
    def drag(self, start: tuple, ways: list[tuple], keys: Qt.KeyboardModifier, over: float) -> None:
        """A drag on the canvas; one in eight is given up."""
        canvas = self.window.canvas
        QTest.mousePress(canvas, LEFT, keys, self._place(start))
        for way in ways:
            mouse.move(canvas, self._place(way), keys)
            self.what_is_shown_is_what_is_rendered()
        if over < 0.125:
            QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(canvas, LEFT, keys, self._place(ways[-1]))
        self._let_run()

    @rule(at=place, keys=keys, double=st.booleans())
    def click(self, at: tuple, keys: Qt.KeyboardModifier, double: bool) -> None:
        press = QTest.mouseDClick if double else QTest.mouseClick
        press(self.window.canvas, LEFT, keys, self._place(at))
        self._let_run()

    @rule(key=st.sampled_from(KEYS), keys=keys)
    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
        """A key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window.canvas, key, keys)
        self._let_run()

    @rule(word=st.sampled_from(WORDS), committed=st.booleans())
    def type(self, word: str, committed: bool) -> None:
        """Words, as an input method composes and commits them."""
        QApplication.sendEvent(self.window.canvas, QInputMethodEvent(word, []))
        if committed:
            event = QInputMethodEvent()
            event.setCommitString(word)
            QApplication.sendEvent(self.window.canvas, event)
        self._let_run()

    @rule(at=number, which=st.sets(number, max_size=3))
    def pick(self, at: int, which: set[int]) -> None:
        """Some layers of some slide."""
        slides = self.window.desk.deck.slides
        if slides:
            chosen = slides[at % len(slides)]
            ids = [layer.id for layer in chosen.layers]
            self.window.desk.select((), (chosen.id,))
            self.window.desk.select(tuple({ids[n % len(ids)]: 0 for n in which if ids}))
        self._let_run()

    @rule(at=place, keys=keys, down=st.booleans())
    def wheel(self, at: tuple, keys: Qt.KeyboardModifier, down: bool) -> None:
        canvas, where = self.window.canvas, QPointF(self._place(at))
        event = QWheelEvent(
            where, canvas.mapToGlobal(where), QPoint(), QPoint(0, -120 if down else 120),
            Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)
        self._let_run()

    @rule(at=number)
    def press(self, at: int) -> None:
        """A button of the panels."""
        window = self.window
        buttons = [
            one
            for part in (window.right_panel, window.filmstrip, window.rail)
            for one in part.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled()
        ]
        if buttons:
            chosen = buttons[at % len(buttons)]
            self.ground.doing = f"button {chosen.accessibleName() or chosen.text()}"
            chosen.click()
        self._let_run()

    @rule(back=st.booleans())
    def step(self, back: bool) -> None:
        (self.window.undo if back else self.window.redo)()
        self._let_run()

    @rule()
    def there_and_back(self) -> None:
        """Whatever one is in the middle of: what is undone can be redone."""
        editor = self.window.desk.editor
        made, possible = editor.committed.deck, bool(editor.history.done)
        self.window.undo()
        if possible:
            self.window.redo()
            assert editor.committed.deck == made
        self._let_run()

    @invariant()
    def nothing_was_said(self) -> None:
        self.ground.check()

    @invariant()
    def the_deck_is_valid_and_what_is_selected_is_in_it(self) -> None:
        editor = self.window.desk.editor
        deck = editor.committed.deck
        assert from_json(to_json(deck)) == deck
        there = spots(editor.deck)
        assert all(id_ in there for id_ in editor.selection.layers)
        assert set(editor.selection.slides) <= {one.id for one in editor.deck.slides}

    @invariant()
    def what_is_shown_is_what_is_rendered(self) -> None:
        desk = self.window.desk
        if desk.slide is None or self.seen == (desk.deck, desk.slide):
            return
        self.seen = (desk.deck, desk.slide)
        self.shown += 1
        story = desk.editor.story
        if self.shown % EXPORTED:
            made = np.asarray(slide.render(story, desk.slide))
        else:
            made = exported(story, desk.slide_index, self.ground.folder / "shown")
        assert not differing(grabbed(self.window), made)

    def teardown(self) -> None:
        """Undo all, redo all, save and open, draw from nothing, close."""
        if hasattr(self, "window"):
            try:
                self._settle()
                self.window.desk.mode = Mode()
                self.window.desk.editor.cancel()
                self._back_and_forth()
                self._saved_is_opened()
                painters.forget()
                self.seen = None
                self.what_is_shown_is_what_is_rendered()
            finally:
                self._close()
            self.ground.check()
            self.ground.closed()

    def _back_and_forth(self) -> None:
        editor = self.window.desk.editor
        decks, labels = [editor.deck], [entry.label for entry in editor.history.done]
        while editor.history.done:
            editor.undo()
            decks.append(editor.deck)
        assert len(labels) == LONGEST or editor.deck == self.original, labels
        for label in labels:
            editor.redo()
            decks.pop()
            assert editor.deck == decks[-1], f"{label!r} is not what it was: {labels}"
        self._let_run()

    def _saved_is_opened(self) -> None:
        story = self.window.desk.editor.committed
        for name in ("again.story", "folder"):
            target = self.path.with_name(name)
            save_story(story, target)
            assert open_story(target).deck == story.deck

    def _let_run(self) -> None:
        """Let events run, and close what opened over the window."""
        self.ground.steps += 1
        for _ in range(2):
            QApplication.processEvents()
        close_others(self.window, reject=bool(self.ground.steps % 2))
        self.ground.doing = self.ground.doing or sys._getframe(1).f_code.co_name
        self.ground.stepped()
        self.ground.doing = ""

    def _settle(self) -> None:
        ends = monotonic() + PATIENCE
        while self.window.workers.busy or self.ground.program.disk.busy:
            assert monotonic() < ends, "what is under way does not end"
            QTest.qWait(20)
            close_others(self.window)

    def _close(self) -> None:
        """Close without questions, and let the window go."""
        for one in list(self.ground.program.windows):
            one.desk.editor._saved = one.desk.editor.committed.deck
            one.close()
        del self.window
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shutil.rmtree(self.ground.folder / "Stories", ignore_errors=True)

    def _place(self, asked: tuple[bool, int, float, float]) -> QPoint:
        """On a layer of the slide, or anywhere."""
        on_layer, which, across, down = asked
        canvas, shown = self.window.canvas, self.window.desk.slide
        if on_layer and shown is not None and shown.layers:
            layer = shown.layers[which % len(shown.layers)]
            pose = spots(self.window.desk.deck)[layer.id].pose
            at = canvas.view().point(pose.x + across * pose.width, pose.y + down * pose.height)
            if canvas.rect().contains(at.toPoint()):
                return at.toPoint()
        return QPoint(int(across * canvas.width()), int(down * canvas.height()))


def on(ground: Ground) -> type[Composing]:
    """The machine, playing on ``ground``."""
    return type("Composing", (Composing,), {"ground": ground})


def close_others(window: MainWindow, reject: bool = False) -> None:
    """Close what opened over ``window``; with ``reject`` dialogs are told no."""
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible():
            if isinstance(one, QDialog) and reject:
                one.reject()
            else:
                one.close()
    if "player" in vars(window) and window.player.isVisible():
        QTest.keyClick(window.player, Qt.Key.Key_Escape)


def _close_popup() -> None:
    popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if popup is not None:
        popup.close()
