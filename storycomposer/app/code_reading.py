"""A picture with a QR code, pasted or dropped where a link is made: what the code says is taken
over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QPolygonF
from PySide6.QtWidgets import QWidget

from storycomposer.app import clip_data
from storycomposer.app.dropping import DropHint
from storycomposer.app.incoming import Source
from storycomposer.app.words import t
from storycomposer.document.link import Target
from storycomposer.errors import Sentence, StoryError

_OVER = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_INSET = 3
_KEY = "read-code"


class CodeReading(QObject):
    """Watches widgets for pictures; reads on a thread; ``take`` gets the target, ``tell`` what is
    wrong. While a picture is dragged over any of them, ``place`` shows that it lands there."""

    def __init__(
        self,
        window: Any,
        take: Callable[[Target], object],
        tell: Callable[[Sentence], object],
        place: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._take, self._tell = take, tell
        self._place = place
        self.hint = DropHint(place)

    def watch(self, *widgets: QWidget) -> None:
        """Take pictures that are pasted or dropped there."""
        for widget in widgets:
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def take(self, mime: QMimeData) -> bool:
        """Read what is carried. Returns False where it is no picture."""
        found = next(iter(clip_data.sources(mime)), None)
        if found is not None:
            work = partial(_target_in, found)
            self._window.workers.run(_KEY, work, self._take, self._failed)
        return found is not None

    def drop(self) -> None:
        """What is being read is not wanted any more."""
        self._window.workers.drop(_KEY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind in (*_OVER, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            return self._dragged(event, kind == QEvent.Type.Drop)
        if kind == QEvent.Type.DragLeave:
            self.hint.hide()
        if (
            kind == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
            return mime is not None and self.take(mime)
        return super().eventFilter(watched, event)

    def _dragged(self, event: QDropEvent, dropped: bool) -> bool:
        mime = event.mimeData()
        if dropped:
            self.hint.hide()
        if not clip_data.carries(mime) or (dropped and not self.take(mime)):
            return False
        if not dropped:
            self._show()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _show(self) -> None:
        inner = self._place.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET)
        self.hint.point_at(QPolygonF(QRectF(inner)), t("drop.code", "Take over its QR code"))

    def _failed(self, error: StoryError) -> None:
        self._tell(error.sentence)


def _target_in(source: Source) -> Target:
    # The reader comes with the first picture, not with the window.
    from storycomposer.links.reading import target_in  # noqa: PLC0415

    return target_in(source.load())
