"""Choosing one of a few: a list that opens, a row of segments, a switch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QToolButton,
    QToolTip,
    QWidget,
)

from storycomposer.app import corners
from storycomposer.app.icons import icon
from storycomposer.app.inputs.base import HEIGHT, MIXED, draw_chevron, mark_mixed
from storycomposer.app.theme import tokens
from storycomposer.app.words import t


class Option(NamedTuple):
    """One of the choices: its value, what it is called, and its icon."""

    value: Any
    label: str
    icon: str = ""


class ChoiceCombo(QComboBox):
    """One of several, in a list that opens."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setPlaceholderText(t("input.mixed", "Mixed"))
        self._options: tuple[Option, ...] = ()
        self.set_options(options)
        self.activated.connect(self._on_activated)
        # Qt's own list is a square window; its frame is the view's, which has round corners.
        self.setItemDelegate(QStyledItemDelegate(self))  # its rows heed the style sheet
        self.view().setAccessibleName(name)
        popup = self.view().window()
        hints = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        popup.setWindowFlags(popup.windowFlags() | hints)
        corners.soften(popup)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; nothing is rebuilt where they are the same."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        self.clear()
        for option in self._options:
            if option.icon:
                self.addItem(icon(option.icon), option.label)
            else:
                self.addItem(option.label)

    def show_value(self, value: object) -> None:
        """Show a choice; what is none of them is shown as mixed."""
        values = [option.value for option in self._options]
        self.setCurrentIndex(values.index(value) if value in values else -1)
        mark_mixed(self, value not in values)

    def settle(self, _keep: bool = True) -> None:
        """Nothing is ever under way."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        draw_chevron(self)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802
        super().initStyleOption(option)
        option.currentText = self._short(option)  # a style would cut it off where its room ends

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            short = self._short(None) != self.currentText()
            said = self.toolTip() or (self.currentText() if short else "")
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def _short(self, option: QStyleOptionComboBox | None) -> str:
        """The choice as it has room."""
        if option is None:
            option = QStyleOptionComboBox()
            super().initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        if not self.itemIcon(self.currentIndex()).isNull():
            room -= self.iconSize().width() + 4  # and the gap
        end = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), end, room)

    def _on_activated(self, index: int) -> None:
        self.committed.emit(self._options[index].value)


class _Segments(QWidget):
    """Buttons side by side that look like one input."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("kind", "segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.options = tuple(options)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for index, option in enumerate(self.options):
            button = QToolButton(self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setAccessibleName(f"{name}: {option.label}")
            if option.icon:
                button.setIcon(icon(option.icon))
                button.setIconSize(QSize(16, 16))
                button.setToolTip(option.label)
            else:
                button.setText(option.label)
            self._group.addButton(button, index)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self._on_clicked)

    def settle(self, _keep: bool = True) -> None:
        """Nothing is ever under way."""

    def _on_clicked(self, index: int) -> None:
        raise NotImplementedError


class SegmentedControl(_Segments):
    """One of a few that are all seen."""

    def show_value(self, value: object) -> None:
        """Show a choice; nothing is marked where there are several."""
        values = [option.value for option in self.options]
        index = values.index(value) if value in values else -1
        self._group.setExclusive(False)
        for at, button in enumerate(self._group.buttons()):
            button.setChecked(at == index)
        self._group.setExclusive(True)

    def _on_clicked(self, index: int) -> None:
        self.committed.emit(self.options[index].value)


class ToggleRow(_Segments):
    """Several switches side by side, such as italic and underline. Its values are dicts of what
    was switched."""

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(options, name, parent)
        self._group.setExclusive(False)

    def show_value(self, value: object) -> None:
        """Show a dict of switches; what is mixed counts as off."""
        values = value if isinstance(value, dict) else {}
        for button, option in zip(self._group.buttons(), self.options, strict=True):
            button.setChecked(values.get(option.value) is True)

    def _on_clicked(self, index: int) -> None:
        on = self._group.button(index).isChecked()
        self.committed.emit({self.options[index].value: on})


class Switch(QAbstractButton):
    """On or off."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFixedSize(36, 20)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._mixed = False
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(36, 20)

    def show_value(self, value: object) -> None:
        """Show on, off, or that there are both."""
        self._mixed = value is MIXED
        self.setChecked(value is True)
        self.update()

    def settle(self, _keep: bool = True) -> None:
        """Nothing is ever under way."""

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(look.accent_text if self.hasFocus() else look.line), 1))
        if on and not self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent if on else look.disabled))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        at = 0.5 if self._mixed else float(on != self.isRightToLeft())
        radius = box.height() / 2 - 2.5
        left = box.left() + 2.5 + at * (box.width() - 2 * radius - 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(QRectF(left, box.top() + 2.5, 2 * radius, 2 * radius))

    def _on_clicked(self, on: bool) -> None:
        self._mixed = False
        self.committed.emit(on)
