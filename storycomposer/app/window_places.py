"""Where windows open: as large and where they were left, on a screen that is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from storycomposer.app.settings import Place

_CASCADE = 28
"""Points right and down of a window that lies in the same place already."""
_SEEN = 0.5
"""Share of a window's head that a screen must show for it to open there."""
_HEAD = 48
"""Points that a window's frame takes at most at its top."""


def open_at(
    window: QWidget,
    kind: str,
    usual: QSize,
    settings: Any,
    beside: Sequence[QWidget] = (),
) -> None:
    """Give ``window`` the size and place that windows of its ``kind`` had last, else ``usual`` as
    far as the screen has room, in its middle; a little aside where one of ``beside`` is."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    kept = settings.values.places.get(kind)
    wanted: QRect | None = None
    if kept is not None:
        size = QSize(kept.width, kept.height).expandedTo(window.minimumSizeHint())
        wanted = QRect(QPoint(kept.x, kept.y), size)
    rect = placed(wanted, usual, screens)
    window.resize(rect.size())
    taken = [one.pos() for one in beside if one is not window and one.isVisible()]
    while any((spot - rect.topLeft()).manhattanLength() < _CASCADE for spot in taken):
        rect.translate(_CASCADE, _CASCADE)
    window.move(placed(rect, usual, screens).topLeft())
    if kept is not None and kept.maximized:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep(window: QWidget, kind: str, settings: Any) -> None:
    """Remember how ``window`` lies, for the next one of its ``kind``."""
    maximized = window.isMaximized() or window.isFullScreen()
    inner = window.normalGeometry() if maximized else window.geometry()
    spot: QPoint = inner.topLeft() if maximized else window.pos()
    place = Place(spot.x(), spot.y(), inner.width(), inner.height(), maximized)
    if inner.isValid():
        settings.change(places={**settings.values.places, kind: place})


def placed(wanted: QRect | None, usual: QSize, screens: Sequence[QRect]) -> QRect:
    """``wanted`` where one of ``screens`` (the room on each, the main one first) shows enough of
    its head to take hold of it, no larger than that screen; else its size, or the ``usual`` one, in
    the middle of the main screen."""
    if wanted is not None:
        head = QRect(wanted.topLeft(), QSize(wanted.width(), _HEAD))
        shares = [_area(head & screen) / _area(head) for screen in screens]
        best = max(range(len(screens)), key=shares.__getitem__)
        if shares[best] >= _SEEN:
            return _within(wanted, screens[best])
    room = screens[0].size() - QSize(0, _HEAD)
    size = (wanted.size() if wanted is not None else usual).boundedTo(room)
    made = QRect(QPoint(0, 0), size)
    made.moveCenter(screens[0].center())
    return made


def _within(rect: QRect, screen: QRect) -> QRect:
    size = rect.size().boundedTo(screen.size())
    left = min(max(rect.left(), screen.left()), screen.left() + screen.width() - size.width())
    top = min(max(rect.top(), screen.top()), screen.top() + screen.height() - size.height())
    return QRect(QPoint(left, top), size)


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
