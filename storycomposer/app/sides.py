"""Room at the sides where reading begins and ends: Qt mirrors widgets in rows, and not their
margins."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget


def margins(widget: QWidget, start: int, top: int, end: int, bottom: int) -> QMargins:
    """Margins of a layout in ``widget``, in points; ``start`` is where reading begins."""
    left, right = (end, start) if widget.isRightToLeft() else (start, end)
    return QMargins(left, top, right, bottom)
