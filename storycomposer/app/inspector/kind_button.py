"""The kind of a link's target: a small button with a menu of all kinds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT, draw_chevron
from storycomposer.app.inspector.link_kinds import KINDS, kind_name
from storycomposer.app.menu import Menu
from storycomposer.app.words import t


class KindButton(QToolButton):
    """The kind of a target; a menu of all kinds opens on it."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "picker")
        self.setProperty("mirrored", self.isRightToLeft())
        self.setFixedSize(52, HEIGHT)
        self.setIconSize(QSize(18, 18))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_ = Menu(parent=self)
        self.setMenu(self.menu_)
        for tag, kind in KINDS.items():
            entry = QAction(icon(kind.icon), kind_name(tag), self.menu_)
            entry.setData(tag)
            self.menu_.addAction(entry)
        self.menu_.triggered.connect(self._on_triggered)
        self.show_value("url")

    def show_value(self, value: object) -> None:
        """Show a kind, or that there are several."""
        tag = value if isinstance(value, str) else ""
        self.setIcon(icon(KINDS[tag].icon if tag else "ellipsis"))
        said = kind_name(tag) if tag else t("input.mixed", "Mixed")
        self.setToolTip(t("target.kind", "Leads to: {kind}", kind=said))
        self.setAccessibleName(self.toolTip())

    def settle(self, _keep: bool = True) -> None:
        """Nothing is ever under way."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        draw_chevron(self)

    def _on_triggered(self, entry: QAction) -> None:
        self.committed.emit(entry.data())
