"""Caret and selection as a value, and every way to move it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from storycomposer.typography import caret
from storycomposer.typography.caret import Position
from storycomposer.typography.layout import Layout
from storycomposer.typography.properties import LINE_END, PARAGRAPH_END


class Cursor(NamedTuple):
    """``anchor`` stays where a selection began, the caret stands ``at`` its other end. ``goal`` is
    the x that going up and down holds to."""

    anchor: int = 0
    at: Position = Position(0)
    goal: float | None = None

    @property
    def start(self) -> int:
        """The selection's first offset."""
        return min(self.anchor, self.at.offset)

    @property
    def end(self) -> int:
        """The offset after the selection."""
        return max(self.anchor, self.at.offset)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.at.offset

    def to(self, at: Position, keep: bool, goal: float | None = None) -> Cursor:
        """The caret elsewhere; with ``keep`` what lies between is selected."""
        return Cursor(self.anchor if keep else at.offset, at, goal)

    def within(self, length: int) -> Cursor:
        """The cursor in a text of ``length`` characters."""
        if self.anchor <= length and self.at.offset <= length:
            return self
        return Cursor(min(self.anchor, length), Position(min(self.at.offset, length)))


Move = Callable[[Layout, Cursor, bool, str], Cursor]
"""From layout, cursor, whether to select, and the text's language to the cursor after it."""


def spanning(start: int, end: int) -> Cursor:
    """``start`` to ``end`` selected, the caret at the end."""
    return Cursor(start, Position(end))


def _left(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    if not cursor.empty and not keep:
        return cursor.to(_side(layout, cursor, -1), keep)
    return cursor.to(caret.left(layout, cursor.at), keep)


def _right(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    if not cursor.empty and not keep:
        return cursor.to(_side(layout, cursor, 1), keep)
    return cursor.to(caret.right(layout, cursor.at), keep)


def _side(layout: Layout, cursor: Cursor, step: int) -> Position:
    """The selection's end towards ``step``, as its paragraph reads."""
    rtl = layout.lines[caret.line_of(layout, cursor.at)].rtl
    return Position(cursor.end if (step > 0) != rtl else cursor.start)


def _up(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    at = cursor.at if keep or cursor.empty else Position(cursor.start)
    return cursor.to(*_kept(caret.up(layout, at, cursor.goal), keep))


def _down(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    at = cursor.at if keep or cursor.empty else Position(cursor.end)
    return cursor.to(*_kept(caret.down(layout, at, cursor.goal), keep))


def _kept(found: tuple[Position, float], keep: bool) -> tuple[Position, bool, float]:
    return found[0], keep, found[1]


def _word(step: int) -> Move:
    """One word to the left or right: in a paragraph that reads right to left, left is onward."""

    def go(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
        rtl = layout.lines[caret.line_of(layout, cursor.at)].rtl
        onward = (step > 0) != rtl
        offset = (next_word if onward else previous_word)(layout, cursor.at.offset, language)
        return cursor.to(Position(offset), keep)

    return go


def _line_start(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    return cursor.to(caret.line_start(layout, cursor.at), keep)


def _line_end(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    return cursor.to(caret.line_end(layout, cursor.at), keep)


def _start(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del layout, language
    return cursor.to(Position(0), keep)


def _end(layout: Layout, cursor: Cursor, keep: bool, language: str) -> Cursor:
    del language
    return cursor.to(Position(len(layout.text)), keep)


MOVES: dict[str, Move] = {
    "left": _left,
    "right": _right,
    "up": _up,
    "down": _down,
    "word-left": _word(-1),
    "word-right": _word(1),
    "line-start": _line_start,
    "line-end": _line_end,
    "start": _start,
    "end": _end,
}


def next_word(layout: Layout, offset: int, language: str) -> int:
    """Where the next word begins; a break in between is not jumped over together with it."""
    found = caret.next_word(layout, offset, language)
    end = paragraph_at(layout.text, offset)[1]
    return end if offset < end < found else found


def previous_word(layout: Layout, offset: int, language: str) -> int:
    """Where the word before begins; a break in between is not jumped over together with it."""
    found = caret.previous_word(layout, offset, language)
    start = paragraph_at(layout.text, offset)[0]
    return start if found < start < offset else found


def paragraph_at(text: str, offset: int) -> tuple[int, int]:
    """The paragraph or line around ``offset``, without the break that ends it."""
    breaks = (PARAGRAPH_END, LINE_END)
    start = max(text.rfind(mark, 0, offset) for mark in breaks) + 1
    ends = [at for mark in breaks if (at := text.find(mark, offset)) >= 0]
    return start, min(ends, default=len(text))


def grapheme_at(layout: Layout, x: float, y: float) -> int:
    """The offset of the grapheme under a point of the layer's box; the nearest position where none
    is."""
    near = caret.hit_test(layout, x, y)
    line = layout.lines[caret.line_of(layout, near)]
    under = (one.start for one in line.clusters if one.left <= x < one.right)
    return next(under, near.offset)
