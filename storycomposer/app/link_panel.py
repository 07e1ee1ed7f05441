"""The small panel that asks where a link leads, for a new link and for one that is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from storycomposer.app.addresses import is_address, symbol_side
from storycomposer.app.asking import Flyout
from storycomposer.app.words import t
from storycomposer.document.link import UrlTarget
from storycomposer.links.address import readable

_WIDE = 320


class LinkPanel(Flyout):
    """``take`` gets the address when it is confirmed."""

    def __init__(self, parent: QWidget, take: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("rail.link", "Link"))
        self._take = take
        self._title = QLabel(self)
        self._title.setProperty("kind", "title")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(t("link-panel.example", "example.org/article"))
        self.field.setAccessibleName(t("link-panel.address", "Web address"))
        self.field.setMinimumWidth(_WIDE)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._confirm)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._confirm)
        self._said = QLabel(self)
        self._said.setProperty("kind", "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.column.setSpacing(8)
        self.column.addWidget(self._title)
        self.column.addLayout(row)
        self.column.addWidget(self._said)

    def ask(self, address: str = "") -> None:
        """Get ready for a new link, or for another address of one that is there."""
        new = not address
        self._title.setText(
            t("link.new", "Where does the link lead?") if new else t("link.edit", "Link")
        )
        self.button.setText(t("link.add", "Add") if new else t("link.save", "Save"))
        self.field.setText(address)
        self.field.selectAll()
        self._on_text(address)

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_text(self, text: str) -> None:
        fine = is_address(text)
        self.button.setEnabled(fine)
        if not text.strip():
            said = t("link-panel.hint", "Paste or type a web address.")
        elif not fine:
            said = t("link.none", "This is no web address yet.")
        else:
            shown, side = readable(UrlTarget(url=text.strip())), symbol_side(text)
            said = t("link.long", "Too long for a code: use a shorter address.")
            if side:
                said = t("link.shown", "{shown}   Code of {side} × {side}", shown=shown, side=side)
        self._said.setText(said)

    def _confirm(self) -> None:
        address = self.field.text().strip()
        if is_address(address):
            self.hide()
            self._take(address)
