"""The slides of a playing story as pictures of the screen's own pixels, drawn ahead of time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from storycomposer.app import doors
from storycomposer.app.workers import Workers
from storycomposer.errors import StoryError
from storycomposer.story import Story

AROUND = (0, 1, -1)
"""The slides that are kept, counted from the one that is shown: a large screen's are 10 MB each."""


class Reel(QObject):
    """Pictures by slide. ``drawn`` tells that one came; it may be of another slide by now."""

    drawn = Signal()

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._story: Story | None = None
        self._scale = 1.0
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}

    def start(self, story: Story) -> None:
        """Be about ``story``."""
        self.stop()
        self._story = story

    def stop(self) -> None:
        """Forget everything."""
        for at in self._asked:
            self._workers.drop((id(self), at))
        self._asked.clear()
        self._pictures.clear()
        self._story = None

    def show(self, at: int, scale: float) -> QImage | None:
        """The picture of slide ``at`` at ``scale``; while that is being drawn the one of another
        scale, or None. Its neighbours are drawn next, others forgotten."""
        if self._story is None:
            return None
        self._scale = scale
        count = len(self._story.deck.slides)
        wanted = dict.fromkeys((at + step) % count for step in AROUND)
        for gone in [one for one in self._pictures if one not in wanted]:
            del self._pictures[gone]
        for gone in [one for one in self._asked if one not in wanted]:
            del self._asked[gone]
            self._workers.drop((id(self), gone))
        for one in wanted:
            had = self._pictures.get(one)
            if (had is None or had[0] != scale) and self._asked.get(one) != scale:
                self._ask(one, scale)
        found = self._pictures.get(at)
        return found[1] if found else None

    def ready(self, at: int) -> bool:
        """Whether slide ``at`` is there, at whatever scale."""
        return at in self._pictures

    @property
    def kept(self) -> int:
        """How many pictures are held."""
        return len(self._pictures)

    def _ask(self, at: int, scale: float) -> None:
        assert self._story is not None
        self._asked[at] = scale
        work = partial(_picture, self._story, at, scale)
        keep = partial(self._keep, at, scale)
        self._workers.run((id(self), at), work, keep, partial(self._failed, at, scale))

    def _failed(self, at: int, scale: float, _: StoryError) -> None:
        """What cannot be drawn is dark, and the story goes on; the canvas says why."""
        dark = QImage(9, 16, QImage.Format.Format_RGB32)
        dark.fill(0)
        self._keep(at, scale, dark)

    def _keep(self, at: int, scale: float, picture: QImage) -> None:
        self._asked.pop(at, None)
        self._pictures[at] = (scale, picture)
        self.drawn.emit()


def _picture(story: Story, at: int, scale: float) -> QImage:
    """On a thread."""
    made = doors.render(story, story.deck.slides[at], scale)
    # The fourth byte is 255, not the 0 of "BGRX": Qt adds it up where a picture is clipped.
    data, stride = made.convert("RGBA").tobytes("raw", "BGRA"), made.width * 4
    form = QImage.Format.Format_RGB32
    return QImage(data, made.width, made.height, stride, form).copy()
