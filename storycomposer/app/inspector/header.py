"""The top of the inspector: what is selected, lock, duplicate, delete."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from storycomposer.app.desk import Desk
from storycomposer.app.icons import icon
from storycomposer.app.inspector.kinds import title
from storycomposer.app.naming import several
from storycomposer.app.words import t
from storycomposer.document import edits


class Header(QWidget):
    """For layers; slides have their own actions in the filmstrip."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(2)
        self._title = QLabel(self)
        self._title.setProperty("kind", "title")
        row.addWidget(self._title, 1)
        self.lock = self._button("lock-open", t("header.lock", "Lock"))
        self.lock.setCheckable(True)
        self.duplicate = self._button("copy", t("header.duplicate", "Duplicate"))
        self.delete = self._button("trash-2", t("header.delete", "Delete"))
        for button in (self.lock, self.duplicate, self.delete):
            row.addWidget(button)
        self.setFixedHeight(52)
        self.lock.clicked.connect(self._on_lock)
        self.duplicate.clicked.connect(self._on_duplicate)
        self.delete.clicked.connect(self._on_delete)

    def refresh(self) -> None:
        """Say again what is selected."""
        layers = self._desk.selected
        self._title.setText(title(self._desk))
        for button in (self.lock, self.duplicate, self.delete):
            button.setVisible(bool(layers))
        locked = bool(layers) and all(layer.locked for layer in layers)
        if self.lock.isChecked() != locked or self.lock.icon().isNull():
            self.lock.setChecked(locked)
            self.lock.setIcon(icon("lock" if locked else "lock-open"))
        said = t("header.unlock", "Unlock") if locked else t("header.lock", "Lock")
        self.lock.setToolTip(said)
        self.lock.setAccessibleName(said)

    def _button(self, image: str, said: str) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("kind", "icon")
        made.setIcon(icon(image))
        made.setIconSize(QSize(16, 16))
        made.setFixedSize(32, 32)
        made.setAccessibleName(said)
        made.setToolTip(said)
        return made

    def _on_lock(self, locked: bool) -> None:
        ids = self._desk.editor.selection.layers
        what = several(self._desk.deck, ids)
        label = (
            t("edit.lock", "Lock {what}", what=what)
            if locked
            else t("edit.unlock", "Unlock {what}", what=what)
        )
        self._desk.apply(lambda deck: edits.lock(deck, ids, locked), label)
        self.lock.setIcon(icon("lock" if locked else "lock-open"))

    def _on_duplicate(self) -> None:
        desk = self._desk
        ids = desk.editor.selection.layers
        label = t("edit.duplicate", "Duplicate {what}", what=several(desk.deck, ids))
        before = set(edits.spots(desk.deck))
        desk.apply(lambda deck: edits.duplicate(deck, ids), label)
        found = edits.spots(desk.deck)
        new = {id_ for id_ in found if id_ not in before}
        # Children of a copied group are new too; the copies themselves are selected.
        tops = [id_ for id_ in new if not any(parent.id in new for parent in found[id_].parents)]
        if tops:
            desk.select(tuple(id_ for id_ in found if id_ in tops))

    def _on_delete(self) -> None:
        ids = self._desk.editor.selection.layers
        label = t("edit.delete.what", "Delete {what}", what=several(self._desk.deck, ids))
        self._desk.apply(lambda deck: edits.delete(deck, ids), label)
