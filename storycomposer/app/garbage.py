"""Python's garbage is looked for on the window's thread alone.

By itself Python looks for it on whatever thread happens to ask for memory, and what it finds goes
on that thread. Widgets are often among it, and a widget may only go where it lives.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


def collect_here(parent: QObject) -> QTimer:
    """Look for garbage on this thread, every second while there is ``parent``, and on no other."""
    gc.disable()
    timer = QTimer(parent)
    timer.timeout.connect(collect)
    timer.start(_EVERY_MS)
    return timer


def collect() -> None:
    """Look for garbage as far as Python would by now."""
    limits = gc.get_threshold()
    for generation, made in reversed(list(enumerate(gc.get_count()))):
        if limits[generation] and made > limits[generation]:
            gc.collect(generation)
            return
