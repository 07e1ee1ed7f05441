"""The canvas's picture kept up to date: at once where that takes a moment, else on a thread.

Whoever reads the picture gets that of the deck as it is now, if need be by waiting; only what is
painted may be behind for a while, and then it shows what was there before.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from storycomposer.app import doors
from storycomposer.app.canvas.picture import Drawn, Picture, drawn
from storycomposer.app.desk import Desk
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Slide
from storycomposer.errors import StoryError

Look = Callable[[Slide], QImage | None]
_KEY = "canvas"


class Showing(QObject):
    """Tells a picture when to change. Of several changes that come while one is being drawn, the
    newest is drawn next."""

    changed = Signal()
    """There is another picture to paint."""

    def __init__(self, desk: Desk, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._stand_in: weakref.WeakMethod[Look] | None = None
        self._desk, self._workers = desk, workers
        self._picture = Picture()
        self._begun = False
        self._busy = False
        self._behind = True

    @property
    def picture(self) -> Picture:
        """The picture to paint now; perhaps of what was there before."""
        return self._picture

    def ask_meanwhile(self, look: Look) -> None:
        """Let the bound method ``look`` say what to show of a slide that is not drawn yet. Its
        object is not held."""
        self._stand_in = weakref.WeakMethod(look)

    def meanwhile(self, slide: Slide) -> QImage | None:
        """What to show of ``slide`` until it is drawn."""
        look = self._stand_in() if self._stand_in is not None else None
        return look(slide) if look is not None else None

    @property
    def behind(self) -> bool:
        """Whether the deck looks otherwise than the picture."""
        return self._behind

    def begin(self) -> None:
        """Draw what was asked for until now, and from now on what is."""
        if not self._begun:
            self._begun = True
            if self._behind:
                self.refresh()

    def refresh(self) -> None:
        """The deck is another now, or another slide is shown."""
        slide = self._desk.slide
        self._behind = slide is not None
        if slide is None or not self._begun or self._busy:
            return
        story = self._desk.editor.story
        if doors.loaded() and self._picture.quick(story, slide):
            self._at_once(slide)
            return
        self._busy = True
        first = self._picture.of is None
        work = partial(drawn, story, slide)
        self._workers.run(_KEY, work, self._take, self._give_up, leading=first)

    def settle(self) -> Picture:
        """The picture as the deck is now."""
        slide = self._desk.slide
        if self._behind and slide is not None:
            self._workers.drop(_KEY)
            self._busy = False
            self._at_once(slide)
        return self._picture

    def _at_once(self, slide: Slide) -> None:
        self._behind = False
        self._picture.show(self._desk.editor.story, slide)
        self.changed.emit()

    def _take(self, made: Drawn) -> None:
        self._busy = False
        slide = self._desk.slide
        if slide is not None and made.slide.id == slide.id:
            self._picture.take(made)
            self.changed.emit()
        if slide is not made.slide or self._desk.editor.story != made.story:
            self.refresh()
        else:
            self._behind = False

    def _give_up(self, _: StoryError) -> None:
        """What cannot be drawn is not tried again until it changes."""
        self._busy = False
        self._behind = False
