"""What an input method composes, and what it asks: offsets in UTF-16 units outside, in code points
inside."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat

from storycomposer.app.canvas.text.cursor import Cursor, paragraph_at

Query = Qt.InputMethodQuery


class Preedit(NamedTuple):
    """Text that is being composed, in the place of ``start`` to ``end`` of the layer's. ``caret``
    is where in it the caret stands, None where the input method shows none; ``marks`` are the
    stretches (start, end, whether it is the one being converted) to be underlined."""

    start: int
    end: int
    text: str
    caret: int | None
    marks: tuple[tuple[int, int, bool], ...]


def units(text: str) -> int:
    """How many UTF-16 units ``text`` is."""
    return len(text) + sum(char > "\uffff" for char in text)


def points(text: str, unit: int) -> int:
    """How many code points the first ``unit`` UTF-16 units of ``text`` are."""
    count = 0
    for offset, char in enumerate(text):
        if count >= unit:
            return offset
        count += 2 if char > "\uffff" else 1
    return len(text)


def composed(event: QInputMethodEvent, start: int, end: int) -> Preedit | None:
    """What ``event`` shows in the place of ``start`` to ``end``; None where it shows nothing."""
    text = event.preeditString()
    if not text:
        return None
    caret: int | None = len(text)
    marks = []
    for one in event.attributes():
        first = points(text, one.start)
        if one.type == QInputMethodEvent.AttributeType.Cursor:
            caret = first if one.length else None
        elif one.type == QInputMethodEvent.AttributeType.TextFormat:
            last = points(text, one.start + one.length)
            marks.append((first, last, _strong(one.value)))
    return Preedit(start, end, text, caret, tuple(marks) or ((0, len(text), False),))


def replaced(event: QInputMethodEvent, text: str, cursor: Cursor) -> tuple[int, int]:
    """The stretch of ``text`` that the committed text takes the place of: the selection, or what
    the event counts from the caret."""
    if not event.replacementLength() and not event.replacementStart():
        return cursor.start, cursor.end
    at = units(text[: cursor.start]) + event.replacementStart()
    return points(text, max(0, at)), points(text, max(0, at + event.replacementLength()))


def answer(query: Query, text: str, cursor: Cursor) -> Any:
    """What is to be said of ``text`` and ``cursor``; None for what this does not know. The text
    around the caret is its paragraph."""
    at = cursor.at.offset
    start, end = paragraph_at(text, at)
    known = {
        Query.ImEnabled: True,
        Query.ImHints: Qt.InputMethodHint.ImhMultiLine.value,
        Query.ImCurrentSelection: text[cursor.start : cursor.end],
        Query.ImSurroundingText: text[start:end],
        Query.ImCursorPosition: units(text[start:at]),
        Query.ImAnchorPosition: units(text[start : min(max(cursor.anchor, start), end)]),
        Query.ImAbsolutePosition: units(text[:at]),
        Query.ImTextBeforeCursor: text[:at],
        Query.ImTextAfterCursor: text[at:],
    }
    return known.get(query)


def _strong(value: Any) -> bool:
    """Whether a stretch stands out: it is the clause under conversion."""
    form = value.toCharFormat() if hasattr(value, "toCharFormat") else value
    if not isinstance(form, QTextCharFormat):
        return False
    thick = form.underlineStyle() not in (
        QTextCharFormat.UnderlineStyle.NoUnderline,
        QTextCharFormat.UnderlineStyle.SingleUnderline,
        QTextCharFormat.UnderlineStyle.DashUnderline,
        QTextCharFormat.UnderlineStyle.DotLine,
    )
    return thick or form.background().style() != Qt.BrushStyle.NoBrush or form.fontWeight() > 500
