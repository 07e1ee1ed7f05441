"""The buttons below the phone, for those who do not tap."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.words import t

HEIGHT = 72
_WHITE = "#FFFFFF"


class PlayerBar(QWidget):
    """Back, pause, on, full screen and close."""

    stepped = Signal(int)
    paused = Signal()
    enlarged = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        mirrored = self.isRightToLeft()
        back, on = ("skip-forward", "skip-back") if mirrored else ("skip-back", "skip-forward")
        self.back = _button(back, t("player.back", "Previous slide"), self)
        self.pause = _button("pause", "", self)
        self.on = _button(on, t("player.on", "Next slide"), self)
        self.full = _button("maximize-2", "", self)
        self.close_ = _button("x", t("player.close", "Close the preview"), self)
        self.number = QLabel(self)
        self.number.setProperty("kind", "player")
        self.number.setMinimumWidth(64)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back.clicked.connect(partial(self.stepped.emit, -1))
        self.on.clicked.connect(partial(self.stepped.emit, 1))
        self.pause.clicked.connect(self.paused)
        self.full.clicked.connect(self.enlarged)
        self.close_.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 16)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.number)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.show_state("", paused=False, full=False)

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """In the order in which the keyboard goes through them."""
        return self.back, self.pause, self.on, self.full, self.close_

    def show_state(self, number: str, *, paused: bool, full: bool) -> None:
        """Say which slide it is, and what the buttons will do."""
        self.number.setText(number)
        name = t("player.go", "Play") if paused else t("player.pause", "Pause")
        _dress(self.pause, "play" if paused else "pause", name)
        name = t("player.window", "Leave full screen") if full else t("player.full", "Full screen")
        _dress(self.full, "minimize-2" if full else "maximize-2", name)


def _button(look: str, name: str, parent: QWidget) -> QToolButton:
    made = QToolButton(parent)
    made.setProperty("kind", "player")
    made.setIconSize(QSize(22, 22))
    # A press leaves the keyboard with the player: Space goes on meaning pause.
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    _dress(made, look, name)
    return made


def _dress(button: QToolButton, look: str, name: str) -> None:
    if button.accessibleName() == name and not button.icon().isNull():
        return
    button.setIcon(icon(look, _WHITE))
    button.setAccessibleName(name)
    button.setToolTip(name)
