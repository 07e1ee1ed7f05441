"""The story's name in the bar at the top: of a story without a file it is changed there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from storycomposer.app.desk import Desk
from storycomposer.app.naming import drawable, story_name
from storycomposer.app.theme import tokens
from storycomposer.app.words import t
from storycomposer.document import edits

_NARROW, _FIELD = 48, 280
_PAD = 10
_LONGEST = 300


class Title(QPushButton):
    """The name, its middle left out where there is no room: a window is never wider for the name
    of a file."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setProperty("kind", "quiet")
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics().size(0, self.text())
        return QSize(words.width() + 2 * _PAD + 2, words.height() + 12)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_NARROW, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        if self.isEnabled():
            painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        middle = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self.text(), middle, room.width())
        # A name reads in its own direction, whatever that of the window is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(QColor(tokens().text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class _Field(QLineEdit):
    """Esc leaves the name as it was."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()  # the button that has the keyboard by now is not pressed by it


class StoryTitle(QWidget):
    """The name, and in its place the field that changes it. A story with a file is called as the
    file: that is changed where files are."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._before: str | None = None
        self.shown = Title(parent=self)
        self.shown.clicked.connect(self.begin)
        self.field = _Field(self)
        self.field.setFixedWidth(_FIELD)
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(t("title.field", "Name of the story"))
        self.field.editingFinished.connect(self._take)
        self.field.left.connect(self._close)
        self.field.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shown)
        row.addWidget(self.field)

    def begin(self) -> None:
        """Let the name be changed."""
        if not self.shown.isEnabled():
            return
        self._before = story_name(self._desk.deck)
        self.field.setText(self._before)
        self.shown.hide()
        self.field.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Say again what the story is called and whether it is saved."""
        path = self._desk.editor.path
        name = story_name(self._desk.deck, path)
        shown = drawable(name)
        self.shown.setText(f"{shown}  •" if self._desk.editor.dirty else shown)
        named, policy, shape = path is not None, Qt.FocusPolicy, Qt.CursorShape
        self.shown.setEnabled(not named)
        self.shown.setFocusPolicy(policy.NoFocus if named else policy.StrongFocus)
        self.shown.setCursor(shape.ArrowCursor if named else shape.IBeamCursor)
        rename = t("title.rename", "{name} (click to rename)", name=name)
        self.shown.setToolTip(str(path) if named else rename)
        if named:
            self._close()  # it has got a file meanwhile

    def _take(self) -> None:
        """Call the story what was written; without anything, by its headline again."""
        before, said = self._before, " ".join(self.field.text().split())
        self._close()
        if before not in (None, said):
            label = t("edit.title", "Rename story")
            self._desk.apply(lambda deck: edits.restyle_deck(deck, {"title": said}), label)

    def _close(self) -> None:
        if self._before is None:
            return
        self._before = None
        here = self.field.hasFocus()
        self.shown.show()
        if here:
            self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.hide()
