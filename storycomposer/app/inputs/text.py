"""Fields for words: one line, or several."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from storycomposer.app.inputs.base import HEIGHT, MIXED
from storycomposer.app.words import t


class TextField(QLineEdit):
    """One line. With ``live`` it is previewed while it is typed; it stands when Enter is pressed
    or the field is left."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        longest: int | None = None,
        live: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self._placeholder = placeholder
        self._live = live
        self._shown = ""
        if longest is not None:
            self.setMaxLength(longest)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._on_finished)

    def set_placeholder(self, text: str) -> None:
        """What stands in it while it is empty."""
        self._placeholder = text

    def show_value(self, value: object) -> None:
        """Show a text; null is empty."""
        mixed = value is MIXED
        self.setPlaceholderText(t("input.mixed", "Mixed") if mixed else self._placeholder)
        self._shown = value if isinstance(value, str) else ""
        if not (self.isModified() and self.hasFocus()):
            self._show()

    def settle(self, _keep: bool = True) -> None:
        """Drop what was typed."""
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.cancelled.emit()
            self._show()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # What has the keyboard once this is committed is not pressed by the same key.
            event.accept()

    def event(self, event: QEvent) -> bool:
        # What is undone here is what was typed; else undo is the story's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isModified()
            and (
                event.matches(QKeySequence.StandardKey.Undo)
                or event.matches(QKeySequence.StandardKey.Redo)
            )
        ):
            event.ignore()
            return False
        return super().event(event)

    def _on_typed(self, text: str) -> None:
        if self._live:
            self.edited.emit(text)

    def _on_finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self._shown = self.text()
            self.committed.emit(self.text())

    def _show(self) -> None:
        if self._shown != self.text():
            self.setText(self._shown)
            self.setCursorPosition(0)
        self.setModified(False)


class TextBox(QPlainTextEdit):
    """Several lines; they stand when the box is left."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, name: str, placeholder: str = "", lines: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._placeholder = placeholder
        self._shown = ""
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)

    def show_value(self, value: object) -> None:
        """Show a text."""
        mixed = value is MIXED
        self.setPlaceholderText(t("input.mixed", "Mixed") if mixed else self._placeholder)
        self._shown = value if isinstance(value, str) else ""
        if not (self.document().isModified() and self.hasFocus()):
            self.settle()

    def settle(self, _keep: bool = True) -> None:
        """Drop what was typed."""
        if self._shown != self.toPlainText():
            self.setPlainText(self._shown)
        self.document().setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._commit()
        elif event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.settle()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()

    def _commit(self) -> None:
        if self.document().isModified():
            self.document().setModified(False)
            self._shown = self.toPlainText()
            self.committed.emit(self._shown)
