"""Lines that appear over the canvas for a while and never stop anybody's work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from storycomposer.app.desk import Desk, Notice
from storycomposer.app.shades import RADIUS
from storycomposer.app.sides import margins
from storycomposer.app.theme import tokens

_SHOWN_MS = 6000


class Notices(QFrame):
    """The newest notice of a desk, at the bottom of ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("notice")
        self._text = QLabel(self)
        self._button = QPushButton(self)
        self._button.setProperty("kind", "quiet")
        self._over = over
        self._notice: Notice | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(self, 16, 8, 8, 8))
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._row = row
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_time)
        self._button.clicked.connect(self._on_clicked)
        over.installEventFilter(self)
        desk.noticed.connect(self.show_notice)
        desk.tool_changed.connect(self._on_tool)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show ``notice`` in place of the one before."""
        look = tokens()
        color = {"error": look.danger, "warn": look.warn, "good": look.good}
        self._notice = notice
        self._text.setText(notice.text)
        self._button.setText(notice.label)
        self._button.setVisible(bool(notice.label))
        self._row.setContentsMargins(margins(self, 16, 8, 8 if notice.label else 16, 8))
        edge = color.get(notice.kind, look.line)
        self.setStyleSheet(
            f"#notice {{ background: {look.panel}; border: 1px solid {edge};"
            f" border-radius: {RADIUS}px; }}"
        )
        self.setAccessibleName(notice.text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self._over
        self.setMaximumWidth(max(200, over.width() - 32))
        self._text.setWordWrap(self._text.sizeHint().width() > over.width() - 120)
        self.adjustSize()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - 24)

    def _on_time(self) -> None:
        """What is pointed at or has the keyboard stays: something is about to be done with it."""
        if self._button.hasFocus() or self.underMouse():
            self._timer.start()
        else:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        if self._button.hasFocus():
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)

    def _on_tool(self) -> None:
        """A hint is about the tool in use, and goes with it."""
        if self._notice is not None and self._notice.kind == "hint":
            self.hide()

    def _on_clicked(self) -> None:
        self.hide()
        if self._notice is not None and self._notice.run is not None:
            self._notice.run()


def line(vertical: bool = False) -> QFrame:
    """A hairline between two parts of the window."""
    made = QFrame()
    made.setProperty("kind", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
