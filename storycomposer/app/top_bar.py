"""The bar at the top: menu, file, undo, the story's name, preview and export."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from storycomposer.app.actions.menus import Actions
from storycomposer.app.buttons import WordButton
from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.story_title import StoryTitle
from storycomposer.app.words import t

HEIGHT = 52
_SAID_MS = 3000


class TopBar(QWidget):
    """Buttons of the actions used most, and the story's name."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.title = StoryTitle(desk, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self._menu_button(actions))
        self._last: QWidget = self
        for id_ in ("undo", "redo"):
            self._last = _button(actions, id_)
            row.addWidget(self._last)
        row.addStretch(1)
        row.addWidget(self.title)
        self._said = QLabel(self)
        self._said.setProperty("kind", "muted")
        row.addSpacing(4)
        row.addWidget(self._said)
        row.addStretch(1)
        self.right = QHBoxLayout()
        self.right.setSpacing(8)
        row.addLayout(self.right)
        self._quiet = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._quiet.timeout.connect(self._said.clear)
        desk.changed.connect(self.refresh)
        self.refresh()

    def say(self, words: str, lasting: bool = False) -> None:
        """A few words beside the title, for a moment or until the next ones."""
        self._said.setText(words)
        self._quiet.stop()
        if not lasting:
            self._quiet.start()

    def open_menu(self) -> None:
        """Open the menu that holds all menus."""
        corner = self._menu.rect().bottomLeft()
        self._menu.menu().popup(self._menu.mapToGlobal(corner))

    def refresh(self) -> None:
        """Say again what the story is called and whether it is saved."""
        self.title.refresh()

    def add_button(
        self, actions: Actions, id: str, image: str, primary: bool = False
    ) -> QPushButton:
        """A labelled button at the right end for the action ``id``."""
        action = actions[id]
        made = WordButton(image, action.text(), self, "on_accent" if primary else "")
        if primary:
            made.setProperty("kind", "primary")
        made.setToolTip(action.toolTip())
        made.clicked.connect(action.trigger)
        self.right.addWidget(made)
        QWidget.setTabOrder(self._last, made)
        self._last = made
        return made

    def _menu_button(self, actions: Actions) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icon("menu"))
        made.setIconSize(QSize(20, 20))
        made.setAccessibleName(t("menu.main", "Menu"))
        made.setToolTip(made.accessibleName())
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(actions.main_menu(made))
        self._menu = made
        return made


def _button(actions: Actions, id: str) -> QToolButton:
    made = QToolButton()
    made.setDefaultAction(actions[id])
    made.setIconSize(QSize(20, 20))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(actions[id].text())
    return made
