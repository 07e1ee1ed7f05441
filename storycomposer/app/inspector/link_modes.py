"""Where a link is shown in another way: one row for each destination that has its own mode."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.inspector.form import LABEL, Form, Section
from storycomposer.app.menu import Menu
from storycomposer.app.words import t
from storycomposer.document.link import Mode, ModeThere
from storycomposer.platforms import ANY, platforms


def build(form: Form, section: Section) -> None:
    """The destinations with a mode of their own."""
    said = t("link.modes", "At destinations")
    section.whole(form.bind(ModesField(form, said), "modes", said))


def mode_options() -> tuple[Option, ...]:
    """The modes as they are called."""
    return (
        Option("code", t("link.code", "Code")),
        Option("sticker", t("link.sticker", "Sticker room")),
        Option("address", t("link.address_only", "Address")),
    )


class ModesField(QWidget):
    """Its values are tuples of :class:`ModeThere`."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, form: Form, name: str) -> None:
        super().__init__(form)
        self.setAccessibleName(name)
        self._modes: tuple[ModeThere, ...] = ()
        self._rows: list[QWidget] = []
        self.add = QPushButton(icon("plus"), f" {t('link.modes.add', 'Other at a destination')}")
        self.add.setFixedHeight(HEIGHT)
        self.add.setAccessibleName(t("link.modes.add", "Other at a destination"))
        self._menu = Menu(parent=self.add)
        for one in platforms():
            if one.id != ANY and not one.ended:
                entry = QAction(one.name, self._menu)
                entry.setData(one.id)
                self._menu.addAction(entry)
        self._menu.triggered.connect(self._on_added)
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.add)

    def show_value(self, value: object) -> None:
        """Show the modes; those of several links that differ are left alone."""
        modes = value if isinstance(value, tuple) else ()
        self.add.setEnabled(isinstance(value, tuple))
        if modes == self._modes:
            return
        self._modes = modes
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(there) for there in modes]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)

    def settle(self, _keep: bool = True) -> None:
        """Nothing is ever under way."""

    def _row(self, there: ModeThere) -> QWidget:
        made = QWidget(self)
        name = _name(there.destination)
        said = QLabel(name, made)
        said.setProperty("kind", "muted")
        said.setFixedWidth(LABEL)
        mode = ChoiceCombo(mode_options(), t("link.mode_at", "Shown at {name} as", name=name), made)
        mode.show_value(there.mode)
        mode.committed.connect(partial(self._on_mode, there.destination))
        away = QToolButton(made)
        away.setProperty("kind", "icon")
        away.setIcon(icon("x"))
        away.setFixedSize(28, HEIGHT)
        away.setAccessibleName(t("link.mode_remove", "As elsewhere at {name}", name=name))
        away.setToolTip(away.accessibleName())
        away.clicked.connect(partial(self._on_removed, there.destination))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(said)
        row.addWidget(mode, 1)
        row.addWidget(away)
        return made

    def _on_add(self) -> None:
        taken = {there.destination for there in self._modes}
        for entry in self._menu.actions():
            entry.setVisible(entry.data() not in taken)
        self._menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _on_added(self, entry: QAction) -> None:
        one = next(one for one in platforms() if one.id == entry.data())
        self._commit((*self._modes, ModeThere(destination=one.id, mode=one.link)))

    def _on_mode(self, destination: str, mode: Mode) -> None:
        self._commit(
            tuple(
                ModeThere(destination=destination, mode=mode)
                if there.destination == destination
                else there
                for there in self._modes
            )
        )

    def _on_removed(self, destination: str, *_: Any) -> None:
        self._commit(tuple(one for one in self._modes if one.destination != destination))

    def _commit(self, modes: tuple[ModeThere, ...]) -> None:
        self.committed.emit(modes)


def _name(id: str) -> str:
    return next((one.name for one in platforms() if one.id == id), id)
