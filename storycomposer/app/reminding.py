"""After an export: what was exported as asked, and yet is hardly meant. Said once."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from storycomposer.app.desk import Mode
from storycomposer.app.export_job import Exported
from storycomposer.app.words import say, t
from storycomposer.checks.finding import Finding
from storycomposer.checks.placeholders import findings, unwritten
from storycomposer.document.edits.tree import spots
from storycomposer.document.layers import TextLayer


class Reminding(QObject):
    """Tells of texts that nobody has written and of links that still lead to an example, each once
    and one at a time, with the way to them."""

    def __init__(self, window: Any, exporting: Any) -> None:
        super().__init__(exporting)
        self._window = window
        self._told: set[str] = set()
        exporting.finished.connect(self._on_finished)

    @Slot(object)
    def _on_finished(self, made: Exported) -> None:
        story, slides = made.job.story, made.job.slides
        for found in (unwritten(story, slides, _beginnings()), findings(story, slides)):
            new = [one for one in found if one.layer not in self._told]
            self._told.update(one.layer for one in new)
            if new:
                self._tell(new[0])
                return

    def _tell(self, finding: Finding) -> None:
        label = (
            t("export.write", "Write it")
            if finding.rule == "text-placeholder"
            else t("export.edit_link", "Edit the link")
        )
        edit = partial(self._edit, finding)
        self._window.desk.notice(say(finding.sentence), "warn", label, edit)

    def _edit(self, finding: Finding) -> None:
        desk = self._window.desk
        spot = spots(desk.deck).get(finding.layer)
        if spot is None:
            return
        desk.select((), (spot.slide,))
        desk.select((finding.layer,))
        if isinstance(spot.layer, TextLayer):
            desk.mode = Mode("text", finding.layer)
            self._window.canvas.setFocus()
        else:
            self._window.linking.edit()


def _beginnings() -> frozenset[str]:
    """The words that texts begin with, in the window's language."""
    from storycomposer.app.inspector.presets import PRESETS, preset_name  # noqa: PLC0415

    return frozenset((t("text.new", "Type something"), *map(preset_name, PRESETS)))
