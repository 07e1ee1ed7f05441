"""Writing in place: the handler of the mode "text"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QInputMethodEvent, QKeyEvent, QPainter

from storycomposer.app.canvas.handler import Handler, Keys
from storycomposer.app.canvas.text import clipping, composing, keys, painting, styling
from storycomposer.app.canvas.text.composing import Preedit
from storycomposer.app.canvas.text.cursor import MOVES, Cursor, spanning
from storycomposer.app.canvas.text.differing import changed_end
from storycomposer.app.canvas.text.page import Page
from storycomposer.app.canvas.text.pointing import Pointing
from storycomposer.app.canvas.text.slots import next_slot
from storycomposer.app.canvas.text.typing import COMMANDS
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.words import t
from storycomposer.document import runs
from storycomposer.document.geometry import Point, contains
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.resolve import resolve
from storycomposer.editor import Change
from storycomposer.render import slide as doors
from storycomposer.typography.caret import Position

_SLACK = 8.0
"""Widget points around the box in which a press still belongs to the text."""


class Writing(QObject, Handler):
    """Caret, selection and keys on the text layer of the desk's mode."""

    touched = Signal()
    """Caret, selection, or how the caret is painted are otherwise now."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._view = view
        self._page: Page | None = None
        self._cursor = Cursor()
        self._text = ""
        self._preedit: Preedit | None = None
        self._next: dict[str, Any] = {}
        self._pointing = Pointing()
        self._shown = True
        self.focused = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._on_blink)
        desk.mode_changed.connect(self._on_mode)
        desk.changed.connect(self._on_changed)

    # What panels ask

    @property
    def page(self) -> Page | None:
        """The layer being written in; None while nothing is."""
        return self._page

    @property
    def cursor(self) -> Cursor:
        """Caret and selection."""
        return self._cursor

    @property
    def has_range(self) -> bool:
        """Whether characters are selected."""
        return self._page is not None and not self._cursor.empty

    def selected_range(self) -> tuple[str, int, int] | None:
        """Layer, start and end of the selected characters; None where none are."""
        if self._page is None or self._cursor.empty:
            return None
        return self._page.id, self._cursor.start, self._cursor.end

    def range_style(self) -> dict[str, Any]:
        """Each field of a run with its value in the selection, or MIXED; at a caret, what will be
        typed. Empty while nothing is being written."""
        layer = self._layer()
        if layer is None:
            return {}
        found = styling.of_stretch(layer, self._cursor.start, self._cursor.end)
        return {**found, **(self._next if self._cursor.empty else {})}

    def style_range(self, **changes: Any) -> None:
        """Set fields of a run on the selected characters, or on what will be typed."""
        if self._page is None:
            return
        self._finish_composing()
        if self._cursor.empty and self._text:
            self._page.pause()
            self._next |= changes
        else:
            start, end = self._cursor.start, self._cursor.end
            self._page.restyle(start, end, changes, t("edit.style-text", "Style text"))
        self._tell()

    def toggle(self, name: str) -> None:
        """Ctrl+B, I or U: ``name`` is "bold", "italic" or "underline"."""
        layer = self._layer()
        if layer is not None:
            now = self.range_style()
            self.style_range(**styling.toggled(name, now, self._weights(layer, now["font"])))

    def insert(self, new: str | tuple[Run, ...], kind: str = "type") -> None:
        """Put ``new`` in the place of the selection, the caret after it."""
        if isinstance(new, str):
            new = runs.clean(new)
        self.replace(self._cursor.start, self._cursor.end, new, kind)

    def replace(self, start: int, end: int, new: str | tuple[Run, ...], kind: str) -> None:
        """Put ``new`` in the place of ``start`` to ``end``, the caret after it."""
        layer = self._layer()
        if self._page is None or layer is None:
            return
        if isinstance(new, str) and new and self._next:
            new = (styling.dressed(new, layer, start, self._next),)
        length = len(new) if isinstance(new, str) else len(runs.plain(new))
        before = self._cursor, self._text
        text = new if isinstance(new, str) else runs.plain(new)
        self._cursor = Cursor(start + length, Position(start + length))
        self._text = self._text[:start] + text + self._text[end:]
        if self._page.write(start, end, new, kind):
            self._next = {}
        else:
            self._cursor, self._text = before
        self._tell()

    def place(self, cursor: Cursor) -> None:
        """Move the caret: what is typed next is a new entry of the history."""
        if self._page is None:
            return
        if cursor != self._cursor:
            self._page.pause()
            self._next = {}
        self._cursor = cursor
        self._tell()

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
        elif not self._cursor.empty:
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
            # Undone, redone, or written elsewhere: go where it happened.
            at = changed_end(self._text, page.text)
            self._text = page.text
            self._cursor = Cursor(at, Position(at))
            self._tell()

    def _on_blink(self) -> None:
        self._shown = not self._shown
        self.touched.emit()

    def _tell(self) -> None:
        """The caret is shown at once and blinks from now on; input methods ask again."""
        self._shown = True
        time = QGuiApplication.styleHints().cursorFlashTime() // 2
        if time > 0 and self._page is not None:
            self._blink.start(time)
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImQueryInput)
        self.touched.emit()

    def _caret(self) -> Position | None:
        """Where the caret is shown: in what is composed, while something is."""
        if self._preedit is None:
            return self._cursor.at
        if self._preedit.caret is None:
            return None
        return Position(self._preedit.start + self._preedit.caret)

    def _finish_composing(self) -> None:
        """What is being composed becomes text: by the input method, or else as it stands."""
        if self._preedit is None:
            return
        QGuiApplication.inputMethod().commit()
        left = self._preedit
        if left is not None:
            self._preedit = None
            self.replace(left.start, left.end, runs.clean(left.text), "type")

    def _layer(self) -> TextLayer | None:
        return self._page.layer if self._page is not None else None

    def _weights(self, layer: TextLayer, font: Any) -> tuple[int, ...]:
        story = self._desk.editor.story
        name = resolve(Run(text="", font=font if isinstance(font, str) else layer.font),
                       story.deck.brand).font  # fmt: skip
        for family in doors.book(story).families():
            if family.name == name:
                return family.weights
        return ()
