"""The parts of the window that the keyboard goes round: bar, tools, canvas, what is open over it,
slides, panel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app.floating import Floating


def go(window: Any, step: int) -> None:
    """Give the keyboard to the pane after the one that has it, to what had it there before."""
    panes: list[QWidget] = [
        window.top_bar,
        window.rail,
        window.canvas,
        *(one for one in window.findChildren(Floating) if one.isVisible()),
        *([window.notices] if window.notices.isVisible() else []),
        window.filmstrip,
        window.right_panel,
    ]
    focused = QApplication.focusWidget()
    here = [at for at, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)]
    start = here[-1] if here else panes.index(window.canvas) - step
    for ahead in range(1, len(panes) + 1):
        found = _first(panes[(start + step * ahead) % len(panes)])
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _first(pane: QWidget) -> QWidget | None:
    if _takes(pane):
        return pane
    before = pane.focusWidget()
    if before is not None and _takes(before):
        return before
    one = pane.nextInFocusChain()
    while one is not pane and one is not None:
        if pane.isAncestorOf(one) and _takes(one):
            return one
        one = one.nextInFocusChain()
    return None


def _takes(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()
