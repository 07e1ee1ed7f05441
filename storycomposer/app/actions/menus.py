"""The table of actions as Qt's own objects: one QAction each, kept right, and menus of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from storycomposer.app.actions import TABLE
from storycomposer.app.actions.record import MENUS, Action, Window
from storycomposer.app.icons import icon
from storycomposer.app.menu import Menu
from storycomposer.app.words import t


class Actions(QObject):
    """The window's QActions by id. Call :meth:`refresh` when what is possible may have changed."""

    table = TABLE
    """All actions, for whoever lists them."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._widget = window
        self._window = cast(Window, window)
        self._made = {action.id: self._make(action) for action in TABLE}
        self.refresh()

    def __getitem__(self, id: str) -> QAction:
        return self._made[id]

    def __contains__(self, id: object) -> bool:
        return id in self._made

    def refresh(self) -> None:
        """Say again what is possible, checked and called how."""
        for action in TABLE:
            made = self._made[action.id]
            made.setEnabled(action.enabled(self._window))
            if action.checked is not None:
                made.setChecked(action.checked(self._window))
            if action.title is not None:
                made.setText(action.text(self._window))

    def menu(self, name: str, parent: QWidget) -> Menu:
        """A new menu of the actions that stand in menu ``name``."""
        made = Menu(t(f"menu.{name}", dict(MENUS).get(name, name)), parent)
        for action in TABLE:
            if action.menu.lstrip("-") != name:
                continue
            if action.menu.startswith("-") and made.actions():
                made.addSeparator()
            made.addAction(self._made[action.id])
        return made

    def main_menu(self, parent: QWidget) -> Menu:
        """All menus in one, for the button in the top bar."""
        made = Menu(parent=parent)
        for name, _ in MENUS:
            part = self.menu(name, made)
            if part.actions():
                made.addMenu(part)
        return made

    def _make(self, action: Action) -> QAction:
        made = QAction(action.text(self._window), self)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        if action.icon:
            made.setIcon(icon(action.icon))
        made.setCheckable(action.checked is not None)
        keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{made.text()}  {keys}" if keys else made.text())
        made.setData(action.id)
        made.triggered.connect(self._run)
        self._widget.addAction(made)
        return made

    def _run(self) -> None:
        made = self.sender()
        if isinstance(made, QAction):
            action = next(one for one in TABLE if one.id == made.data())
            if action.enabled(self._window):
                action.run(self._window)
                self.refresh()


def fill(menu: Menu, actions: Actions, ids: Iterable[str]) -> None:
    """Add the actions called ``ids`` to ``menu``; an empty id is a line between them."""
    for id_ in ids:
        if id_:
            menu.addAction(actions[id_])
        else:
            menu.addSeparator()
