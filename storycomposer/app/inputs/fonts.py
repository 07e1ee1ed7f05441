"""The button that shows a font and opens the list of fonts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from storycomposer.app import doors
from storycomposer.app.desk import Desk
from storycomposer.app.inputs.base import HEIGHT, MIXED, draw_chevron, mark_mixed
from storycomposer.app.inputs.font_list import FontList
from storycomposer.app.inputs.font_samples import sample_font
from storycomposer.app.shades import TYPE_SIZE
from storycomposer.app.words import t
from storycomposer.document import resolve


class FontButton(QPushButton):
    """A font, shown in itself: a family, or a role of the brand."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, name: str, desk: Desk, parent: QWidget | None = None, roles: bool = True
    ) -> None:
        super().__init__(parent)
        self._desk, self._roles = desk, roles
        self._value: object = None
        self._list: FontList | None = None
        self.setProperty("kind", "combo")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.clicked.connect(self.open_list)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        option, style = QStyleOptionButton(), self.style()
        self.initStyleOption(option)
        room = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        end = Qt.TextElideMode.ElideRight
        option.text = self.fontMetrics().elidedText(self.text(), end, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
        draw_chevron(self)

    def show_value(self, value: object) -> None:
        """Show a font, or that there are several."""
        self._value = value
        brand = self._desk.deck.brand
        if value is MIXED or not isinstance(value, str):
            said, family = t("input.mixed", "Mixed"), ""
        else:
            said = family = resolve.family(value, brand)
            if value == "brand:heading":
                said = t("font.heading", "Headings · {family}", family=family)
            elif value == "brand:body":
                said = t("font.body", "Body · {family}", family=family)
        if said != self.text():
            self.setText(said)
            self.setToolTip(said)
            self.setAccessibleDescription(said)
            size = 14 if family else TYPE_SIZE
            self.setFont(sample_font(family, doors.book(self._desk.editor.story), size))
            mark_mixed(self, not family)

    def settle(self, _keep: bool = True) -> None:
        """The list closes."""
        if self._list is not None:
            self._list.hide()

    def open_list(self) -> None:
        """Open the list of fonts beside the panel."""
        if self._list is None:
            self._list = FontList(self, self._roles)
            self._list.edited.connect(self.edited)
            self._list.committed.connect(self.committed)
            self._list.cancelled.connect(self.cancelled)
        value = self._value if isinstance(self._value, str) else ""
        self._list.start(doors.book(self._desk.editor.story), self._desk.deck.brand, value)
        self._list.open_beside(self)
