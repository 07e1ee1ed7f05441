"""Where a set is for: any story, or one or several destinations."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from storycomposer.app.export_widgets import Tick
from storycomposer.app.inputs.base import HEIGHT, draw_chevron
from storycomposer.app.inputs.popover import Popover
from storycomposer.app.words import t
from storycomposer.platforms import ANY, platforms

_SAID = 230


class Destinations(QPushButton):
    """What is chosen; a list of ticks opens below it. ``committed`` gives ids, none for any
    story."""

    committed = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "combo")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ids: tuple[str, ...] = ()
        self.list = _List(self)
        self.list.changed.connect(self._on_changed)
        self.clicked.connect(self._on_clicked)
        self.show_value(())

    def show_value(self, ids: tuple[str, ...]) -> None:
        """Show what is chosen."""
        self._ids = ids
        names = [one.name for one in platforms() if one.id in ids and one.id != ANY]
        said = ", ".join(names) or t("export.any", "Any story")
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, _SAID)
        self.setText(shown)
        self.setToolTip(said if shown != said else "")
        self.setAccessibleName(t("export.destinations.name", "For: {said}", said=said))
        self.list.show_value(ids)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        draw_chevron(self)

    def _on_clicked(self) -> None:
        self.list.open_below(self)
        self.list.any.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_changed(self, ids: tuple[str, ...]) -> None:
        self.show_value(ids)
        self.committed.emit(ids)


class _List(Popover):
    changed = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("export.destinations", "For"))
        self.column.setSpacing(8)
        self.any = Tick(t("export.any", "Any story"), self)
        self.any.clicked.connect(self._on_any)
        self.column.addWidget(self.any)
        self.ticks: dict[str, Tick] = {}
        for one in platforms():
            if one.id != ANY and not one.ended:
                tick = Tick(one.name, self)
                tick.clicked.connect(self._on_one)
                self.ticks[one.id] = tick
                self.column.addWidget(tick)
        told = QLabel(
            t(
                "export.destinations.told",
                "Several: each gets its own folder and campaign source. A link says under “Show "
                "as” how it is shown at each.",
            )
        )
        told.setProperty("kind", "muted")
        told.setWordWrap(True)
        told.setFixedWidth(_SAID)
        self.column.addWidget(told)

    def show_value(self, ids: tuple[str, ...]) -> None:
        """Tick what is chosen."""
        self.any.setChecked(not ids)
        for id_, tick in self.ticks.items():
            tick.setChecked(id_ in ids)

    def _on_any(self) -> None:
        self.changed.emit(())

    def _on_one(self) -> None:
        self.changed.emit(tuple(id_ for id_, tick in self.ticks.items() if tick.isChecked()))
