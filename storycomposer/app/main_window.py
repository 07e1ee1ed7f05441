"""One window: the parts put together. What they do is theirs."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from storycomposer.app import context_menu, window_places
from storycomposer.app.actions.menus import Actions
from storycomposer.app.buttons import press_focused
from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.files import Files
from storycomposer.app.looks import Looks
from storycomposer.app.notices import Notices, line
from storycomposer.app.rail import Rail
from storycomposer.app.recovering import Recovering
from storycomposer.app.rooms import PANEL_WIDTH, STRIP_HEIGHT, Room
from storycomposer.app.top_bar import TopBar
from storycomposer.app.workers import Workers
from storycomposer.app.zoom_control import ZoomControl
from storycomposer.document.deck import Slide
from storycomposer.editor import Change, Editor

if TYPE_CHECKING:
    from storycomposer.app.bringing import Bringing
    from storycomposer.app.canvas.crop import Crop
    from storycomposer.app.canvas.gradienting import Gradienting
    from storycomposer.app.canvas.text.writing import Writing
    from storycomposer.app.dropping import Dropping
    from storycomposer.app.export_panel import ExportPanel
    from storycomposer.app.exporting import Exporting
    from storycomposer.app.filmstrip import Filmstrip
    from storycomposer.app.inspector.panel import RightPanel
    from storycomposer.app.link_badge import LinkBadge
    from storycomposer.app.linking import Linking
    from storycomposer.app.make_yours import MakeYours
    from storycomposer.app.player import Player
    from storycomposer.app.proving import Proving
    from storycomposer.app.steps import Steps


_USUAL = QSize(1440, 900)

_SOON = ("filmstrip", "right_panel", "writing", "dropping", "linking", "link_badge", "steps")
"""What is built when the window has been seen, one after another: events come in between."""

_WORKS_IN = {
    "text": "writing",
    "gradient": "gradienting",
    "crop": "cropping",
    "link": "linking",
}
"""The part that works in a mode of the desk."""


class MainWindow(QMainWindow):
    """A story being composed."""

    def __init__(self, program: Any, editor: Editor) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.program = program
        self.widget = self
        self.desk = Desk(editor, self)
        self.workers = Workers(self)
        self.files = Files(self)
        self.recovering = Recovering(program, self.desk, self)
        self.canvas = Canvas(self.desk, self.workers)
        self.looks = Looks(
            self.desk, self.canvas.showing, self.workers, program.home / "looks", self
        )
        self.canvas.showing.ask_meanwhile(self._meanwhile)
        self.desk.mode_coming.connect(self._on_mode_coming)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._build_next)
        self.canvas.seen.connect(self._soon.start)
        self.actions_by_id = Actions(self)
        self.desk.tool_changed.connect(self.actions_by_id.refresh)
        self.top_bar = TopBar(self.desk, self.actions_by_id)
        self.setCentralWidget(self._laid_out())
        self.zoom_control = ZoomControl(self.canvas, self.actions_by_id)
        self.notices = Notices(self.desk, self.canvas)
        self.top_bar.add_button(self.actions_by_id, "preview", "play")
        self._export_button = self.top_bar.add_button(
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
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def gone(self) -> None:
        """The window closes for good: nothing that it waits for is wanted any more."""
        self._soon.stop()
        self.recovering.end()
        if "exporting" in self.__dict__:
            self.exporting.close()
        if "player" in self.__dict__:
            self.player.stop()
        self.workers.close()
        self.program.closed(self)

    # Made when they are first wanted: a window is there the sooner.

    @functools.cached_property
    def proving(self) -> Proving:
        """Whether phones read the links."""
        from storycomposer.app.proving import Proving  # noqa: PLC0415

        return Proving(self.desk, self.workers, self)

    @functools.cached_property
    def writing(self) -> Writing:
        """What writes on the canvas."""
        from storycomposer.app.canvas.text.writing import Writing  # noqa: PLC0415

        made = self.canvas.add_mode("text", Writing)
        made.touched.connect(self.canvas.update)
        made.moved.connect(self.canvas.show_caret)
        made.moved.connect(self.actions_by_id.refresh)
        made.proofing.begin(self.workers, self.program.settings)
        return made

    @functools.cached_property
    def cropping(self) -> Crop:
        """What crops on the canvas."""
        from storycomposer.app.canvas.crop import Crop  # noqa: PLC0415

        return self.canvas.add_mode(
            "crop", lambda desk, view: Crop(desk, view, self.workers, self.canvas)
        )

    @functools.cached_property
    def gradienting(self) -> Gradienting:
        """What edits gradients on the canvas."""
        from storycomposer.app.canvas.gradienting import Gradienting  # noqa: PLC0415

        return self.canvas.add_mode("gradient", Gradienting)

    @functools.cached_property
    def bringing(self) -> Bringing:
        """What takes pictures, addresses and stories in."""
        from storycomposer.app.bringing import Bringing  # noqa: PLC0415

        return Bringing(self, self)

    @functools.cached_property
    def dropping(self) -> Dropping:
        """What is dropped onto the canvas."""
        from storycomposer.app.dropping import Dropping  # noqa: PLC0415

        return Dropping(self, self.bringing, self.canvas)

    @functools.cached_property
    def linking(self) -> Linking:
        """The panel over a link."""
        from storycomposer.app.linking import Linking  # noqa: PLC0415

        return Linking(self, self)

    @functools.cached_property
    def link_badge(self) -> LinkBadge:
        """What stands beside the selected link."""
        from storycomposer.app.link_badge import LinkBadge  # noqa: PLC0415

        return LinkBadge(self.canvas, self.desk, self.proving)

    @functools.cached_property
    def steps(self) -> Steps:
        """The first steps in a new story."""
        from storycomposer.app.steps import Steps  # noqa: PLC0415

        made = Steps(self, self)
        made.over.connect(self._on_steps_over)
        return made

    @functools.cached_property
    def make_yours(self) -> MakeYours:
        """What lends a new story its colours."""
        from storycomposer.app.make_yours import MakeYours  # noqa: PLC0415

        made = MakeYours(self)
        self.filmstrip.add_beside(made)
        return made

    @functools.cached_property
    def filmstrip(self) -> Filmstrip:
        """The slides, below the canvas."""
        from storycomposer.app.filmstrip import Filmstrip  # noqa: PLC0415

        made = Filmstrip(self.desk, self.workers, self.actions_by_id)
        made.view.watch(self.proving)
        self._below.take(made)
        return made

    @functools.cached_property
    def right_panel(self) -> RightPanel:
        """Design and layers, beside the canvas."""
        from storycomposer.app.inspector.panel import RightPanel  # noqa: PLC0415

        made = RightPanel(self)
        self._beside.take(made)
        return made

    @functools.cached_property
    def exporting(self) -> Exporting:
        """The exports of this window."""
        from storycomposer.app.export_settings import Remembered  # noqa: PLC0415
        from storycomposer.app.exporting import Exporting  # noqa: PLC0415

        remembered = Remembered(self.program.home / "export.json")
        return Exporting(self.desk, self.workers, remembered, self)

    @functools.cached_property
    def export_panel(self) -> ExportPanel:
        """The panel below the Export button."""
        from storycomposer.app.export_panel import ExportPanel  # noqa: PLC0415

        return ExportPanel(self.desk, self.workers, self.exporting, self, self._export_button)

    @functools.cached_property
    def player(self) -> Player:
        """The preview."""
        from storycomposer.app.player import Player  # noqa: PLC0415

        return Player(self.desk, self.workers, self)

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

    def complete(self) -> None:
        """Build at once what would be built soon."""
        for name in _SOON:
            getattr(self, name)
        self.right_panel.design.finish()

    def _build_next(self) -> None:
        for name in _SOON:
            if name not in self.__dict__:
                getattr(self, name)
                self._soon.start()
                return
        self.right_panel.design.build_ahead()

    def _on_mode_coming(self, mode: Mode) -> None:
        if mode.name in _WORKS_IN:
            getattr(self, _WORKS_IN[mode.name])

    def _meanwhile(self, slide: Slide) -> QImage | None:
        strip = self.__dict__.get("filmstrip")
        return strip.look(slide.id) if strip is not None else self.looks.of(slide)

    def _on_steps_over(self) -> None:
        self.make_yours.offer()

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
        self._below = Room(height=STRIP_HEIGHT)
        middle.addWidget(self._below)
        row.addLayout(middle, 1)
        row.addWidget(line(vertical=True))
        self._beside = Room(width=PANEL_WIDTH)
        row.addWidget(self._beside)
        return whole

    def _on_changed(self, change: Change | None = None) -> None:
        if change is not None and change.kind == "preview":
            return  # what can be done and what is saved stay as they are
        self.actions_by_id.refresh()
        self.setWindowTitle(f"{self.files.name()}[*]")
        self.setWindowModified(self.desk.editor.dirty)
