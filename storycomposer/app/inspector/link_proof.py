"""The line that says whether phones read a link, and the buttons that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import refresh_style
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.link_kinds import unwritten
from storycomposer.app.proving import told
from storycomposer.app.theme import tokens
from storycomposer.app.words import say, t
from storycomposer.document.layers import Layer, LinkLayer

if TYPE_CHECKING:
    from storycomposer.checks.links import Verdict

SIGNS = {
    "green": "circle-check",
    "amber": "triangle-alert",
    "red": "circle-x",
    "unwritten": "pen-line",
}
_MOST = 3
"""Fixes that are offered."""


class ProofLine(QWidget):
    """What phones make of the selected link, in words and colour, with one-click fixes below."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form, self._subject = form, form.subject
        self._proving = form.owner.proving
        self._shown: tuple[object, ...] | None = None
        self._sign = QLabel(self)
        self._sign.setFixedSize(18, 18)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._more = QLabel(self)
        self._more.setWordWrap(True)
        self._more.setProperty("kind", "muted")
        self._fixes = QWidget(self)
        self._row = QHBoxLayout(self._fixes)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self._more)
        column.addWidget(self._fixes)
        self._proving.changed.connect(self.refresh)
        form.also(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def buttons(self) -> list[QPushButton]:
        """The fixes that are offered."""
        return [one for one in self._fixes.findChildren(QPushButton) if not one.isHidden()]

    def refresh(self) -> None:
        """Say it again; while it is not known the line keeps its room, so that nothing jumps."""
        found = self._verdict()
        about = (self._links(), found, level_of(found, self._subject.layers), tokens().dark)
        if about == self._shown:
            return
        self._shown = about
        parent = self.parentWidget()
        single = len(self._links()) == 1
        if parent is not None and parent is not self._form:
            parent.setVisible(single)
        self._say(found)

    def _say(self, found: Verdict | None) -> None:
        level = level_of(found, self._subject.layers)
        said = told(found) if found is not None else t("link.checking", "Checking…")
        sign = icon(SIGNS.get(level, "clock"), level_color(level))
        self._sign.setPixmap(sign.pixmap(QSize(18, 18), self.devicePixelRatioF()))
        self._words.setText(said)
        self._words.setProperty(
            "kind", {"green": "good", "amber": "warn", "red": "danger"}.get(level, "muted")
        )
        refresh_style(self._words)
        self.setAccessibleName(t("link.proof", "Proof: {said}", said=said))
        others = found.findings[1:3] if found is not None else ()
        self._more.setText("\n".join(map(told, others)))
        self._more.setVisible(bool(others))
        self._offer(found)

    def _offer(self, found: Verdict | None) -> None:
        for old in self._fixes.findChildren(QPushButton):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        fixes = fixes_of(found)[:_MOST]
        for at, fix in enumerate(fixes):
            button = QPushButton(say(fix.label), self._fixes)
            button.setProperty("kind", "mend" if at == 0 else "small")
            button.setFixedHeight(26)
            button.setAccessibleName(t("link.fix", "Fix: {what}", what=say(fix.label)))
            button.setToolTip(say(fix.said) if fix.said is not None else "")
            button.setObjectName(str(at))
            button.clicked.connect(self._on_fix)
            self._row.insertWidget(at, button)
        self._fixes.setVisible(bool(fixes))

    def _on_fix(self) -> None:
        button, found = self.sender(), self._verdict()
        if isinstance(button, QPushButton) and found is not None:
            self._proving.mend(fixes_of(found)[int(button.objectName())])

    def _verdict(self) -> Verdict | None:
        links = self._links()
        return self._proving.of(links[0]) if len(links) == 1 else None

    def _links(self) -> tuple[str, ...]:
        return tuple(one.id for one in self._subject.layers if isinstance(one, LinkLayer))


def level_of(found: Verdict | None, layers: Iterable[Layer]) -> str:
    """How a link is judged; what nobody has written yet is no fault. Empty while it is not
    known."""
    if found is None:
        return ""
    begun = any(isinstance(one, LinkLayer) and unwritten(one.target) for one in layers)
    return "unwritten" if begun and found.level == "red" else found.level


def level_color(level: str) -> str:
    """The colour of a level; muted while it is not known."""
    look = tokens()
    return {"green": look.good, "amber": look.warn, "red": look.danger}.get(level, look.muted)


def fixes_of(found: Verdict | None) -> list[Any]:
    """All that mends a link, worst finding first, each fix once; over other layers it grows only
    where it has to."""
    made: dict[str, Any] = {}
    for finding in found.findings if found is not None else ():
        for fix in finding.fixes:
            made.setdefault(fix.label.id, fix)
    if "fix-enlarge" in made:
        made.pop("fix-enlarge-over", None)
    return list(made.values())
