"""Words to be read, selected and taken along, and not to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from storycomposer.app.menu import Menu
from storycomposer.app.words import t

_BREAK: Final = "\u200b"


class Words(QPlainTextEdit):
    """As high as they need. Lines break between pieces first; wherever the words go, by copying,
    dragging or the mouse's middle button, the marks of that stay behind."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def show_words(self, pieces: Sequence[str]) -> None:
        """Show them one behind another."""
        said = _BREAK.join(pieces)
        if said != self.toPlainText():  # else what is selected stays so
            self.setPlainText(said)
            self._fit()

    def event(self, event: QEvent) -> bool:
        # What is selected here is meant, and not the layer.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            copies = event.matches(QKeySequence.StandardKey.Copy)
            if event.matches(QKeySequence.StandardKey.SelectAll) or (copies and self._chosen()):
                event.accept()
                return True
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        made = QMimeData()
        made.setText(self._chosen())
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(t("link.copy", "Copy")).triggered.connect(self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        """Copy what is selected, else all."""
        QGuiApplication.clipboard().setText(self._chosen() or _plain(self.toPlainText()))

    def _chosen(self) -> str:
        return _plain(self.textCursor().selectedText())

    def _fit(self) -> None:
        lines = round(self.document().size().height())  # a plain document counts in lines
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 1)


def _plain(said: str) -> str:
    return said.replace(_BREAK, "")
