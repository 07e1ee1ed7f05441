"""Files on the way to other programs: dragged, on the clipboard, shown in their folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDrag,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from storycomposer.app.buttons import WordButton
from storycomposer.app.theme import tokens

RADIUS = 6

Look = Callable[[float], QImage | None]
"""A thumbnail for a screen of so many pixels a point; None while it is being drawn."""


def mime(paths: Sequence[Path]) -> QMimeData:
    """``paths`` as file managers, browsers and chats take them."""
    made = QMimeData()
    urls = [QUrl.fromLocalFile(str(path)) for path in paths]
    made.setUrls(urls)
    # Files on GNOME and its kin paste only what says whether it is copied or moved.
    lines = ["copy", *(bytes(url.toEncoded().data()).decode() for url in urls)]
    made.setData("x-special/gnome-copied-files", "\n".join(lines).encode())
    return made


def to_clipboard(paths: Sequence[Path]) -> None:
    """Put the files on the clipboard."""
    QGuiApplication.clipboard().setMimeData(mime(paths))


def show(path: Path) -> bool:
    """Open a file or folder of this computer in the program made for it; False if none is."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def drag(source: QWidget, paths: Sequence[Path], picture: QPixmap) -> None:
    """Let the person drop ``paths`` somewhere; the files stay where they are."""
    dragged = QDrag(source)
    dragged.setMimeData(mime(paths))
    if not picture.isNull():
        dragged.setPixmap(picture)
        dragged.setHotSpot(QPoint(12, 12))
    dragged.exec(Qt.DropAction.CopyAction)


class DragButton(WordButton):
    """A button that one drags: pressed and let go it says so."""

    def __init__(self, text: str, hint: str, parent: QWidget) -> None:
        super().__init__("grip", text, parent)
        self.paths: tuple[Path, ...] = ()
        self.picture: Callable[[], QPixmap] = QPixmap
        self._hint = hint
        self._from: QPoint | None = None
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.clicked.connect(self._on_clicked)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is not None and _far(self._from, event):
            self._from = None
            self.setDown(False)
            drag(self, self.paths, self.picture())

    def _on_clicked(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self._hint, self)


class FileCard(QWidget):
    """A picture's thumbnail: dragged it is the file, pressed twice it opens. ``look`` gives the
    thumbnail as it is by now; :meth:`update` asks for it again."""

    def __init__(
        self, path: Path, name: str, size: QSize, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._look = look
        self.setFixedSize(size)
        self.setAccessibleName(name)
        self.setToolTip(path.name)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._from: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is not None and _far(self._from, event):
            self._from = None
            drag(self, (self.path,), self.picture())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        self._from = None

    def picture(self) -> QPixmap:
        """Its thumbnail; null until it was drawn."""
        image = self._look(self.devicePixelRatioF())
        return QPixmap() if image is None else QPixmap.fromImage(image)

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        show(self.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            show(self.path)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self.picture()
        if picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.field))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        else:
            painter.drawPixmap(self.rect(), picture)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, inset in ((look.panel, 2.5), (look.accent_text, 1.0)):
                painter.setPen(QPen(QColor(color), 2))  # seen on whatever the picture shows
                box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                painter.drawRoundedRect(box, RADIUS - inset, RADIUS - inset)


def _far(start: QPoint, event: QMouseEvent) -> bool:
    if not event.buttons() & Qt.MouseButton.LeftButton:
        return False
    moved = (event.position().toPoint() - start).manhattanLength()
    return moved >= QApplication.startDragDistance()
