"""Which keys mean what while writing; Qt knows what each platform calls them."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from storycomposer.app.canvas.handler import Keys

_Key = QKeySequence.StandardKey

_MOVES = {
    _Key.MoveToPreviousChar: "left",
    _Key.MoveToNextChar: "right",
    _Key.MoveToPreviousLine: "up",
    _Key.MoveToNextLine: "down",
    _Key.MoveToPreviousWord: "word-left",
    _Key.MoveToNextWord: "word-right",
    _Key.MoveToStartOfLine: "line-start",
    _Key.MoveToEndOfLine: "line-end",
    _Key.MoveToStartOfBlock: "line-start",
    _Key.MoveToEndOfBlock: "line-end",
    _Key.MoveToStartOfDocument: "start",
    _Key.MoveToEndOfDocument: "end",
}
_SELECTS = {
    _Key.SelectPreviousChar: "left",
    _Key.SelectNextChar: "right",
    _Key.SelectPreviousLine: "up",
    _Key.SelectNextLine: "down",
    _Key.SelectPreviousWord: "word-left",
    _Key.SelectNextWord: "word-right",
    _Key.SelectStartOfLine: "line-start",
    _Key.SelectEndOfLine: "line-end",
    _Key.SelectStartOfBlock: "line-start",
    _Key.SelectEndOfBlock: "line-end",
    _Key.SelectStartOfDocument: "start",
    _Key.SelectEndOfDocument: "end",
}
_COMMANDS = {
    _Key.Delete: "delete",
    _Key.DeleteStartOfWord: "backspace-word",
    _Key.DeleteEndOfWord: "delete-word",
    _Key.SelectAll: "select-all",
    _Key.Copy: "copy",
    _Key.Cut: "cut",
    _Key.Paste: "paste",
    _Key.Bold: "bold",
    _Key.Italic: "italic",
    _Key.Underline: "underline",
    _Key.InsertLineSeparator: "line",
    _Key.InsertParagraphSeparator: "paragraph",
}
_ALT_GR = Keys.ControlModifier | Keys.AltModifier
# On a Mac the option key types further characters.
_TYPING = (Keys.NoModifier, _ALT_GR, *((Keys.AltModifier,) if sys.platform == "darwin" else ()))


def moving(event: QKeyEvent) -> tuple[str, bool] | None:
    """The move that a key asks for, and whether it selects; None for other keys."""
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and sys.platform != "darwin":
        # Emacs' keys, which some desktops know (Ctrl+E), are actions of the window.
        return None
    for table, keep in ((_MOVES, False), (_SELECTS, True)):
        for key, name in table.items():
            if event.matches(key):
                return name, keep
    return None


def command(event: QKeyEvent) -> str | None:
    """What a key does to the text, by name; None for other keys."""
    held = event.modifiers() & ~Keys.KeypadModifier
    if event.key() == Qt.Key.Key_Backspace and held in (Keys.NoModifier, Keys.ShiftModifier):
        return "backspace"
    if event.key() == Qt.Key.Key_V and held == Keys.ControlModifier | Keys.ShiftModifier:
        return "paste-plain"
    return next((name for key, name in _COMMANDS.items() if event.matches(key)), None)


def typed(event: QKeyEvent) -> str:
    """The characters that a key types; empty for keys that mean something else. Ctrl and Alt
    together are AltGr on some systems."""
    held = event.modifiers() & (_ALT_GR | Keys.MetaModifier)
    text = event.text()
    if not text or held not in _TYPING:
        return ""
    # Format characters such as the zero-width non-joiner are typed on Persian keyboards.
    return text if text.isprintable() or text in "\u200c\u200d\u200e\u200f" else ""
