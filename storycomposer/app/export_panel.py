"""The panel below the Export button: options, progress, and what one does with the set."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.export_job import Exported, Job
from storycomposer.app.export_popover import Options, Progress
from storycomposer.app.export_refusal import Refusal
from storycomposer.app.export_tray import Tray
from storycomposer.app.exporting import Exporting, Sizes
from storycomposer.app.floating import Floating
from storycomposer.app.phone_links import PhoneLinks
from storycomposer.app.words import t
from storycomposer.app.workers import Workers
from storycomposer.errors import Sentence


class ExportPanel(Floating):
    """One page at a time."""

    def __init__(
        self,
        desk: Desk,
        workers: Workers,
        exporting: Exporting,
        window: Any,
        anchor: QWidget,
    ) -> None:
        super().__init__(window, anchor)
        self.setAccessibleName(t("export.title", "Export"))
        self._desk, self._exporting, self._window = desk, exporting, window
        self._sizes = Sizes(workers, self)
        self.options = Options(desk, exporting, self._sizes, self)
        self.progress = Progress(exporting, self)
        self.tray = Tray(workers, exporting, self)
        self.links = PhoneLinks(self)
        self.refusal = Refusal(desk, workers, exporting, self)
        for page in self._pages():
            page.hide()
            self.column.addWidget(page)
        self.options.last.clicked.connect(self._on_last)
        self.tray.links_wanted.connect(self._on_links)
        self.tray.closed.connect(self.close_panel)
        self.tray.unseen.connect(self._on_unseen)
        self.links.back.connect(self._on_last)
        self.links.closed.connect(self.close_panel)
        exporting.started.connect(self._on_started)
        exporting.finished.connect(self._on_finished)
        exporting.stopped.connect(self.close_panel)
        exporting.options_wanted.connect(self._on_wanted)
        exporting.refused.connect(self._on_refused)
        self.refusal.closed.connect(self.close_panel)
        self.closed.connect(self._sizes.stop)
        desk.changed.connect(self._on_changed)

    def toggle(self) -> None:
        """Open it at the options, or at the progress of what runs; close it where it is open."""
        if self.isVisible():
            self.close_panel()
        elif self._exporting.running:
            self._show(self.progress)
        else:
            self.options.last.setVisible(self.tray.made is not None)
            self.options.refresh()
            self._show(self.options)
            self.options.go.setFocus(Qt.FocusReason.PopupFocusReason)

    def worked_in(self) -> list[QWidget]:
        panel = self._window.right_panel
        focused = QApplication.focusWidget()
        return [panel] if focused is not None and panel.isAncestorOf(focused) else []

    def _show(self, page: QWidget, asked: bool = True) -> None:
        for other in self._pages():
            other.setVisible(other is page)
        # What runs and what asks stay until they are dealt with.
        self.fleeting = page not in (self.progress, self.refusal)
        self.open_panel(asked)

    def _pages(self) -> tuple[QWidget, ...]:
        return self.options, self.progress, self.tray, self.links, self.refusal

    @property
    def _has_keys(self) -> bool:
        """Whether the keyboard is in it: where somebody goes on working, it stays with them."""
        return self.isAncestorOf(QApplication.focusWidget() or self)

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        here = self._has_keys
        self.progress.begin(job)
        self._show(self.progress, asked=here)
        if here:
            self.progress.cancel.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object)
    def _on_finished(self, made: Exported) -> None:
        here = self._has_keys
        self.tray.show_set(made)
        self._show(self.tray, asked=here)
        if here:
            self.tray.copy.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _on_wanted(self) -> None:
        if not self.isVisible():
            self.toggle()

    @Slot(object, object)
    def _on_refused(self, job: Job, sentence: Sentence) -> None:
        self.refusal.refuse(job, sentence)
        self._show(self.refusal)
        self.refusal.anyway.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(str, str)
    def _on_unseen(self, words: str, kind: str) -> None:
        self._desk.notice(words, "error" if kind == "danger" else "info")

    @Slot()
    def _on_last(self) -> None:
        self.tray.refresh()
        self._show(self.tray)
        self.tray.copy.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _on_links(self) -> None:
        if self.tray.made is not None:
            self.links.show_set(self.tray.shown)
            self._show(self.links)
            self.links.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object)
    def _on_changed(self, _: object) -> None:
        if self.options.isVisible():
            self.options.refresh()
