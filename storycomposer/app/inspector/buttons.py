"""Buttons that do something to what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from storycomposer.app.buttons import WordButton
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inspector.form import EDGE, GAP, Form
from storycomposer.app.rooms import PANEL_WIDTH

Run = Callable[[Form], None]
_HALF = (PANEL_WIDTH - 2 * EDGE - GAP) // 2
"""Points that a button is wide."""


class Buttons(QWidget):
    """Two buttons in a row, as many rows as are needed."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._runs: dict[str, tuple[Run, bool]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        form.also(self.refresh)

    def add(self, text: str, image: str, run: Run, one: bool = False) -> QPushButton:
        """A button; with ``one`` it needs a single thing selected."""
        made = WordButton(image, text, self)
        made.setProperty("kind", "half")
        made.setIconSize(QSize(16, 16))
        made.setFixedHeight(HEIGHT)
        if made.sizeHint().width() > _HALF:
            made.setIcon(QIcon())  # long words say it alone
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setObjectName(f"run-{len(self._runs)}")
        made.clicked.connect(self._on_clicked)
        at = len(self._runs)
        self._grid.addWidget(made, at // 2, at % 2)
        self._runs[made.objectName()] = (run, one)
        return made

    def refresh(self) -> None:
        """Say again what is possible."""
        single = len(self._form.subject.about.ids) == 1
        for button in self.findChildren(QPushButton):
            _, one = self._runs[button.objectName()]
            button.setEnabled(single or not one)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._runs[button.objectName()][0](self._form)


def trigger(id: str, form: Form) -> None:
    """Run the window's action called ``id``."""
    form.owner.actions_by_id[id].trigger()
