"""The whole window larger where the desktop's letters are: people who need large letters need large
icons and targets, too, and nothing is cut off by a field that stayed small."""

from __future__ import annotations

import math
import os
import sys

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

_USUAL = {"win32": 9.0}
"""Points of the desktop's letters as it comes: Segoe UI 9; 10 or 11 on the desktops of Linux."""
_ELSEWHERE = 10.0
_STEP, _MOST = 0.25, 2.0
_ROOM = QSize(1024, 600)
"""Points that the window needs for all that is in it."""
_SCALE = "QT_SCALE_FACTOR"


def factor(points: float, usual: float, screen: QSize) -> float:
    """How much larger than usual: 1 for letters of up to a quarter more, then in quarters up to 2,
    and no more than leaves a ``screen`` of so many points room for the window."""
    room = min(screen.width() / _ROOM.width(), screen.height() / _ROOM.height())
    wanted = min(points / usual, room, _MOST)
    return max(1.0, math.floor(wanted / _STEP + 1e-6) * _STEP)


def desktops(app: QApplication) -> float:
    """What the desktop's letters ask for. macOS has one size of letters for all."""
    if sys.platform == "darwin":
        return 1.0
    usual = _USUAL.get(sys.platform, _ELSEWHERE)
    screen = app.primaryScreen().availableGeometry().size()
    return factor(QFontInfo(app.font()).pointSizeF(), usual, screen)


def use(scale: float) -> None:
    """Let the next application be ``scale`` times as large as this one: Qt takes that from the
    environment when it starts, and from nowhere else."""
    try:
        before = float(os.environ.get(_SCALE) or 1)
    except ValueError:
        before = 1.0
    os.environ[_SCALE] = f"{before * scale:g}"
