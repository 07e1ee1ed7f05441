"""Previews that take long to draw: drawn on a thread first, so that the window goes on."""

from __future__ import annotations

from storycomposer.app import doors
from storycomposer.app.desk import Desk
from storycomposer.app.workers import Workers
from storycomposer.editor import Edit
from storycomposer.errors import StoryError
from storycomposer.story import Story

_KEY = "drawn-ahead"
_CORNER = (0, 0, 1, 1)
"""A layer is painted whole however little of it is asked for."""


class DrawnAhead:
    """One preview is drawn at a time; of those wanted meanwhile only the newest is drawn next."""

    def __init__(self, desk: Desk, workers: Workers) -> None:
        self._desk = desk
        self._workers = workers
        self._under_way: Edit | None = None
        self._next: Edit | None = None

    def want(self, edit: Edit) -> None:
        """Preview ``edit`` as soon as it is drawn."""
        self._next = edit
        if self._under_way is None:
            self._start()

    def finish(self) -> None:
        """Preview now what was wanted last."""
        last = self._next or self._under_way
        self.drop()
        if last is not None:
            self._desk.preview(last)

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._workers.drop(_KEY)
        self._under_way = self._next = None

    def _start(self) -> None:
        edit, self._next = self._next, None
        self._under_way = edit
        slide = self._desk.slide
        if edit is None or slide is None:
            return
        story, id_ = self._desk.editor.committed, slide.id

        def draw() -> None:
            deck = edit(story.deck)
            for one in deck.slides:
                if one.id == id_:
                    doors.render(Story(deck, story.media), one, region=_CORNER)

        self._workers.run(_KEY, draw, self._drawn, self._failed)

    def _drawn(self, _: object) -> None:
        edit, self._under_way = self._under_way, None
        if edit is not None:
            self._desk.preview(edit)
        if self._next is not None:
            self._start()

    def _failed(self, _: StoryError) -> None:
        # The preview itself says what is wrong.
        self._drawn(None)
