"""The parts of a window that are made when they are first wanted, or soon after it has been seen: a
window is there the sooner."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QPushButton

from storycomposer.app.actions.menus import Actions
from storycomposer.app.ahead import Ahead
from storycomposer.app.canvas.canvas import Canvas
from storycomposer.app.desk import Desk, Mode
from storycomposer.app.rooms import Room
from storycomposer.app.workers import Workers

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
    from storycomposer.app.rail import Rail
    from storycomposer.app.steps import Steps
    from storycomposer.platforms import Platform


_SOON = ("filmstrip", "right_panel", "writing", "dropping", "linking", "link_badge", "steps")
"""What is built when the window has been seen, one after another: events come in between."""

_BESIDE = "right_panel"
"""The last of them that is seen at once."""

_WORKS_IN = {
    "text": "writing",
    "gradient": "gradienting",
    "crop": "cropping",
    "link": "linking",
}
"""The part that works in a mode of the desk."""


class Parts(QMainWindow):
    """A window that builds itself as far as it is needed."""

    program: Any
    desk: Desk
    workers: Workers
    canvas: Canvas
    actions_by_id: Actions
    widget: Any
    rail: Rail
    below: Room
    beside: Room
    export_button: QPushButton

    def __init__(self) -> None:
        super().__init__()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._build_next)

    @functools.cached_property
    def proving(self) -> Proving:
        """Whether phones read the links."""
        from storycomposer.app.proving import Proving  # noqa: PLC0415

        return Proving(self.desk, self.workers, self._destinations, self)

    def _destinations(self) -> tuple[Platform, ...]:
        # Asked for when there is a link to judge: exports are not loaded before.
        return self.exporting.destinations()

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

        return Bringing(self.widget, self)

    @functools.cached_property
    def dropping(self) -> Dropping:
        """What is dropped onto the canvas."""
        from storycomposer.app.dropping import Dropping  # noqa: PLC0415

        return Dropping(self.widget, self.bringing, self.canvas)

    @functools.cached_property
    def linking(self) -> Linking:
        """The panel over a link."""
        from storycomposer.app.linking import Linking  # noqa: PLC0415

        return Linking(self.widget, self)

    @functools.cached_property
    def link_badge(self) -> LinkBadge:
        """What stands beside the selected link."""
        from storycomposer.app.link_badge import LinkBadge  # noqa: PLC0415

        return LinkBadge(self.canvas, self.desk, self.proving)

    @functools.cached_property
    def steps(self) -> Steps:
        """The first steps in a new story."""
        from storycomposer.app.steps import Steps  # noqa: PLC0415

        made = Steps(self.widget, self)
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
        self.below.take(made)
        return made

    @functools.cached_property
    def right_panel(self) -> RightPanel:
        """Design and layers, beside the canvas."""
        from storycomposer.app.inspector.panel import RightPanel  # noqa: PLC0415

        made = RightPanel(self)
        self.beside.take(made)
        return made

    @functools.cached_property
    def exporting(self) -> Exporting:
        """The exports of this window."""
        from storycomposer.app.export_settings import Remembered  # noqa: PLC0415
        from storycomposer.app.exporting import Exporting  # noqa: PLC0415
        from storycomposer.app.reminding import Reminding  # noqa: PLC0415

        remembered = Remembered(self.program.home / "export.json")
        made = Exporting(self.desk, self.workers, remembered, self)
        made.destined.connect(self.proving.again)
        Reminding(self, made)
        return made

    @functools.cached_property
    def export_panel(self) -> ExportPanel:
        """The panel below the Export button."""
        from storycomposer.app.export_panel import ExportPanel  # noqa: PLC0415

        return ExportPanel(self.desk, self.workers, self.exporting, self, self.export_button)

    @functools.cached_property
    def player(self) -> Player:
        """The preview."""
        from storycomposer.app.player import Player  # noqa: PLC0415

        return Player(self.desk, self.workers, self)

    def made(self, name: str) -> bool:
        """Whether the part ``name`` is there already."""
        return name in self.__dict__

    def complete(self) -> None:
        """Build at once what would be built soon."""
        for name in _SOON:
            getattr(self, name)
        self.right_panel.design.finish()

    def _on_seen(self) -> None:
        """First comes what nothing stands in for: the slide, or the panels if its look is known."""
        slide = self.desk.slide
        if slide is not None and self.canvas.showing.meanwhile(slide) is None:
            self.canvas.showing.begin()
        self._soon.start()

    def _build_next(self) -> None:
        for name in _SOON:
            if not self.made(name):
                getattr(self, name)
                self._soon.start()
                return
            if name == _BESIDE:
                self.canvas.showing.begin()
        self.right_panel.design.build_ahead()
        self.right_panel.design.built.connect(self._build_ahead)

    def _build_ahead(self) -> None:
        Ahead(self.desk, self._unopened(), self)

    def _unopened(self) -> Iterator[None]:
        """Make what is opened later and takes long to make, step by step."""
        from storycomposer.app import emoji, sticker_panel  # noqa: F401, PLC0415 (a step)

        yield
        emoji.every()
        yield
        self.rail.build("stickers")
        yield
        _ = self.exporting
        yield
        from storycomposer.app import export_panel  # noqa: F401, PLC0415 (a step)

        yield
        _ = self.export_panel
        yield

    def _on_mode_coming(self, mode: Mode) -> None:
        if mode.name in _WORKS_IN:
            getattr(self, _WORKS_IN[mode.name])

    def _on_steps_over(self) -> None:
        self.make_yours.offer()
