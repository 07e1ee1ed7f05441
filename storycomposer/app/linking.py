"""Links get their address: a new one from the rail, one that is there by a double-click on it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from storycomposer.app.actions.record import Window
from storycomposer.app.desk import Mode
from storycomposer.app.link_panel import LinkPanel
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import bounds
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import UrlTarget


class Linking(QObject):
    """Opens the panel over a link while the desk's mode is "link"."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = window.desk
        self._id = ""
        self.panel = LinkPanel(parent, self._save)
        self.panel.closed.connect(self._closed)
        self._desk.mode_changed.connect(self._on_mode)

    def _on_mode(self, mode: Mode) -> None:
        spot = spots(self._desk.deck).get(mode.layer)
        if mode.name != "link" or spot is None or not isinstance(spot.layer, LinkLayer):
            return
        if not isinstance(spot.layer.target, UrlTarget):
            return
        self._id = mode.layer
        self.panel.ask(spot.layer.target.url)
        canvas = self._window.canvas
        place = canvas.view().box(bounds(spot.pose)).toRect()
        self.panel.open_near(canvas, place.intersected(canvas.rect()))

    def _save(self, address: str) -> None:
        id_, target = self._id, UrlTarget(url=address)
        if id_ in spots(self._desk.deck):
            label = t("edit.link", "Change link")
            self._desk.apply(lambda deck: edits.restyle(deck, (id_,), {"target": target}), label)

    def _closed(self) -> None:
        if self._desk.mode.name == "link":
            self._desk.mode = Mode()
