"""Questions that wait for an answer, in the window's own looks."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QMessageBox, QWidget

_WIDE = 360
"""Points, so that a sentence does not become a column."""


def question(parent: QWidget, words: str, more: str) -> QMessageBox:
    """A box that asks ``words``, and tells ``more`` below them; one that is still open goes."""
    for old in parent.findChildren(QMessageBox):
        old.deleteLater()
    box = QMessageBox(parent)
    box.setText(words)
    box.setAccessibleName(words)
    box.setInformativeText(more)
    box.setIcon(QMessageBox.Icon.NoIcon)
    layout = box.layout()
    assert isinstance(layout, QGridLayout)
    layout.setContentsMargins(24, 24, 24, 20)
    layout.setHorizontalSpacing(0)
    layout.setVerticalSpacing(8)
    # Qt leaves room at the start for an icon, which there is none of.
    for at in range(layout.count()):
        item = layout.itemAt(at)
        room = item.spacerItem() if item is not None else None
        if room is not None:
            room.changeSize(0, 0)
    for label in box.findChildren(QLabel):
        label.setContentsMargins(0, 0, 0, 0)
        label.setIndent(0)
    # The column, not the words: Qt would take their least width for all that they need.
    column = layout.columnCount() - 1
    layout.setColumnMinimumWidth(column, _WIDE)
    layout.setColumnStretch(column, 1)
    for buttons in box.findChildren(QDialogButtonBox):
        buttons.setContentsMargins(0, 12, 0, 0)
    return box
