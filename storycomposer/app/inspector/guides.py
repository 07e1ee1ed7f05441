"""The guides of a slide as a list: for those who want them exactly."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from storycomposer.app.buttons import WordButton
from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.inspector.form import Form
from storycomposer.app.words import t
from storycomposer.document.deck import Guide


class GuideList(QWidget):
    """Values are tuples of guides."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._value: tuple[Guide, ...] = ()
        self._rows: list[_Row] = []
        self._size = form.subject.desk.deck.canvas
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for axis, label in (
            ("x", t("guides.upright", "Upright")),
            ("y", t("guides.level", "Level")),
        ):
            button = WordButton("plus", label, self)
            button.setObjectName(axis)
            button.setFixedHeight(HEIGHT)
            button.setIconSize(QSize(14, 14))
            button.setAccessibleName(t("guides.add", "Add guide: {which}", which=label))
            button.clicked.connect(self._on_add)
            foot.addWidget(button, 1)
        column.addLayout(foot)

    def show_value(self, value: object) -> None:
        """Show guides; those of several slides that differ are not listed."""
        guides = value if isinstance(value, tuple) else ()
        self._value = guides
        while len(self._rows) > len(guides):
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.deleteLater()
        while len(self._rows) < len(guides):
            row = _Row(len(self._rows), self)
            row.changed.connect(self._on_changed)
            row.removed.connect(self._on_removed)
            self._rows.append(row)
            self._list.addWidget(row)
        for row, guide in zip(self._rows, guides, strict=True):
            row.show_guide(guide)

    def settle(self, keep: bool = True, /) -> None:
        """Its fields settle."""
        for row in self._rows:
            row.at.settle(keep)

    def _on_add(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            axis: Any = button.objectName()
            middle = (self._size.width if axis == "x" else self._size.height) / 2
            self.committed.emit((*self._value, Guide(axis=axis, at=middle)))

    def _on_changed(self, index: int, at: float, done: bool) -> None:
        changed = structs.replace(self._value[index], at=at)
        value = (*self._value[:index], changed, *self._value[index + 1 :])
        (self.committed if done else self.edited).emit(value)

    def _on_removed(self, index: int) -> None:
        self.committed.emit((*self._value[:index], *self._value[index + 1 :]))


class _Row(QWidget):
    changed = Signal(int, float, bool)
    removed = Signal(int)

    def __init__(self, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._index = index
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        name = t("guides.number", "Guide {number}", number=index + 1)
        self.at = NumberField(Scale(-20000, 20000, 1), name, prefix="X")
        self.at.edited.connect(self._on_edited)
        self.at.committed.connect(self._on_committed)
        remove = QToolButton(self)
        remove.setProperty("kind", "icon")
        remove.setIcon(icon("x"))
        remove.setFixedSize(HEIGHT, HEIGHT)
        remove.setAccessibleName(t("guides.remove", "Remove guide {number}", number=index + 1))
        remove.setToolTip(remove.accessibleName())
        remove.clicked.connect(self._on_remove)
        row.addWidget(self.at, 1)
        row.addWidget(remove)

    def show_guide(self, guide: Guide) -> None:
        """Show where it lies."""
        self.at.set_prefix(guide.axis.upper())
        self.at.show_value(guide.at)

    def _on_edited(self, at: float) -> None:
        self.changed.emit(self._index, at, False)

    def _on_committed(self, at: float) -> None:
        self.changed.emit(self._index, at, True)

    def _on_remove(self) -> None:
        self.removed.emit(self._index)
