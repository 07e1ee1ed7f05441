"""The further colours of a brand: a row of them, one more, one less."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from storycomposer.app.icons import icon
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.colors import draw_swatch, qcolor
from storycomposer.app.words import t
from storycomposer.document.deck import Brand

_MOST, _ACROSS, _SIDE = 12, 6, 28


class PaletteField(QWidget):
    """Values are tuples of literal colours."""

    edited = Signal(object)
    committed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, name: str, brand: Callable[[], Brand], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._brand = brand
        self._value: tuple[str, ...] = ()
        self._buttons: list[_Swatch] = []
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(_ACROSS, 1)
        self._add = QToolButton(self)
        self._add.setProperty("kind", "icon")
        self._add.setIcon(icon("plus"))
        self._add.setFixedSize(_SIDE, _SIDE)
        self._add.setAccessibleName(t("palette.add", "Add colour"))
        self._add.setToolTip(self._add.accessibleName())
        self._add.clicked.connect(self._on_add)

    def show_value(self, value: object) -> None:
        """Show colours."""
        self._value = value if isinstance(value, tuple) else ()
        count = len(self._value)
        while len(self._buttons) > count:
            gone = self._buttons.pop()
            self._grid.removeWidget(gone)
            gone.deleteLater()
        while len(self._buttons) < count:
            self._buttons.append(self._made(len(self._buttons)))
        for button, color in zip(self._buttons, self._value, strict=True):
            button.show_value(color)
        self._add.setVisible(count < _MOST)
        self._grid.removeWidget(self._add)
        self._grid.addWidget(self._add, count // _ACROSS, count % _ACROSS)

    def settle(self, _keep: bool = True) -> None:
        """Pickers close."""
        for button in self._buttons:
            button.settle()

    def _made(self, index: int) -> _Swatch:
        name = t("brand.palette", "Palette {number}", number=index + 1)
        button = _Swatch(index, name, self._brand, self)
        button.edited.connect(self._on_edited)
        button.committed.connect(self._on_committed)
        button.cancelled.connect(self.cancelled)
        button.removed.connect(self._on_removed)
        self._grid.addWidget(button, index // _ACROSS, index % _ACROSS)
        return button

    def _with(self, color: str) -> tuple[str, ...]:
        button = self.sender()
        index = button.index if isinstance(button, _Swatch) else 0
        return (*self._value[:index], color, *self._value[index + 1 :])

    def _on_edited(self, color: str) -> None:
        self.edited.emit(self._with(color))

    def _on_committed(self, color: str) -> None:
        self.committed.emit(self._with(color))

    def _on_removed(self, index: int) -> None:
        self.committed.emit((*self._value[:index], *self._value[index + 1 :]))

    def _on_add(self) -> None:
        self.committed.emit((*self._value, "#8A8AA0"))
        if self._buttons:
            self._buttons[-1].open_picker()


class _Swatch(ColorButton):
    """One colour, as a square; Delete removes it."""

    removed = Signal(int)

    def __init__(
        self, index: int, name: str, brand: Callable[[], Brand], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, brand, roles=False, parent=parent)
        self.index = index
        self.setFixedSize(_SIDE, _SIDE)
        self.setToolTip(t("palette.swatch", "{name}: Delete removes it", name=name))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_SIDE, _SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.index)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        value = self.value
        color = qcolor(value, self.brand()) if isinstance(value, str) else None
        ring = self.palette().highlight().color().name() if self.hasFocus() else ""
        draw_swatch(painter, QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), color, 6, ring)
