"""Writing in place: the handler of the mode "text"."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from storycomposer.app.canvas.handler import Keys
from storycomposer.app.canvas.text import clipping, composing, keys, painting
from storycomposer.app.canvas.text.cursor import MOVES, Cursor, grapheme_at, spanning
from storycomposer.app.canvas.text.differing import changed_end
from storycomposer.app.canvas.text.editing import Editing
from storycomposer.app.canvas.text.menu import text_menu
from storycomposer.app.canvas.text.page import Page
from storycomposer.app.canvas.text.pointing import Pointing
from storycomposer.app.canvas.text.proofing import Proofing
from storycomposer.app.canvas.text.typing import COMMANDS
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.emoji_picker import EmojiPicker
from storycomposer.app.slots import next_slot
from storycomposer.document import runs
from storycomposer.document.geometry import Point, contains
from storycomposer.editor import Change
from storycomposer.typography.caret import Position

_SLACK = 8.0
"""Widget points around the box in which a press still belongs to the text."""


class Writing(Editing):
    """Caret, selection and keys on the text layer of the desk's mode."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        super().__init__(desk, view)
        self._pointing = Pointing()
        self.proofing = Proofing(self)
        self.proofing.changed.connect(self.touched)
        self.focused = True
        desk.mode_changed.connect(self._on_mode)
        desk.changed.connect(self._on_changed)

    # What the canvas asks

    def paint(self, painter: QPainter, view: View) -> None:
        page = self._page
        if page is None or page.layer is None:
            return
        layout, pose = page.layout, page.pose
        put = painting.placing(pose, view)
        painting.frame(painter, view, pose)
        if self._preedit is not None:
            painting.composing(painter, layout, self._preedit, put)
        else:
            words = self.proofing.unknown(page, self._cursor.at.offset)
            painting.misspelled(painter, layout, words, put, view.length(1))
            if not self._cursor.empty:
                span = self._cursor.start, self._cursor.end
                painting.selected(painter, layout, span, put, self.focused)
        if self._shown and self.focused and (at := self._caret()) is not None:
            painting.carets(painter, layout, at, put)

    def press(self, at: Point, keys: Keys) -> bool:
        page = self._page
        if page is None or page.layer is None:
            return False
        if not contains(page.pose, at, self._view().length(_SLACK)):
            self.end()
            return False
        self._finish_composing()
        extend = bool(keys & Keys.ShiftModifier)
        self.place(self._pointing.press(page, page.inside(at), self._cursor, extend))
        return True

    def move(self, at: Point, keys: Keys) -> bool:
        del keys
        page = self._page
        if page is None or page.layer is None:
            return False
        self.place(self._pointing.move(page, page.inside(at), self._cursor))
        return True

    def release(self, at: Point, keys: Keys) -> bool:
        del at, keys
        self._pointing.release()
        return True

    def double_click(self, at: Point, keys: Keys) -> bool:
        page = self._page
        if page is None or page.layer is None:
            return False
        if not contains(page.pose, at, self._view().length(_SLACK)):
            return self.press(at, keys)
        self.place(self._pointing.double_click(page, page.inside(at)))
        return True

    def hover(self, at: Point, keys: Keys) -> QCursor | None:
        del keys
        inside = self._page is not None and contains(self._page.pose, at)
        return QCursor(Qt.CursorShape.IBeamCursor if inside else Qt.CursorShape.ArrowCursor)

    def key(self, event: QKeyEvent) -> bool:
        page = self._page
        if page is None or page.layer is None:
            return False
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            next_slot(self._desk, page.id, -1 if event.key() == Qt.Key.Key_Backtab else 1)
            return True
        moving = keys.moving(event)
        command = keys.command(event)
        text = keys.typed(event)
        if moving is None and command is None and not text:
            return False
        self._finish_composing()
        if moving is not None:
            name, keep = moving
            self.place(MOVES[name](page.layout, self._cursor, keep, page.language))
        elif command is not None:
            COMMANDS[command](self, page)
        else:
            self.insert(text)
        return True

    def wants_shortcut(self, event: QKeyEvent) -> bool:
        if self._page is None:
            return False
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return not event.modifiers() & Keys.ControlModifier
        command = keys.command(event)
        if command in ("paste", "paste-plain"):
            return clipping.available()
        return bool(command or keys.moving(event) or keys.typed(event))

    def input_method(self, event: QInputMethodEvent) -> bool:
        page = self._page
        if page is None or page.layer is None:
            return False
        committed = event.commitString()
        if committed or event.replacementLength():
            start, end = composing.replaced(event, self._text, self._cursor)
            self._preedit = None
            self.replace(start, end, runs.clean(committed), "type")
        self._preedit = composing.composed(event, self._cursor.start, self._cursor.end)
        if self._preedit is None:
            page.cancel()
        else:
            page.pause()
            page.preview(self._preedit.start, self._preedit.end, self._preedit.text)
        self._tell()
        return True

    def input_query(self, query: Qt.InputMethodQuery) -> Any:
        page = self._page
        if page is None or page.layer is None:
            return None
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            at = self._caret() or self._cursor.at
            return painting.caret_rect(page.layout, at, painting.placing(page.pose, self._view()))
        return composing.answer(query, self._text, self._cursor)

    def menu(self, at: Point) -> QMenu | None:
        page = self._page
        if page is None or page.layer is None:
            return None
        if not contains(page.pose, at, self._view().length(_SLACK)):
            self.end()
            return None
        self._finish_composing()
        offset = grapheme_at(page.layout, *page.inside(at))
        if not self._cursor.start <= offset < self._cursor.end:
            self.place(Cursor(offset, Position(offset)))
        return text_menu(self, page, offset)

    def menu_here(self) -> QMenu | None:
        page = self._page
        if page is None or page.layer is None:
            return None
        self._finish_composing()
        at = self._cursor.start
        # Behind a word's last letter it is that word that is meant.
        behind = self._cursor.empty and at > 0 and self.proofing.at(page, at) is None
        return text_menu(self, page, at - 1 if behind else at)

    def cancel(self) -> bool:
        self.end()
        return True

    def leave(self) -> None:
        page = self._page
        if page is None:
            return
        self._finish_composing()
        self._page = None
        self._blink.stop()
        page.leave()
        self.moved.emit()
        self.touched.emit()

    def end(self) -> None:
        """Stop writing; the layer stays selected."""
        if self._desk.mode.name == "text":
            self._desk.mode = Mode()

    def focus(self, focused: bool) -> None:
        self.focused = focused
        if not focused:
            self._finish_composing()
        self._tell()

    def pick_emoji(self, canvas: QWidget) -> None:
        """Open the emoji picker at the caret on ``canvas``."""
        page = self._page
        if page is None or page.layer is None:
            return
        self._finish_composing()
        put = painting.placing(page.pose, self._view())
        rect = painting.caret_rect(page.layout, self._cursor.at, put).toRect()
        picker = EmojiPicker(canvas)
        picker.chosen.connect(self.insert)
        picker.closed.connect(picker.deleteLater)
        place = QRect(canvas.mapToGlobal(rect.topLeft()), rect.size())
        # A menu that this was chosen from closes first, and every popup with it.
        QTimer.singleShot(0, picker, functools.partial(picker.open_at, place))

    # What happens by itself

    def _on_mode(self, mode: Mode) -> None:
        if mode.name == "text" and (self._page is None or self._page.id != mode.layer):
            self.leave()
            self._begin(mode.layer)
        elif mode.name != "text":
            self.leave()

    def _begin(self, id: str) -> None:
        page = Page(self._desk, id)
        if page.layer is None:
            return
        self._desk.select((id,))
        self._page, self._text, self._next = page, page.text, {}
        self._were = {}
        self._preedit = None
        self._pointing = Pointing()
        self._cursor = spanning(0, len(self._text))
        self._tell()

    def _on_changed(self, change: Change) -> None:
        page = self._page
        if page is None:
            return
        if self._preedit is not None and change.kind not in ("preview", "select", "save"):
            self._preedit = None
            QGuiApplication.inputMethod().reset()
        if page.layer is None or self._desk.editor.selection.layers != (page.id,):
            self.end()
            return
        if self._preedit is None and page.text != self._text:
            # Undone, redone, or written elsewhere: go where it happened, and
            # select again what had been.
            at = changed_end(self._text, page.text)
            self._text = page.text
            was = self._were.get(page.text) if change.kind == "undo" else None
            self._cursor = was or Cursor(at, Position(at))
            self._tell()
