"""A field for a number: typed, calculated, stepped, turned with the wheel or dragged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from storycomposer.app.inputs import arithmetic
from storycomposer.app.inputs.base import HEIGHT, MIXED
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document.fields import Field

_TENTH = 10
_SETTLED_MS = 400
"""After the last turn of the wheel."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a number of the document is shown: ``factor`` times as large, with ``unit`` behind."""

    low: float = -20000
    high: float = 20000
    step: float = 1
    unit: str = ""
    factor: float = 1
    whole: bool = False

    @classmethod
    def of(cls, field: Field) -> Scale:
        """As the field's metadata says; shares are shown as percentages, of type sizes too."""
        share = not field.unit and field.step < 0.1
        if field.unit == "‰ em":
            low, high = field.low or 0, field.high or 0
            return cls(low=low, high=high, step=_TENTH * 5, unit="%", factor=1 / _TENTH)
        return cls(
            low=field.low if field.low is not None else -20000,
            high=field.high if field.high is not None else 20000,
            step=field.step,
            unit="%" if share else field.unit,
            factor=100 if share else 1,
            whole=field.whole,
        )

    def text(self, value: float) -> str:
        """``value`` as people read it."""
        number = f"{round(value * self.factor, 2):.2f}".rstrip("0").rstrip(".")
        number = "0" if number == "-0" else number
        space = "" if self.unit in ("", "°", "×") else " "
        return f"{number}{space}{self.unit}"

    def within(self, value: float) -> float:
        """``value`` brought within the limits, without the dust of arithmetic."""
        made = round(min(self.high, max(self.low, value)), 6)
        return round(made) if self.whole else made


class NumberField(QLineEdit):
    """One number. Up and down change it by a step, with Shift by ten; so do the wheel while it is
    focused, a drag on its label or prefix, and a drag with Alt anywhere on it. Values carried by
    its signals are numbers of the document."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, scale: Scale, name: str, prefix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.scale = scale
        self._value: float | None = None
        self._prefix = prefix
        self._from: tuple[float, float] | None = None  # where a drag began: pointer and value
        self._dragged = self._nudged = False
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(56)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self.isRightToLeft():
            # Digits have no side of their own; they stand where words would begin.
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.set_prefix(prefix)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._timer.timeout.connect(self._commit_nudges)
        self.editingFinished.connect(self._take_text)

    @property
    def value(self) -> float | None:
        """The number shown; None where it is mixed."""
        return self._value

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(80, HEIGHT)

    def set_prefix(self, prefix: str) -> None:
        """A letter or two before the number."""
        self._prefix = prefix
        room = self.fontMetrics().horizontalAdvance(prefix) + 8 if prefix else 0
        self.setTextMargins(*((0, 0, room, 0) if self.isRightToLeft() else (room, 0, 0, 0)))

    def show_value(self, value: object) -> None:
        """Show a number, or that there are several."""
        self._value = float(value) if isinstance(value, int | float) else None
        self.setPlaceholderText(t("input.mixed", "Mixed") if value is MIXED else "")
        if not (self.isModified() and self.hasFocus()):
            self._show()

    def settle(self, keep: bool = True) -> None:
        """Commit what was nudged if it is to be kept, drop what was typed."""
        if not keep:
            self._nudged = False
        self._commit_nudges()
        self._show()

    def nudge(self, steps: float) -> None:
        """So many steps more."""
        if self._value is None and self.placeholderText():
            return
        self._set((self._value or 0.0) + steps * self.scale.step)
        self._nudged = True
        self._timer.start()

    def scrub(self, start: float, x: float, keys: Qt.KeyboardModifier) -> None:
        """Dragged from pointer ``start`` to ``x``: a step for every two points."""
        if self._from is None:
            self._from = (start, self._value or 0.0)
        per = 10.0 if keys & Qt.KeyboardModifier.ShiftModifier else 1.0
        steps = round((x - start) / 2) * per
        self._dragged = True
        self._set(self._from[1] + steps * self.scale.step)

    def end_scrub(self) -> None:
        """The drag ends."""
        if self._from is not None and self._dragged:
            self.committed.emit(self._value)
        self._from, self._dragged = None, False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        way = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10}.get(
            Qt.Key(event.key()), -10 if event.key() == Qt.Key.Key_PageDown else 0
        )
        if way:
            if self.isModified():
                self._take_text()
            many = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.nudge(way * many)
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and (self.isModified() or self._from is not None):
            self._from = None
            self.cancelled.emit()
            self._show()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # What is undone here is what was typed; else undo is the story's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isModified()
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(_REDO))
        ):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._commit_nudges()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if not self.hasFocus():
            event.ignore()
            return
        many = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        turn = event.angleDelta().y() or event.angleDelta().x()
        if turn:
            self.nudge(many if turn > 0 else -many)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._scrubs_at(event):
            self._from = (event.globalPosition().x(), self._value or 0.0)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._scrubs_at(event):
            return
        self.setSelection(0, len(self.text().removesuffix(self.scale.unit).rstrip()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.scrub(self._from[0], event.globalPosition().x(), event.modifiers())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is not None:
            if not self._dragged:
                self.setFocus()
            self.end_scrub()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._prefix:
            painter = QPainter(self)
            painter.setPen(QColor(tokens().muted))
            painter.drawText(self._prefix_box(), int(Qt.AlignmentFlag.AlignVCenter), self._prefix)

    def _prefix_box(self) -> QRect:
        width = self.fontMetrics().horizontalAdvance(self._prefix) + 4
        left = self.width() - width - 8 if self.isRightToLeft() else 9
        return QRect(left, 0, width, self.height())

    def _scrubs_at(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or self._value is None:
            return False
        on_prefix = bool(self._prefix) and self._prefix_box().contains(event.position().toPoint())
        return on_prefix or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)

    def _take_text(self) -> None:
        self._commit_nudges()
        if not self.isModified():
            return
        found = arithmetic.value(self.text())
        if found is not None:
            new = self.scale.within(found / self.scale.factor)
            if new != self._value:
                self._value = new
                self.setModified(False)
                self.committed.emit(new)
        self._show()

    def _set(self, value: float) -> None:
        value = self.scale.within(value)
        if value != self._value:
            self._value = value
            self._show()
            self.edited.emit(value)

    def _commit_nudges(self) -> None:
        self._timer.stop()
        if self._nudged:
            self._nudged = False
            self.committed.emit(self._value)

    def _show(self) -> None:
        text = "" if self._value is None else self.scale.text(self._value)
        if text != self.text():
            self.setText(text)
        self.setModified(False)


_REDO = QKeySequence.StandardKey.Redo


class ScrubLabel(QLabel):
    """The label of a number: dragging it across changes the number."""

    def __init__(self, text: str, field: NumberField, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._field = field
        self._start: float | None = None
        self.setProperty("kind", "muted")
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setBuddy(field)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._field.value is not None:
            self._start = event.globalPosition().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._start is not None:
            self._field.scrub(self._start, event.globalPosition().x(), event.modifiers())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        if self._start is not None:
            self._start = None
            self._field.end_scrub()
