"""All keys on one sheet, read from the table of actions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from storycomposer.app.actions.record import MENUS, Action
from storycomposer.app.sides import margins
from storycomposer.app.words import ltr, t

_COLUMNS = 3
_USUAL, _AROUND = QSize(1040, 720), QSize(48, 48)


class ShortcutSheet(QDialog):
    """Actions with keys, by menu, and what the pointer does on the canvas."""

    def __init__(self, table: tuple[Action, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("keys.title", "Keys"))
        self.setProperty("kind", "sheet")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        title = QLabel(t("keys.title", "Keys"))
        title.setProperty("kind", "display")
        column.addWidget(title)
        scroll = QScrollArea(self)
        scroll.setAccessibleName(t("keys.title", "Keys"))
        scroll.setWidgetResizable(True)
        scroll.viewport().setAutoFillBackground(False)
        # With its parents from the start: each move to another is styled anew, label by label.
        page = QWidget(scroll.viewport())
        self._filling = _filling(_groups(table), page)
        for _ in range(_COLUMNS):
            next(self._filling)
        scroll.setWidget(page)
        page.setAutoFillBackground(False)  # which setWidget() switches on
        # Two hundred labels are built and styled while the first ones are looked at.
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._go_on)
        self._more.start()
        column.addWidget(scroll, 1)
        close = QPushButton(t("keys.close", "Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        room = parent.window().size() - _AROUND
        self.resize(_USUAL.boundedTo(room))

    def _go_on(self) -> None:
        if next(self._filling, None) is None:
            self._more.stop()


def _filling(groups: list[tuple[str, list[tuple[str, str]]]], page: QWidget) -> Iterator[QWidget]:
    """Put ``groups`` on ``page``, one with each step."""
    row = QHBoxLayout(page)
    row.setContentsMargins(margins(page, 0, 0, 12, 0))
    row.setSpacing(40)
    columns = [QVBoxLayout() for _ in range(_COLUMNS)]
    filled = [0] * _COLUMNS
    for made in columns:
        made.setSpacing(24)
        row.addLayout(made, 1)
        made.addStretch(1)
    for name, lines in groups:
        shortest = filled.index(min(filled))
        filled[shortest] += len(lines) + 2
        group = _group(name, lines, page)
        columns[shortest].insertWidget(columns[shortest].count() - 1, group)
        yield group


def _group(name: str, lines: list[tuple[str, str]], parent: QWidget) -> QWidget:
    group = QWidget(parent)
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    title = QLabel(name, group)
    title.setProperty("kind", "section")
    grid.addWidget(title, 0, 0, 1, 2)
    for index, (label, keys) in enumerate(lines, 1):
        words = QLabel(label, group)
        words.setWordWrap(True)
        grid.addWidget(words, index, 0)
        cap = QLabel(keys, group)
        cap.setProperty("kind", "key")
        grid.addWidget(cap, index, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
    return group


def _groups(table: tuple[Action, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    known = dict(MENUS)
    for menu in (*known, ""):
        lines = [
            (action.text(), _keys(action))
            for action in table
            if action.keys and (action.menu.lstrip("-") if menu else action.menu) == menu
        ]
        name = t(f"menu.{menu}", known[menu]) if menu else t("keys.tools", "Tools")
        if lines:
            groups.append((name, lines))
    groups.append((t("keys.canvas", "On the canvas"), _pointer()))
    return groups


def _pointer() -> list[tuple[str, str]]:
    return [
        (t("keys.pan", "Move the view"), t("keys.pan.how", "Space + drag")),
        (t("keys.zoom", "Zoom at the pointer"), t("keys.zoom.how", "Ctrl + wheel")),
        (t("keys.through", "Select what lies below"), t("keys.through.how", "Ctrl + click")),
        (t("keys.copy", "Duplicate"), t("keys.copy.how", "Alt + drag")),
        (t("keys.free", "Without snapping"), t("keys.free.how", "Ctrl while dragging")),
        (t("keys.next", "Next layer"), t("keys.next.how", "Tab")),
        (t("keys.nudge", "Move by 1 or 10"), t("keys.nudge.how", "Arrows; Shift + arrows")),
        (t("keys.rename", "Rename in Layers"), t("keys.rename.how", "F2")),
        (t("keys.edit", "Edit or enter; out again"), t("keys.edit.how", "Enter; Esc")),
    ]


def _keys(action: Action) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(ltr(QKeySequence(keys).toString(native)) for keys in action.keys[:2])
