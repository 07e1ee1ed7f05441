"""Lining up, spreading, tidying and grouping."""

from __future__ import annotations

from typing import Any, Literal, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT
from storycomposer.app.inspector.form import Form
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.geometry import Box

_EDGES = (
    ("left", "align-start-vertical", "Align left edges"),
    ("center", "align-center-vertical", "Align centres across"),
    ("right", "align-end-vertical", "Align right edges"),
    ("top", "align-start-horizontal", "Align tops"),
    ("middle", "align-center-horizontal", "Align centres down"),
    ("bottom", "align-end-horizontal", "Align bottoms"),
)
_OTHERS = (
    ("x", "align-horizontal-distribute-center", "Distribute across"),
    ("y", "align-vertical-distribute-center", "Distribute down"),
    ("tidy", "layout-grid", "Tidy up"),
    ("group", "group", "Group"),
)


def aligning(form: Form, to_slide: bool) -> QWidget:
    """Six buttons: edges and centres, of the slide or of each other."""
    return _Buttons(form, _EDGES, to_slide)


def spreading(form: Form) -> QWidget:
    """Distribute, tidy, group."""
    return _Buttons(form, _OTHERS, False)


class _Buttons(QWidget):
    """A row of buttons that each do something to the selected layers."""

    def __init__(self, form: Form, which: tuple[tuple[str, str, str], ...], to_slide: bool) -> None:
        super().__init__(form)
        self._subject: Any = form.subject
        self._to_slide = to_slide
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # left is left in every language
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.setProperty("kind", "segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        for name, image, label in which:
            said = t(f"arrange.{name}", label)
            if to_slide:
                said = t("arrange.to_slide", "{what} with the slide", what=said)
            button = QToolButton(self)
            button.setProperty("kind", "segment")
            button.setIcon(icon(image))
            button.setIconSize(QSize(16, 16))
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setToolTip(said)
            button.setAccessibleName(said)
            button.clicked.connect(self._on_clicked)
            row.addWidget(button, 1)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Say again what is possible."""
        count = len(self._subject.about.ids)
        least = {"x": 3, "y": 3}
        for button in self.findChildren(QToolButton):
            name = button.objectName()
            button.setEnabled(count >= (1 if self._to_slide else least.get(name, 2)))

    def _on_clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, QToolButton):
            return
        name, ids = button.objectName(), self._subject.about.ids
        size = self._subject.desk.deck.canvas
        area = Box(0, 0, *size) if self._to_slide else None
        label = button.toolTip()
        if name in ("x", "y"):
            axis = cast(Literal["x", "y"], name)
            self._subject.commit(lambda deck: edits.distribute(deck, ids, axis), label)
        elif name == "tidy":
            self._subject.commit(lambda deck: edits.tidy(deck, ids), label)
        elif name == "group":
            self._group(ids, label)
        else:
            edge = cast(Any, name)
            self._subject.commit(lambda deck: edits.align(deck, ids, edge, area), label)

    def _group(self, ids: tuple[str, ...], label: str) -> None:
        desk = self._subject.desk
        before = set(edits.spots(desk.deck))
        self._subject.commit(lambda deck: edits.group(deck, ids), label)
        new = tuple(id_ for id_ in edits.spots(desk.deck) if id_ not in before)
        if new:
            desk.select(new)
