"""What a story's first slide looked like when it was shown last: it stands on the canvas while the
renderer is being loaded. A look is found by all that it depends on, so none of something else is
ever shown; it is only shown until the slide itself is drawn."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage

from storycomposer.app.canvas.showing import Showing
from storycomposer.app.desk import Desk
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.schema import to_json
from storycomposer.editor import Change

_KEPT = 24
"""Looks that are kept, the newest ones."""
_SHARE = 0.5
"""Of the slide's size: canvases mostly show it smaller still."""
_QUALITY = 90
_REST_MS = 1500


class Looks(QObject):
    """Keeps the look of one window's story in ``folder`` and finds it again."""

    def __init__(
        self, desk: Desk, showing: Showing, workers: Workers, folder: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._showing, self._workers, self._folder = desk, showing, workers, folder
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.keep)
        showing.changed.connect(self._on_shown)
        desk.changed.connect(self._on_changed)

    def of(self, slide: Slide) -> QImage | None:
        """The look of ``slide``, if it is known."""
        image = QImage(str(self._file(slide)))
        return None if image.isNull() else image

    def keep(self) -> None:
        """Keep the look of what is shown, where it is a file's first slide."""
        deck, slide = self._desk.deck, self._desk.slide
        first = bool(deck.slides) and slide is deck.slides[0]
        if slide is None or not first or self._showing.behind or self._desk.editor.path is None:
            return
        image, file = self._showing.picture.image.copy(), self._file(slide)
        self._workers.run("look", functools.partial(_write, image, file), _done)

    def _file(self, slide: Slide) -> Path:
        return self._folder / f"{_key(self._desk.deck, slide)}.jpg"

    def _on_shown(self) -> None:
        self._showing.changed.disconnect(self._on_shown)
        self._soon.start()

    def _on_changed(self, change: Change) -> None:
        if change.kind == "save":
            self._soon.start()


def _key(deck: Deck, slide: Slide) -> str:
    alone = structs.replace(deck, id="look", title="", slides=(slide,))
    return hashlib.sha256(to_json(alone)).hexdigest()[:32]


def _write(image: QImage, file: Path) -> None:
    """Written beside and moved: what is there is whole. That none can be kept is no news."""
    with contextlib.suppress(OSError):
        if file.exists():
            os.utime(file)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        part = file.with_suffix(f".{os.getpid()}.jpeg")
        if image.scaled(image.size() * _SHARE, *ways).save(str(part), quality=_QUALITY):
            part.replace(file)
        for old in sorted(file.parent.glob("*.jpg"), key=_when)[:-_KEPT]:
            old.unlink(missing_ok=True)


def _when(file: Path) -> float:
    return file.stat().st_mtime


def _done(_: object) -> None:
    """Nobody waits for it."""
