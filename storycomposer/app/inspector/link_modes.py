"""How a link is shown at each destination: one row for those that the story is for, and for those
that have a mode of their own.

A destination's usual mode (room for its own link sticker where it has one) is offered and never
taken by itself: nobody finds out at the phone that a code they saw on the canvas was left out.
"""

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
from storycomposer.app.inputs.base import HEIGHT, MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.inspector.form import LABEL, Form, Section
from storycomposer.app.menu import Menu
from storycomposer.app.words import t
from storycomposer.document.link import Mode, ModeThere
from storycomposer.platforms import ANY, platforms


def build(form: Form, section: Section) -> None:
    """How the link is shown where."""
    said = t("link.modes", "At destinations")
    field = ModesField(form, said)
    section.whole(form.bind(field, "modes", said))
    form.also(field.refresh)
    form.owner.proving.changed.connect(field.refresh)


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
        self._subject: Any = form.subject
        self._proving = form.owner.proving
        self._value: object = ()
        self._shown: object = None
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
        self._value = value
        self.refresh()

    def refresh(self) -> None:
        """Show the destinations that the story is for now, too."""
        modes = self._value if isinstance(self._value, tuple) else ()
        own = self._subject.values("mode")
        chosen = tuple(one.id for one in self._proving.destinations)
        about = isinstance(self._value, tuple), modes, own, chosen
        if about == self._shown:
            return
        self._shown, self._modes = about, modes
        self.add.setEnabled(isinstance(self._value, tuple))
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        own_there = {there.destination: there.mode for there in modes}
        wanted = dict.fromkeys((*chosen, *own_there)) if self.add.isEnabled() else {}
        usual = own[0] if len(own) == 1 else MIXED
        self._rows = [self._row(id_, own_there.get(id_), usual) for id_ in wanted]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)

    def settle(self, _keep: bool = True) -> None:
        """Nothing is ever under way."""

    def _row(self, id: str, own: Mode | None, otherwise: object) -> QWidget:
        """A destination: how the link is shown there, and what is usual if that is another way."""
        made = QWidget(self)
        name, shown = _name(id), own or otherwise
        said = QLabel(name, made)
        said.setProperty("kind", "muted")
        said.setFixedWidth(LABEL)
        mode = ChoiceCombo(mode_options(), t("link.mode_at", "Shown at {name} as", name=name), made)
        mode.show_value(shown)
        mode.committed.connect(partial(self._set, id))
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(said)
        first.addWidget(mode, 1)
        if own is not None:
            first.addWidget(self._away(id, name, made))
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(first)
        usual = _usual(id)
        if usual is not None and usual != shown:
            second = QHBoxLayout()
            second.addSpacing(LABEL + 8)
            second.addWidget(self._offer(id, name, usual, made))
            second.addStretch(1)
            whole.addLayout(second)
        return made

    def _away(self, id: str, name: str, parent: QWidget) -> QWidget:
        away = QToolButton(parent)
        away.setProperty("kind", "icon")
        away.setIcon(icon("x"))
        away.setFixedSize(28, HEIGHT)
        away.setAccessibleName(t("link.mode_remove", "As elsewhere at {name}", name=name))
        away.setToolTip(away.accessibleName())
        away.clicked.connect(partial(self._on_removed, id))
        return away

    def _offer(self, id: str, name: str, usual: Mode, parent: QWidget) -> QWidget:
        said = next(one.label for one in mode_options() if one.value == usual)
        offer = QPushButton(t("link.mode_usual", "Usual: {mode}", mode=said), parent)
        offer.setProperty("kind", "small")
        offer.setFixedHeight(26)
        offer.setAccessibleName(
            t("link.mode_usual.name", "Usual at {name}: {mode}", name=name, mode=said)
        )
        offer.clicked.connect(lambda: self._set(id, usual))
        return offer

    def _on_add(self) -> None:
        taken = {there.destination for there in self._modes}
        for entry in self._menu.actions():
            entry.setVisible(entry.data() not in taken)
        self._menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _on_added(self, entry: QAction) -> None:
        self._set(entry.data(), _usual(entry.data()) or "code")

    def _set(self, destination: str, mode: Mode) -> None:
        made = ModeThere(destination=destination, mode=mode)
        if all(one.destination != destination for one in self._modes):
            self._commit((*self._modes, made))
            return
        self._commit(tuple(made if one.destination == destination else one for one in self._modes))

    def _on_removed(self, destination: str, *_: Any) -> None:
        self._commit(tuple(one for one in self._modes if one.destination != destination))

    def _commit(self, modes: tuple[ModeThere, ...]) -> None:
        self.committed.emit(modes)


def _name(id: str) -> str:
    return next((one.name for one in platforms() if one.id == id), id)


def _usual(id: str) -> Mode | None:
    """How links are best shown there; None for a destination that is not known."""
    return next((one.link for one in platforms() if one.id == id), None)
