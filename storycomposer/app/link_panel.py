"""The small panel that asks where a link leads, for a new link and for one that is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from storycomposer.app.addresses import meant, symbol_side
from storycomposer.app.asking import Flyout
from storycomposer.app.code_reading import CodeReading
from storycomposer.app.icons import icon
from storycomposer.app.inspector.link_kinds import KINDS, kind_name, tag_of
from storycomposer.app.words import say, t
from storycomposer.document.link import Target
from storycomposer.errors import Sentence
from storycomposer.links.address import readable

_WIDE = 340
_COLUMNS = 4


class LinkPanel(Flyout):
    """``take`` gets the target when it is confirmed, ``begin`` the kind of a new one that has its
    fields elsewhere, and what was typed so far."""

    def __init__(
        self,
        parent: QWidget,
        window: Any,
        take: Callable[[Target], object],
        begin: Callable[[str, Target | None], object],
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("rail.link", "Link"))
        self._take, self._begin = take, begin
        self._title = QLabel(self)
        self._title.setProperty("kind", "title")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(t("link-panel.example", "example.org/article"))
        self.field.setAccessibleName(t("link-panel.address", "Address, e-mail or phone number"))
        self.field.setMinimumWidth(_WIDE)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._confirm)
        self._sign = QAction(self)
        self.field.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._confirm)
        self.said = QLabel(self)
        self.said.setProperty("kind", "muted")
        self.said.setWordWrap(True)
        self.reading = CodeReading(window, self._on_code, self._on_none, self, self)
        self.reading.watch(self, self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.column.setSpacing(8)
        self.column.addWidget(self._title)
        self.column.addLayout(row)
        self.column.addWidget(self.said)
        self.kinds: dict[str, QToolButton] = {}
        self._others = self._kinds()
        self.column.addWidget(self._others)

    def ask(self, address: str = "") -> None:
        """Get ready for a new link, or for another address of one that is there."""
        new = not address
        self._title.setText(
            t("link.new", "Where does the link lead?") if new else t("link.edit", "Link")
        )
        self.button.setText(t("link.add", "Add") if new else t("link.save", "Save"))
        self.field.setText(address)
        self.field.selectAll()
        self._others.setVisible(new)
        self._on_text(address)

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _kinds(self) -> QWidget:
        """Buttons for kinds that are written in the inspector."""
        made = QWidget(self)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setSpacing(4)
        title = QLabel(t("link-panel.kinds", "Or a code for"), made)
        title.setProperty("kind", "muted")
        grid.addWidget(title, 0, 0, 1, _COLUMNS)
        for at, tag in enumerate(tag for tag in KINDS if tag != "url"):
            button = QToolButton(made)
            button.setText(kind_name(tag))
            button.setIcon(icon(KINDS[tag].icon))
            button.setIconSize(QSize(18, 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setProperty("kind", "tool")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(kind_name(tag))
            button.clicked.connect(partial(self._on_kind, tag))
            grid.addWidget(button, 1 + at // _COLUMNS, at % _COLUMNS)
            self.kinds[tag] = button
        return made

    def _on_kind(self, tag: str) -> None:
        self.hide()
        self._begin(tag, meant(self.field.text()))

    def _on_text(self, text: str) -> None:
        target = meant(text)
        self.button.setEnabled(target is not None)
        self._sign.setIcon(icon(KINDS[tag_of(target)].icon if target is not None else "link"))
        self.said.setText(_about(target, bool(text.strip())))

    def _confirm(self) -> None:
        target = meant(self.field.text())
        if target is not None:
            self.hide()
            self._take(target)

    def _on_code(self, target: Target) -> None:
        """What a pasted picture's code says is taken at once."""
        if self.isVisible():
            self.hide()
            self._take(target)

    def _on_none(self, wrong: Sentence) -> None:
        self.said.setText(say(wrong))


def _about(target: Target | None, typed: bool) -> str:
    """What is made of what was typed, or what may be."""
    if target is None and typed:
        return t("link.none", "This leads nowhere yet.")
    if target is None:
        return t(
            "link-panel.hint",
            "Paste or type a web address, an e-mail address or a phone number, or paste a picture "
            "of a QR code.",
        )
    side = symbol_side(target)
    if not side:
        return t("link.long", "Too long for a code: use a shorter address.")
    return t(
        "link.shown",
        "{kind} · {shown} · code of {side} × {side}",
        kind=kind_name(tag_of(target)),
        shown=readable(target),
        side=side,
    )
