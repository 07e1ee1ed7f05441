"""One window: the parts put together. What they do is theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storycomposer.app import context_menu, safe_area, window_places
from storycomposer.app.actions.menus import Actions
from storycomposer.app.buttons import press_focused
from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.desk import Desk
from storycomposer.app.files import Files
from storycomposer.app.looks import Looks
from storycomposer.app.notices import Notices, line
from storycomposer.app.parts import Parts
from storycomposer.app.rail import Rail
from storycomposer.app.recovering import Recovering
from storycomposer.app.rooms import PANEL_WIDTH, STRIP_HEIGHT, Room
from storycomposer.app.settings import Values
from storycomposer.app.top_bar import TopBar
from storycomposer.app.workers import Workers
from storycomposer.app.zoom_control import ZoomControl
from storycomposer.document.deck import Slide
from storycomposer.editor import Change, Editor

_USUAL = QSize(1440, 900)


class MainWindow(Parts):
    """A story being composed."""

    def __init__(self, program: Any, editor: Editor, source: Path | None = None) -> None:
        """``source`` is the file that a story without one is a copy of."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.program = program
        self.widget = self
        self.desk = Desk(editor, self)
        self.workers = Workers(self)
        self.files = Files(self)
        self.recovering = Recovering(program, self.desk, self)
        self.canvas = Canvas(self.desk, self.workers)
        self._look_as(program.settings.values)
        self.looks = Looks(
            self.desk, self.canvas, self.workers, program.home / "looks", self, source=source
        )
        self.canvas.showing.ask_meanwhile(self._meanwhile)
        self.desk.mode_coming.connect(self._on_mode_coming)
        self.canvas.seen.connect(self._on_seen)
        self.actions_by_id = Actions(self)
        self.desk.tool_changed.connect(self.actions_by_id.refresh)
        self.top_bar = TopBar(self.desk, self.actions_by_id)
        self.setCentralWidget(self._laid_out())
        self.zoom_control = ZoomControl(self.canvas, self.actions_by_id)
        self.notices = Notices(self.desk, self.canvas)
        self.top_bar.add_button(self.actions_by_id, "preview", "play")
        self.export_button = self.top_bar.add_button(
            self.actions_by_id, "export", "download", primary=True
        )
        self.canvas.menu_wanted.connect(self._on_menu)
        self.desk.changed.connect(self._on_changed)
        self._on_changed()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        window_places.open_at(self, "composer", _USUAL, program.settings, program.windows)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.files.may_close():
            window_places.keep(self, "composer", self.program.settings)
            self.gone()
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and not self.canvas.hasFocus():
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def gone(self) -> None:
        """The window closes for good: nothing that it waits for is wanted any more."""
        self._soon.stop()
        self.recovering.end()
        if self.made("exporting"):
            self.exporting.close()
        if self.made("player"):
            self.player.stop()
        self.hide()  # threads end what they are at, and nobody looks at a window that stands still
        self.workers.close()
        self.program.closed(self)

    def undo(self) -> None:
        """Go back one entry; the slide that changes is shown."""
        self.desk.editor.undo()

    def redo(self) -> None:
        """Go forward one entry; the slide that changes is shown."""
        self.desk.editor.redo()

    def enter(self, id: str) -> None:
        """Go on the canvas into a layer: write in a text, crop a picture."""
        self.canvas.setFocus()
        self.canvas.selecting.enter(id)

    def _look_as(self, kept: Values) -> None:
        """Show over the slide what was shown last time."""
        self.canvas.show_safe = kept.safe_areas
        self.desk.destination = safe_area.known(kept.safe_for)
        self.canvas.guiding.rulers = kept.rulers
        self.canvas.guiding.locked = kept.guides_locked

    def _meanwhile(self, slide: Slide) -> QImage | None:
        look = self.looks.of(slide)
        if look is None and self.made("filmstrip"):
            look = self.filmstrip.look(slide.id)
        return look

    def _on_menu(self, at: QPoint) -> None:
        context_menu.canvas(self.desk, self.actions_by_id, self).popup(at)

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(line())
        row = QHBoxLayout()
        row.setSpacing(0)
        column.addLayout(row, 1)
        self.rail = Rail(self)
        row.addWidget(self.rail)
        row.addWidget(line(vertical=True))
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(line())
        self.below = Room(height=STRIP_HEIGHT)
        middle.addWidget(self.below)
        row.addLayout(middle, 1)
        row.addWidget(line(vertical=True))
        self.beside = Room(width=PANEL_WIDTH)
        row.addWidget(self.beside)
        return whole

    def _on_changed(self, change: Change | None = None) -> None:
        if change is not None and change.kind == "preview":
            return  # what can be done and what is saved stay as they are
        self.actions_by_id.refresh()
        self.setWindowTitle(f"{self.files.name()}[*]")
        self.setWindowModified(self.desk.editor.dirty)
