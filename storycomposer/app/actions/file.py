"""Stories and their files."""

from __future__ import annotations

from storycomposer.app.actions.record import Action, Window


def _close(window: Window) -> None:
    window.close()


ACTIONS: tuple[Action, ...] = (
    Action(
        "close",
        "Close window",
        _close,
        icon="x",
        keys=("Ctrl+W",),
        menu="-file",
    ),
)
