"""The panel below the Export button: options, progress, and what one does with the set."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.export_popover import Options, Progress
from storycomposer.app.exporting import Exported, Exporting, Job, Sizes
from storycomposer.app.floating import Floating
from storycomposer.app.words import t
from storycomposer.app.workers import Workers


class ExportPanel(Floating):
    """One page at a time."""

    def __init__(
        self,
        desk: Desk,
        workers: Workers,
        exporting: Exporting,
        window: QWidget,
        anchor: QWidget,
    ) -> None:
        super().__init__(window, anchor)
        self.setAccessibleName(t("export.title", "Export"))
        self._desk, self._exporting = desk, exporting
        self._sizes = Sizes(workers, self)
        self.options = Options(desk, exporting, self._sizes, self)
        self.progress = Progress(exporting, self)
        for page in (self.options, self.progress):
            page.hide()
            self.column.addWidget(page)
        exporting.started.connect(self._on_started)
        exporting.finished.connect(self._on_finished)
        exporting.stopped.connect(self.close_panel)
        self.closed.connect(self._sizes.stop)
        desk.changed.connect(self._on_changed)

    def toggle(self) -> None:
        """Open it at the options, or at the progress of what runs; close it where it is open."""
        if self.isVisible():
            self.close_panel()
        elif self._exporting.running:
            self._show(self.progress)
        else:
            self.options.refresh()
            self._show(self.options)
            self.options.go.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self, page: QWidget) -> None:
        for other in (self.options, self.progress):
            other.setVisible(other is page)
        self.fleeting = page is self.options
        self.open_panel()

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        self.progress.begin(job)
        self._show(self.progress)
        self.progress.cancel.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object)
    def _on_finished(self, _: Exported) -> None:
        self.close_panel()

    @Slot(object)
    def _on_changed(self, _: object) -> None:
        if self.options.isVisible():
            self.options.refresh()
