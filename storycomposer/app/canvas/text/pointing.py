"""Placing the caret and selecting with the pointer: letters, after a double-click words, after a
third click lines."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from storycomposer.app.canvas.text.cursor import Cursor, grapheme_at, paragraph_at, spanning
from storycomposer.app.canvas.text.page import Page
from storycomposer.document.geometry import Point
from storycomposer.typography import caret

Span = Callable[[Page, Point], tuple[int, int]]

_NEAR = 12.0
"""Canvas pixels between clicks that count as one place."""


def _word(page: Page, at: Point) -> tuple[int, int]:
    layout = page.layout
    return caret.word_at(layout, grapheme_at(layout, *at), page.language)


def _line(page: Page, at: Point) -> tuple[int, int]:
    layout = page.layout
    return paragraph_at(layout.text, caret.hit_test(layout, *at).offset)


class Pointing:
    """One series of clicks and drags. Points count inside the layer's box."""

    def __init__(self) -> None:
        self._down = False
        self._span: Span | None = None
        self._from = (0, 0)
        self._double: tuple[float, Point] | None = None

    def press(self, page: Page, at: Point, cursor: Cursor, extend: bool) -> Cursor:
        """The cursor after a press; with ``extend`` the selection goes on to here."""
        self._down = True
        if self._third(at):
            return self._by(_line, page, at)
        self._span = None
        return cursor.to(caret.hit_test(page.layout, *at), extend)

    def double_click(self, page: Page, at: Point) -> Cursor:
        """The word there, and words from now on until the button is let go."""
        self._down = True
        self._double = time.monotonic(), at
        return self._by(_word, page, at)

    def move(self, page: Page, at: Point, cursor: Cursor) -> Cursor:
        """The cursor while the button is down."""
        if not self._down:
            return cursor
        if self._span is None:
            return cursor.to(caret.hit_test(page.layout, *at), keep=True)
        start, end = self._span(page, at)
        first, last = self._from
        if start < first:
            return Cursor(last, caret.Position(min(start, first)))
        return spanning(first, max(end, last))

    def release(self) -> None:
        """The button went up."""
        self._down = False

    def _by(self, span: Span, page: Page, at: Point) -> Cursor:
        self._span = span
        self._from = span(page, at)
        return spanning(*self._from)

    def _third(self, at: Point) -> bool:
        if self._double is None:
            return False
        when, where = self._double
        self._double = None
        soon = (time.monotonic() - when) * 1000 < QApplication.doubleClickInterval()
        return soon and max(abs(at.x - where.x), abs(at.y - where.y)) < _NEAR
