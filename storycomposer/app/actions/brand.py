"""The brand of the story."""

from __future__ import annotations

from typing import Any

from storycomposer.app.actions.record import Action, Window


def _open(window: Window) -> None:
    # The panel is made with its first opening: few open it every day.
    from storycomposer.app.brand_panel import BrandPanel  # noqa: PLC0415

    owner: Any = window
    found = owner.findChild(BrandPanel)
    panel = found if isinstance(found, BrandPanel) else BrandPanel(owner)
    panel.open_panel()


ACTIONS = (Action("brand", "Brand…", _open, icon="palette", menu="-edit"),)
