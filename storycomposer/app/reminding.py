"""After an export: what was exported as asked, and yet is hardly meant. Said once."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from storycomposer.app.export_job import Exported
from storycomposer.app.words import say, t
from storycomposer.checks.finding import Finding
from storycomposer.checks.placeholders import findings
from storycomposer.document.edits.tree import spots


class Reminding(QObject):
    """Tells of links that still lead to an example, each link once, with the way to its address."""

    def __init__(self, window: Any, exporting: Any) -> None:
        super().__init__(exporting)
        self._window = window
        self._told: set[str] = set()
        exporting.finished.connect(self._on_finished)

    @Slot(object)
    def _on_finished(self, made: Exported) -> None:
        found = findings(made.job.story, made.job.slides)
        new = [one for one in found if one.layer not in self._told]
        self._told.update(one.layer for one in new)
        if new:
            label = t("export.edit_link", "Edit the link")
            said = say(new[0].sentence)
            self._window.desk.notice(said, "warn", label, partial(self._edit, new[0]))

    def _edit(self, finding: Finding) -> None:
        desk = self._window.desk
        spot = spots(desk.deck).get(finding.layer)
        if spot is not None:
            desk.select((), (spot.slide,))
            desk.select((finding.layer,))
            self._window.linking.edit()
