"""The right panel: design of what is selected, and the list of layers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from storycomposer.app.inspector.design import Design
from storycomposer.app.layers_panel import LayersPanel
from storycomposer.app.notices import line
from storycomposer.app.rooms import PANEL_WIDTH
from storycomposer.app.words import t


class RightPanel(QWidget):
    """Tabs at the top, the chosen part below."""

    def __init__(self, window: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(PANEL_WIDTH)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(t("panel.tabs", "Panel"))
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(line())
        self._whole = whole
        self._parts: list[QWidget] = []
        self.design = Design(window)
        self.add(t("panel.design", "Design"), self.design)
        self.layers = LayersPanel(window.desk, window.workers, window.actions_by_id)
        self.layers.entered.connect(window.enter)
        self.layers.view.watch(window.proving)
        self.add(t("panel.layers", "Layers"), self.layers)
        self.tabs.currentChanged.connect(self.show_part)

    def add(self, title: str, part: QWidget) -> None:
        """A further tab."""
        self._parts.append(part)
        self._whole.addWidget(part, 1)
        part.setVisible(len(self._parts) == 1)
        self.tabs.addTab(title)

    def show_part(self, index: int) -> None:
        """Show the part of tab ``index``."""
        for at, part in enumerate(self._parts):
            part.setVisible(at == index)
