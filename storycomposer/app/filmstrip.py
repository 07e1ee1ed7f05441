"""The filmstrip below the canvas: the slides, their menu, and what adds one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from storycomposer.app.actions.menus import Actions
from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.menu import Menu
from storycomposer.app.rooms import STRIP_HEIGHT
from storycomposer.app.slide_cards import PAD, THUMB
from storycomposer.app.slides_panel import SlidesView
from storycomposer.app.words import t
from storycomposer.app.workers import Workers

_MENU = (
    ("slide-new", "slide-duplicate"),
    ("cut", "copy", "paste"),
    ("slide-copy-picture", "slide-save-picture"),
    ("slide-earlier", "slide-later"),
    ("slide-delete",),
)
_MORE = 24


class Filmstrip(QWidget):
    """The slides, and a button that adds one."""

    def __init__(self, desk: Desk, workers: Workers, actions: Actions) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(STRIP_HEIGHT)
        self._actions = actions
        self.view = SlidesView(desk, workers)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.focused.connect(actions.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.view)
        row.addLayout(self._adding())
        row.addStretch(1)
        self._row = row

    def add_beside(self, widget: QWidget) -> None:
        """Put ``widget`` at the far end."""
        self._row.addWidget(widget)
        QWidget.setTabOrder(self._more, widget)

    @property
    def has_focus(self) -> bool:
        """Whether keys mean slides now."""
        return self.view.hasFocus()

    def look(self, slide: str) -> QImage | None:
        """The small picture of ``slide``, if it was drawn."""
        return self.view.thumbnails.known(slide)

    def _adding(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, PAD, 0, 0)  # as high as the slides beside it
        column.setSpacing(4)
        add = QToolButton(self)
        self._more = more = QToolButton(self)
        add.setProperty("kind", "add")
        more.setProperty("kind", "icon")
        add.setIcon(icon("plus"))
        add.setIconSize(QSize(20, 20))
        add.setFixedSize(THUMB.width(), THUMB.height() - _MORE - column.spacing())
        add.setToolTip(t("slides.add.tip", "Add a slide with the same background"))
        add.setAccessibleName(t("slides.add", "Add slide"))
        add.clicked.connect(self._actions["slide-new"].trigger)
        more.setIcon(icon("chevron-up"))
        more.setFixedSize(THUMB.width(), _MORE)
        more.setToolTip(t("slides.add.more.tip", "More ways to add a slide"))
        more.setAccessibleName(t("slides.add.more", "Ways to add a slide"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu(parent=more)
        menu.addAction(self._actions["slide-new"])
        menu.addAction(self._actions["slide-duplicate"])
        more.setMenu(menu)
        for button in (add, more):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(add)
        column.addWidget(more)
        column.addStretch()
        return column

    def _on_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.popup(self.view.viewport().mapToGlobal(at))

    def menu(self) -> Menu:
        """The menu of the selected slides; it goes when it closes."""
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section in _MENU:
            if menu.actions():
                menu.addSeparator()
            for id_ in section:
                menu.addAction(self._actions[id_])
        return menu
