"""The text under the caret and what can be done to it, whoever asks: keys, panels, menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from storycomposer.app import doors, slants
from storycomposer.app.canvas.handler import Handler
from storycomposer.app.canvas.text import clipping, styling
from storycomposer.app.canvas.text.composing import Preedit
from storycomposer.app.canvas.text.cursor import Cursor
from storycomposer.app.canvas.text.page import Page
from storycomposer.app.canvas.view import View
from storycomposer.app.desk import Desk
from storycomposer.app.words import t
from storycomposer.document import runs
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.resolve import resolve
from storycomposer.typography.caret import Position


class Editing(QObject, Handler):
    """Caret, selection, and changes of the text they are in."""

    moved = Signal()
    """Text, caret or selection are otherwise now."""
    touched = Signal()
    """What is painted over the text is otherwise now: :attr:`moved`, or the caret blinks."""

    def __init__(self, desk: Desk, view: Callable[[], View]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._view = view
        self._page: Page | None = None
        self._cursor = Cursor()
        self._text = ""
        self._were: dict[str, Cursor] = {}  # what was selected in texts before they were changed
        self._preedit: Preedit | None = None
        self._next: dict[str, Any] = {}
        self._shown = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._on_blink)

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
            lack = self._lack(layer) if name == "italic" and now[name] is not True else ""
            if lack:
                self._desk.notice(lack)
                return
            self.style_range(**styling.toggled(name, now, self._weights(layer, now["font"])))

    def resize(self, change: Callable[[float], float]) -> None:
        """Give the selection, or what will be typed, the size that ``change`` makes of its first
        letter's."""
        layer = self._layer()
        if layer is not None:
            sizes = runs.values(layer, self._cursor.start, self._cursor.end, "size")
            now = self._next.get("size", sizes[0]) if self._cursor.empty else sizes[0]
            self.style_range(size=change(now))

    def insert(self, new: str | tuple[Run, ...], kind: str = "type") -> None:
        """Put ``new`` in the place of the selection, the caret after it."""
        if isinstance(new, str):
            new = runs.clean(new)
        if kind == "paste":
            new = clipping.shortened(new, self._desk)
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
        if not self._cursor.empty:
            self._were[self._text] = self._cursor
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
        self.moved.emit()
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
        left, text = self._preedit, self._text
        if left is None:
            return
        QGuiApplication.inputMethod().commit()
        if self._text == text:  # it has done nothing, or, as IBus does, only dropped what it had
            self._preedit = None
            self.replace(left.start, left.end, runs.clean(left.text), "type")

    def _layer(self) -> TextLayer | None:
        return self._page.layer if self._page is not None else None

    def _lack(self, layer: TextLayer) -> str:
        """What to say where nothing of the selection can be italic."""
        fonts = runs.values(layer, self._cursor.start, self._cursor.end, "font")
        typed = self._next.get("font") if self._cursor.empty else None
        return slants.missing(self._desk, fonts if typed is None else (typed,))

    def _weights(self, layer: TextLayer, font: Any) -> tuple[int, ...]:
        story = self._desk.editor.story
        name = resolve(Run(text="", font=font if isinstance(font, str) else layer.font),
                       story.deck.brand).font  # fmt: skip
        for family in doors.book(story).families():
            if family.name == name:
                return family.weights
        return ()
