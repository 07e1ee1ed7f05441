"""The slides of the deck as rows for Qt's views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from storycomposer.app.desk import Desk
from storycomposer.app.naming import slide_name
from storycomposer.app.words import t
from storycomposer.document.deck import Slide

Index = QModelIndex | QPersistentModelIndex


class SlidesModel(QAbstractListModel):
    """One row a slide; rows that stay are told as staying, so that scrolling does."""

    ROWS = "application/x-storycomposer-slide-rows"

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ids = [slide.id for slide in desk.deck.slides]
        self.level: Callable[[Slide], str] = lambda _: ""
        """How bad it is with a slide's links: "red", "amber", or empty where all is well."""

    def read(self) -> None:
        """The deck may have other slides now."""
        new = [slide.id for slide in self._desk.deck.slides]
        if new == self.ids:
            return
        same = 0
        while same < min(len(new), len(self.ids)) and new[same] == self.ids[same]:
            same += 1
        tail = 0
        while tail < min(len(new), len(self.ids)) - same and new[-1 - tail] == self.ids[-1 - tail]:
            tail += 1
        gone, come = len(self.ids) - tail - same, len(new) - tail - same
        if gone:
            self.beginRemoveRows(QModelIndex(), same, same + gone - 1)
            del self.ids[same : same + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), same, same + come - 1)
            self.ids[same:same] = new[same : same + come]
            self.endInsertRows()
        self.redraw_all()  # numbers count on

    def redraw(self, id: str) -> None:
        """The slide ``id`` looks otherwise."""
        if id in self.ids:
            at = self.index(self.ids.index(id), 0)
            self.dataChanged.emit(at, at)

    def redraw_all(self) -> None:
        """Every slide may look otherwise."""
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        slides = self._desk.deck.slides
        row = index.row()
        # While a preview is shown the deck may be ahead of the rows.
        if not index.isValid() or row >= len(slides):
            return None
        name = slide_name(slides[row], row)
        trouble = _trouble(self.level(slides[row]))
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{name}\n{trouble}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = t(
                "slides.row",
                "Slide {number}: {name}, {seconds} s",
                number=row + 1,
                name=name,
                seconds=f"{slides[row].seconds:g}",
            )
            return f"{said}. {trouble}" if trouble else said
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [self.ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        rows = sorted(index.row() for index in indexes)
        made = QMimeData()
        made.setData(self.ROWS, QByteArray(" ".join(self.ids[row] for row in rows).encode()))
        return made

    def dragged(self, data: QMimeData) -> tuple[str, ...]:
        """The slides of this deck that ``data`` carries."""
        raw = bytes(data.data(self.ROWS).data())
        return tuple(id_ for id_ in raw.decode(errors="replace").split() if id_ in self.ids)


def _trouble(level: str) -> str:
    return {
        "red": t("slides.red", "Its link won't be read"),
        "amber": t("slides.amber", "Its link may not be read"),
    }.get(level, "")
