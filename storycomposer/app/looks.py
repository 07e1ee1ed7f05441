"""What a story's first slide looks like, known before the renderer is loaded: it stands on the
canvas meanwhile, and on the start page's cards.

A look is what was on the screen last, pixel for pixel, else the preview in the story's file. Both
are found by all that they depend on, so none of something else is ever shown, and on the canvas
they are only shown until the slide itself is drawn.
"""

from __future__ import annotations

import contextlib
import functools
import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, QTimer
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.desk import Desk
from storycomposer.app.workers import Workers
from storycomposer.document.deck import Deck, Slide
from storycomposer.editor import Change
from storycomposer.storage import preview

_KEPT = 24
"""Looks that are kept, the newest ones."""
_REST_MS = 1500


class Looks(QObject):
    """Keeps the look of one window's story in ``folder`` and finds it again. ``source`` is the file
    that a story without one is a copy of."""

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        workers: Workers,
        folder: Path,
        parent: QObject,
        *,
        source: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._canvas, self._workers = desk, canvas, workers
        self._folder, self._source = folder, source
        self._known: tuple[Deck, Slide, QImage | None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.keep)
        canvas.showing.changed.connect(self._on_shown)
        desk.changed.connect(self._on_changed)

    def of(self, slide: Slide) -> QImage | None:
        """The look of ``slide``, if it is known."""
        deck = self._desk.deck
        # Every paint asks until the slide is drawn.
        if self._known is None or self._known[0] is not deck or self._known[1] is not slide:
            self._known = deck, slide, self._found(deck, slide)
        return self._known[2]

    def keep(self) -> None:
        """Keep the look of what is shown, where it is a file's first slide."""
        deck, slide, showing = self._desk.deck, self._desk.slide, self._canvas.showing
        self._known = None
        first = bool(deck.slides) and slide is deck.slides[0]
        if slide is None or not first or showing.behind or self._desk.editor.path is None:
            return
        image = showing.picture.at(self._canvas.zoom).copy()
        self._workers.run("look", functools.partial(_write, image, self._file(slide)), _done)

    def _found(self, deck: Deck, slide: Slide) -> QImage | None:
        image = QImage(str(self._file(slide)))
        if not image.isNull():
            return image
        source = self._desk.editor.path or self._source
        return previewed(source, deck) if source is not None and slide is deck.slides[0] else None

    def _file(self, slide: Slide) -> Path:
        return self._folder / f"{preview.key(self._desk.deck, slide)[:32]}.png"

    def _on_shown(self) -> None:
        self._canvas.showing.changed.disconnect(self._on_shown)
        self._soon.start()

    def _on_changed(self, change: Change) -> None:
        if change.kind == "save":
            self._soon.start()


def previewed(path: Path, deck: Deck) -> QImage | None:
    """The first slide of ``deck`` as the story at ``path`` carries it; None where it does not. On
    any thread."""
    data = preview.read(path, deck)
    if data is None:
        return None
    buffer = QBuffer()
    buffer.setData(data)
    image = QImageReader(buffer, b"jpeg").read()
    return None if image.isNull() else image


def _write(image: QImage, file: Path) -> None:
    """Written beside and moved: what is there is whole. That none can be kept is no news."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        if QImageWriter(str(part), b"png").write(image):
            part.replace(file)
        for old in sorted(file.parent.glob("*.png"), key=_when)[:-_KEPT]:
            old.unlink(missing_ok=True)


def _when(file: Path) -> float:
    return file.stat().st_mtime


def _done(_: object) -> None:
    """Nobody waits for it."""
