"""How the canvas is looked at."""

from __future__ import annotations

from storycomposer.app.actions.record import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "fit",
        "Fit slide",
        lambda window: window.canvas.fit(),
        icon="maximize",
        keys=("Shift+1",),
        menu="view",
    ),
    Action(
        "actual-size",
        "100 %",
        lambda window: window.canvas.set_zoom(1.0),
        keys=("Ctrl+0",),
        menu="view",
    ),
)
