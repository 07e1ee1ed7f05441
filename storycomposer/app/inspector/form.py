"""Rows of labels and inputs, tied to fields of what is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.amount import AmountField
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.number import NumberField, ScrubLabel
from storycomposer.app.inspector.making import described, made
from storycomposer.app.inspector.subject import Subject, Write
from storycomposer.app.notices import line
from storycomposer.app.sides import margins
from storycomposer.app.words import t

LABEL = 80
"""Width of the one column of labels."""
EDGE = 16
GAP = 8

Read = Callable[[Any], Any]
Condition = Callable[[Any], bool]
Fill = Callable[["Section"], None]


class Binding(QObject):
    """An input tied to a field: it shows the field, and what is done to it becomes an edit."""

    def __init__(
        self,
        subject: Subject,
        given: Any,
        name: str,
        label: str,
        *,
        read: Read | None = None,
        write: Write | None = None,
    ) -> None:
        super().__init__(given)
        self.input = given
        self.name = name
        self._subject, self._label = subject, label
        self._read, self._write = read, write
        given.edited.connect(self._on_edited)
        given.committed.connect(self._on_committed)
        given.cancelled.connect(self._on_cancelled)

    def refresh(self) -> None:
        """Show what is there now."""
        found = self._read(self._subject) if self._read else self._subject.read(self.name)
        self.input.show_value(found)

    def _change(self, value: Any) -> Any:
        if self._write is not None:
            return self._write(self._subject.held, value)
        return {self.name: value}

    def _on_edited(self, value: Any) -> None:
        self._subject.preview(self._change(value))

    def _on_committed(self, value: Any) -> None:
        label = t("edit.change", "Change {what}", what=_lowered(self._label))
        self._subject.commit(self._change(value), label)
        self.refresh()  # what was refused is shown as it was

    def _on_cancelled(self) -> None:
        self._subject.cancel()


class Form(QWidget):
    """All sections for one kind of selection. It is built once and then shows other values."""

    def __init__(self, subject: Any, window: Any, gutter: int = 0) -> None:
        """``gutter`` is the room at the end that something beside the form takes already."""
        super().__init__()
        self.subject = subject
        self.edge = EDGE - gutter
        self.owner = window
        self._bindings: list[Binding] = []
        self._conditions: list[tuple[QWidget, Condition]] = []
        self._refreshers: list[Callable[[], None]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A long word in one row makes that row tight, and never the panel wider than it is."""
        return QSize(0, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()  # before it is painted; what scrolls it comes to it only then
        return done

    def section(
        self, title: str = "", closed: bool | None = None, fill: Fill | None = None
    ) -> Section:
        """A new section at the end. ``closed`` makes it one that opens and closes; ``fill`` gives
        it its rows when it is first opened."""
        made = Section(self, title, closed, fill)
        self._column.insertWidget(self._column.count() - 1, made)
        return made

    def bind(
        self,
        given: Any,
        name: str,
        label: str,
        read: Read | None = None,
        write: Write | None = None,
    ) -> Any:
        """Tie an input to a field."""
        self._bindings.append(Binding(self.subject, given, name, label, read=read, write=write))
        return given

    def inputs(self, *names: str) -> list[Any]:
        """The inputs tied to fields of these names."""
        return [one.input for one in self._bindings if one.name in names]

    def when(self, widget: QWidget, condition: Condition) -> None:
        """Show ``widget`` only where the condition holds of the subject."""
        self._conditions.append((widget, condition))

    def also(self, refresh: Callable[[], None]) -> None:
        """Call ``refresh``, a bound method, whenever something may be otherwise."""
        self._refreshers.append(refresh)

    def refresh(self) -> None:
        """Show what is there now."""
        for widget, condition in self._conditions:
            wanted = condition(self.subject)
            # What was just put into a form that is seen counts as hidden, and is shown by Qt with
            # the next event unless it is told.
            told = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if not told or wanted == widget.isHidden():
                widget.setVisible(wanted)
        for binding in self._bindings:
            binding.refresh()
        for refresh in self._refreshers:
            refresh()

    def fit(self) -> None:
        """Be as high as the rows need that are seen now: what scrolls it learns of that only later,
        and until then the rows would be pressed together."""
        least = self.minimumSizeHint().height()
        if self.height() < least:
            self.resize(self.width(), least)

    def settle(self, keep: bool = True) -> None:
        """Something else will be shown."""
        for binding in self._bindings:
            binding.input.settle(keep)


class Section(QWidget):
    """A titled part of a form: rows under each other."""

    def __init__(
        self,
        form: Form,
        title: str = "",
        closed: bool | None = None,
        fill: Fill | None = None,
    ) -> None:
        super().__init__(form)
        self.form = form
        self._fill = fill
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        above = QHBoxLayout()  # as wide as the rows: the scroll bar's room would cut it short
        above.setContentsMargins(margins(self, EDGE, 0, form.edge, 0))
        above.addWidget(line())
        whole.addLayout(above)
        inner = QVBoxLayout()
        inner.setContentsMargins(margins(self, EDGE, 12, form.edge, 12))
        inner.setSpacing(GAP)
        whole.addLayout(inner)
        self._body = QWidget(self)
        self.rows = QVBoxLayout(self._body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(GAP)
        self.head = QHBoxLayout()
        self.head.setSpacing(GAP)
        if title:
            inner.addLayout(self.head)
            self.head.addWidget(self._title(title, closed), 1)
        if closed:
            self._body.hide()
        inner.addWidget(self._body)

    def row(self, label: str, *widgets: QWidget) -> QWidget:
        """A labelled row; a number's label can be dragged. A word too long for the column of labels
        stands above its row."""
        made = QWidget(self._body)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        box = QHBoxLayout()
        box.setSpacing(GAP)
        said = _label(label, widgets)
        longest = max(label.split(), key=len, default="")
        if said.fontMetrics().horizontalAdvance(longest) > LABEL:
            whole.addWidget(said, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            said.setFixedWidth(LABEL)
            said.setMinimumHeight(HEIGHT if label else 0)
            said.setWordWrap(True)
            box.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(box)
        for widget in widgets:
            stretch = 0 if widget.maximumWidth() < 200 else 1
            box.addWidget(widget, stretch)
        if all(widget.maximumWidth() < 200 for widget in widgets):
            box.addStretch(1)
        self.rows.addWidget(made)
        return made

    def whole(self, *widgets: QWidget) -> QWidget:
        """A row without a label."""
        made = QWidget(self._body)
        box = QHBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for widget in widgets:
            box.addWidget(widget, 1)
        self.rows.addWidget(made)
        return made

    def field(
        self,
        struct: type[Struct],
        name: str,
        label: str = "",
        *,
        row: bool = True,
        prefix: str = "",
        bound: str = "",
    ) -> Any:
        """The input that the metadata of a field (dotted names go into nested ones) asks for, tied
        to it, or to the field ``bound`` of what is selected, in a row of its own. Returns the row,
        or with ``row`` off the input."""
        info = described(struct, name)
        said = label or t(f"field.{struct.__name__}.{name}", info.title)
        given = made(info, said, self.form.subject.desk, prefix)
        self.form.bind(given, bound or name, said)
        return self.row(said, given) if row else given

    def _title(self, title: str, closed: bool | None) -> QWidget:
        if closed is None:
            said = QLabel(title, self)
            said.setProperty("kind", "section")
            return said
        self._toggle = QPushButton(title, self)
        self._toggle.setProperty("kind", "disclosure")
        self._toggle.setCheckable(True)
        self._toggle.setChecked(not closed)
        self._toggle.toggled.connect(self._on_toggled)
        self._on_toggled(not closed)
        return self._toggle

    def _on_toggled(self, open_: bool) -> None:
        closed = "chevron-left" if self.isRightToLeft() else "chevron-right"
        self._toggle.setIcon(icon("chevron-down" if open_ else closed))
        if open_ and self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self)
            self.form.refresh()
        self._body.setVisible(open_)


def _label(text: str, widgets: tuple[QWidget, ...]) -> QLabel:
    first = widgets[0] if widgets else None
    if isinstance(first, AmountField):
        first = first.number
    said: QLabel = ScrubLabel(text, first) if isinstance(first, NumberField) else QLabel(text)
    said.setProperty("kind", "muted")
    if first is not None:
        said.setBuddy(first)
    return said


def _lowered(text: str) -> str:
    """``text`` inside a sentence: abbreviations stay as they are."""
    return text if text[1:2].isupper() or len(text) == 1 else text[:1].lower() + text[1:]
