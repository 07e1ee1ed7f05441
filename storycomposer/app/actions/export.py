"""Out of the window: pictures, and how they will be seen."""

from __future__ import annotations

from storycomposer.app.actions.record import Action, Window, has_slide


def _export(window: Window) -> None:
    window.export_panel.toggle()


def _again(window: Window) -> None:
    _ = window.export_panel  # it shows how far the export is
    window.exporting.start()


ACTIONS = (
    Action(
        "preview",
        "Preview",
        lambda window: window.player.play(),
        icon="play",
        keys=("F5", "Ctrl+Alt+P"),
        menu="-view",
        enabled=has_slide,
    ),
    Action(
        "export",
        "Export",
        _export,
        icon="download",
        keys=("Ctrl+E",),
        menu="-file",
        enabled=has_slide,
    ),
    Action(
        "export-again",
        "Export again",
        _again,
        icon="refresh-cw",
        keys=("Ctrl+Shift+E",),
        menu="file",
        enabled=has_slide,
    ),
)
