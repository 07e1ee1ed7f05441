"""The list of layers with what is done most often above it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from storycomposer.app import context_menu
from storycomposer.app.actions.menus import Actions
from storycomposer.app.desk import Desk
from storycomposer.app.layers_view import LayersView
from storycomposer.app.words import t
from storycomposer.app.workers import Workers

_BUTTONS = (("front", "forward", "back", "bottom"), ("group", "ungroup"), ("duplicate", "delete"))


class LayersPanel(QWidget):
    """The tree with what is done most often above it. ``entered`` tells the layer that Enter goes
    into."""

    entered = Signal(str)

    def __init__(self, desk: Desk, workers: Workers, actions: Actions) -> None:
        super().__init__()
        self._desk = desk
        self._actions = actions
        self.view = LayersView(desk, workers)
        self.view.entered.connect(self.entered)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self._empty = QLabel(
            t("layers.empty", "Nothing here yet.\nPress T to write, P for a photo.")
        )
        self._empty.setProperty("kind", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._buttons())
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        desk.changed.connect(self._on_changed)
        self._on_changed()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for number, section in enumerate(_BUTTONS):
            if number:
                row.addStretch()
            for id_ in section:
                button = QToolButton(self)
                button.setProperty("kind", "icon")
                button.setDefaultAction(self._actions[id_])
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
                button.setAccessibleName(self._actions[id_].text())
                button.setIconSize(QSize(16, 16))
                button.setFixedSize(32, 32)
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                row.addWidget(button)
        return row

    def _on_changed(self) -> None:
        slide = self._desk.slide
        empty = slide is None or not slide.layers
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)

    def _on_menu(self, at: QPoint) -> None:
        menu = context_menu.layers(self._desk, self._actions, self)
        menu.popup(self.view.viewport().mapToGlobal(at))
