"""How large the slide is shown, at the canvas's bottom corner."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from storycomposer.app.actions.menus import Actions, fill
from storycomposer.app.canvas.rulers import SIDE
from storycomposer.app.menu import Menu
from storycomposer.app.words import t

_EDGE = 12
_ACTIONS = (
    *("zoom-in", "zoom-out", "", "fit", "zoom-selection", "actual-size", "phone-size"),
    *("", "safe-areas", "rulers"),
)
"""What is offered at the percentage: how the slide is looked at, not the rest of the view."""


class ZoomControl(QFrame):
    """Smaller, the zoom with its menu, larger."""

    def __init__(self, canvas: QWidget, actions: Actions) -> None:
        super().__init__(canvas)
        self.setObjectName("zoom")
        self.setProperty("kind", "floating")
        self._canvas = canvas
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(_button(actions, "zoom-out"))
        self.percent = QToolButton()
        self.percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.percent.setMenu(_menu(actions, self.percent))
        self.percent.setMinimumWidth(58)
        self.percent.setToolTip(t("zoom.name", "Zoom"))
        row.addWidget(self.percent)
        row.addWidget(_button(actions, "zoom-in"))
        row.addWidget(_button(actions, "fit"))
        canvas.installEventFilter(self)
        actions["rulers"].toggled.connect(self._place)
        canvas.zoomed.connect(self._show)  # type: ignore[attr-defined]
        self._show(canvas.zoom)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, zoom: float) -> None:
        self.percent.setText(t("zoom.percent", "{percent} %", percent=round(zoom * 100)))
        self.percent.setAccessibleName(f"{t('zoom.name', 'Zoom')} {self.percent.text()}")
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        rtl = self._canvas.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ruled = self._canvas.guiding.rulers  # type: ignore[attr-defined]
        beside = _EDGE + (round(SIDE) if ruled else 0)  # the left ruler
        x = beside if rtl else self._canvas.width() - self.width() - _EDGE
        self.move(x, self._canvas.height() - self.height() - _EDGE)


def _menu(actions: Actions, parent: QWidget) -> Menu:
    made = Menu(t("zoom.name", "Zoom"), parent)
    fill(made, actions, _ACTIONS)
    return made


def _button(actions: Actions, id: str) -> QToolButton:
    made = QToolButton()
    made.setDefaultAction(actions[id])
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(actions[id].text())
    return made
